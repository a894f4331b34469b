"""Persons, positions, reporting lines, import."""
