"""Nothing in the repository is too large to be read at once."""

from pathlib import Path

import pytest

from tests.contract.sizes import faults
from tests.contract.tree import ROOT


def _function(lines: int) -> str:
    return "def long() -> None:\n" + "    print()\n" * (lines - 1)


def test_everything_is_within_its_limit() -> None:
    assert faults(ROOT) == []


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        ("src/trellis/big.py", "x = 1\n" * 401, "src/trellis/big.py has 401 lines"),
        ("tests/core/test_big.py", "x = 1\n" * 401, "tests/core/test_big.py has 401 lines"),
        ("src/trellis/f.py", _function(51), "src/trellis/f.py:1 long() has 51 lines"),
        ("src/trellis_web/a/views.py", _function(31), "a view has at most 30"),
        ("src/trellis_web/a/views/b.py", _function(31), "a view has at most 30"),
        ("src/trellis_web/a/templates/a/x.html", "<p>\n" * 151, "x.html has 151 lines"),
        ("src/trellis_web/ui/static/x.js", "x;\n" * 801, "801 lines of own .js"),
        ("src/trellis_web/ui/static/x.css", "a{}\n" * 3001, "3001 lines of own .css"),
    ],
)
def test_one_line_too_many_is_noticed(tmp_path: Path, path: str, text: str, fault: str) -> None:
    planted = tmp_path / path
    planted.parent.mkdir(parents=True)
    planted.write_text(text)
    assert [fault in sentence for sentence in faults(tmp_path)] == [True]


def test_a_tree_at_its_limits_is_fine(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/full.py").write_text(_function(50) + "x = 1\n" * 350)
    (tmp_path / "src/vendor").mkdir()
    (tmp_path / "src/vendor/library.js").write_text("x;\n" * 9000)
    assert faults(tmp_path) == []
