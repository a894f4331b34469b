"""Who writes which part of a draft until when, and reminding them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis.framework.resolve import ResolvedFramework
from trellis_web.audit.actions import record
from trellis_web.frameworks.access import Ability, abilities, require_ability
from trellis_web.frameworks.emails import send_reminder
from trellis_web.frameworks.events import AssignmentEnded, AssignmentGiven, AuthorsReminded
from trellis_web.frameworks.models import Assignment, Draft
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.frameworks.queries.progress import Task, tasks_of
from trellis_web.people.models import Person


@transaction.atomic
def assign(
    draft: Draft,
    *,
    author: Person,
    competency: str,
    first_level: str = "",
    last_level: str = "",
    due_on: date,
    by: Person,
    now: datetime,
) -> Assignment:
    """The author writes a competency from one level to another (empty: from the first, to the
    last) until `due_on`. Given once more, only the date changes.

    Raises `BadInput` for somebody without a part in the family, a part of the draft that is not
    there, or a day that is over; `Denied` for whoever does not lead the draft.
    """
    today = timezone.localdate(now)
    require_ability(by, Ability.ASSIGN, draft.family, today=today)
    _refuse_stranger(draft, author, today)
    framework = read_text(draft.text, draft.family, now=now)
    _refuse_unknown(framework, competency)
    _refuse_levels(framework, first_level, last_level)
    if due_on < today:
        raise BadInput.at("due", str(due_on), _("This day is over."), _("Choose a later one."))
    given, _made = Assignment.objects.update_or_create(
        draft=draft,
        author=author,
        competency=competency,
        first_level=first_level,
        last_level=last_level,
        defaults={"due_on": due_on, "given_at": now, "given_by": by, "reminded_on": None},
    )
    event = AssignmentGiven(draft.family.slug, competency, first_level, last_level, str(due_on))
    record(event, by=by, subject=author, at=now)
    return given


@transaction.atomic
def end_assignment(assignment: Assignment, *, by: Person, now: datetime) -> None:
    """Takes the part off the author's list; what they wrote stays. Raises `Denied`."""
    family = assignment.draft.family
    require_ability(by, Ability.ASSIGN, family, today=timezone.localdate(now))
    event = AssignmentEnded(family.slug, assignment.competency)
    record(event, by=by, subject=assignment.author, at=now)
    assignment.delete()


@transaction.atomic
def remind_authors(
    draft: Draft, *, by: Person | None, now: datetime, until: date | None = None
) -> int:
    """Mails each author who has cells left to write; at most once a day. Returns to how many.

    `until` leaves out what is due later. `by` is None when a timer does it. Raises `Denied`.
    """
    today = timezone.localdate(now)
    if by is not None:
        require_ability(by, Ability.ASSIGN, draft.family, today=today)
    waiting: dict[Person, list[Task]] = {}
    for task in tasks_of(draft, read_text(draft.text, draft.family, now=now)):
        if _is_to_remind(task, draft, today, until):
            waiting.setdefault(task.assignment.author, []).append(task)
    if waiting:
        rows = [task.assignment.pk for tasks in waiting.values() for task in tasks]
        Assignment.objects.filter(pk__in=rows).update(reminded_on=today)
        record(AuthorsReminded(draft.family.slug, len(waiting)), by=by, at=now)
    for author, tasks in waiting.items():
        _send(author, draft, tasks, now=now)
    return len(waiting)


def _is_to_remind(task: Task, draft: Draft, today: date, until: date | None) -> bool:
    given = task.assignment
    if task.is_done or given.reminded_on == today or (until and given.due_on > until):
        return False
    return Ability.SUGGEST in abilities(given.author, draft.family, today=today)


def _send(author: Person, draft: Draft, tasks: Sequence[Task], *, now: datetime) -> None:
    left = len({cell for task in tasks for cell in task.open_cells})
    due = min(task.assignment.due_on for task in tasks)
    send_reminder(author, draft, left, date_format(due, "j M Y"), now=now)


def _refuse_stranger(draft: Draft, author: Person, today: date) -> None:
    if Ability.SUGGEST not in abilities(author, draft.family, today=today):
        raise BadInput.at(
            "no-author",
            author.name,
            _("%(name)s has no part in writing %(family)s.")
            % {"name": author.name, "family": draft.family.title},
            _("Name them as an author first."),
        )


def _refuse_unknown(framework: ResolvedFramework, competency: str) -> None:
    if competency not in framework.competency:
        raise BadInput.at(
            "no-competency",
            competency,
            _("The draft has no competency “%(id)s”.") % {"id": competency},
            _("Choose one of the list."),
        )


def _refuse_levels(framework: ResolvedFramework, first: str, last: str) -> None:
    order = list(framework.levels)
    wanted = [level for level in (first, last) if level]
    unknown = next((level for level in wanted if level not in order), "")
    if unknown:
        raise BadInput.at(
            "no-level", unknown, _("The draft has no level “%(id)s”.") % {"id": unknown}
        )
    if first and last and order.index(first) > order.index(last):
        raise BadInput.at(
            "levels",
            f"{first} {last}",
            _("%(first)s comes after %(last)s.") % {"first": first, "last": last},
            _("Begin with the lower level."),
        )
