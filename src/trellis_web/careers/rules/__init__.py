"""Rules about careers that need no row."""
