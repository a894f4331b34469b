"""Who may import whom: the import-linter contracts of pyproject.toml hold, and can fail."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.contract.tree import ROOT, apps


def contracts() -> dict[str, dict[str, Any]]:
    """The contracts of pyproject.toml by their id."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {each["id"]: each for each in settings["tool"]["importlinter"]["contracts"]}


def broken_contracts(root: Path) -> str:
    """What import-linter reports about the tree in this folder; empty when all contracts hold."""
    script = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [str(script), "--no-cache", "--config", str(root / "pyproject.toml")],
        cwd=root,
        env={"PYTHONPATH": str(root / "src"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    report = result.stdout.partition("Broken contracts")[2] or result.stdout + result.stderr
    return "" if result.returncode == 0 else report


def test_every_import_goes_down() -> None:
    report = broken_contracts(ROOT)
    assert not report, report


def test_every_app_is_under_the_contract_about_its_inside() -> None:
    assert contracts()["inside"]["containers"] == [f"trellis_web.{app.name}" for app in apps()]


@pytest.fixture
def small_tree(tmp_path: Path) -> Path:
    """A tree with the real contracts and every app, all of them empty."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    names = ["trellis", "trellis_web", "trellis_web/people", "trellis_web/reviews"]
    names += [each.replace(".", "/") for each in contracts()["inside"]["containers"]]
    for name in names:
        folder = tmp_path / "src" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").touch()
    return tmp_path


def test_a_tree_without_imports_is_fine(small_tree: Path) -> None:
    assert not broken_contracts(small_tree)


def test_people_importing_reviews_is_noticed(small_tree: Path) -> None:
    (small_tree / "src/trellis_web/people/queries.py").write_text("import trellis_web.reviews\n")
    assert "trellis_web.people is not allowed to import trellis_web.reviews" in " ".join(
        broken_contracts(small_tree).split()
    )


def test_the_core_importing_django_is_noticed(small_tree: Path) -> None:
    (small_tree / "src/trellis/dates.py").write_text("import django\n")
    assert "trellis is not allowed to import django" in broken_contracts(small_tree)


def test_an_app_without_a_place_in_the_order_is_noticed(small_tree: Path) -> None:
    (small_tree / "src/trellis_web/surprise.py").touch()
    assert "surprise" in broken_contracts(small_tree)


def test_models_importing_actions_is_noticed(small_tree: Path) -> None:
    container = contracts()["inside"]["containers"][0]
    app = small_tree / "src" / container.replace(".", "/")
    (app / "actions.py").touch()
    (app / "models.py").write_text(f"import {container}.actions\n")
    assert f"{container}.models is not allowed to import" in broken_contracts(small_tree)
