"""A folder is one framework where its pages belong together; otherwise it says what it holds."""

from pathlib import Path

import pytest

from trellis.findings import BadInput
from trellis.framework.formats.folder import read_folder

PAGE = b"# Makers\n## Level 1\n- Fixes small faults.\n## Level 2\n- Designs a service.\n"


def test_pages_whose_levels_differ_are_tracks_of_one_framework() -> None:
    files = {
        "README.md": "# Ours\n* [Coder](coder.md)\n* [Guide](guide.md)\n## Craft\n1. **Adopts**: a"
        "\n2. **Owns**: b\n",
        "coder.md": "# Coder\n## D1\n* **Adopts**: tries tools\n## D2\n* **Owns**: keeps tools\n",
        "guide.md": "# Guide\n## G1\n* **Owns**: keeps goals\n## G2\n* **Adopts**: goals\n",
        "old.md": "# Old\n## Level 1\n- Is not listed.\n",
    }
    framework, findings = read_folder({k: v.encode() for k, v in files.items()}, "ours")
    ranks = {track.id: {x.id: x.rank for x in track.levels} for track in framework.tracks}
    assert ranks == {"coder": {"D1": 1, "D2": 2}, "guide": {"G1": 1, "G2": 2}}
    assert [competency.title for competency in framework.competencies] == ["Craft"]
    assert "Is not listed." in str(framework.extra)
    assert any("'old.md' is not in the list of the README." in str(f) for f in findings)


def test_a_folder_of_several_frameworks_says_which() -> None:
    with pytest.raises(BadInput) as refusal:
        read_folder({"a.md": PAGE, "b/c.md": PAGE}, "all")
    assert str(refusal.value) == (
        "The folder 'all' holds 2 frameworks, not one. Convert one of them: a.md, b/c.md."
    )


def test_a_folder_without_a_framework_says_why_for_each_file() -> None:
    with pytest.raises(BadInput, match=r"a\.md: line 1: No levels were found in 'a\.md'"):
        read_folder({"a.md": b"# Notes\n"}, "all")
    with pytest.raises(BadInput, match="The folder 'none' holds no such file"):
        read_folder({}, "none")


@pytest.mark.parametrize(
    ("folder", "statements", "levels", "tracks"),
    [("jorgef", 90, 18, 4), ("meetup", 284, 12, 3), ("unidays", 472, 41, 19)],
)
def test_published_folders_have_their_counts(
    folder: str, statements: int, levels: int, tracks: int, published: Path
) -> None:
    root = published / folder
    found = [path for path in root.rglob("*") if path.suffix in (".md", ".json")]
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in found}
    framework, _ = read_folder(files, folder)
    counts = (len(list(framework.statements())), len(list(framework.levels())))
    assert (*counts, len(framework.tracks)) == (statements, levels, tracks)
