"""What the pages of others are read into: tracks of levels, and competencies with their cells."""

import re
from dataclasses import dataclass, field
from typing import Any

from trellis.framework.formats.headings_levels import LevelName
from trellis.framework.formats.report import Ids, Report, slug, statement_id
from trellis.framework.formats.table import STAR
from trellis.framework.model import CellStatus

MAX_TEXT = 5_000
EXPECTATIONS = "Expectations"
"""The competency of statements that stand under a level and nothing else."""

_EXAMPLE = re.compile(r"(?:e\.g\.|for example|examples?)[:,]?\s+(.+)", re.IGNORECASE | re.DOTALL)
_MANAGERS = re.compile(r"\b(managers?|management|directors?|head|vp|people leaders?)\b", re.I)


@dataclass
class Level:
    """A level, how its page names it, and its first line."""

    id: str
    name: LevelName
    line: int
    summary: str = ""
    scope: str = ""
    others: list[str] = field(default_factory=list)


@dataclass
class Competency:
    """A title and its cells: statements as (text, star, examples), or a status."""

    title: str
    summary: str = ""
    cells: dict[str, list[dict[str, Any]] | CellStatus] = field(default_factory=dict)


class Ladder:
    """Collects levels and statements from any number of pages; one report tells about each.

    `themes` says which competency a bold word belongs to, where another page defines it.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.tracks: dict[str, dict[str, Level]] = {}
        self.competencies: dict[str, Competency] = {}
        self.themes: dict[str, str] = {}
        self.ids = Ids()

    @property
    def levels(self) -> list[Level]:
        """All levels in the order in which they were met."""
        return [level for track in self.tracks.values() for level in track.values()]

    def named(self) -> list[Competency]:
        """All competencies in the order in which they were met."""
        return list(self.competencies.values())

    @property
    def count(self) -> int:
        """The number of statements."""
        cells = [c for competency in self.competencies.values() for c in competency.cells.values()]
        return sum(len(cell) for cell in cells if not isinstance(cell, CellStatus))

    def level(self, name: LevelName, track: str, line: int) -> Level:
        """The level of this name on this track, made when it is new."""
        levels = self.tracks.setdefault(track, {})
        if name.id not in levels:
            levels[name.id] = Level(self._level_id(name, track), name, line)
        level = levels[name.id]
        if name.title not in (level.name.title, level.id, *level.others):
            level.others.append(name.title)
        return level

    def _level_id(self, name: LevelName, track: str) -> str:
        """Ids of levels are of the whole framework: a second "Level 1" takes its track along."""
        taken = name.id in self.ids.taken and track
        return self.ids.new(f"{slug(track)}-{name.id}" if taken else name.id)

    def add(self, competency: str, level: Level, text: str, place: str) -> None:
        """One statement. An example belongs to the statement before it."""
        text = text.strip()
        if not text:
            return
        if len(text) > MAX_TEXT:
            self.report.keep(place, text)
            sentence = f"This text has {len(text):,} characters, too many for one statement."
            self.report.warn("long", sentence, place, "It is kept in 'extra'; split it.")
            return
        cells = self._named(competency).cells
        if isinstance(cells.get(level.id), CellStatus):
            self._mixed(place)
            del cells[level.id]
        cell = cells.setdefault(level.id, [])
        example = _EXAMPLE.fullmatch(text)
        if isinstance(cell, CellStatus):
            return
        if example and cell:
            cell[-1]["examples"].append(example[1])
        else:
            star = text.startswith(STAR)
            cell.append({"text": text.removeprefix(STAR), "star": star, "examples": []})

    def status(self, competency: str, level: Level, status: CellStatus, place: str) -> None:
        """A cell that says why it is empty."""
        cells = self._named(competency).cells
        if cells.setdefault(level.id, status) != status:
            self._mixed(place)

    def describe(self, competency: str, text: str) -> bool:
        """What a competency is about; False when it was said already."""
        known = self._named(competency)
        if known.summary or len(text) > MAX_TEXT:
            return known.summary == text
        known.summary = text
        return True

    def summarize(self, level: Level, text: str) -> bool:
        """What a level is about; False when it was said already."""
        if level.summary or not text or len(text) > MAX_TEXT:
            return level.summary == text
        level.summary = text
        return True

    def values(self, id_: str, title: str) -> dict[str, Any]:
        """The framework, with ranks and with ids made from competency, level and place."""
        ids = Ids()
        tracks = [self._track(name, list(levels.values())) for name, levels in self._grouped()]
        return {
            "id": id_,
            "title": title,
            "tracks": _with_ids(tracks),
            "competencies": [self._competency(c, ids) for c in self.competencies.items()],
        }

    def _named(self, title: str) -> Competency:
        title = " ".join(title.split())[:MAX_TEXT] or EXPECTATIONS
        return self.competencies.setdefault(slug(title), Competency(title))

    def _mixed(self, place: str) -> None:
        sentence = "This cell has a status and statements."
        self.report.warn("status", sentence, place, "The statements count.")

    def _competency(self, item: tuple[str, Competency], ids: Ids) -> dict[str, Any]:
        id_, competency = item
        cells: dict[str, Any] = {}
        for level, cell in competency.cells.items():
            if isinstance(cell, CellStatus):
                cells[level] = cell.value
                continue
            new = [ids.new(statement_id(id_, level, n)) for n in range(1, len(cell) + 1)]
            cells[level] = [{"id": i, **s} for i, s in zip(new, cell, strict=True)]
        summary = {"summary": competency.summary} if competency.summary else {}
        return {"id": id_, "title": competency.title, **summary, "levels": cells}

    def _grouped(self) -> list[tuple[str, dict[str, Level]]]:
        """Tracks as the pages name them; without a name, codes such as IC and M tell them apart."""
        if list(self.tracks) != [""]:
            return list(self.tracks.items())
        groups: dict[str, dict[str, Level]] = {}
        for id_, level in self.tracks[""].items():
            groups.setdefault(level.name.prefix, {})[id_] = level
        return list(groups.items()) if "" not in groups else [("", self.tracks[""])]

    def _track(self, name: str, levels: list[Level]) -> dict[str, Any]:
        levels, ranks = self._ranked(levels)
        named = name if name not in ("level", "#") else ""
        managers = named in ("M", "EM") or bool(_MANAGERS.search(named))
        managers = managers or all(_MANAGERS.search(level.name.title) for level in levels)
        kind = "management" if managers else "individual" if named else "other"
        return {
            "title": named or "Levels",
            "kind": kind,
            "levels": [_level(level, rank) for level, rank in zip(levels, ranks, strict=True)],
        }

    def _ranked(self, levels: list[Level]) -> tuple[list[Level], list[int]]:
        """By the numbers in their names; else as they stand, turned when titles clearly fall."""
        numbers = [level.name.number for level in levels]
        if None not in numbers and len({*numbers}) == len(numbers):
            levels = sorted(levels, key=lambda level: level.name.number or 0)
            if [level.name.number for level in levels] != numbers:
                self._tell_order(levels, "by their numbers")
            return levels, [level.name.number or 0 for level in levels]
        known = [(x.name.weight, x.name.number or 0) for x in levels if x.name.weight is not None]
        complete = len(known) == len(levels) > 1
        falls = complete and known == sorted({*known}, reverse=True)
        rises = complete and known == sorted({*known})
        if not rises and len(levels) > 1:
            levels = levels[::-1] if falls else levels
            self._tell_order(levels, "the most junior first" if falls else "as they stand")
        return levels, list(range(1, len(levels) + 1))

    def _tell_order(self, levels: list[Level], how: str) -> None:
        order = ", ".join(level.name.title for level in levels)
        self.report.note(
            "level-order",
            f"The order of the levels was taken {how}: {order}.",
            f"line {levels[0].line}",
            "Is that what is meant? Change the ranks if not.",
        )


def _level(level: Level, rank: int) -> dict[str, Any]:
    title = level.name.title[:MAX_TEXT]
    more = {"summary": level.summary, "scope": level.scope}
    all_titles = [title, *(other[:MAX_TEXT] for other in level.others)]
    titles = {} if all_titles == [level.id] else {"titles": all_titles}
    return {"id": level.id, "rank": rank, **titles, **{k: v for k, v in more.items() if v}}


def _with_ids(tracks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    ids = Ids()
    wished = ["ic" if track["title"] == "Levels" else slug(track["title"]) for track in tracks]
    return [{"id": ids.new(wish), **track} for wish, track in zip(wished, tracks, strict=True)]
