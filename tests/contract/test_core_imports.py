"""The core stands alone: it imports without Django, and only what architecture allows."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract.tree import CORE, ROOT, imports, sources

ALLOWED = {
    "cryptography", "markdown_it", "numpy", "pydantic", "pydantic_core", "python_calamine",
    "rapidfuzz", "trellis", "yaml", "typer", "typing_extensions", "typst", "xlsxwriter",
}  # fmt: skip

IMPORT_ALL_WITHOUT_DJANGO = """
import importlib, pkgutil, sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"django", "trellis_web"}:
            raise ImportError(f"{name} is blocked: the core must not need it")

sys.meta_path.insert(0, Blocker())
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
"""


def import_all_without_django(package: str, beside: Path) -> subprocess.CompletedProcess[str]:
    """Import every module of a package in a fresh interpreter in which Django cannot be found."""
    command = [sys.executable, "-c", IMPORT_ALL_WITHOUT_DJANGO, package]
    return subprocess.run(
        command, env={"PYTHONPATH": str(beside)}, capture_output=True, text=True, check=False
    )


def foreign_imports(root: Path) -> list[str]:
    """`file:line module` for every import that is neither standard library nor allowed."""
    known = ALLOWED | sys.stdlib_module_names
    return [
        f"{path.name}:{line} {module}"
        for path in sources(root)
        for line, module in imports(path)
        if module.partition(".")[0] not in known
    ]


def test_the_core_imports_with_django_blocked() -> None:
    result = import_all_without_django("trellis", ROOT / "src")
    assert result.returncode == 0, result.stderr


def test_the_core_uses_only_the_allowed_packages() -> None:
    assert foreign_imports(CORE) == []


@pytest.fixture
def faulty_core(tmp_path: Path) -> Path:
    package = tmp_path / "planted"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "late.py").write_text("def now():\n    from django.utils import timezone\n")
    (package / "early.py").write_text("import django.utils\n")
    return package


def test_a_module_that_needs_django_is_noticed(faulty_core: Path) -> None:
    result = import_all_without_django("planted", faulty_core.parent)
    assert "django is blocked" in result.stderr
    assert result.returncode == 1


def test_an_inner_import_of_django_is_noticed(faulty_core: Path) -> None:
    assert foreign_imports(faulty_core) == ["early.py:1 django.utils", "late.py:2 django.utils"]
