"""The linter: finds sentences that two managers would not read alike, and gaps in a structure.

`trellis.lint.run` has the two ways in: `lint_statement` and `lint`.
"""
