"""Everything that the check page says about an upload."""

from dataclasses import dataclass

from trellis.findings import Finding
from trellis.framework.formats.shape import Shape
from trellis.framework.formats.shape_names import Pair
from trellis_web.frameworks.models import Upload
from trellis_web.frameworks.queries.changes import ChangeLine, lines
from trellis_web.frameworks.queries.imports import Plan, Planned, sheets_of
from trellis_web.frameworks.queries.imports_lint import LintSummary, lint_summary
from trellis_web.frameworks.queries.imports_rows import BadRow, bad_rows

MOST_LINES = 60
"""How many changes of each kind are shown."""


@dataclass(frozen=True)
class CheckedPlan:
    """One framework of the upload, with what the linter says and what it changes."""

    plan: Plan
    lint: LintSummary
    noticed: tuple[Finding, ...]
    groups: tuple[list[ChangeLine], list[ChangeLine]]
    more: int


@dataclass(frozen=True)
class Check:
    """The upload as a whole. `bad` is how many rows cannot be read, `look` asks for a look."""

    plans: tuple[CheckedPlan, ...]
    bad: int
    rows: list[BadRow]
    look: list[BadRow]
    hidden: int
    rest: tuple[Finding, ...]
    pairs: tuple[Pair, ...]
    merged: tuple[tuple[str, str], ...]
    is_table: bool


def check(upload: Upload, found: Planned) -> Check:
    """What the page shows."""
    shape = Shape.of(upload.shape) if upload.shape else None
    sheets = sheets_of(upload)
    noticed = tuple(each for plan in found.plans for each in plan.findings)
    twice = [each for each in noticed if each.code == "duplicate"]
    rows = bad_rows(sheets, shape, found.errors) if shape else []
    return Check(
        tuple(_plan(plan) for plan in found.plans),
        len(found.bad),
        rows,
        bad_rows(sheets, shape, twice) if shape else [],
        len(found.bad) - len(rows),
        found.rest,
        found.pairs,
        shape.merged if shape else (),
        bool(shape and shape.is_mapped),
    )


def _plan(plan: Plan) -> CheckedPlan:
    structure, wording = plan.diff.structure, plan.diff.wording
    shown = lines(structure[:MOST_LINES]), lines(wording[:MOST_LINES])
    more = len(structure) + len(wording) - len(shown[0]) - len(shown[1])
    noticed = tuple(each for each in plan.findings if each.code != "duplicate")
    return CheckedPlan(plan, lint_summary(plan.framework), noticed, shown, more)
