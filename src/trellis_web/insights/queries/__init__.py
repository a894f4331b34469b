"""Reading: the readiness board, one person's rule, other thresholds."""
