"""What people type about cases, by what it is about."""
