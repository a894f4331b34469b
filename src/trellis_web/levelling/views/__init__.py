"""Pages of a levelling."""
