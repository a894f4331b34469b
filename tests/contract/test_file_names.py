"""A file name says what kind of thing is inside: apps use a closed list of names."""

from pathlib import Path

import pytest

from tests.contract.tree import ROOT, WEB, apps

NAMES = {
    "access", "actions", "apps", "emails", "events", "forms", "management", "migrations", "models",
    "queries", "rules", "schemas", "tasks", "templates", "templatetags", "urls", "views",
}  # fmt: skip
MORE = {"ui": {"charts", "components", "static"}, "api": {"v1"}}
NEVER = {"helpers", "managers", "services", "signals", "utils"}


def unknown_names(app: Path) -> list[str]:
    """Entries of an app's folder whose name is not on the closed list."""
    allowed = NAMES | MORE.get(app.name, set()) | {"__init__", "__pycache__"}
    return [f"{app.name}/{each.name}" for each in sorted(app.iterdir()) if each.stem not in allowed]


def vague_names(root: Path) -> list[str]:
    """Python files and folders that are named for nothing: helpers, utils and the like."""
    return [
        str(path.relative_to(root))
        for path in sorted(root.rglob("*"))
        if path.stem in NEVER and (path.is_dir() or path.suffix == ".py")
    ]


@pytest.mark.parametrize("app", apps(), ids=lambda app: app.name)
def test_an_app_holds_only_files_of_the_closed_list(app: Path) -> None:
    assert unknown_names(app) == []


def test_there_are_apps_to_look_at() -> None:
    assert {"access", "audit", "people"} <= {app.name for app in apps(WEB)}


def test_nothing_is_named_for_nothing() -> None:
    assert vague_names(ROOT / "src") == []


def test_a_name_off_the_list_is_noticed(tmp_path: Path) -> None:
    app = tmp_path / "people"
    (app / "models").mkdir(parents=True)
    for name in ("apps.py", "loader.py", "models/person.py"):
        (app / name).touch()
    assert unknown_names(app) == ["people/loader.py"]


def test_a_file_of_helpers_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "helpers.py").touch()
    assert vague_names(tmp_path) == ["models/helpers.py"]
