"""Reading readiness: the stored table, and the statements that fill it."""

from trellis_web.readiness.queries.stored import (
    due,
    live_moves,
    moves_from_here,
    ready,
    rules_of,
    stale,
    towards_promotion,
)

__all__ = [
    "due",
    "live_moves",
    "moves_from_here",
    "ready",
    "rules_of",
    "stale",
    "towards_promotion",
]
