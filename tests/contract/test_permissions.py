"""Every permission is granted by a role, and something asks for it."""

import ast
from collections.abc import Iterable
from pathlib import Path

from tests.contract.tree import WEB, sources
from trellis_web.access.rules import Permission, roles


def idle_permissions(
    permissions: Iterable[str], granted: Iterable[str], used: Iterable[str]
) -> list[str]:
    """A sentence for every permission that no role grants, or that nothing asks for."""
    given, asked = set(granted), set(used)
    ungranted = [f"{name} is granted by no role." for name in permissions if name not in given]
    return ungranted + [f"{name} is used nowhere." for name in permissions if name not in asked]


def used_permissions(root: Path) -> set[str]:
    """Names of the members of `Permission` that the Python files beneath a folder mention."""
    return {
        node.attr
        for path in sources(root)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Permission"
    }


def test_every_permission_is_granted_and_used() -> None:
    names = [permission.name for permission in Permission]
    granted = {permission.name for held in roles().values() for permission in held}
    assert idle_permissions(names, granted, used_permissions(WEB)) == []


def test_permissions_are_in_alphabetical_order() -> None:
    values = [permission.value for permission in Permission]
    assert values == sorted(values)


def test_a_permission_that_nobody_has_or_needs_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "views.py").write_text("require(by, Permission.USED, today=today)\n")
    faults = idle_permissions(["IDLE", "USED"], granted=[], used=used_permissions(tmp_path))
    assert faults == [
        "IDLE is granted by no role.",
        "USED is granted by no role.",
        "IDLE is used nowhere.",
    ]
