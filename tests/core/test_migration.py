"""What became of each statement: a proposal by id and similarity."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import frameworks
from trellis.framework.migration import Entry, Fate, propose
from trellis.framework.model import Framework


def of(texts: dict[str, str]) -> Framework:
    """A framework with these statements at one level."""
    statements = [{"id": id_, "text": text} for id_, text in texts.items()]
    return Framework.model_validate(
        {
            "id": "e",
            "title": "E",
            "tracks": [{"id": "ic", "title": "IC", "levels": [{"id": "L1", "rank": 1}]}],
            "competencies": [{"id": "c", "title": "C", "levels": {"L1": statements}}],
        }
    )


Found = list[tuple[str, tuple[str, ...], tuple[str, ...]]]


def fates(old: dict[str, str], new: dict[str, str]) -> Found:
    return [(e.kind, e.old, e.new) for e in propose(of(old), of(new))]


LEADS = "Leads the design of a change that crosses two services."
LEADS_TOO = "Leads the design of a change that crosses at least two services."
REVIEWS = "Reviews the work of others within a day."
ANSWERS = "Answers customers in plain words on the phone."


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ({"a": LEADS}, {"a": LEADS}, [("same", ("a",), ("a",))]),
        ({"a": LEADS}, {"b": LEADS}, [("same", ("a",), ("b",))]),
        ({"a": LEADS}, {"a": LEADS_TOO}, [("reworded", ("a",), ("a",))]),
        ({"a": LEADS}, {"b": LEADS_TOO}, [("reworded", ("a",), ("b",))]),
        ({"a": LEADS}, {"a": ANSWERS}, [("dropped", ("a",), ()), ("new", (), ("a",))]),
        (
            {"a": LEADS, "b": REVIEWS},
            {"a": REVIEWS, "b": LEADS},
            [("same", ("a",), ("b",)), ("same", ("b",), ("a",))],
        ),
        (
            {"a": f"{LEADS} {REVIEWS}"},
            {"a": LEADS, "b": REVIEWS},
            [("split", ("a",), ("a", "b"))],
        ),
        (
            {"a": LEADS, "b": REVIEWS},
            {"a": f"{LEADS} {REVIEWS}"},
            [("merged", ("a", "b"), ("a",))],
        ),
        (
            {"a": LEADS, "b": REVIEWS},
            {"b": REVIEWS, "c": ANSWERS},
            [("dropped", ("a",), ()), ("same", ("b",), ("b",)), ("new", (), ("c",))],
        ),
    ],
)
def test_a_fate_is_proposed(old: dict[str, str], new: dict[str, str], found: Found) -> None:
    assert fates(old, new) == found


def test_a_copy_beside_an_unchanged_sentence_is_new() -> None:
    assert fates({"a": LEADS}, {"a": LEADS, "b": LEADS_TOO})[-1] == ("new", (), ("b",))


def test_the_score_is_the_share_of_what_is_alike() -> None:
    (entry,) = propose(of({"a": LEADS}), of({"a": LEADS.replace("two", "three")}))
    assert entry.kind is Fate.REWORDED
    assert 0.9 < entry.score < 1


@given(frameworks(), frameworks())
def test_every_statement_is_in_exactly_one_entry(old: Framework, new: Framework) -> None:
    entries = propose(old, new)
    assert sorted(i for e in entries for i in e.old) == sorted(s.id for s in old.statements())
    assert sorted(i for e in entries for i in e.new) == sorted(s.id for s in new.statements())


@given(frameworks())
def test_a_framework_keeps_all_its_statements(framework: Framework) -> None:
    found = {(e.kind, e.old, e.new) for e in propose(framework, framework)}
    assert found == {(Fate.SAME, (s.id,), (s.id,)) for s in framework.statements()}


def shuffled(framework: Framework, rng: random.Random) -> Framework:
    """The same statements in another order."""

    def mixed(cells: dict[str, object]) -> dict[str, object]:
        return {
            key: tuple(rng.sample(cell, len(cell))) if isinstance(cell, tuple) else cell
            for key, cell in cells.items()
        }

    competencies = [
        c.model_copy(update={"levels": mixed(dict(c.levels)), "steps": mixed(dict(c.steps))})
        for c in framework.competencies
    ]
    return framework.model_copy(
        update={"competencies": tuple(rng.sample(competencies, len(competencies)))}
    )


def as_set(entries: tuple[Entry, ...]) -> set[tuple[str, frozenset[str], frozenset[str]]]:
    return {(e.kind, frozenset(e.old), frozenset(e.new)) for e in entries}


@given(frameworks(), frameworks(), st.randoms(use_true_random=False))
def test_the_order_of_the_statements_decides_nothing(
    old: Framework, new: Framework, rng: random.Random
) -> None:
    assert as_set(propose(old, new)) == as_set(propose(shuffled(old, rng), shuffled(new, rng)))


WORDS = ("asks", "builds", "cuts", "draws", "edits", "finds", "grows", "holds", "joins", "keeps")
sentences = st.lists(st.sampled_from(WORDS), min_size=4, max_size=8).map(" ".join)


@given(st.dictionaries(st.sampled_from("abcdef"), sentences, min_size=2), st.data())
def test_what_was_taken_out_and_put_in_is_found(texts: dict[str, str], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(sorted(texts)))
    new = {id_: text for id_, text in texts.items() if id_ != gone} | {"z": "0123456789" * 3}
    found = propose(of(texts), of(new))
    assert Entry(Fate.DROPPED, (gone,), ()) in found
    assert Entry(Fate.NEW, (), ("z",)) in found
