"""Where the program lies, and how contract tests read it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "src" / "trellis"
WEB = ROOT / "src" / "trellis_web"


def apps(web: Path = WEB) -> list[Path]:
    """The folders of the Django apps: those with an `apps.py`, alphabetically."""
    return sorted(path.parent for path in web.glob("*/apps.py"))


def sources(root: Path, suffix: str = ".py") -> Iterator[Path]:
    """Our own files with this suffix beneath a folder, without vendored ones."""
    for path in sorted(root.rglob(f"*{suffix}")):
        if not {"vendor", "__pycache__", "node_modules"} & set(path.parts):
            yield path


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and absolute module name of every import in a Python file, inner ones included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
