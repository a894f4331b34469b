"""How far panelists have come: how much is answered, never what."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from trellis_web.validation.models import Panel, Panelist, Placing, Rating, Vignette
from trellis_web.validation.queries.asked import framework_of, pairs, questions, vignettes_for


@dataclass(frozen=True, slots=True)
class Task:
    """One page to fill in: `done` of `of` answers are there."""

    vignette: Vignette | None
    number: int
    done: int
    of: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""
        return self.done >= self.of


@dataclass(frozen=True, slots=True)
class Seat:
    """A panelist, and whether all that was asked is answered."""

    panelist: Panelist
    has_finished: bool


def tasks_of(panelist: Panelist, *, today: date) -> list[Task]:
    """The pages of a panelist: each vignette, then each pair of levels."""
    panel = panelist.panel
    framework = framework_of(panel)
    rated = Counter(Rating.objects.filter(panelist=panelist).values_list("vignette_id", flat=True))
    placed = Counter(Placing.objects.filter(panelist=panelist).values_list("pair", flat=True))
    rating = [
        Task(each, n, rated[each.pk], len(questions(framework, each.level)))
        for n, each in enumerate(vignettes_for(panelist, today=today), start=1)
    ]
    order = [
        Task(None, n, placed[each.key], len(each.sentences))
        for n, each in enumerate(pairs(panel, framework), start=1)
    ]
    return rating + order


def progress(panel: Panel, *, today: date) -> list[Seat]:
    """Who is asked; of an open panel, who has finished."""
    seats = panel.panelists.select_related("person", "panel__family")
    return [
        Seat(
            each,
            panel.is_open and all(task.is_done for task in tasks_of(each, today=today)),
        )
        for each in seats
    ]
