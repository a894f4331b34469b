"""Pages of the readiness board."""
