"""Cycles, assessments, released results."""
