"""Who sees what people collected. Private is for its author; rights end with their reason."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from trellis_web.access.queries import (
    in_scope,
    read_for_a_reason,
    reports_of,
    second_reports_of,
    visible,
    visible_by,
)
from trellis_web.access.rules import Permission
from trellis_web.growth.models import (
    Ask,
    Confirmation,
    Endorsement,
    EvidenceFile,
    EvidenceNote,
    EvidenceTag,
    MetricValue,
    OneOnOne,
    Plan,
    PlanAction,
    PlanActionTag,
)
from trellis_web.people.models import Person

_STORED = Q(pk__isnull=False)
"""Every row. Joined to a scope with `&`, because Django drops an empty condition from an `|`."""


@visible_by(EvidenceNote)
def _notes(actor: Person, today: date) -> Q:
    """One's own; shared ones of reports, second line and scope; one to confirm, until then."""
    return (
        Q(person=actor)
        | _led(actor, today, Q(shared_at__isnull=False))
        | Q(shared_at__isnull=False, person__in=second_reports_of(actor, today=today))
        | Q(shared_at__isnull=False, person__in=read_for_a_reason(actor, today=today))
        | Q(Exists(_unanswered(actor, OuterRef("pk"))))
    )


@visible_by(EvidenceTag)
def _tags(actor: Person, today: date) -> Q:
    """The tags of a note that is seen."""
    return (
        Q(note__person=actor)
        | _led(actor, today, Q(note__shared_at__isnull=False), "note__person")
        | Q(
            note__shared_at__isnull=False,
            note__person__in=second_reports_of(actor, today=today),
        )
        | Q(
            note__shared_at__isnull=False,
            note__person__in=read_for_a_reason(actor, today=today),
        )
        | Q(Exists(_unanswered(actor, OuterRef("note"))))
    )


@visible_by(EvidenceFile)
def _files(actor: Person, today: date) -> Q:
    """The files of a note that is seen."""
    return _tags(actor, today)


@visible_by(Confirmation)
def _confirmations(actor: Person, today: date) -> Q:
    """What one asked or was asked; confirmed ones also with the shared note. Not who declined."""
    confirmed = Q(confirmed_at__isnull=False, note__shared_at__isnull=False)
    return (
        Q(note__person=actor) | Q(colleague=actor) | _led(actor, today, confirmed, "note__person")
    )


@visible_by(Ask)
def _asks(actor: Person, today: date) -> Q:
    """Whom it is about, who is asked, and the manager who asked while they lead the person."""
    led = Q(asked_by=actor, person__in=reports_of(actor, today=today))
    return Q(person=actor) | Q(colleague=actor) | led


@visible_by(Endorsement)
def _endorsements(actor: Person, today: date) -> Q:
    """For the person, and for those who lead them."""
    return Q(person=actor) | _led(actor, today, _STORED)


@visible_by(MetricValue)
def _metrics(actor: Person, today: date) -> Q:
    """For the person, and for those who lead them."""
    return Q(person=actor) | _led(actor, today, _STORED)


@visible_by(Plan)
def _plans(actor: Person, today: date) -> Q:
    """For the person, and for those who lead them now."""
    return Q(person=actor) | _led(actor, today, _STORED)


@visible_by(PlanAction)
def _plan_actions(actor: Person, today: date) -> Q:
    """Those of a plan that is seen."""
    return Q(plan__person=actor) | _led(actor, today, _STORED, "plan__person")


@visible_by(PlanActionTag)
def _plan_action_tags(actor: Person, today: date) -> Q:
    """Those of an action that is seen."""
    return Q(action__plan__person=actor) | _led(actor, today, _STORED, "action__plan__person")


@visible_by(OneOnOne)
def _talks(actor: Person, today: date) -> Q:
    """For the person and their manager: when they talked is nobody else's business."""
    return Q(person=actor) | Q(person__in=reports_of(actor, today=today))


def people_led_by(actor: Person, *, today: date) -> QuerySet[Person]:
    """Those whose shared evidence the actor reads now: reports, and people in scope as HR."""
    return visible(Person, to=actor, today=today).filter(_led(actor, today, _STORED, "pk"))


def _led(actor: Person, today: date, rows: Q, person: str = "person") -> Q:
    """Those of `rows` whose person reports to the actor now, or is in the actor's scope as HR."""
    reports = Q(**{f"{person}__in": reports_of(actor, today=today)})
    scope = in_scope(actor, Permission.REVIEW_READ, today=today, person=person)
    return (rows & reports) | (rows & scope)


def _unanswered(actor: Person, note: OuterRef) -> QuerySet[Confirmation]:
    return Confirmation.objects.filter(
        note=note, colleague=actor, confirmed_at__isnull=True, declined_at__isnull=True
    )
