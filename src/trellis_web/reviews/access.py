"""Who may see what of reviews. Drafts belong to their author; people read released results."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from trellis_web.access.queries import (
    in_scope,
    read_for_a_reason,
    reports_of,
    second_reports_of,
    visible_by,
)
from trellis_web.access.rules import Permission, is_permitted
from trellis_web.people.models import Person
from trellis_web.reviews.models import (
    Acknowledgement,
    AnonymousAnswer,
    AnswerBatch,
    Assessment,
    CheckIn,
    Cycle,
    Exemption,
    HandOver,
    Nomination,
    Participant,
    Rating,
    Release,
    ReleasedCitation,
    ReleasedFeedback,
    ReleasedRating,
    ReleasedResult,
    Sighting,
)

Perspective = Assessment.Perspective
_STORED = Q(pk__isnull=False)
"""Every row. Joined to a scope with `&`, because Django drops an empty condition from an `|`."""


def _scope(actor: Person, permission: Permission, today: date, person: str = "person") -> Q:
    return _STORED & in_scope(actor, permission, today=today, person=person)


@visible_by(Cycle)
def cycles(actor: Person, today: date) -> Q:
    """Opened rounds one takes part in, as a person or their manager; all to who manages rounds."""
    if is_permitted(actor, Permission.CYCLE_MANAGE, today=today):
        return Q()
    mine = Participant.objects.filter(participants(actor, today)).values("cycle")
    return Q(opened_at__isnull=False, pk__in=mine)


@visible_by(Exemption)
def exemptions(actor: Person, today: date) -> Q:
    """The reasons of an absence are for those who manage rounds."""
    may = is_permitted(actor, Permission.CYCLE_MANAGE, today=today)
    return _STORED if may else Q(pk__in=[])


@visible_by(Release)
def releases(actor: Person, today: date) -> Q:
    """When results are released is for those who manage rounds."""
    may = is_permitted(actor, Permission.CYCLE_MANAGE, today=today)
    return _STORED if may else Q(pk__in=[])


@visible_by(Participant)
def participants(actor: Person, today: date) -> Q:
    """Oneself, one's people in the rounds one was asked about, and those in HR's scope."""
    led = Q(manager=actor, person__in=reports_of(actor, today=today))
    return Q(person=actor) | led | _scope(actor, Permission.REVIEW_READ, today)


@visible_by(Assessment)
def assessments(actor: Person, today: date) -> Q:
    """One's own words while the right to write them lasts; what was handed in, by its phase.

    The manager reads colleagues once they have rated; HR in scope reads everything.
    """
    subject = "participant__person"
    about_self = Q(perspective=Perspective.SELF, **{subject: actor})
    leads = _leads(actor, today, "participant")
    second = Q(perspective=Perspective.DOTTED) & Q(
        **{f"{subject}__in": second_reports_of(actor, today=today)}
    )
    asked = Q(perspective=Perspective.PEER) & Q(Exists(_asked(actor, OuterRef("participant"))))
    others = Q(perspective__in=[Perspective.PEER, Perspective.DOTTED], submitted_at__isnull=False)
    decided = leads & Q(Exists(_rated(actor, OuterRef("participant"))))
    return (
        (Q(author=actor) & (about_self | leads | second | asked))
        | (others & decided)
        | (leads & Q(submitted_at__isnull=False) & Q(Exists(_handed_over(actor))))
        | (Q(submitted_at__isnull=False) & _for_hr(actor, today, "participant"))
    )


def _leads(actor: Person, today: date, participant: str) -> Q:
    """Participants whom the actor leads now, and reviews as their manager."""
    led = reports_of(actor, today=today)
    return Q(**{f"{participant}__person__in": led, f"{participant}__manager": actor})


def _handed_over(actor: Person) -> QuerySet[HandOver]:
    """That the author's review came to the actor, who may read what was handed in before."""
    return HandOver.objects.filter(
        participant=OuterRef("participant"),
        previous=OuterRef("author"),
        following=actor,
        shows_previous=True,
    )


def _for_hr(actor: Person, today: date, participant: str) -> Q:
    """Participants in the scope of HR: nobody's own words by a role, no peer those of others."""
    person = f"{participant}__person"
    scope = _scope(actor, Permission.REVIEW_READ, today, person)
    return scope & ~Q(**{person: actor}) & ~Q(Exists(_asked(actor, OuterRef(participant))))


def _asked(actor: Person, participant: OuterRef) -> QuerySet[Nomination]:
    """That the actor is asked as a colleague or as a report."""
    return Nomination.objects.filter(
        participant=participant, peer=actor, approved_at__isnull=False, declined_at__isnull=True
    )


def _rated(actor: Person, participant: OuterRef) -> QuerySet[Assessment]:
    """That the actor has handed in the manager's review."""
    return Assessment.objects.filter(
        participant=participant,
        perspective=Perspective.MANAGER,
        author=actor,
        submitted_at__isnull=False,
    )


@visible_by(Nomination)
def nominations(actor: Person, today: date) -> Q:
    """Whom one proposes or decides about, and what one is asked. Reports are named to nobody."""
    about = Q(participant__person=actor) | _leads(actor, today, "participant")
    return (Q(perspective=Perspective.PEER) & about) | Q(peer=actor, approved_at__isnull=False)


@visible_by(AnswerBatch)
def batches(actor: Person, today: date) -> Q:
    """That anonymous answers were put together: to who may read them."""
    return _anonymous(actor, today)


@visible_by(AnonymousAnswer)
def anonymous_answers(actor: Person, today: date) -> Q:
    """To the manager of the participant once they have rated, and to HR in scope."""
    return Q(batch__in=AnswerBatch.objects.filter(_anonymous(actor, today)))


def _anonymous(actor: Person, today: date) -> Q:
    leads = _leads(actor, today, "participant") & Q(perspective=Perspective.PEER)
    rated = Q(Exists(_rated(actor, OuterRef("participant"))))
    return (leads & rated) | _for_hr(actor, today, "participant")


@visible_by(Rating)
def ratings(actor: Person, today: date) -> Q:
    """Those of the assessments that one may see."""
    return Q(assessment__in=Assessment.objects.filter(assessments(actor, today)))


@visible_by(ReleasedResult)
def results(actor: Person, today: date) -> Q:
    """One's own, those of one's people at this moment, and those in the scope of `result:read`.

    Two lines up for a reason that was given today.
    """
    return (
        Q(person=actor)
        | Q(person__in=reports_of(actor, today=today))
        | Q(person__in=read_for_a_reason(actor, today=today))
        | _scope(actor, Permission.RESULT_READ, today)
    )


@visible_by(ReleasedRating)
def released_ratings(actor: Person, today: date) -> Q:
    """Those of the results that one may see."""
    return Q(result__in=ReleasedResult.objects.filter(results(actor, today)))


@visible_by(ReleasedCitation)
def released_citations(actor: Person, today: date) -> Q:
    """Those of the results that one may see; the note itself has a rule of its own."""
    return Q(result__in=ReleasedResult.objects.filter(results(actor, today)))


@visible_by(ReleasedFeedback)
def released_feedback(actor: Person, today: date) -> Q:
    """What was passed on with the results that one may see; reports only to the person and HR."""
    told = Q(result__person=actor) | _scope(actor, Permission.REVIEW_READ, today, "result__person")
    seen = Q(result__in=ReleasedResult.objects.filter(results(actor, today)))
    return seen & (~Q(perspective=Perspective.UPWARD) | told)


@visible_by(Acknowledgement)
def acknowledgements(actor: Person, today: date) -> Q:
    """Those of the results that one may see."""
    return Q(result__in=ReleasedResult.objects.filter(results(actor, today)))


@visible_by(CheckIn)
def check_ins(actor: Person, today: date) -> Q:
    """For the person and whoever leads them now; to HR in scope what is recorded."""
    mine = Q(person=actor) | Q(person__in=reports_of(actor, today=today))
    return mine | _recorded(actor, today, "person", "recorded_at")


@visible_by(Sighting)
def sightings(actor: Person, today: date) -> Q:
    """What the person writes is theirs until they hand it over; to HR what is recorded."""
    handed_over = Q(check_in__prepared_at__isnull=False) | Q(check_in__recorded_at__isnull=False)
    led = Q(check_in__person__in=reports_of(actor, today=today)) & handed_over
    recorded = _recorded(actor, today, "check_in__person", "check_in__recorded_at")
    return Q(check_in__person=actor) | led | recorded


def _recorded(actor: Person, today: date, person: str, recorded_at: str) -> Q:
    scope = _scope(actor, Permission.REVIEW_READ, today, person)
    return Q(**{f"{recorded_at}__isnull": False}) & scope
