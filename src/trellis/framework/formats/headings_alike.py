"""Levels that only their likeness tells: "Guide I", "Guide II", "Senior Guide", and level bullets.

No list knows every role. What stands beside words of seniority and repeats is one.
"""

import re
from collections import Counter, defaultdict
from dataclasses import replace

from trellis.framework.formats.headings_levels import (
    ROMAN,
    SENIORITY,
    LevelName,
    level_name,
    stops,
    weight_of,
)
from trellis.framework.formats.markdown_blocks import Block
from trellis.framework.formats.report import slug

LEVEL_BULLET = 9
"""The depth of a heading that was a bullet: below every other heading."""

_LABEL = re.compile(r"([^\s:][^:]{0,40}?):\s+(\S.*)", re.DOTALL)
_WORDS, _MAX_WORDS = re.compile(r"[^\W_]+"), 6
_USUAL = SENIORITY["mid"]


def alike(headings: list[Block]) -> dict[int, LevelName]:
    """Headings of one depth that differ by seniority or number only, by identity.

    At least two share the name of the role, one of them with a word of seniority; the other
    headings of that depth with such a word or a known role are levels beside them.
    """
    found: dict[int, LevelName] = {}
    for depth in sorted({heading.depth for heading in headings}):
        here = [heading for heading in headings if heading.depth == depth]
        roles = Counter(role for heading in here if (role := _role(heading.text)))
        senior = {_role(heading.text) for heading in here if _is_senior(heading.text)} - {""}
        shared = tuple(f"{role} " for role in senior if roles[role] > 1)
        if not shared:
            continue
        for heading in here:
            same = f"{_role(heading.text)} ".startswith(shared)
            if same or _is_senior(heading.text) or level_name(heading.text):
                found[id(heading)] = level_of(heading.text)
        if len(found) * 2 >= len(here):
            return found
        found.clear()
    return found


def level_bullets(blocks: list[Block]) -> list[Block]:
    """The same blocks with bullets such as "- L1: Asks" as headings, when two levels or more
    stand so under several headings; otherwise the blocks as they are."""
    labels: dict[int, tuple[str, str]] = {}
    under: dict[str, set[int]] = defaultdict(set)
    heading = 0
    for block, after in zip(blocks, [*blocks[1:], None], strict=False):
        heading = block.line if block.kind == "heading" else heading
        if block.kind == "bullet" and block.depth == 1 and (found := _labelled(block, after)):
            labels[id(block)] = found
            under[found[0]].add(heading)
    repeated = {label for label, lines in under.items() if len(lines) > 1}
    if sum(_names_level(label) for label in repeated) < 2:
        return blocks
    result: list[Block] = []
    for block in blocks:
        label, text = labels.get(id(block), ("", ""))
        if _names_level(label) or (label in repeated and _is_senior(label)):
            result.append(Block("heading", block.line, label, LEVEL_BULLET))
            result += [replace(block, lead="", text=text, bold=False)] if text else []
        else:
            result.append(block)
    return result


def _labelled(block: Block, after: Block | None) -> tuple[str, str] | None:
    """The word before the colon, or above nested bullets, and the text behind it."""
    if block.lead:
        return block.lead, block.text
    if found := _LABEL.fullmatch(block.text):
        return found[1], found[2]
    nested = after is not None and after.kind == "bullet" and after.depth > block.depth
    return (block.text.rstrip(" :"), "") if nested else None


def _names_level(label: str) -> bool:
    name = level_name(label) if label else None
    return name is not None and name.sure and not name.rest


def _split(text: str) -> list[str]:
    return [word.lower() for word in _WORDS.findall(text)]


def _role(text: str) -> str:
    """The words of a short title without seniority and number."""
    words = _split(text)
    if len(words) > _MAX_WORDS or stops(text):
        return ""
    return " ".join(
        word
        for word in words
        if word not in SENIORITY and word not in ROMAN and not word.isdecimal()
    )


def _is_senior(text: str) -> bool:
    words = _split(text)
    return len(words) <= _MAX_WORDS and not stops(text) and not SENIORITY.keys().isdisjoint(words)


def level_of(text: str) -> LevelName:
    """The level of a heading that is known to be one."""
    if known := level_name(text):
        return known
    last = _split(text)[-1]
    number = int(last) if last.isdecimal() else ROMAN.get(last)
    return LevelName(slug(text), text, "", number, weight_of(text) or _USUAL)
