"""Pages about cases, committees and decisions."""
