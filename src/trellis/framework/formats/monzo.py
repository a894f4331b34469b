"""Monzo's progression frameworks and their forks: YAML front matter in a Markdown file.

Source: https://github.com/monzo/progression-framework (MIT). Topics hold a list of levels, a level
holds `criteria` and `exampleCriteria` (criteria with examples).
"""

import re
from typing import Any

from trellis.findings import BadInput
from trellis.framework.formats.report import Ids, Imported, Report, slug, statement_id
from trellis.framework.source import Path, Source
from trellis.framework.text import decode

_FRONT = re.compile(
    r"---[ \t]*\r?\n(.*?)(?:^---[ \t]*(?:\r?\n|\Z)(.*)|\Z)", re.DOTALL | re.MULTILINE
)


def is_monzo(text: str) -> bool:
    """True for Markdown that begins with front matter in which there are topics."""
    front = _FRONT.match(text) if text.startswith("---") else None
    return bool(front and re.search(r"^topics\s*:", front[1], re.MULTILINE))


def read(data: bytes, name: str) -> Imported:
    """The framework in the front matter. Raises `BadInput` with the line of every error."""
    match = _FRONT.match(decode(data, name)[0])
    if match is None:
        raise BadInput.at("front-matter", name, f"'{name}' has no front matter.", "", "line 1")
    source = Source(match[1], name, first_line=2)
    if not isinstance(source.value, dict) or not isinstance(source.value.get("topics"), list):
        raise BadInput.at(
            "topics",
            name,
            f"'{name}' has front matter without a list of 'topics'.",
            "Only the variant with topics in the front matter can be imported.",
            source.place(["topics"]),
        )
    return _Reader(source, name).framework((match[2] or "").strip())


class _Reader:
    """Walks the topics of one file; every position is a path, so that findings know their line."""

    def __init__(self, source: Source, name: str) -> None:
        self.source, self.report = source, Report(name)
        self.ids, self.numbers = Ids(), set[int]()

    def framework(self, body: str) -> Imported:
        values = self.source.value
        self.report.keep_rest("front matter", values, "title", "levels", "topics")
        if body:
            self.report.keep("text below the front matter", body)
        competencies = [
            self._topic(topic, ["topics", number]) for number, topic in enumerate(values["topics"])
        ]
        levels = [
            {"id": f"L{number}", "rank": number} for number in self._levels(values.get("levels"))
        ]
        path = str(values.get("path") or self.report.name)
        title = str(values.get("title") or path)
        return self.report.framework(
            {
                "id": slug(path.rstrip("/").rsplit("/", 1)[-1].removesuffix(".md")),
                "title": title.strip(),
                "tracks": [{"id": "ic", "title": "Levels", "kind": "other", "levels": levels}],
                "competencies": [competency for competency in competencies if competency],
            }
        )

    def _levels(self, declared: Any) -> list[int]:
        """Declared and found numbers; the content decides where they differ."""
        top = max(self.numbers, default=0)
        if isinstance(declared, int) and declared != top:
            self.report.warn(
                "level-count",
                f"{declared} levels are declared, and the topics have {top}.",
                self.source.place(["levels"]),
                f"{max(declared, top)} levels were made.",
            )
        count = declared if isinstance(declared, int) and 0 <= declared <= 50 else 0
        return sorted({*range(1, count + 1), *self.numbers})

    def _topic(self, topic: Any, path: Path) -> dict[str, Any] | None:
        place = self.source.place(path)
        if not isinstance(topic, dict) or not topic.get("name"):
            self.report.error("topic", "A topic has no name.", place, "Give it a 'name'.")
            return None
        name = str(topic["name"])
        id_ = self.ids.new(slug(name))
        if id_ != slug(name):
            self.report.warn(
                "duplicate",
                f"The topic '{name}' stands here twice.",
                place,
                f"The second got the id '{id_}'.",
            )
        title = str(topic.get("title") or name)
        known = ("title", "content", *(["name"] if slug(name) in ("", slug(title)) else []))
        self.report.keep_rest(place, topic, *known)
        cells: dict[str, Any] = {}
        for number, content in enumerate(topic.get("content") or []):
            self._content(id_, content, [*path, "content", number], cells)
        return {"id": id_, "title": title, "levels": cells}

    def _content(self, id_: str, content: Any, path: Path, cells: dict[str, Any]) -> None:
        place = self.source.place(path)
        number = content.get("level") if isinstance(content, dict) else None
        if not isinstance(number, int) or not 0 <= number <= 50:
            self.report.error(
                "level",
                "This part of a topic has no level number.",
                place,
                "Give it a 'level' from 0 to 50.",
            )
            return
        self.numbers.add(number)
        self.report.keep_rest(place, content, "level", "criteria", "exampleCriteria")
        if f"L{number}" in cells:
            self.report.warn(
                "duplicate",
                f"Level {number} stands twice in '{id_}'.",
                place,
                "Both were put together.",
            )
        cell = cells.setdefault(f"L{number}", [])
        for key in ("criteria", "exampleCriteria"):
            for index, item in enumerate(content.get(key) or []):
                statement = self._criterion(item, [*path, key, index])
                if statement:
                    statement["id"] = statement_id(id_, f"L{number}", len(cell) + 1)
                    cell.append(statement)

    def _criterion(self, item: Any, path: Path) -> dict[str, Any] | None:
        place = self.source.place(path)
        text, examples = item, list[str]()
        if isinstance(item, dict) and "criteria" in item:
            text, examples = item["criteria"], item.get("examples") or []
            self.report.keep_rest(place, item, "criteria", "examples")
        if isinstance(text, dict | list) or not isinstance(examples, list):
            self.report.error(
                "criterion",
                "This criterion is not one text.",
                place,
                "Put it in quotes: it may hold a colon.",
            )
            return None
        if text is None or not str(text).strip():
            self.report.warn("empty", "An empty criterion was left out.", place)
            return None
        found = [str(example).strip() for example in examples if str(example or "").strip()]
        return {"text": str(text).strip(), "examples": found}
