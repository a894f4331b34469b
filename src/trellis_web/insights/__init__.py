"""What the organisation learns from what is stored: the readiness board, trials of a rule."""
