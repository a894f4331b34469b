"""Levels or competencies that kept their statements and got another name: one event, not many."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from trellis.framework.migration import Entry
from trellis.framework.model import CellStatus, Competency, Framework, Level, Move, Track

MOST = 0.5
"""More than this share of the statements that are still there must stand under the new name."""

LEVEL, COMPETENCY = "level", "competency"
Place = tuple[str, str]
"""The competency and the level (or step) in which a statement stands."""


@dataclass(frozen=True, slots=True)
class Relabel:
    """New ids of parts of one kind, old id first. `count`: the statements that stand there now."""

    part: str
    ids: Mapping[str, str]
    count: int


def relabels(old: Framework, new: Framework, entries: tuple[Entry, ...]) -> tuple[Relabel, ...]:
    """The levels, then the competencies, that were given another id; at most one entry of each."""
    was, will = _places(old), _places(new)
    steps = [(was[a], will[b]) for entry in entries for a in entry.old for b in entry.new]
    parts: tuple[tuple[str, int, Callable[[Framework], set[str]]], ...] = (
        (LEVEL, 1, lambda framework: {level.id for _, level in framework.levels()}),
        (COMPETENCY, 0, lambda framework: {c.id for c in framework.competencies}),
    )
    found = []
    for part, index, ids_of in parts:
        gone, come = ids_of(old) - ids_of(new), ids_of(new) - ids_of(old)
        ids = dict(_followed([(a[index], b[index]) for a, b in steps], gone, come))
        count = sum(place[index] in ids.values() for place in will.values())
        found += [Relabel(part, ids, count)] if ids else []
    return tuple(found)


def _places(framework: Framework) -> dict[str, Place]:
    return {
        statement.id: (competency.id, level)
        for competency in framework.competencies
        for cells in (competency.levels, competency.steps)
        for level, cell in cells.items()
        if not isinstance(cell, CellStatus)
        for statement in cell
    }


def _followed(
    steps: list[tuple[str, str]], gone: set[str], come: set[str]
) -> Iterator[tuple[str, str]]:
    """Each id that is gone with the new one to which most of what stood there went, and only it."""
    to, of = Counter(steps), Counter(a for a, _ in steps)
    into = Counter(b for _, b in steps)
    for (a, b), number in to.items():
        if a in gone and b in come and number > MOST * of[a] and number > MOST * into[b]:
            yield a, b


def renamed(old: Framework, new: Framework, labels: tuple[Relabel, ...]) -> Framework:
    """The old framework under the new names, so that nothing else seems to have changed."""
    if not labels:
        return old
    ids = {relabel.part: relabel.ids for relabel in labels}
    levels, competencies = ids.get(LEVEL, {}), ids.get(COMPETENCY, {})
    stages = {level.id: level for _, level in new.levels()}
    subjects = {competency.id: competency for competency in new.competencies}

    def level(each: Level) -> Level:
        now = stages.get(levels.get(each.id, ""))
        return each.model_copy(update={"id": now.id, "titles": now.titles}) if now else each

    def competency(each: Competency) -> Competency:
        now = subjects.get(competencies.get(each.id, ""))
        name = {"id": now.id, "title": now.title} if now else {}
        cells = {levels.get(at, at): cell for at, cell in each.levels.items()}
        expects = {levels.get(at, at): step for at, step in each.expects.items()}
        return each.model_copy(update={**name, "levels": cells, "expects": expects})

    def track(each: Track) -> Track:
        return each.model_copy(update={"levels": tuple(map(level, each.levels))})

    def move(each: Move) -> Move:
        refs = {"from_": _ref(each.from_, levels), "to": _ref(each.to, levels)}
        lists = {
            "carries": tuple(competencies.get(id_, id_) for id_ in each.carries),
            "gaps": tuple(competencies.get(id_, id_) for id_ in each.gaps),
        }
        return each.model_copy(update={**refs, **lists})

    return old.model_copy(
        update={
            "tracks": tuple(map(track, old.tracks)),
            "competencies": tuple(map(competency, old.competencies)),
            "moves": tuple(map(move, old.moves)),
        }
    )


def _ref(ref: str, levels: Mapping[str, str]) -> str:
    """`track/LEVEL` with the new id of the level; one of another family stays."""
    track, _, level = ref.rpartition("/")
    return ref if "/" in track else f"{track}/{levels.get(level, level)}"
