"""From nothing to a published framework that a review cycle uses, in seven steps."""
