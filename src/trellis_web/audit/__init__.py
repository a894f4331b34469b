"""Append-only, hash-chained events."""
