"""Markdown, deterministic: a page with a note about its origin, and tables."""

from collections.abc import Iterable, Sequence

NOTE = "<!-- Made by `trellis docs`. Change the program, not this page. -->"


def page(title: str, about: str, *parts: str) -> str:
    """A whole page. Its first paragraph is `about`, one line."""
    return "\n\n".join((f"# {title}", NOTE, about, *(part for part in parts if part))) + "\n"


def table(headers: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; an empty cell stays empty, a bar within a cell stays a bar."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def code(*words: str) -> str:
    """Words as code, with commas."""
    return ", ".join(f"`{word}`" for word in words)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
