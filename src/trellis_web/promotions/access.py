"""Who sees what of this app."""
