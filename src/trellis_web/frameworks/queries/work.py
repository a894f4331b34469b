"""The page of those who write a draft: how far it is, who does what, what is open, what is next."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from trellis.framework.parts import STRUCTURE
from trellis.framework.resolve import ResolvedFramework
from trellis.process.writing import DraftState
from trellis_web.access.queries import visible
from trellis_web.frameworks.access import Ability, abilities
from trellis_web.frameworks.models import Authorship, Comment, Draft, Suggestion
from trellis_web.frameworks.queries.cells import cells_of, has_cell
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.frameworks.queries.progress import Progress, Task, progress_of, tasks_of
from trellis_web.frameworks.queries.signatures import (
    CONSISTENCY,
    SENTENCES,
    Part,
    Signing,
    signed_names,
    signing_of,
)
from trellis_web.frameworks.queries.talk import gone_cells
from trellis_web.people.models import Person


class Step(StrEnum):
    """What somebody does next with a draft, the most pressing first."""

    WRITE = "write"
    DECIDE = "decide"
    SIGN_SENTENCES = "sign-sentences"
    SIGN_CONSISTENCY = "sign-consistency"
    PUBLISH = "publish"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Remark:
    """An open thread or suggestion, with the cell that it is about."""

    row: Comment | Suggestion
    title: str
    is_gone: bool


@dataclass(frozen=True)
class Work:
    """A draft as one of those who write it sees it."""

    draft: Draft
    reader: Person
    today: date
    framework: ResolvedFramework
    signing: Signing
    abilities: frozenset[Ability]
    tasks: tuple[Task, ...]
    comments: tuple[Remark, ...]
    suggestions: tuple[Remark, ...]
    gone: tuple[tuple[str, str], ...]
    authorships: tuple[Authorship, ...]

    @cached_property
    def progress(self) -> Progress:
        """Of the whole draft."""
        return progress_of(self.framework, cells_of(self.framework), signed_names(self.signing))

    @property
    def mine(self) -> tuple[Task, ...]:
        """What the reader is to write."""
        return tuple(each for each in self.tasks if each.assignment.author_id == self.reader.pk)

    @property
    def overdue(self) -> frozenset[int]:
        """Keys of the assignments whose day is over while something is left to write."""
        return frozenset(e.assignment.pk for e in self.tasks if e.is_overdue(self.today))

    @property
    def to_sign(self) -> tuple[Part, ...]:
        """What the reader can sign as a writer."""
        is_writer = Ability.SIGN_SENTENCES in self.abilities
        return self.signing.unsigned(SENTENCES) if is_writer else ()

    @property
    def structure(self) -> Part:
        """The part that HR signs."""
        return next(part for part in self.signing.parts if part.name == STRUCTURE)

    @property
    def may_sign_consistency(self) -> bool:
        """True when HR is reading, and the writers have signed what changed."""
        waits = self.signing.unsigned(CONSISTENCY) and not self.signing.unsigned(SENTENCES)
        return bool(waits) and Ability.SIGN_CONSISTENCY in self.abilities

    @property
    def states(self) -> tuple[tuple[DraftState, bool], ...]:
        """Every state with whether it is the one that the draft is in."""
        return tuple((each, each is self.signing.state) for each in DraftState)

    @property
    def may_assign(self) -> bool:
        """True for those who lead the draft."""
        return Ability.ASSIGN in self.abilities

    @property
    def next(self) -> Step:
        """What the reader does next."""
        waiting = self.signing.unsigned(SENTENCES) or self.signing.unsigned(CONSISTENCY)
        steps = {
            Step.WRITE: any(not task.is_done for task in self.mine),
            Step.DECIDE: bool(self.suggestions) and Ability.SENTENCES in self.abilities,
            Step.SIGN_SENTENCES: bool(self.to_sign) and not self.progress.to_write,
            Step.SIGN_CONSISTENCY: self.may_sign_consistency,
            Step.PUBLISH: not waiting and Ability.PUBLISH in self.abilities,
        }
        return next((step for step, is_due in steps.items() if is_due), Step.WAIT)


def work_on(draft: Draft, *, to: Person, now: datetime, today: date) -> Work:
    """The draft as `to` works on it. Raises `BadInput` when its text cannot be read."""
    framework = read_text(draft.text, draft.family, now=now)
    signing = signing_of(draft, today)
    about = {"family": draft.family}
    comments = visible(Comment, to=to, today=today).filter(
        thread__isnull=True, resolved_at__isnull=True, **about
    )
    suggestions = visible(Suggestion, to=to, today=today).filter(
        accepted_at__isnull=True, rejected_at__isnull=True, **about
    )
    authors = visible(Authorship, to=to, today=today).filter(until__isnull=True, **about)
    return Work(
        draft,
        to,
        today,
        framework,
        signing,
        abilities(to, draft.family, today=today),
        tuple(tasks_of(draft, framework, signed_names(signing))),
        tuple(_remark(each, framework) for each in comments.select_related("written_by")),
        tuple(_remark(each, framework) for each in suggestions.select_related("made_by")),
        tuple(gone_cells(draft.family, framework, to=to, today=today)),
        tuple(authors.select_related("person").order_by("-role", "person__name")),
    )


def _remark(row: Comment | Suggestion, framework: ResolvedFramework) -> Remark:
    held = framework.competency.get(row.competency)
    title = held.title if held else row.competency
    return Remark(row, title, not has_cell(framework, row.competency, row.level))
