"""Reading frameworks: versions, one framework as tables and words, search."""

from trellis_web.frameworks.queries.versions import current, resolved

__all__ = ["current", "resolved"]
