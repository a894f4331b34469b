"""The house around the code: locks, reasons, migrations, links."""

import re
from pathlib import Path

import pytest

from tests.contract.tree import ROOT, imports, sources

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def lock_faults(text: str) -> list[str]:
    """Addresses in a lock file, and packages in it that carry no hash."""
    packages = re.split(r"\n(?=\S)", text.strip())
    addresses = [f"address: {found}" for found in re.findall(r"\S*(?:://|--\w*index)\S*", text)]
    return addresses + [
        f"no hash: {package.split()[0]}" for package in packages if "--hash=sha256:" not in package
    ]


def unexplained_dependencies(pyproject: str) -> list[str]:
    """Lines of pyproject.toml that name a package with a version but give no reason beside it."""
    lines = re.findall(r'^    "[\w\[\],.-]+[><=]=?[^"]*",.*$', pyproject, re.MULTILINE)
    return [line.strip() for line in lines if not re.search(r",\s+# \w", line)]


def migration_faults(src: Path) -> list[str]:
    """Migrations that are named by the machine, or that import code of the program."""
    found = [path for path in sources(src) if path.parent.name == "migrations"]
    named = [f"name it: {path.name}" for path in found if "_auto_" in path.name]
    return named + [
        f"{path.name}:{line} imports {module}"
        for path in found
        for line, module in imports(path)
        if module.startswith("trellis")
    ]


def broken_links(root: Path) -> list[str]:
    """Relative links in the Markdown files of a repository that lead nowhere."""
    pages = [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
    return [
        f"{page.relative_to(root)} -> {target}"
        for page in sorted(pages)
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in target
        and not target.startswith("mailto:")
        and not (page.parent / target).exists()
    ]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_file_carries_hashes_and_no_address(lock: Path) -> None:
    assert lock_faults(lock.read_text(encoding="utf-8")) == []


def test_there_is_a_lock_for_running_and_one_for_developing() -> None:
    assert [lock.name for lock in LOCKS] == ["dev.txt", "run.txt"]


def test_every_dependency_says_why_it_is_there() -> None:
    assert unexplained_dependencies((ROOT / "pyproject.toml").read_text(encoding="utf-8")) == []


def test_migrations_are_named_and_stand_alone() -> None:
    assert migration_faults(ROOT / "src") == []


def test_no_link_in_the_documentation_is_broken() -> None:
    assert broken_links(ROOT) == []


def test_an_address_and_a_missing_hash_in_a_lock_are_noticed() -> None:
    text = "--index-url https://index.example/\nnumpy==2.0 \\\n    --hash=sha256:ab\nnh3==1\n"
    assert lock_faults(text) == [
        "address: --index-url",
        "address: https://index.example/",
        "no hash: --index-url",
        "no hash: nh3==1",
    ]


def test_a_dependency_without_a_reason_is_noticed() -> None:
    lines = '    "nh3>=1",  # cleans HTML\n    "allauth[mfa]>=65,<66",\n'
    assert unexplained_dependencies(lines) == ['"allauth[mfa]>=65,<66",']


def test_a_careless_migration_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "people" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0002_auto_20260101.py").write_text("from trellis_web.people import models\n")
    assert migration_faults(tmp_path) == [
        "name it: 0002_auto_20260101.py",
        "0002_auto_20260101.py:1 imports trellis_web.people",
    ]


def test_a_broken_link_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("[gone](docs/gone.md) [web](https://example.com/)\n")
    assert broken_links(tmp_path) == ["README.md -> docs/gone.md"]
