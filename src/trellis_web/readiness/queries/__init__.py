"""Reading readiness: the stored rows, and the statements that fill them."""

from trellis_web.readiness.queries.stored import due, live_moves, rules_of, waived

__all__ = ["due", "live_moves", "rules_of", "waived"]
