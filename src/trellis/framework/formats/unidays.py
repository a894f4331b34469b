"""UNiDAYS's framework: JSON libraries of competencies, and roles that ask for their steps.

Source: https://github.com/MyUNiDAYS/competency-framework (MIT). A library has topics with levels
of proficiency that hold `criteria`; a role has levels that name `library/topic/level`.
"""

from collections.abc import Iterator
from typing import Any

from trellis.findings import BadInput
from trellis.framework.formats.report import Ids, Imported, Report, slug, statement_id
from trellis.framework.source import Path, Source

_MAX_DEPTH = 12
_KNOWN = {
    "library": ("title", "path", "topics"),
    "topic": ("title", "path", "summary", "levels"),
    "step": ("path", "criteria"),
    "role": ("title", "path", "levels"),
    "level": ("title", "path", "summary", "competencies"),
    "department": ("title", "path", "departments", "roles"),
}


def is_library(value: Any) -> bool:
    """True for a library of topics."""
    topics = value.get("topics") if isinstance(value, dict) else None
    return isinstance(topics, list) and any(
        isinstance(topic, dict) and isinstance(topic.get("levels"), list) for topic in topics
    )


def is_roles(value: Any) -> bool:
    """True for a file of departments and roles."""
    return isinstance(value, dict) and any(
        isinstance(value.get(key), list) for key in ("roles", "departments")
    )


def read(sources: list[Source], name: str) -> Imported:
    """One framework out of libraries and the roles that refer to them, in any number of files.

    Raises `BadInput` with file and line of every error.
    """
    reader = _Reader(name, several=len(sources) > 1)
    for source in sources:
        if is_library(source.value):
            reader.library(source)
    for source in sources:
        if is_roles(source.value):
            reader.roles(source)
    return reader.framework()


class _Reader:
    """Collects topics and roles; every position is a path, so that findings know their line."""

    def __init__(self, name: str, *, several: bool) -> None:
        self.report, self.several = Report(name), several
        self.titles: list[str] = []
        self.competencies: dict[str, dict[str, Any]] = {}
        self.tracks: list[dict[str, Any]] = []
        self.competency_ids, self.statements = Ids(), Ids()
        self.track_ids, self.level_ids = Ids(), Ids()

    def framework(self) -> Imported:
        """Everything that was read. Raises `BadInput` when nothing is asked for."""
        if not self.competencies:
            raise BadInput.at(
                "no-library",
                self.report.name,
                "These roles refer to libraries that are not there.",
                "Convert the folder that holds the roles and the libraries.",
            )
        stem = self.report.name.rstrip("/").rsplit("/", 1)[-1].removesuffix(".json")
        title = self.titles[0] if len(self.titles) == 1 else stem
        return self.report.framework(
            {
                "id": slug(stem),
                "title": title,
                "rating": {"basis": "step"},
                "tracks": self.tracks,
                "competencies": list(self.competencies.values()),
            }
        )

    def library(self, source: Source) -> None:
        """The topics of one library."""
        library = source.value
        self.titles.append(str(library.get("title") or source.name))
        place = self._place(source, ())
        self.report.keep_rest(place, library, *_KNOWN["library"])
        for number, topic in enumerate(library["topics"]):
            path: Path = ("topics", number)
            if not isinstance(topic, dict) or not topic.get("title"):
                self._error(source, path, "A topic has no title.", "Give it one.")
                continue
            name = str(topic.get("path") or slug(str(topic["title"])))
            key = f"{library.get('path') or slug(source.name)}/{name}"
            id_ = self.competency_ids.new(slug(name))
            self.report.keep_rest(self._place(source, path), topic, *_KNOWN["topic"])
            self.competencies[key] = {
                "id": id_,
                "title": str(topic["title"]).strip(),
                **({"summary": topic["summary"]} if topic.get("summary") else {}),
                "steps": dict(self._steps(source, topic, path, id_)),
                "expects": {},
            }

    def _steps(
        self, source: Source, topic: dict[str, Any], path: Path, id_: str
    ) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        seen = Ids()
        for number, step in enumerate(topic.get("levels") or []):
            at = (*path, "levels", number)
            if not isinstance(step, dict):
                self._error(source, at, "This step of a topic is no group.", "Give it a path.")
                continue
            name = seen.new(slug(str(step.get("path") or step.get("title") or number + 1)))
            self.report.keep_rest(f"step {id_}.{name}", step, *_KNOWN["step"])
            texts = [text for text in self._criteria(source, step, at) if text]
            ids = [self.statements.new(statement_id(id_, name, n + 1)) for n in range(len(texts))]
            yield name, [{"id": i, "text": text} for i, text in zip(ids, texts, strict=True)]

    def _criteria(self, source: Source, step: dict[str, Any], path: Path) -> Iterator[str]:
        for number, text in enumerate(step.get("criteria") or []):
            at = (*path, "criteria", number)
            if not isinstance(text, str):
                self._error(source, at, "This criterion is not one text.", "Put it in quotes.")
            elif text.strip():
                yield text.strip()
            else:
                place = self._place(source, at)
                self.report.warn("empty", "An empty criterion was left out.", place)

    def roles(self, source: Source) -> None:
        """Every role of a file is a track; departments may hold departments."""
        for group, path in _departments(source.value, ()):
            self.report.keep_rest(self._place(source, path), group, *_KNOWN["department"])
            for number, role in enumerate(group.get("roles") or []):
                if isinstance(role, dict):
                    self._role(source, role, (*path, "roles", number))

    def _role(self, source: Source, role: dict[str, Any], path: Path) -> None:
        title = str(role.get("title") or "Levels").strip()
        self.report.keep_rest(self._place(source, path), role, *_KNOWN["role"])
        levels = []
        for number, level in enumerate(role.get("levels") or []):
            if isinstance(level, dict) and level.get("title"):
                at = (*path, "levels", number)
                levels.append(self._level(source, level, at) | {"rank": number + 1})
            else:
                at = (*path, "levels", number)
                self._error(source, at, "A level of a role has no title.", "Give it one.")
        id_ = self.track_ids.new(slug(str(role.get("path") or title)))
        self.tracks.append({"id": id_, "title": title, "levels": levels})

    def _level(self, source: Source, level: dict[str, Any], path: Path) -> dict[str, Any]:
        title = str(level["title"]).strip()
        id_ = self.level_ids.new(slug(str(level.get("path") or title)))
        self.report.keep_rest(self._place(source, path), level, *_KNOWN["level"])
        asked = level.get("competencies")
        asked = asked if isinstance(asked, dict) else {}
        self.report.keep_rest(f"level {id_}", asked, "required")
        for number, ref in enumerate(asked.get("required") or []):
            self._expect(source, id_, str(ref), (*path, "competencies", "required", number))
        summary = {"summary": level["summary"]} if level.get("summary") else {}
        return {"id": id_, "titles": [title], **summary}

    def _expect(self, source: Source, level: str, ref: str, path: Path) -> None:
        """A level asks for a step; a reference into nothing is kept and told."""
        key, _, step = ref.rpartition("/")
        competency, place = self.competencies.get(key), self._place(source, path)
        if competency is None or slug(step) not in competency["steps"]:
            self.report.keep(place, {"level": level, "requires": ref})
            sentence = f"The level '{level}' requires '{ref}', which is in none of the libraries."
            self.report.warn("reference", sentence, place, "It is kept in 'extra'.")
        else:
            competency["expects"][level] = slug(step)

    def _error(self, source: Source, path: Path, sentence: str, remedy: str) -> None:
        self.report.error("unidays", sentence, self._place(source, path), remedy)

    def _place(self, source: Source, path: Path) -> str:
        place = source.place(path)
        return f"{source.name}: {place}" if self.several else place


def _departments(group: Any, path: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    """A group and all groups below it, with their paths."""
    if isinstance(group, dict) and len(path) < _MAX_DEPTH * 2:
        yield group, path
        for number, inner in enumerate(group.get("departments") or []):
            yield from _departments(inner, (*path, "departments", number))
