"""Criteria of a move as data, and the judge that turns facts into findings."""
