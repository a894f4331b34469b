"""Completing a draft whose source knew less than we do: moves between levels, titles of levels."""

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext as _

from trellis.framework.dump import dump
from trellis.framework.load import load
from trellis.framework.model import Framework, Level, Move, Track
from trellis_web.frameworks.actions.drafts import save_draft
from trellis_web.frameworks.models import Draft
from trellis_web.frameworks.queries.matrix import levels_of
from trellis_web.people.models import Person

USUAL = (
    {"id": "avg", "average": {"min": 3.5}},
    {"id": "floor", "floor": {"min": 3}},
    {"id": "sustained", "operating_at_next": {"quarters": 2}},
    {"id": "manager", "endorsement": {"by": "manager", "count": 1}},
)
"""The criteria that most published frameworks agree on; a start that HR changes."""


@transaction.atomic
def add_promotions(draft: Draft, *, revision: int, by: Person, now: datetime) -> Draft:
    """The draft with a promotion from each level to the next one of its track, where none is."""
    framework = _read(draft)
    leaving = {(move.from_, move.kind) for move in framework.moves}
    added = [
        move
        for track in framework.tracks
        for move in _promotions(track)
        if (move.from_, "promotion") not in leaving
    ]
    return _save(
        draft,
        framework.model_copy(update={"moves": (*framework.moves, *added)}),
        revision=revision,
        by=by,
        now=now,
    )


@transaction.atomic
def name_levels(
    draft: Draft, *, titles: Mapping[str, str], revision: int, by: Person, now: datetime
) -> Draft:
    """The draft with a first title for each level in `titles`; an empty one takes it away."""
    framework = _read(draft)
    tracks = [
        track.model_copy(update={"levels": tuple(_named(each, titles) for each in track.levels)})
        for track in framework.tracks
    ]
    return _save(
        draft,
        framework.model_copy(update={"tracks": tuple(tracks)}),
        revision=revision,
        by=by,
        now=now,
    )


def _promotions(track: Track) -> list[Move]:
    levels = levels_of(track)
    return [
        Move.model_validate(
            {
                "id": f"{below.id}-{above.id}",
                "from": f"{track.id}/{below.id}",
                "to": f"{track.id}/{above.id}",
                "criteria": USUAL,
            }
        )
        for below, above in pairwise(levels)
    ]


def _named(level: Level, titles: Mapping[str, str]) -> Level:
    if level.id not in titles:
        return level
    first, others = titles[level.id].strip(), level.titles[1:]
    return level.model_copy(update={"titles": (first, *others) if first else others})


def _read(draft: Draft) -> Framework:
    return load(draft.text.encode(), _("the draft"))


def _save(draft: Draft, framework: Framework, *, revision: int, by: Person, now: datetime) -> Draft:
    """Only what changed is written; comments and layout of the file stay."""
    text = dump(framework, over=draft.text.encode()).decode()
    return save_draft(draft, text=text, revision=revision, by=by, now=now)
