"""The calendar of a tenure criterion, and what a measure is stored as."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from trellis.readiness.measures import Measure
from trellis.readiness.rated import AverageMeasure, CountMeasure, FloorMeasure, NextLevelMeasure
from trellis.readiness.recorded import MetricMeasure
from trellis.readiness.vouched import EndorsementMeasure, StarredMeasure, StatementMeasure


@dataclass(frozen=True, slots=True)
class Amounts:
    """The two integers that a criterion reads; `CriterionFact` says what they count."""

    seen: int = 0
    have: int = 0


def amounts(measure: Measure) -> Amounts:
    """What is stored of a measure. Zeros for a kind that reads no row of its own."""
    match measure:
        case AverageMeasure(scores=scores):
            return Amounts(scores.rated, scores.total)
        case FloorMeasure(rule=rule, scores=scores) | CountMeasure(rule=rule, scores=scores):
            return Amounts(scores.rated, scores.reaching(rule.min))
        case NextLevelMeasure(run=run):
            return Amounts(int(run.latest is not None), run.months)
        case MetricMeasure(seen=seen, reached=reached):
            return Amounts(seen, reached)
        case StatementMeasure(proof=proof):
            return Amounts(proof.evidence, proof.confirmed if proof.evidence else 0)
        case StarredMeasure(starred=starred, others=others):
            return Amounts(starred + others, starred)
        case EndorsementMeasure(count=count):
            return Amounts(count, count)
    return Amounts()


def cutoff(today: date, months: int) -> date:
    """The latest start of somebody who has `months` whole calendar months behind them today."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(today.day, last))


def reached_on(since: date, months: int) -> date:
    """The first day with `months` whole months since `since`; a 31st waits for the next 1st."""
    year, month = divmod(since.year * 12 + since.month - 1 + months, 12)
    if since.day <= monthrange(year, month + 1)[1]:
        return date(year, month + 1, since.day)
    year, month = divmod(year * 12 + month + 1, 12)
    return date(year, month + 1, 1)
