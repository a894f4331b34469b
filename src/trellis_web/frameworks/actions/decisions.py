"""Deciding about a suggestion: it becomes the text of its cell, or is rejected with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis.framework.edit import cell_of, statements_of
from trellis.framework.lines import from_lines
from trellis.framework.model import Competency
from trellis_web.audit.actions import record
from trellis_web.frameworks.access import Ability, require_ability
from trellis_web.frameworks.actions.cells import WRITTEN, CellText, save_cell
from trellis_web.frameworks.emails import send_outcome
from trellis_web.frameworks.events import SuggestionAccepted, SuggestionRejected
from trellis_web.frameworks.models import Draft, Suggestion
from trellis_web.frameworks.queries.cells import has_cell
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.frameworks.queries.editor import past_of
from trellis_web.frameworks.rules import (
    ANSWERED,
    CELL_GONE,
    PUBLISHED_MEANWHILE,
    Conflict,
    refuse_long,
)
from trellis_web.people.models import Person


@transaction.atomic
def accept_suggestion(
    suggestion: Suggestion, *, digest: str, by: Person, now: datetime
) -> Suggestion:
    """The suggested sentences in place of those of the cell, which keep their ids where they can.

    `digest` is that of the cell as the decider saw it (`cell_digest`). Raises `Conflict` when the
    cell changed since, the suggestion is decided or the draft published; `BadInput` when the cell
    is gone; `Denied` for whoever may not write it. Then nothing is written.
    """
    stored = _open(suggestion, by=by, now=now)
    draft = Draft.objects.filter(family=stored.family).select_related("family").first()
    if draft is None:
        raise Conflict(PUBLISHED_MEANWHILE)
    wanted = _wanted(draft, stored, now)
    taken = past_of(draft.family).ids
    saved, _statements = save_cell(draft, wanted=wanted, digest=digest, taken=taken, by=by, now=now)
    stored.accepted_at, stored.accepted_by = now, by
    stored.save(update_fields=["accepted_at", "accepted_by"])
    record(SuggestionAccepted(*_cell(stored), stored.pk, saved.revision), by=by, at=now)
    send_outcome(stored, now=now)
    return stored


@transaction.atomic
def reject_suggestion(
    suggestion: Suggestion, *, answer: str, by: Person, now: datetime
) -> Suggestion:
    """The suggestion stays out; its author reads the answer.

    Raises `BadInput` without an answer, `Conflict` when it is decided already, `Denied` for
    whoever may not write the sentences.
    """
    stored = _open(suggestion, by=by, now=now)
    refuse_long(answer=answer)
    if not answer.strip():
        raise BadInput.at(
            "answer",
            _("the answer"),
            _("Say in a sentence why not: the author of the suggestion reads it."),
        )
    stored.rejected_at, stored.rejected_by, stored.answer = now, by, answer.strip()
    stored.save(update_fields=["rejected_at", "rejected_by", "answer"])
    record(SuggestionRejected(*_cell(stored), stored.pk), by=by, at=now)
    send_outcome(stored, now=now)
    return stored


def _open(suggestion: Suggestion, *, by: Person, now: datetime) -> Suggestion:
    """The suggestion, locked, which this person may decide about and nobody has."""
    found = Suggestion.objects.select_for_update(of=("self",)).select_related("family", "made_by")
    stored = found.get(pk=suggestion.pk)
    require_ability(by, Ability.SENTENCES, stored.family, today=timezone.localdate(now))
    if not stored.is_open:
        raise Conflict(ANSWERED, stored)
    return stored


def _cell(suggestion: Suggestion) -> tuple[str, str, str]:
    return suggestion.family.slug, suggestion.competency, suggestion.level


def _wanted(draft: Draft, suggestion: Suggestion, now: datetime) -> CellText:
    """What the cell is to hold: lines that stand there already keep their sentence."""
    competency, level = suggestion.competency, suggestion.level
    framework = read_text(draft.text, draft.family, now=now)
    if not has_cell(framework, competency, level):
        raise BadInput.at(CELL_GONE.code, f"{competency} {level}", str(CELL_GONE))
    held = framework.competency[competency]
    sentences = from_lines(suggestion.text, statements_of(cell_of(held, level)))
    return CellText(competency, level, _choice(held, level), sentences)


def _choice(held: Competency, level: str) -> str:
    """How the cell says that it holds sentences. With steps, they are those of a step."""
    if not (held.steps or held.expects):
        return WRITTEN
    step = held.expects.get(level, "")
    if step not in held.steps:
        raise BadInput.at(
            "no-step",
            held.id,
            _("“%(title)s” is written in steps, and %(level)s expects none of them.")
            % {"title": held.title, "level": level},
            _("Choose a step for the cell in the editor first."),
        )
    return step
