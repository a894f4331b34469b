"""`trellis convert` with a folder: one framework, or which files there are."""

from pathlib import Path

from typer.testing import CliRunner

from trellis.cli import app


def test_a_folder_that_is_one_framework_is_converted(published: Path, tmp_path: Path) -> None:
    goal = tmp_path / "ladder.yaml"
    result = CliRunner().invoke(app, ["convert", str(published / "jorgef"), str(goal)])
    assert result.exit_code == 0
    assert "4 tracks, 18 levels, 5 competencies, 90 statements" in result.output
    assert "README.md" in goal.read_text()


def test_a_folder_of_several_frameworks_names_them(published: Path, tmp_path: Path) -> None:
    goal = tmp_path / "x.yaml"
    result = CliRunner().invoke(app, ["convert", str(published / "sourcegraph"), str(goal)])
    assert result.exit_code == 2
    assert "holds 12 frameworks, not one. Convert one of them: departments/" in result.output
    assert not goal.exists()
