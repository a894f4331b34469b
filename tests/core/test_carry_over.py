"""What somebody would bring along to another role."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trellis.framework.load import load
from trellis.framework.resolve import ResolvedFramework, resolve
from trellis.readiness.carry_over import Carried, Holder, Role
from trellis.readiness.facts import Cycle, Facts, Observation, Rating

ENGINEERING = resolve(
    load(
        b"""
schema: trellis/1
id: engineering
title: Engineering
tracks:
  - id: ic
    title: Engineer
    levels: [{id: L1, rank: 1}, {id: L2, rank: 2}, {id: L3, rank: 3}, {id: L4, rank: 4}]
competencies:
  - id: design
    title: Design
    levels:
      L1: [{id: d1, text: Writes one.}]
      L2: [{id: d2, text: Writes two.}]
      L3: [{id: d3, text: Writes three.}]
      L4: as_below
  - {id: tests, title: Tests, levels: {L2: [{id: t2, text: Tests.}], L3: as_below, L4: as_below}}
""",
        "engineering",
    )
)
DATA = resolve(
    load(
        b"""
schema: trellis/1
id: data
title: Data
tracks: [{id: ic, title: Analyst, levels: [{id: D2, rank: 2}, {id: D3, rank: 3}]}]
competencies:
  - id: design
    title: Design
    levels: {D2: [{id: x2, text: Draws.}], D3: [{id: x3, text: Sells.}]}
  - {id: models, title: Models, levels: {D2: [{id: m2, text: Counts.}], D3: as_below}}
""",
        "data",
    )
)


def holder(**ratings: Rating) -> Holder:
    """Somebody at L2 with one review."""
    return Holder(Role(ENGINEERING, "L2"), Facts(cycles=(Cycle(ratings=ratings),)))


MEETS = Rating(score=3)
SHOWS = Rating(score=3, next=Observation.SHOWS)
ROWS = [
    # what was rated in design, the role, how design then stands
    ("meets carries over at the own rank", MEETS, (DATA, "D2"), Carried.CARRIES),
    ("meets says nothing of a higher rank", MEETS, (DATA, "D3"), Carried.NOT_ASSESSED),
    ("meets carries over to a lower level", MEETS, (ENGINEERING, "L1"), Carried.CARRIES),
    ("what was shown carries one level up", SHOWS, (DATA, "D3"), Carried.CARRIES),
    ("what was shown one level up says nothing of two", SHOWS, (ENGINEERING, "L4"),
     Carried.NOT_ASSESSED),
    ("below meets is a gap", Rating(score=2), (DATA, "D2"), Carried.GAP),
    ("not yet is a gap further up", Rating(score=3, next=Observation.NOT_YET), (DATA, "D3"),
     Carried.GAP),
    ("not yet further up takes nothing away here", Rating(score=3, next=Observation.NOT_YET),
     (DATA, "D2"), Carried.CARRIES),
    ("no opportunity is nobody's gap", Rating(next=Observation.NO_OPPORTUNITY), (DATA, "D3"),
     Carried.NO_OPPORTUNITY),
    ("not enough seen is not assessed", Rating(), (DATA, "D2"), Carried.NOT_ASSESSED),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rated", "role", "expected"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS]
)
def test_how_a_competency_stands_towards_a_role(
    rated: Rating, role: tuple[ResolvedFramework, str], expected: Carried
) -> None:
    assert holder(design=rated).towards(Role(*role)).standings["design"] is expected


def test_the_same_sentences_carry_over_whatever_the_rank() -> None:
    towards = holder(tests=MEETS).towards(Role(ENGINEERING, "L4"))
    assert towards.standings["tests"] is Carried.CARRIES


def test_what_is_asked_nowhere_near_me_is_new_and_counts_as_to_be_built() -> None:
    towards = holder(design=MEETS).towards(Role(DATA, "D2"))
    assert towards.standings["models"] is Carried.NEW
    assert (towards.carried, towards.gaps, towards.asked) == (("design",), ("models",), 2)


def test_nobody_rated_yet_is_not_known_rather_than_nothing_carried() -> None:
    assert not Holder(Role(ENGINEERING, "L2"), Facts()).towards(Role(DATA, "D2")).is_known


ratings = st.builds(
    Rating,
    score=st.none() | st.integers(1, 5),
    next=st.none() | st.sampled_from(Observation),
)


@given(ratings, ratings, st.sampled_from([(ENGINEERING, lv) for lv in ENGINEERING.levels]))
def test_every_competency_of_a_role_stands_somewhere_exactly_once(
    design: Rating, tests: Rating, role: tuple[ResolvedFramework, str]
) -> None:
    towards = holder(design=design, tests=tests).towards(Role(*role))
    parts = [towards.only(each) for each in Carried]
    assert sorted(c for part in parts for c in part) == sorted(role[0].expected(role[1]))


@given(ratings)
def test_a_higher_role_of_the_same_line_never_asks_for_less(design: Rating) -> None:
    line = [holder(design=design).towards(Role(ENGINEERING, lv)) for lv in ("L1", "L2", "L3")]
    carried = ["design" in each.carried for each in line]
    assert carried == sorted(carried, reverse=True)
