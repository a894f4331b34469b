"""What a panel asks, what it was answered, and what came of it."""

from trellis_web.validation.queries.validated import Validation, validated

__all__ = ["Validation", "validated"]
