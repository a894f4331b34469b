"""The sentences of published frameworks, read from the folder of frameworks when they are needed.

Their texts stay with their companies: this repository keeps a digest of each and its labels.
Everything that may be a sentence is offered here; the labels pick.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from python_calamine import CalamineWorkbook

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "frameworks"
_MARKUP = re.compile(r"[*_`]|\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"<[^>]+>")
_BULLET = re.compile(r"\s*[-*+]\s+(.+)")
_ELEMENT = re.compile(r"<(?:li|td)[^>]*>(.*?)(?=<|$)")


def digest(text: str) -> str:
    """What stands for a text in the file of labels: 16 hexadecimal digits."""
    return hashlib.sha256(text.lower().encode()).hexdigest()[:16]


@cache
def texts(folder: Path = FOLDER) -> dict[str, str]:
    """Every text of the folder that may be a sentence, by digest."""
    if not folder.is_dir():
        raise FileNotFoundError(f"The published frameworks are missing: there is no {folder.name}.")
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    found = (plain(text) for file in files for text in _of(file))
    return {digest(text): text for text in found}


def plain(text: str) -> str:
    """A text without markup, tags and doubled spaces."""
    text = _MARKUP.sub(lambda match: match.group(1) or "", text)
    text = re.sub(r"\s+", " ", text).strip(" -•")
    return re.sub(r"\s+", " ", _TAG.sub(" ", text)).strip()


def _of(file: Path) -> Iterator[str]:
    match file.suffix:
        case ".md":
            yield from _of_markdown(file.read_text(encoding="utf-8", errors="replace"))
        case ".json":
            yield from _leaves(json.loads(file.read_text(encoding="utf-8")))
        case ".yml" | ".yaml":
            yield from _of_yaml(file.read_text(encoding="utf-8"))
        case ".xlsx":
            book = CalamineWorkbook.from_path(file)
            for name in book.sheet_names:
                yield from _leaves(book.get_sheet_by_name(name).to_python())


def _of_markdown(text: str) -> Iterator[str]:
    front, body = _front_matter(text)
    yield from _of_yaml(front)
    for line in body.splitlines():
        bullet = _BULLET.match(line)
        yield bullet.group(1) if bullet else line
        yield from _ELEMENT.findall(line)
        for cell in line.split("|"):
            yield cell
            yield from re.split(r"<br\s*/?>", cell)


def _front_matter(text: str) -> tuple[str, str]:
    parts = re.split(r"^---\s*$", text, maxsplit=2, flags=re.MULTILINE)
    return (parts[1], parts[2]) if len(parts) == 3 and not parts[0].strip() else ("", text)


def _of_yaml(text: str) -> Iterator[str]:
    try:
        yield from _leaves(yaml.load(text, Loader=yaml.CBaseLoader))
    except yaml.YAMLError:
        yield from text.splitlines()


def _leaves(value: Any) -> Iterator[str]:
    """Every string within lists and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
