"""A file of figures becomes metric values: all of it, or none of it."""

from datetime import date, datetime

from django.db import transaction

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.growth.actions.facts import refresh_facts
from trellis_web.growth.events import MetricsImported
from trellis_web.growth.models import MetricValue
from trellis_web.growth.queries.metrics import MetricPlan, plan_metrics
from trellis_web.growth.rules.evidence import HAS_FINDINGS
from trellis_web.growth.rules.metrics import MetricFile
from trellis_web.people.models import Person


@transaction.atomic
def import_metrics(
    *, file: MetricFile, without_bad_rows: bool = False, by: Person, now: datetime, today: date
) -> MetricPlan:
    """Stores the figures that the file's good rows hold, over earlier ones of the same period.

    Raises `Denied` when rows have problems and were not expressly left out. The number of
    statements does not depend on the number of rows, but for one more per thousand.
    """
    require(by, Permission.METRIC_IMPORT, today=today)
    plan = plan_metrics(file, by=by, today=today)
    if plan.findings and not without_bad_rows:
        raise Denied(HAS_FINDINGS)
    changed = [
        MetricValue(
            person_id=planned.person,
            name=planned.row.metric,
            period_on=planned.row.period_on,
            value=planned.row.value,
            imported_at=now,
            imported_by=by,
        )
        for planned in plan.rows
        if planned.changes
    ]
    MetricValue.objects.bulk_create(
        changed,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["person", "name", "period_on"],
        update_fields=["value", "imported_at", "imported_by"],
    )
    people = sorted({value.person_id for value in changed})
    record(MetricsImported(len(people), len(changed)), by=by, at=now)
    refresh_facts(people, today=today)
    return plan
