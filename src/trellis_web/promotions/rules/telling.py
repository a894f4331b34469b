"""Until when a decision that is told in person waits for the talk."""

MOST_DAYS = 30
"""No longer than somebody has to object."""
