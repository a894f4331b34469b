"""`trellis backup` and `trellis restore`, run as they are run on a machine."""

import os
import subprocess
import sys
from pathlib import Path


def trellis(data: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Runs the command on an installation of its own, on SQLite."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("TRELLIS_")}
    own.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "trellis_web", *arguments],
        env=own | {"TRELLIS_DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_installation_moves_to_another_folder(tmp_path: Path) -> None:
    old, new, copy = tmp_path / "old", tmp_path / "new", tmp_path / "copy.trellis"
    assert trellis(old, "admin", "anna@example.test", "Anna Berg").returncode == 0
    (old / "evidence").mkdir()
    (old / "evidence" / "one").write_text("a design")
    made = trellis(old, "backup", str(copy))
    assert "1 evidence files" in made.stdout, made.stderr
    assert "The secret key is not inside" in made.stdout
    back = trellis(new, "restore", str(copy))
    assert back.returncode == 0, back.stderr
    assert (new / "evidence" / "one").read_text() == "a design"
    again = trellis(new, "restore", str(copy))
    assert (again.returncode, "has people already" in again.stderr) == (2, True)
    assert trellis(new, "audit").stdout == "The trail is whole.\n"


def test_there_is_nothing_to_back_up_before_there_is_an_installation(tmp_path: Path) -> None:
    refused = trellis(tmp_path / "new", "backup", str(tmp_path / "copy"))
    assert refused.returncode == 2
    assert refused.stderr == "There is nothing to back up yet.\n"
