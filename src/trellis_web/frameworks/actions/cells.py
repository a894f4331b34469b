"""Writing one cell of a draft. Only the cell is compared, so authors of other cells never wait.

Saving sentences is done with every pause in typing, so it raises the revision and leaves no event;
what somebody decides (taking the core's text again, silencing a rule) does.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trellis.findings import BadInput
from trellis.framework.dump import dump
from trellis.framework.edit import (
    Sentence,
    as_in_core,
    cell_digest,
    cell_of,
    localised,
    set_statements,
    set_status,
    statements_of,
)
from trellis.framework.model import CellStatus, Competency, Framework, Statement
from trellis.framework.resolve import ResolvedFramework
from trellis.framework.silences import Silence
from trellis_web.access.rules import Denial
from trellis_web.audit.actions import record
from trellis_web.frameworks.access import Ability, require_ability
from trellis_web.frameworks.actions.suggestions import make_suggestion
from trellis_web.frameworks.events import FrameworkEdited
from trellis_web.frameworks.models import Draft
from trellis_web.frameworks.queries.cells import has_cell
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.frameworks.queries.versions import blocks_at
from trellis_web.frameworks.rules import PUBLISHED_MEANWHILE, Conflict
from trellis_web.people.models import Person

WRITTEN = "written"
"""The choice of a cell that holds sentences; the others are the statuses of the core."""
CHANGED = Denial(
    "cell-changed-meanwhile",
    gettext_lazy("Somebody changed this cell while you wrote. Nothing is lost: choose below."),
)
REPLACED = gettext_lazy("Two people wrote this cell at the same time; this text was not chosen.")


@dataclass(frozen=True, slots=True)
class CellText:
    """What somebody wants a cell to say: `choice` is `WRITTEN`, a status, a step, or empty."""

    competency: str
    level: str
    choice: str
    sentences: tuple[Sentence, ...] = ()

    @property
    def lines(self) -> str:
        """The sentences, one a line."""
        return "\n".join(" ".join(each.text.split()) for each in self.sentences)


@transaction.atomic
def save_cell(
    draft: Draft,
    *,
    wanted: CellText,
    digest: str,
    taken: Collection[str] = (),
    by: Person,
    now: datetime,
) -> tuple[Draft, tuple[Statement, ...]]:
    """The draft with the cell as wanted, and the sentences that the cell then has, in order.

    `digest` is that of the cell as the writer had opened it; what others wrote into other cells
    stays. Raises `Conflict` with the draft as it is when this cell was changed or the draft
    published meanwhile, `BadInput` with the place of what cannot be, `Denied` when the cell, or
    its status, is not the writer's; then nothing is written.
    """
    stored = locked(draft)
    require_ability(by, Ability.SENTENCES, stored.family, today=timezone.localdate(now))
    before = _readable(stored, wanted, now)
    framework = _changed(before, wanted, taken)
    held, written = before.competency[wanted.competency], _own(framework, wanted.competency)
    statements = statements_of(cell_of(written, wanted.level))
    found = cell_digest(held, wanted.level)
    if cell_digest(written, wanted.level) == found:
        return stored, statements
    if found != digest:
        raise Conflict(CHANGED, stored)
    if _is_structural(held, wanted):
        require_ability(by, Ability.STRUCTURE, stored.family, today=timezone.localdate(now))
    store(stored, framework, by=by, now=now)
    return stored, statements


@transaction.atomic
def settle_cell(
    draft: Draft,
    *,
    wanted: CellText,
    keep: str,
    digest: str,
    taken: Collection[str] = (),
    by: Person,
    now: datetime,
) -> Draft:
    """Ends a conflict: `keep` is "mine", "theirs" or "both". The other text becomes a suggestion.

    `digest` is that of the cell that was shown as theirs. Raises `Conflict` when it has changed
    once more, and all that `save_cell` and `make_suggestion` raise.
    """
    stored = locked(draft)
    require_ability(by, Ability.SENTENCES, stored.family, today=timezone.localdate(now))
    held = _readable(stored, wanted, now).competency[wanted.competency]
    if cell_digest(held, wanted.level) != digest:
        raise Conflict(CHANGED, stored)
    theirs = statements_of(cell_of(held, wanted.level))
    if keep == "theirs":
        _keep(stored, wanted, wanted.lines, by=by, now=now)
        return stored
    if keep == "both":
        wanted = _together(wanted, theirs)
    saved, _written = save_cell(stored, wanted=wanted, digest=digest, taken=taken, by=by, now=now)
    if keep == "mine":
        _keep(saved, wanted, "\n".join(each.text for each in theirs), by=by, now=now)
    return saved


@transaction.atomic
def take_core(draft: Draft, *, competency: str, level: str, by: Person, now: datetime) -> Draft:
    """The cell as the included block, the company's core, has it again.

    Raises `BadInput` when no included block has the competency, or the cell is gone.
    """
    stored = locked(draft)
    require_ability(by, Ability.SENTENCES, stored.family, today=timezone.localdate(now))
    framework = read_text(stored.text, stored.family, now=now).framework
    blocks = blocks_at(now)
    core = next(
        (c for name in framework.include for c in blocks(name).competencies if c.id == competency),
        None,
    )
    if core is None:
        raise BadInput.at(
            "no-core", competency, _("No included block has “%(id)s”.") % {"id": competency}
        )
    store(stored, as_in_core(localised(framework, core), core, level), by=by, now=now)
    record(FrameworkEdited(stored.family.slug, stored.revision), by=by, at=now)
    return stored


@transaction.atomic
def silence_rule(
    draft: Draft, *, code: str, at: str, reason: str, by: Person, now: datetime
) -> Draft:
    """The linter leaves out the rule `code` at one place, with a reason that stays in the file.

    An empty reason ends the silence. Raises `BadInput` for a code that is none.
    """
    stored = locked(draft)
    require_ability(by, Ability.SENTENCES, stored.family, today=timezone.localdate(now))
    framework = read_text(stored.text, stored.family, now=now).framework
    kept = [s for s in framework.lint.silence if (s.code, s.at) != (code, at)]
    if reason.strip():
        kept.append(Silence.model_construct(code=code, at=at, reason=reason.strip()))
    lint = framework.lint.model_copy(update={"silence": tuple(kept)})
    store(stored, framework.model_copy(update={"lint": lint}), by=by, now=now)
    record(FrameworkEdited(stored.family.slug, stored.revision), by=by, at=now)
    return stored


def locked(draft: Draft) -> Draft:
    """The draft as it is now, locked. Raises `Conflict` when a publication has used it up."""
    stored = (
        Draft.objects.select_for_update(of=("self",))
        .select_related("family")
        .filter(pk=draft.pk)
        .first()
    )
    if stored is None:
        raise Conflict(PUBLISHED_MEANWHILE)
    return stored


def store(stored: Draft, framework: Framework, *, by: Person, now: datetime) -> None:
    """Writes a locked draft where the framework differs. Only what changed differs in the file.

    Raises `BadInput` when the framework does not hold together.
    """
    text = dump(framework, over=stored.text.encode()).decode()
    if text == stored.text:
        return
    read_text(text, stored.family, now=now)
    stored.text, stored.updated_at, stored.updated_by = text, now, by
    stored.revision += 1
    stored.save()


def _readable(stored: Draft, wanted: CellText, now: datetime) -> ResolvedFramework:
    framework = read_text(stored.text, stored.family, now=now)
    if not has_cell(framework, wanted.competency, wanted.level):
        raise BadInput.at(
            "cell-gone",
            f"{wanted.competency} {wanted.level}",
            _("Somebody took this cell out of the draft while you wrote."),
            _("Your words are below: put them into another cell."),
        )
    return framework


def _own(framework: Framework, competency: str) -> Competency:
    return next(each for each in framework.competencies if each.id == competency)


def _changed(before: ResolvedFramework, wanted: CellText, taken: Collection[str]) -> Framework:
    """The framework with the wanted cell, before it is known whether that may be."""
    competency, level = wanted.competency, wanted.level
    framework = localised(before.framework, before.competency[competency])
    held = _own(framework, competency)
    if held.steps or held.expects:
        if wanted.choice != held.expects.get(level, ""):
            return set_status(framework, competency, level, wanted.choice or None)
        if wanted.choice not in held.steps:
            return framework
        return set_statements(framework, competency, level, wanted.sentences, taken=taken)
    if wanted.choice in (CellStatus.AS_BELOW, CellStatus.NOT_EXPECTED):
        _refuse_both(wanted)
        return set_status(framework, competency, level, wanted.choice)
    if not wanted.sentences:
        status = CellStatus.TODO if wanted.choice == CellStatus.TODO else None
        return set_status(framework, competency, level, status)
    return set_statements(framework, competency, level, wanted.sentences, taken=taken)


def _refuse_both(wanted: CellText) -> None:
    if wanted.sentences:
        raise BadInput.at(
            "status-and-sentences",
            f"{wanted.competency} {wanted.level}",
            _("The cell holds sentences, so it cannot stand for none."),
            _("Tick “Remove” beside each sentence, or choose “Sentences”."),
        )


def _is_structural(held: Competency, wanted: CellText) -> bool:
    """Whether it changes what a level is rated on: that is for those who own the structure."""
    structural = {*held.steps, CellStatus.AS_BELOW, CellStatus.NOT_EXPECTED}
    cell = cell_of(held, wanted.level)
    was = held.expects.get(wanted.level) or (str(cell) if isinstance(cell, CellStatus) else "")
    return {was, wanted.choice} & structural != {was} & {wanted.choice} & structural


def _together(wanted: CellText, theirs: Sequence[Statement]) -> CellText:
    """Their sentences, and behind them those of mine that say something else."""
    said = {each.text for each in theirs}
    kept = [
        Sentence(each.text, each.id, each.star, each.examples, dict(each.texts)) for each in theirs
    ]
    ids = {each.id for each in theirs}
    added = [
        Sentence(
            each.text, "" if each.id in ids else each.id, each.is_starred, each.examples, each.texts
        )
        for each in wanted.sentences
        if each.text not in said
    ]
    return CellText(wanted.competency, wanted.level, WRITTEN, (*kept, *added))


def _keep(stored: Draft, wanted: CellText, lines: str, *, by: Person, now: datetime) -> None:
    """A text that was not chosen, as a suggestion; one that says nothing new is not kept."""
    try:
        make_suggestion(
            stored,
            competency=wanted.competency,
            level=wanted.level,
            text=lines,
            reason=str(REPLACED),
            by=by,
            now=now,
        )
    except BadInput as refused:
        if refused.findings[0].code != "nothing-suggested":
            raise
