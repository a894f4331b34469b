"""Pages of notices, and letters about signing in."""
