"""Changing the outline of a draft: tracks, levels, competencies, and what is included.

Each is a step on the draft as it is now ("move design up"), so no revision is compared.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from trellis.framework.edit_outline import (
    PartKind,
    add_competency,
    add_level,
    add_track,
    move,
    remove,
    rename,
)
from trellis.framework.model import Framework
from trellis_web.audit.actions import record
from trellis_web.frameworks.access import Ability, require_ability
from trellis_web.frameworks.actions.cells import locked, store
from trellis_web.frameworks.events import OutlineChanged
from trellis_web.frameworks.models import Draft
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.people.models import Person


@transaction.atomic
def add_part(
    draft: Draft,
    *,
    kind: PartKind,
    title: str,
    part: str = "",
    track: str = "",
    taken: Collection[str] = (),
    by: Person,
    now: datetime,
) -> Draft:
    """A new track, competency, or level of `track`, behind the others.

    A level has the id `part` that people read; the others get one from the title that is none of
    `taken`. Raises `BadInput` for an id that is used or cannot be one.
    """

    def added(framework: Framework) -> Framework:
        if kind is PartKind.LEVEL:
            return add_level(framework, track, part, title)
        add = add_track if kind is PartKind.TRACK else add_competency
        return add(framework, title, taken=taken)

    return _change(draft, added, ("added", kind, part or title), by=by, now=now)


@transaction.atomic
def rename_part(
    draft: Draft, *, kind: PartKind, part: str, texts: Mapping[str, str], by: Person, now: datetime
) -> Draft:
    """Other texts of a part (`title`, `summary`, `scope`, `kind`); its id stays.

    Raises `BadInput` when the part is gone.
    """
    event = ("renamed", kind, part)
    return _change(draft, lambda f: rename(f, kind, part, **texts), event, by=by, now=now)


@transaction.atomic
def move_part(
    draft: Draft, *, kind: PartKind, part: str, to: int, by: Person, now: datetime
) -> Draft:
    """The part at the place `to` among its own, 0 being the first. Raises like `rename_part`."""
    return _change(draft, lambda f: move(f, kind, part, to), ("moved", kind, part), by=by, now=now)


@transaction.atomic
def remove_part(draft: Draft, *, kind: PartKind, part: str, by: Person, now: datetime) -> Draft:
    """The draft without the part, its sentences and the moves from and to its levels.

    Published versions keep them. Raises `BadInput` when it is gone, or named by a criterion.
    """
    return _change(draft, lambda f: remove(f, kind, part), ("removed", kind, part), by=by, now=now)


@transaction.atomic
def include_blocks(
    draft: Draft, *, include: Sequence[str], hide: Sequence[str], by: Person, now: datetime
) -> Draft:
    """The families whose competencies are included, and the competencies of them left out here.

    Raises `BadInput` for a family that has published nothing.
    """
    update = {"include": tuple(include), "hide": tuple(hide)}
    event = ("included", "block", ", ".join(include) or "-")
    return _change(draft, lambda f: f.model_copy(update=update), event, by=by, now=now)


def _change(
    draft: Draft,
    change: Callable[[Framework], Framework],
    event: tuple[str, str, str],
    *,
    by: Person,
    now: datetime,
) -> Draft:
    """One step on the locked draft, with its event. Raises `Conflict` when it was published."""
    stored = locked(draft)
    require_ability(by, Ability.STRUCTURE, stored.family, today=timezone.localdate(now))
    framework = read_text(stored.text, stored.family, now=now).framework
    store(stored, change(framework), by=by, now=now)
    what, noun, subject = event
    record(OutlineChanged(stored.family.slug, what, str(noun), subject), by=by, at=now)
    return stored
