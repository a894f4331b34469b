"""The first step of the judge: reduce the facts to the few integers that a criterion reads."""

from typing import Protocol

from trellis.readiness.criteria import Criterion, State
from trellis.readiness.facts import Proof
from trellis.readiness.rated import (
    AverageMeasure,
    CalibrationMeasure,
    CountMeasure,
    FloorMeasure,
    NextLevelMeasure,
)
from trellis.readiness.recorded import MetricMeasure, MonthsMeasure, TextMeasure
from trellis.readiness.sentences import Number, Sentence
from trellis.readiness.standpoint import Standpoint
from trellis.readiness.vouched import EndorsementMeasure, StarredMeasure, StatementMeasure


class Measure(Protocol):
    """One criterion measured for one person; waivers are looked at later."""

    @property
    def state(self) -> State:
        """The state by the threshold rules, from the integers of the measure alone."""

    @property
    def value(self) -> Number | None:
        """How far the person is, in the unit of `needed`; None when nothing is known."""

    @property
    def needed(self) -> Number | None:
        """What `value` has to reach; None where no number says it."""

    @property
    def asks(self) -> Sentence:
        """What the criterion asks, without a full stop."""

    @property
    def says(self) -> Sentence:
        """How it stands, as the second half of a sentence."""


def measure(criterion: Criterion, at: Standpoint) -> Measure:
    """Measure a single condition. Raises `ValueError` for a group, which has nothing to measure."""
    found = _rated(criterion, at) or _recorded(criterion, at)
    if found is None:
        raise ValueError(f"a criterion of kind '{criterion.kind}' cannot be measured")
    return found


def _rated(criterion: Criterion, at: Standpoint) -> Measure | None:
    if criterion.average:
        return AverageMeasure(criterion.average, at.scores(criterion.average.of))
    if criterion.floor:
        return FloorMeasure(criterion.floor, at.scores(criterion.floor.of))
    if criterion.count:
        return CountMeasure(criterion.count, at.scores(criterion.count.of))
    if criterion.operating_at_next:
        return NextLevelMeasure(criterion.operating_at_next, at.run(criterion.operating_at_next.of))
    if criterion.calibration:
        return CalibrationMeasure(at.review is not None and at.review.calibrated)
    return None


def _recorded(criterion: Criterion, at: Standpoint) -> Measure | None:
    facts = at.facts
    if criterion.months_in_level:
        return MonthsMeasure(criterion.months_in_level, facts.months_in_level)
    if criterion.metric:
        return MetricMeasure.of(criterion.metric, facts.metrics.get(criterion.metric.name, ()))
    if criterion.statement:
        return StatementMeasure(
            criterion.statement, facts.statements.get(criterion.id or "", Proof())
        )
    if criterion.starred:
        total = None if at.starred is None else len(at.starred)
        confirmed = len(at.confirmed(at.starred or ()))
        return StarredMeasure(criterion.starred, total, confirmed, len(at.confirmed(at.others)))
    if criterion.endorsement:
        given = facts.endorsements.get(criterion.endorsement.by, 0)
        return EndorsementMeasure(criterion.endorsement, given)
    return TextMeasure(criterion.text) if criterion.kind == "text" and criterion.text else None
