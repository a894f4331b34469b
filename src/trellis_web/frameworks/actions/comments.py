"""Commenting on a cell of a draft, answering, and closing a thread."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis_web.access.rules import Denied
from trellis_web.audit.actions import record
from trellis_web.frameworks.access import NOT_YOURS, Ability, abilities, require_ability
from trellis_web.frameworks.events import CommentResolved, CommentWritten
from trellis_web.frameworks.models import Comment, Draft, Family
from trellis_web.frameworks.queries.cells import has_cell
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.frameworks.rules import refuse_long
from trellis_web.people.models import Person


@transaction.atomic
def write_comment(
    draft: Draft, *, competency: str, level: str, text: str, by: Person, now: datetime
) -> Comment:
    """Begins a thread about a cell of the draft.

    Raises `BadInput` for an empty or too long text, or a cell that is gone.
    """
    framework = read_text(draft.text, draft.family, now=now)
    if not has_cell(framework, competency, level):
        raise BadInput.at(
            "cell-gone",
            f"{competency} {level}",
            _("This cell is no longer in the draft, so nobody would find the comment."),
            _("Comment on another cell."),
        )
    about = Comment(family=draft.family, competency=competency, level=level)
    return _write(about, text, by=by, now=now)


@transaction.atomic
def answer_comment(thread: Comment, *, text: str, by: Person, now: datetime) -> Comment:
    """Adds to a thread, which is opened again if it was closed. The cell may be gone by now.

    `thread` is any comment of the thread. Raises `BadInput` as above.
    """
    first = _locked(thread)
    about = Comment(
        family=first.family, competency=first.competency, level=first.level, thread=first
    )
    answer = _write(about, text, by=by, now=now)
    if first.resolved_at is not None:
        _close(first, None, None)
    return answer


@transaction.atomic
def resolve_comment(thread: Comment, *, by: Person, now: datetime) -> Comment:
    """Closes a thread. Whoever began it does so, and whoever writes the sentences."""
    first = _locked(thread)
    _require_part(first, by, now)
    if first.resolved_at is None:
        _close(first, now, by)
        record(CommentResolved(*_cell(first), first.pk, is_open=False), by=by, at=now)
    return first


@transaction.atomic
def reopen_comment(thread: Comment, *, by: Person, now: datetime) -> Comment:
    """Opens a closed thread again; by the same people."""
    first = _locked(thread)
    _require_part(first, by, now)
    if first.resolved_at is not None:
        _close(first, None, None)
        record(CommentResolved(*_cell(first), first.pk, is_open=True), by=by, at=now)
    return first


def _locked(comment: Comment) -> Comment:
    """The first comment of a thread."""
    comments = Comment.objects.select_for_update(of=("self",)).select_related("family")
    return comments.get(pk=comment.thread_id or comment.pk)


def _write(about: Comment, text: str, *, by: Person, now: datetime) -> Comment:
    require_ability(by, Ability.SUGGEST, about.family, today=timezone.localdate(now))
    refuse_long(comment=text)
    if not text.strip():
        raise BadInput.at("empty", _("the comment"), _("Write what you want to say."))
    about.text, about.written_at, about.written_by = text.strip(), now, by
    about.save()
    record(CommentWritten(*_cell(about), about.pk), by=by, at=now)
    return about


def _require_part(first: Comment, by: Person, now: datetime) -> None:
    """Raises `Denied` for whoever neither began the thread nor writes the sentences."""
    family: Family = first.family
    held = abilities(by, family, today=timezone.localdate(now))
    own = first.written_by_id == by.pk and Ability.SUGGEST in held
    if not own and Ability.SENTENCES not in held:
        raise Denied(NOT_YOURS)


def _close(first: Comment, at: datetime | None, by: Person | None) -> None:
    first.resolved_at, first.resolved_by = at, by
    first.save(update_fields=["resolved_at", "resolved_by"])


def _cell(comment: Comment) -> tuple[str, str, str]:
    return comment.family.slug, comment.competency, comment.level
