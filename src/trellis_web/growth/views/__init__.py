"""Pages about evidence, confirmations, endorsements and metrics."""
