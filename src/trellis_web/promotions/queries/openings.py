"""Who may begin a case: what the company switched."""

from trellis_web.organisation.queries import is_on
from trellis_web.organisation.rules import Feature


def may_start_own() -> bool:
    """Whether people start a case for themselves; else their managers do."""
    return not is_on(Feature.MANAGERS_START_CASES)


def opens_by_itself() -> bool:
    """Whether the rules open a case for whoever meets the criteria before it."""
    return is_on(Feature.AUTOMATIC_CASES)
