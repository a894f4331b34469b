"""Sizes of files, functions, views and templates. The limits bind; medians are only printed.

Run as `python -m tests.contract.sizes`: a table and what is too large; exit code 1 if anything is.
"""

import ast
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.contract.tree import ROOT, sources

LIMITS = {"file": 400, "function": 50, "view": 30, "template": 150}
TOTALS = {".js": 800, ".css": 3000}


@dataclass(frozen=True)
class Size:
    """How many lines a thing of one kind has."""

    kind: str
    name: str
    lines: int

    @property
    def fault(self) -> str | None:
        """The sentence about a thing over its limit."""
        if self.lines <= LIMITS[self.kind]:
            return None
        return f"{self.name} has {self.lines} lines; a {self.kind} has at most {LIMITS[self.kind]}."


def measure(root: Path) -> list[Size]:
    """Sizes of everything beneath `src`, `tests` and `bench` of a repository."""
    return [
        size
        for part in ("src", "tests", "bench")
        for path in sources(root / part, "")
        if path.is_file()
        for size in _sizes(path, str(path.relative_to(root)))
    ]


def _sizes(path: Path, name: str) -> Iterator[Size]:
    if "templates" in path.parts:
        yield Size("template", name, _lines(path))
    elif path.suffix == ".py" and "migrations" not in path.parts:
        yield Size("file", name, _lines(path))
        yield from _functions(path, name)


def _functions(path: Path, name: str) -> Iterator[Size]:
    kind = "view" if path.stem == "views" or "views" in path.parent.parts else "function"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Size(kind, f"{name}:{node.lineno} {node.name}()", lines)


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def total(root: Path, suffix: str) -> int:
    """Lines of our own JavaScript (`.js`) or style sheets (`.css`) in the product."""
    return sum(_lines(path) for path in sources(root / "src", suffix))


def faults(root: Path) -> list[str]:
    """A sentence for everything that is too large."""
    large = [size.fault for size in measure(root) if size.fault]
    sums = {suffix: total(root, suffix) for suffix in TOTALS}
    return large + [
        f"There are {lines} lines of own {suffix} in total; the limit is {TOTALS[suffix]}."
        for suffix, lines in sums.items()
        if lines > TOTALS[suffix]
    ]


def table(root: Path) -> str:
    """Median, ninth decile and maximum of each kind in `src`, and the totals."""
    sizes = [size for size in measure(root) if size.name.startswith("src")]
    rows = [f"{'lines':<10}{'count':>7}{'median':>8}{'p90':>6}{'max':>6}{'limit':>7}"]
    for kind, limit in LIMITS.items():
        lines = sorted(size.lines for size in sizes if size.kind == kind) or [0]
        p90 = lines[min(len(lines) - 1, len(lines) * 9 // 10)]
        rows.append(
            f"{kind:<10}{len(lines):>7}{statistics.median(lines):>8.0f}{p90:>6}"
            f"{lines[-1]:>6}{limit:>7}"
        )
    rows += [f"{suffix} total {total(root, suffix):>6} of {TOTALS[suffix]}" for suffix in TOTALS]
    return "\n".join(rows)


def main() -> int:
    """Print the table and the faults of this repository; 1 if there are any."""
    found = faults(ROOT)
    sys.stdout.write("\n".join([table(ROOT), *found]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
