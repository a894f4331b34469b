"""What is asked, what is stored of an answer, and what is missing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.reviews.factories import STEPPED, document
from trellis.framework.load import load
from trellis.framework.resolve import resolve
from trellis_web.reviews.rules import Answer, Question, complete, missing, questions_of


def questions(text: str = "", level: str = "L1", **wanted: Any) -> dict[str, Question]:
    framework = resolve(load((text or document()).encode(), "test"))
    following = {"L1": "L2", "L2": "L3"}.get(level, "")
    return questions_of(framework, level, following, **({"is_checkin": False} | wanted))


def test_every_expected_competency_is_asked_in_the_order_of_the_file() -> None:
    assert list(questions()) == ["c1", "c2", "c3"]


def test_a_question_holds_the_statements_of_both_levels() -> None:
    asked = questions()["c1"]
    assert [s.id for s in (*asked.here, *asked.there)] == ["c1-l1", "c1-l2"]


def test_at_the_top_of_a_line_no_next_level_is_asked() -> None:
    assert not questions(level="L3")["c1"].asks_next


def test_nothing_said_lacks_a_rating() -> None:
    lacking = list(missing(questions(), {}))
    assert [each.slug for each in lacking] == ["c1", "c2", "c3"]
    assert lacking[0].sentence == "Craft 1: choose a rating, or “Not enough seen”."


@pytest.mark.parametrize("score", [1, 2, 5])
def test_a_score_far_from_meets_needs_an_example(score: int) -> None:
    answer = Answer(score=score, next="shows")
    assert [m.slug for m in missing({"c1": questions()["c1"]}, {"c1": answer})] == ["c1"]


@pytest.mark.parametrize("score", [3, 4])
def test_a_score_near_meets_needs_none(score: int) -> None:
    answer = Answer(score=score, next="not_yet")
    assert not list(missing({"c1": questions()["c1"]}, {"c1": answer}))


def test_blanks_are_no_example() -> None:
    answer = Answer(score=1, next="shows", reason=" \n ")
    assert list(missing({"c1": questions()["c1"]}, {"c1": answer}))


def test_not_enough_seen_is_a_whole_answer() -> None:
    assert not list(missing({"c1": questions()["c1"]}, {"c1": Answer(is_unseen=True)}))


def test_the_next_level_is_part_of_an_answer() -> None:
    lacking = list(missing({"c1": questions()["c1"]}, {"c1": Answer(score=3)}))
    assert lacking[0].sentence == "Craft 1: say what you saw of the next level."


def test_a_checkin_asks_for_observations_only() -> None:
    asked = questions(is_checkin=True)["c1"]
    assert not list(missing({"c1": asked}, {"c1": Answer(next="shows")}))
    assert complete(asked, Answer(score=4, next="shows")) == Answer(next="shows")


def test_with_steps_score_and_observation_follow_from_the_step() -> None:
    asked = questions(STEPPED)["law"]
    assert complete(asked, Answer(step="aware")) == Answer(score=3, step="aware", next="not_yet")
    assert complete(asked, Answer(step="working")) == Answer(score=4, step="working", next="shows")
    assert complete(asked, Answer(step="expert")) == Answer(score=5, step="expert", next="shows")


def test_with_steps_a_score_sent_by_hand_counts_for_nothing() -> None:
    assert complete(questions(STEPPED)["law"], Answer(score=5)) == Answer()


ANSWERS = st.builds(
    Answer,
    score=st.none() | st.integers(1, 5),
    step=st.sampled_from(["", "aware", "working", "expert", "unknown"]),
    next=st.sampled_from(["", "shows", "not_yet", "no_opportunity"]),
    is_unseen=st.booleans(),
    reason=st.text(max_size=3),
)


@given(ANSWERS, st.booleans(), st.booleans())
def test_a_stored_answer_always_fits_the_table(
    answer: Answer, is_stepped: bool, is_checkin: bool
) -> None:
    asked = questions(STEPPED if is_stepped else "", is_checkin=is_checkin)
    stored = complete(next(iter(asked.values())), answer)
    assert not (stored.is_unseen and (stored.score or stored.step))
    assert complete(next(iter(asked.values())), stored) == stored
