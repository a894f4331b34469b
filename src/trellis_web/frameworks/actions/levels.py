"""Completing a draft whose source knew less than we do: moves between levels, titles of levels."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trellis.framework.dump import dump
from trellis.framework.load import load
from trellis.framework.model import Framework, Level
from trellis.library.promotions import with_promotions
from trellis_web.frameworks.actions.drafts import save_draft
from trellis_web.frameworks.models import Draft
from trellis_web.people.models import Person


@transaction.atomic
def add_promotions(draft: Draft, *, revision: int, by: Person, now: datetime) -> Draft:
    """The draft with a promotion from each level to the next one of its track, where none is."""
    framework = with_promotions(_read(draft))
    return _save(draft, framework, revision=revision, by=by, now=now)


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
