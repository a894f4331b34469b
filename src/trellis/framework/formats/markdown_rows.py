"""Rows of pipe tables that have more cells than the head: Markdown drops what is too much."""

import re

MAX_COLUMNS = 60

_RULE = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_BAR = re.compile(r"(?<!\\)\|")


def with_wide_heads(text: str) -> str:
    """The page with empty cells added to the head of every table whose rows are longer."""
    lines = text.split("\n")
    for number in range(1, len(lines)):
        if "|" in lines[number] and "-" in lines[number] and _RULE.fullmatch(lines[number]):
            _widen(lines, number)
    return "\n".join(lines)


def _widen(lines: list[str], rule: int) -> None:
    head, longest, row = _cells(lines[rule - 1]), 0, rule + 1
    if head != _cells(lines[rule]):
        return
    while row < len(lines) and lines[row].strip():
        longest, row = max(longest, _cells(lines[row])), row + 1
    more = min(longest, MAX_COLUMNS) - head
    if more > 0:
        lines[rule - 1] = _closed(lines[rule - 1]) + "   |" * more
        lines[rule] = _closed(lines[rule]) + " --- |" * more


def _cells(line: str) -> int:
    return len(_BAR.findall(line.strip().strip("|"))) + 1


def _closed(line: str) -> str:
    line = line.rstrip()
    return line if line.endswith("|") else f"{line} |"
