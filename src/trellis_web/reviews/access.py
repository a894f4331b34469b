"""Who may see what of reviews. Drafts belong to their author; people read released results."""

from datetime import date

from django.db.models import Q

from trellis_web.access.queries import in_scope, reports_of, visible_by
from trellis_web.access.rules import Permission, is_permitted
from trellis_web.people.models import Person
from trellis_web.reviews.models import (
    Acknowledgement,
    Assessment,
    CheckIn,
    Cycle,
    Exemption,
    Participant,
    Rating,
    ReleasedCitation,
    ReleasedFeedback,
    ReleasedRating,
    ReleasedResult,
    Sighting,
)

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


@visible_by(Participant)
def participants(actor: Person, today: date) -> Q:
    """Oneself, one's people in the rounds one was asked about, and those in HR's scope."""
    led = Q(manager=actor, person__in=reports_of(actor, today=today))
    return Q(person=actor) | led | _scope(actor, Permission.REVIEW_READ, today)


@visible_by(Assessment)
def assessments(actor: Person, today: date) -> Q:
    """One's own words while the right to write them lasts; to HR in scope what was handed in."""
    subject = "participant__person"
    about_self = Q(perspective=Assessment.Perspective.SELF, **{subject: actor})
    leads = Q(**{f"{subject}__in": reports_of(actor, today=today)}, participant__manager=actor)
    scope = _scope(actor, Permission.REVIEW_READ, today, subject)
    # No role reads what others wrote about its holder.
    handed_in = Q(submitted_at__isnull=False) & scope & ~Q(**{subject: actor})
    return (Q(author=actor) & (about_self | leads)) | handed_in


@visible_by(Rating)
def ratings(actor: Person, today: date) -> Q:
    """Those of the assessments that one may see."""
    return Q(assessment__in=Assessment.objects.filter(assessments(actor, today)))


@visible_by(ReleasedResult)
def results(actor: Person, today: date) -> Q:
    """One's own, those of one's people at this moment, and those in the scope of `result:read`."""
    return (
        Q(person=actor)
        | Q(person__in=reports_of(actor, today=today))
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
    """What was passed on with the results that one may see."""
    return Q(result__in=ReleasedResult.objects.filter(results(actor, today)))


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
