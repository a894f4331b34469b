"""Random moves and random people for the property tests of the judge and of its SQL twin."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from hypothesis import strategies as st

from tests.core.judging import STEPS, framework

Document = dict[str, Any]

KINDS: list[Document] = [
    {"average": {"min": 3.4}},
    {"average": {"min": 3, "of": ["a", "leading"]}},
    {"floor": {"min": 3}},
    {"floor": {"min": 3, "of": ["b", "leading"]}},
    {"count": {"n": 2, "min": 4}},
    {"count": {"n": 1, "min": 4, "of": ["leading"]}},
    {"starred": {"any": 1}},
    {"operating_at_next": {"quarters": 2}},
    {"operating_at_next": {"quarters": 1, "of": ["b"]}},
    {"months_in_level": {"min": 12}},
    {"metric": {"name": "quota", "min": 100, "m": 2, "of": 3}},
    {"statement": "Has led it."},
    {"endorsement": {"by": "manager", "count": 2}},
    {"calibration": "confirmed"},
    {"text": "Acts as an owner."},
]
IDS = [f"c{number}" for number in range(6)]
RATED = ("a", "b", "c", "leading")
DAYS = ["2026-03-31", "2026-07-01", "2026-12-31", "2027-02-01"]
SPANS = [
    {},
    {"from": "2026-01-01", "to": "2026-03-31"},
    {"from": "2026-04-01", "to": "2026-09-30"},
    {"from": "2026-10-15", "to": "2026-12-31"},
]

stages = st.sampled_from([{}, {}, {"stage": "before"}, {"stage": "case"}])


def _groups(parts: st.SearchStrategy[Document]) -> st.SearchStrategy[Document]:
    some = st.lists(parts, max_size=3)
    return st.one_of(
        st.builds(lambda of, stage: {"all": of} | stage, some, stages),
        st.builds(lambda of, stage: {"any": of} | stage, some, stages),
        st.builds(lambda n, of: {"at_least": {"n": n, "of": of}}, st.integers(1, 3), some),
    )


nodes = st.recursive(
    st.builds(lambda kind, stage: kind | stage, st.sampled_from(KINDS), stages),
    _groups,
    max_leaves=6,
)


def with_ids(criteria: list[Document], ids: Iterator[int] | None = None) -> list[Document]:
    """The same trees with the ids c0, c1, c2 ... on every node."""
    ids = count() if ids is None else ids
    return [_with_id(node, ids) for node in criteria]


def _with_id(node: Document, ids: Iterator[int]) -> Document:
    named = {"id": f"c{next(ids)}", **node}
    if "at_least" in node:
        of = with_ids(node["at_least"]["of"], ids)
        return named | {"at_least": {"n": node["at_least"]["n"], "of": of}}
    return named | {key: with_ids(node[key], ids) for key in ("all", "any") if key in node}


decisions = st.sampled_from(["all", "judgement", {"at_least": 1}, {"at_least": 2}])
frameworks = st.builds(
    lambda criteria, decision, basis: framework(
        with_ids(criteria), decision=decision, basis=basis, starred="ab"
    ),
    st.lists(nodes, max_size=4),
    decisions,
    st.sampled_from(["level", "step"]),
)

ratings = st.fixed_dictionaries(
    {},
    optional={
        "score": st.none() | st.integers(1, 5),
        "next": st.sampled_from(["shows", "shows", "not_yet", "no_opportunity"]),
        "step": st.sampled_from(STEPS),
    },
)
cycles = st.builds(
    lambda seq, span, more: {"seq": seq, **span, **more},
    st.integers(1, 5),
    st.sampled_from(SPANS),
    st.fixed_dictionaries(
        {"ratings": st.dictionaries(st.sampled_from(RATED), ratings)},
        optional={
            "kind": st.sampled_from(["review", "checkin"]),
            "seen_to": st.sampled_from(DAYS),
            "absent": st.booleans(),
            "calibrated": st.booleans(),
        },
    ),
)
sightings = st.fixed_dictionaries(
    {
        "competency": st.sampled_from(RATED),
        "next": st.sampled_from(["shows", "not_yet", "no_opportunity"]),
        "on": st.sampled_from(DAYS),
    }
)
proofs = st.fixed_dictionaries({"evidence": st.integers(0, 2), "confirmed": st.integers(0, 1)})
proven = st.sampled_from([*IDS, "a-next", "b-next", "c-next", "a-practitioner"])
facts = st.fixed_dictionaries(
    {},
    optional={
        "cycles": st.lists(cycles, max_size=4, unique_by=lambda cycle: cycle["seq"]),
        "sightings": st.lists(sightings, max_size=4),
        "months_in_level": st.integers(0, 24),
        "metrics": st.fixed_dictionaries({"quota": st.lists(st.integers(98, 102), max_size=4)}),
        "statements": st.dictionaries(proven, proofs),
        "endorsements": st.dictionaries(st.just("manager"), st.integers(0, 3)),
        "waived": st.dictionaries(st.sampled_from(IDS), st.just("Agreed in May.")),
    },
)
