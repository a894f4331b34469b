"""The Financial Times' engineering competencies: YAML with stable ids.

Source: https://github.com/Financial-Times/engineering-progression (MIT). Since 2022 a group with
`levels`, `themes` and `competencies`; before that a plain list, with `area` instead of `theme`.
What they call a competency is a statement here; their themes are the competencies.
"""

from typing import Any

from trellis.framework.formats.report import Imported, Report, slug
from trellis.framework.source import Path, Source
from trellis.framework.text import decode

LEVEL_ORDER = (
    "junior",
    "junior-to-mid",
    "engineer",
    "mid-to-senior1",
    "senior1",
    "senior1-to-senior2",
    "senior2",
)
"""The lists of 2019 to 2022 name no order; this is the one in which they were meant."""


def is_financial_times(value: Any) -> bool:
    """True for parsed YAML in one of the two forms."""
    items = value.get("competencies") if isinstance(value, dict) else value
    if isinstance(value, dict) and "schema" in value:
        return False
    return isinstance(items, list) and any(
        isinstance(item, dict) and {"summary", "level"} <= item.keys() for item in items
    )


def read(data: bytes, name: str) -> Imported:
    """The framework of a file. Raises `BadInput` with the line of every error."""
    return read_source(Source(decode(data, name)[0], name))


def read_source(source: Source) -> Imported:
    """The framework of a parsed file."""
    return _Reader(source).framework()


class _Reader:
    """Walks one file; every position is a path, so that findings know their line."""

    def __init__(self, source: Source) -> None:
        self.source, self.report = source, Report(source.name)
        self.is_list = isinstance(source.value, list)
        self.head: dict[str, Any] = {} if self.is_list else source.value
        self.items: list[Any] = source.value if self.is_list else source.value["competencies"]
        self.seen: set[str] = set()

    def framework(self) -> Imported:
        levels = self._levels()
        themes = {theme["id"]: theme for theme in self._named("themes", "theme", "area")}
        for index, item in enumerate(self.items):
            self._statement(item, [index] if self.is_list else ["competencies", index], themes)
        self.report.keep_rest(
            "the file", self.head, "name", "summary", "levels", "themes", "competencies"
        )
        stem = self.source.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        return self.report.framework(
            {
                "id": slug(stem),
                "title": str(self.head.get("name") or stem),
                "summary": _text(self.head.get("summary")),
                "tracks": [{"id": "ic", "title": "Levels", "kind": "other", "levels": levels}],
                "competencies": list(themes.values()),
            }
        )

    def _levels(self) -> list[dict[str, Any]]:
        found = self._named("levels", "level")
        if "levels" not in self.head:
            found.sort(key=lambda level: _order(level["id"]))
            order = ", ".join(level["id"] for level in found)
            self.report.note(
                "level-order",
                f"The file names no order of levels. Taken: {order}.",
                "line 1",
                "Change the ranks if that is not what is meant.",
            )
        return [
            {
                "id": level["id"],
                "rank": rank,
                "titles": [level["title"]],
                "summary": level["summary"],
            }
            for rank, level in enumerate(found, 1)
        ]

    def _named(self, key: str, *uses: str) -> list[dict[str, Any]]:
        """The levels or themes: those that are listed, then those that are only used."""
        listed: list[dict[str, Any]] = [
            {
                "id": str(item["id"]),
                "title": str(item.get("name") or item["id"]),
                "levels": {},
                "summary": _text(item.get("summary")),
            }
            for item in self.head.get(key) or []
            if isinstance(item, dict) and item.get("id")
        ]
        used = {
            str(item[use]): None
            for item in self.items
            if isinstance(item, dict)
            for use in uses
            if item.get(use)
        }
        known = {item["id"] for item in listed}
        if listed:
            for name in [name for name in used if name not in known]:
                self.report.warn(
                    "unlisted",
                    f"'{name}' is used and not listed in '{key}'.",
                    self.source.place([key]),
                    "It was added at the end.",
                )
        return listed + [
            {
                "id": name,
                "title": name.replace("-", " ").capitalize(),
                "levels": {},
                "summary": None,
            }
            for name in used
            if name not in known
        ]

    def _statement(self, item: Any, path: Path, themes: dict[str, Any]) -> None:
        place = self.source.place(path)
        fields = item if isinstance(item, dict) else {}
        theme = fields.get("theme") or fields.get("area")
        missing = [key for key in ("id", "level", "summary") if not _text(fields.get(key))]
        if missing or not theme:
            what = missing[0] if missing else "theme"
            self.report.error(
                "incomplete", f"This competency has no '{what}'.", place, "Every one needs one."
            )
            return
        id_ = str(fields["id"])
        if id_ in self.seen:
            self.report.error(
                "duplicate", f"The id '{id_}' is used twice.", place, "Ids are never reused."
            )
        self.seen.add(id_)
        self.report.keep_rest(
            f"statement {id_}",
            fields,
            "id",
            "level",
            "summary",
            "theme",
            "area",
            "examples",
            "supportingUrls",
        )
        themes[str(theme)]["levels"].setdefault(str(fields["level"]), []).append(
            {
                "id": id_,
                "text": _text(fields["summary"]),
                "examples": [_text(e) for e in fields.get("examples") or [] if _text(e)],
                "links": self._links(id_, fields.get("supportingUrls") or []),
            }
        )

    def _links(self, id_: str, urls: list[Any]) -> list[str]:
        """Addresses; a link with a label keeps the label in `extra`."""
        for url in urls:
            if isinstance(url, dict):
                self.report.keep(f"statement {id_}", url)
        links = [str(url.get("url") if isinstance(url, dict) else url) for url in urls]
        return [link for link in links if link]


def _text(value: Any) -> str | None:
    return str(value).strip() or None if value is not None else None


def _order(level: str) -> int:
    return LEVEL_ORDER.index(level) if level in LEVEL_ORDER else len(LEVEL_ORDER)
