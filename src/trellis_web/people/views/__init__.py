"""Pages of people administration."""
