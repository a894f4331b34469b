"""What the sources may not hold: rows in views, and counts of queries that count nothing."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.contract.tree import ROOT, WEB, apps, sources

Finder = Callable[[ast.AST], Iterator[ast.expr]]


def lines_with(find: Finder, paths: Iterator[Path], root: Path) -> list[str]:
    """`file:line` of every node that a finder finds in these files."""
    return [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in paths
        for node in find(ast.parse(path.read_text(encoding="utf-8")))
    ]


def manager_reads(tree: ast.AST) -> Iterator[ast.expr]:
    """`Model.objects`: rows that no rule of visibility has filtered."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager"):
            yield node


def bare_query_counts(tree: ast.AST) -> Iterator[ast.expr]:
    """`assertNumQueries(n)` outside a `with` and without a function to call: it checks nothing."""
    entered = {
        id(item.context_expr)
        for node in ast.walk(tree)
        if isinstance(node, ast.With | ast.AsyncWith)
        for item in node.items
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or id(node) in entered or len(node.args) > 1:
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in ("assertNumQueries", "django_assert_num_queries"):
            yield node


def views(root: Path) -> Iterator[Path]:
    """The view modules of every app beneath a folder."""
    for app in apps(root):
        yield from (path for path in sources(app) if "views" in (path.stem, path.parent.name))


def test_views_start_from_what_is_visible() -> None:
    assert lines_with(manager_reads, views(WEB), WEB) == []


def test_counted_queries_are_counted() -> None:
    assert lines_with(bare_query_counts, sources(ROOT / "tests"), ROOT) == []


def test_there_are_views_to_look_at() -> None:
    assert {path.relative_to(WEB).parts[0] for path in views(WEB)} >= {"people", "reviews", "ui"}


@pytest.mark.parametrize("name", ["views.py", "views/lists.py"])
def test_rows_in_a_view_are_noticed(tmp_path: Path, name: str) -> None:
    view = tmp_path / "people" / name
    view.parent.mkdir(parents=True)
    (tmp_path / "people" / "apps.py").touch()
    view.write_text("def people(request):\n    return Person.objects.all()\n")
    assert lines_with(manager_reads, views(tmp_path), tmp_path) == [f"people/{name}:2"]


def test_a_count_of_queries_without_a_block_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "test_list.py").write_text(
        "def test_list(self):\n"
        "    self.assertNumQueries(3)\n"
        "    with self.assertNumQueries(3):\n        get()\n"
        "    self.assertNumQueries(3, get)\n"
        "    django_assert_num_queries(3)\n"
    )
    found = lines_with(bare_query_counts, sources(tmp_path), tmp_path)
    assert found == ["test_list.py:2", "test_list.py:6"]
