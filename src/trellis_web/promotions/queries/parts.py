"""What somebody is in a case: who may do what on its page."""

from dataclasses import dataclass
from datetime import date

from trellis.process.cases import CaseState
from trellis_web.access.rules import Permission
from trellis_web.people.models import Person
from trellis_web.promotions.models import Case
from trellis_web.promotions.rules.people import deciders, is_hr_of, leads

OPEN = frozenset(CaseState) - {CaseState.DECIDED, CaseState.WITHDRAWN}
DECIDING = frozenset({CaseState.COMMITTEE, CaseState.CALIBRATED})


@dataclass(frozen=True, slots=True)
class Part:
    """The reader's part in a case at this moment."""

    state: CaseState
    is_own: bool = False
    leads: bool = False
    is_hr: bool = False
    decides: bool = False
    chairs: bool = False
    started: bool = False

    @property
    def is_theirs(self) -> bool:
        """Whether the case is the reader's to write: their own, or of somebody they lead."""
        return self.is_own or self.leads

    @property
    def writes(self) -> bool:
        """Whether the statement can be written."""
        return self.state is CaseState.DRAFT and self.is_theirs

    @property
    def cites(self) -> bool:
        """Whether notes can be cited."""
        return self.state in OPEN and (self.is_theirs or self.decides)

    @property
    def finds(self) -> bool:
        """Whether findings can be set: by the manager first, then by those who decide."""
        if self.state is CaseState.WITH_MANAGER:
            return self.leads and not self.is_own
        return self.state in DECIDING and self.decides

    @property
    def asks(self) -> bool:
        """Whether colleagues can be asked to back the case."""
        return self.state in {CaseState.DRAFT, CaseState.WITH_MANAGER} and self.is_theirs

    @property
    def passes_on(self) -> bool:
        """Whether the case can be given back, or passed on."""
        return self.state is CaseState.WITH_MANAGER and (self.leads or self.is_hr)

    @property
    def withdraws(self) -> bool:
        """Whether the case can be taken back."""
        if self.is_own:
            return self.state in OPEN
        early = self.state in {CaseState.DRAFT, CaseState.WITH_MANAGER}
        return early and self.leads and self.started


def part_of(case: Case, reader: Person, *, today: date) -> Part:
    """What `reader` is in the case."""
    is_own = case.person_id == reader.pk
    found = {} if is_own else {who.pk: chairs for who, chairs in _deciders(case, today)}
    return Part(
        state=case.state,
        is_own=is_own,
        leads=not is_own and leads(reader, case.person_id, today=today),
        is_hr=is_hr_of(reader, case.person_id, Permission.CASE_MANAGE, today=today),
        decides=reader.pk in found,
        chairs=found.get(reader.pk, False),
        started=case.started_by_id == reader.pk,
    )


def _deciders(case: Case, today: date) -> list[tuple[Person, bool]]:
    return deciders(case, today=today) if case.passed_on_at else []
