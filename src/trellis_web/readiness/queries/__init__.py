"""Reading readiness: the stored table, and the statements that fill it."""

from trellis_web.readiness.queries.stored import (
    due,
    live_moves,
    ready,
    rules_of,
    towards_promotion,
)

__all__ = ["due", "live_moves", "ready", "rules_of", "towards_promotion"]
