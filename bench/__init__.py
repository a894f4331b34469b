"""The performance suite: `make bench`. Figures, never asserts."""
