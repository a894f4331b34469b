"""How long a case took: days in each state, from its time stamps."""

from dataclasses import dataclass
from datetime import datetime

from trellis.process.cases import CaseState
from trellis_web.promotions.models import Case


@dataclass(frozen=True, slots=True)
class Spell:
    """A case was in a state from `since`, until it left it; `days` are whole ones."""

    state: CaseState
    since: datetime
    until: datetime | None
    days: int


def spells(case: Case, *, now: datetime) -> list[Spell]:
    """The states that a case went through, oldest first; the last one lasts unless it is over."""
    over = case.decided_at or case.withdrawn_at
    steps = [
        (CaseState.DRAFT, case.started_at),
        (CaseState.WITH_MANAGER, case.submitted_at),
        (CaseState.COMMITTEE, case.passed_on_at),
        (CaseState.CALIBRATED, case.calibrated_at),
    ]
    reached = [(state, at) for state, at in steps if at is not None]
    ends = [at for _state, at in reached[1:]] + [over]
    return [
        Spell(state, since, until, ((until or now) - since).days)
        for (state, since), until in zip(reached, ends, strict=True)
    ]
