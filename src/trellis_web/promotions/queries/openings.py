"""Who may begin a case, and for whom the rules would: what the company switched."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from trellis.readiness.criteria import Readiness as State
from trellis_web.organisation.queries import is_on
from trellis_web.organisation.rules import Feature
from trellis_web.promotions.models import Case, Decline, Promotion
from trellis_web.readiness.models import Readiness


def may_start_own() -> bool:
    """Whether people start a case for themselves; else their managers do."""
    return not is_on(Feature.MANAGERS_START_CASES)


def opens_by_itself() -> bool:
    """Whether the rules open a case for whoever meets the criteria before it."""
    return is_on(Feature.AUTOMATIC_CASES)


def ready_without_case(*, today: date) -> QuerySet[Readiness]:
    """Who is ready for a promotion of a current version, and has nothing under way for it.

    A move keeps its id over the versions of a family: so do a decline, a case since somebody is
    ready, and the day on which a decision is looked at again.
    """
    same = {
        "person": OuterRef("person"),
        "move__slug": OuterRef("move__slug"),
        "move__version__family": OuterRef("move__version__family"),
    }
    cases = Case.objects.filter(**same)
    under_way = cases.filter(
        Q(decided_at__isnull=True, withdrawn_at__isnull=True)
        | Q(started_at__date__gte=OuterRef("since"))
    )
    waiting = cases.filter(decisions__recheck_on__gt=today)
    promised = Promotion.objects.filter(
        done_at__isnull=True, decision__case__person=OuterRef("person")
    )
    ready = Readiness.objects.filter(
        state=State.READY,
        move__kind="promotion",
        move__version__family__current=F("move__version"),
        person__deactivated_at__isnull=True,
    )
    left_alone = (
        Exists(Decline.objects.filter(**same))
        | Exists(under_way)
        | Exists(waiting)
        | Exists(promised)
    )
    return ready.exclude(left_alone).select_related("person", "move__version__family")
