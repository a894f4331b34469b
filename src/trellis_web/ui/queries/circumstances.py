"""How it is for one person today: one query, and one more for who is no employee."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery

from trellis_web.careers.models import Return
from trellis_web.growth.models import Ask, Confirmation
from trellis_web.people.models import Absence, Person, ReportingLine
from trellis_web.reviews.models import Cycle
from trellis_web.ui.rules.notices import Circumstances

LEADS = (ReportingLine.Kind.LINE, ReportingLine.Kind.ACTING)
EMPLOYEE = "employee"
"""The worker type that every round rates."""
OPEN = Q(declined_at__isnull=True)
UNANSWERED = Q(answered_at=None, done_at=None, ended_at=None)


def circumstances_of(person: Person, family: str, *, today: date) -> Circumstances:
    """What explains the page of a person, and what waits for their answer."""
    me = OuterRef("pk")
    away = Absence.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=today), from_on__lte=today)
    lines = ReportingLine.objects.filter(person=me, kind__in=LEADS)
    asked = Ask.objects.filter(OPEN, colleague=me, answered_at__isnull=True)
    confirm = Confirmation.objects.filter(OPEN, colleague=me, confirmed_at__isnull=True)
    offered = Return.objects.filter(UNANSWERED, person=me)
    is_away, was_led, is_led, is_asked, is_to_confirm, way_back = Person.objects.values_list(
        Exists(away.filter(person=me)),
        Exists(lines),
        Exists(lines.on(today)),
        Exists(asked),
        Exists(confirm),
        Subquery(offered.values("pk")),
    ).get(pk=person.pk)
    return Circumstances(
        is_away=is_away,
        lost_manager=was_led and not is_led,
        is_left_out=person.worker_type != EMPLOYEE and _is_left_out(person, family),
        is_asked=is_asked,
        is_to_confirm=is_to_confirm,
        way_back=way_back,
    )


def _is_left_out(person: Person, family: str) -> bool:
    """Whether the latest round of the family leaves out people of this type."""
    rounds = Cycle.objects.filter(opened_at__isnull=False, families__slug=family)
    excluded = rounds.order_by("-seq").values_list("excluded_workers", flat=True).first()
    return person.worker_type in (excluded or ())
