"""The content of a file decides how it is read; its name only where the content is silent."""

import json
from pathlib import Path

import pytest

from trellis.findings import BadInput
from trellis.framework.dump import dump
from trellis.framework.formats import read_any, to_csv_long, to_xlsx
from trellis.framework.model import Framework
from trellis.framework.plain import plain

LEVELS = [{"id": "L1", "rank": 1}]
CELLS = {"L1": [{"id": "s", "text": "Writes: well."}]}
FRAMEWORK = Framework.model_validate(
    {
        "id": "e",
        "title": "E",
        "tracks": [{"id": "ic", "title": "IC", "levels": LEVELS}],
        "competencies": [{"id": "c", "title": "C", "levels": CELLS}],
    }
)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (dump(FRAMEWORK), "e.yaml"),
        (dump(FRAMEWORK), "without-an-ending"),
        (b"# a comment\n\n" + dump(FRAMEWORK), "e.txt"),
        (json.dumps(plain(FRAMEWORK)).encode(), "e.json"),
        (to_csv_long(FRAMEWORK), "e.csv"),
        (to_csv_long(FRAMEWORK), "without-an-ending"),
        (to_xlsx(FRAMEWORK), "e.xlsx"),
        (to_xlsx(FRAMEWORK), "e.csv"),
    ],
)
def test_the_content_decides(data: bytes, name: str) -> None:
    assert read_any(data, name) == (FRAMEWORK, [])


@pytest.mark.parametrize("file", ["financial-times/operations.yml", "monzo/product.md"])
def test_published_formats_are_known_by_their_content(published: Path, file: str) -> None:
    assert list(read_any((published / file).read_bytes(), Path(file).name)[0].statements())


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "e.yaml", "line 1: 'e.yaml' is empty."),
        (b"", "e.csv", "'e.csv' holds no cells."),
        (b"# Engineering\n\ntext\n", "e.md", "line 1: No levels were found in 'e.md'."),
        (b"a: 1\n", "e.yaml", "line 1: 'e.yaml' has no format that can be imported."),
        (b"[1, 2]", "e.json", "line 1: 'e.json' has no format that can be imported."),
        (b"\x89PNG\r\n\x1a\n\0", "e.png", "line 3: 'e.png' is binary"),
        (b"schema: trellis/2\n", "e.yaml", "line 1: 'e.yaml' is not a framework file."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    data: bytes, name: str, message: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        read_any(data, name)
    assert str(refusal.value).startswith(message)
