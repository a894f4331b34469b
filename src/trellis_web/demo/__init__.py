"""The demo organisation: invented, deterministic from a seed, and never beside real people."""
