"""What an import made: what is new, what changed, and what was left out, with the reason."""

from collections.abc import Iterable
from typing import Any

from trellis.framework.diff import Change, Kind
from trellis_web.frameworks.queries.imports import Plan

SHOWN = 200
"""How many lines of each kind are kept for the page."""


def result_of(plan: Plan, skipped: list[dict[str, str]]) -> dict[str, Any]:
    """Plain values: lines of what was created, updated and removed, and findings on the rest."""
    changes = (*plan.diff.structure, *plan.diff.wording)
    created = [each for each in changes if each.kind is Kind.ADDED]
    removed = [each for each in changes if each.kind is Kind.REMOVED]
    updated = [each for each in changes if each.kind not in (Kind.ADDED, Kind.REMOVED)]
    return {
        "counts": plan.counts,
        "created": _lines(created),
        "updated": _lines(updated),
        "removed": _lines(removed),
        "skipped": skipped,
        "aside": [_short(f"{each.place}: {each.value}") for each in plan.framework.extra[:SHOWN]],
    }


def _lines(changes: Iterable[Change]) -> dict[str, Any]:
    every = list(changes)
    return {
        "count": len(every),
        "lines": [
            {
                "part": each.part,
                "place": each.place if each.part in ("statement", "cell") else each.subject,
                "text": _short(each.after or each.before),
            }
            for each in every[:SHOWN]
        ],
    }


def _short(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:199]}…"
