"""What people sign: a digest changes exactly when its part does."""

from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import frameworks, texts
from trellis.framework.diff import diff
from trellis.framework.dump import dump
from trellis.framework.load import load
from trellis.framework.model import CellStatus, Competency, Framework, Level, Statement, Track
from trellis.framework.parts import STRUCTURE, part_digests, structure_digest, whole_digest


def framework(level: str = "L1", **competency: object) -> Framework:
    """One level, and one competency with one sentence."""
    held = {"levels": {level: (Statement(id="s", text="Writes down decisions."),)}} | competency
    track = Track(id="ic", title="IC", levels=(Level(id=level, rank=1),))
    asked = Competency.model_validate({"id": "design", "title": "Design", **held})
    other = Competency(id="talk", title="Talk")
    return Framework(id="x", title="X", tracks=(track,), competencies=(asked, other))


def changed(old: Framework, new: Framework) -> set[str]:
    """Names of the parts whose digest differs."""
    before, after = part_digests(old), part_digests(new)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_another_word_changes_its_competency_alone() -> None:
    reworded = framework(levels={"L1": (Statement(id="s", text="Writes every decision down."),)})
    assert changed(framework(), reworded) == {"design"}


def test_another_status_changes_its_competency_and_the_structure() -> None:
    emptied = framework(levels={"L1": CellStatus.NOT_EXPECTED})
    assert changed(framework(), emptied) == {"design", STRUCTURE}


def test_another_sentence_under_a_new_id_is_structure() -> None:
    replaced = framework(levels={"L1": (Statement(id="t", text="Writes down decisions."),)})
    assert changed(framework(), replaced) == {"design", STRUCTURE}


def test_another_rank_changes_the_structure_alone() -> None:
    moved = Track(id="ic", title="IC", levels=(Level(id="L1", rank=2),))
    assert changed(framework(), framework().model_copy(update={"tracks": (moved,)})) == {STRUCTURE}


def test_a_level_with_the_name_of_a_key_is_a_level() -> None:
    was = framework(level="text")
    emptied = framework(level="text", levels={"text": CellStatus.NOT_EXPECTED})
    assert STRUCTURE in changed(was, emptied)


@given(frameworks(), texts)
def test_whatever_the_diff_calls_wording_leaves_the_structure(old: Framework, title: str) -> None:
    new = old.model_copy(
        update={
            "title": title,
            "competencies": tuple(
                each.model_copy(update={"title": title}) for each in old.competencies
            ),
        }
    )
    assert not diff(old, new).structure
    assert structure_digest(old) == structure_digest(new)


@given(frameworks())
def test_a_part_that_is_taken_out_changes_the_structure(old: Framework) -> None:
    for key in ("competencies", "tracks", "moves"):
        fewer = old.model_copy(update={key: getattr(old, key)[1:]})
        assert (structure_digest(fewer) == structure_digest(old)) == (not getattr(old, key))
        assert (whole_digest(fewer) == whole_digest(old)) == (not getattr(old, key))


@given(st.data())
def test_a_file_that_is_written_and_read_is_the_same_to_sign(data: st.DataObject) -> None:
    old = data.draw(frameworks())
    assert part_digests(load(dump(old), "again")) == part_digests(old)
