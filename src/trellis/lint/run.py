"""The two ways into the linter: one sentence, and a whole framework."""

from trellis.lint.statement import StatementReport, lint_statement

__all__ = ["StatementReport", "lint_statement"]
