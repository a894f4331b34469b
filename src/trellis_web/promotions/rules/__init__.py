"""Rules that need no row."""
