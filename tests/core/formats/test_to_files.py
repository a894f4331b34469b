"""Every format by its ending, and the heavy ones inside limits."""

import pytest

from trellis import library
from trellis.findings import BadInput
from trellis.framework.formats.bounded import write_bounded
from trellis.framework.formats.edition import Edition
from trellis.framework.formats.writers import WRITERS, writer_of
from trellis.framework.load import load
from trellis.framework.model import Framework


@pytest.fixture(scope="module")
def engineering() -> Framework:
    return load(library.read("engineering"), "engineering.yaml")


@pytest.mark.parametrize("ending", WRITERS)
def test_every_ending_gives_a_file_and_always_the_same_bytes(
    engineering: Framework, ending: str
) -> None:
    writer = WRITERS[ending]
    assert writer.bytes_of(engineering) == writer.bytes_of(engineering)


@pytest.mark.parametrize("ending", [ending for ending, each in WRITERS.items() if each.is_heavy])
def test_a_heavy_file_is_the_same_inside_limits(engineering: Framework, ending: str) -> None:
    edition = Edition(3, None, "Clearer.")
    expected = WRITERS[ending].bytes_of(engineering, edition)
    assert write_bounded(engineering, ending, edition) == expected


def test_what_does_not_fit_is_refused_with_a_way_on() -> None:
    text = "x" * 5_000
    cell = [{"id": f"s{number}", "text": text} for number in range(7)]
    framework = Framework.model_validate(
        {
            "id": "wide",
            "title": "Wide",
            "tracks": [{"id": "ic", "title": "IC", "levels": [{"id": "L1", "rank": 1}]}],
            "competencies": [{"id": "c", "title": "C", "levels": {"L1": cell}}],
        }
    )
    with pytest.raises(BadInput, match=r"'Wide' is too large to be written as \.xlsx"):
        write_bounded(framework, ".xlsx")


def test_the_longest_ending_decides() -> None:
    assert writer_of("Engineering.CASE.json") is WRITERS[".case.json"]
    assert writer_of("engineering") is None
