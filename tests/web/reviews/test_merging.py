"""Two windows and one answer: fields never lose each other, and nothing counts twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trellis_web.reviews.rules import Answer
from trellis_web.reviews.rules.merging import (
    Clash,
    answer_from,
    base_of,
    merged,
    parts_of,
    rebased,
)

ANSWERS = st.builds(
    Answer,
    score=st.none() | st.integers(1, 5),
    next=st.sampled_from(["", "shows", "not_yet"]),
    reason=st.sampled_from(["", "a", "b", "a longer one"]),
)


def parts(answer: Answer, cites: tuple[int, ...] = ()) -> dict[str, object]:
    return parts_of(answer, cites)


SHOWN = parts(Answer(score=3, next="shows", reason="first"))


def test_a_field_that_was_not_touched_keeps_what_came_from_elsewhere() -> None:
    stored = SHOWN | {"next": "not_yet"}
    sent = SHOWN | {"reason": "mine"}
    assert merged(stored, sent, base_of(SHOWN)) == stored | {"reason": "mine"}


def test_the_same_field_touched_twice_is_a_clash_and_names_it() -> None:
    with pytest.raises(Clash) as clash:
        merged(SHOWN | {"reason": "theirs"}, SHOWN | {"reason": "mine"}, base_of(SHOWN))
    assert clash.value.fields == {"reason"}


def test_saying_the_same_in_both_windows_is_no_clash() -> None:
    same = SHOWN | {"reason": "same"}
    assert merged(same, same, base_of(SHOWN)) == same


def test_a_page_that_has_shown_the_other_text_may_overwrite_it() -> None:
    stored, sent = SHOWN | {"reason": "theirs"}, SHOWN | {"reason": "mine"}
    base = rebased(base_of(SHOWN), stored, {"reason"})
    assert merged(stored, sent, base)["reason"] == "mine"


def test_having_seen_one_field_says_nothing_about_the_others() -> None:
    stored = SHOWN | {"reason": "theirs", "next": "not_yet"}
    base = rebased(base_of(SHOWN), stored, {"reason"})
    with pytest.raises(Clash):
        merged(stored, SHOWN | {"reason": "mine", "next": "no_opportunity"}, base)


def test_a_field_that_was_not_on_the_page_stays() -> None:
    base = base_of({name: said for name, said in SHOWN.items() if name != "cites"})
    stored = SHOWN | {"cites": [4]}
    assert merged(stored, SHOWN | {"cites": []}, base)["cites"] == [4]


@given(ANSWERS, ANSWERS)
def test_sending_twice_changes_nothing(shown: Answer, sent: Answer) -> None:
    once = merged(parts(shown), parts(sent), base_of(parts(shown)))
    assert merged(once, parts(sent), base_of(parts(shown))) == once
    assert answer_from(once) == sent


@given(ANSWERS, ANSWERS, ANSWERS)
def test_nothing_of_another_window_is_ever_overwritten_unseen(
    shown: Answer, theirs: Answer, mine: Answer
) -> None:
    base = base_of(parts(shown))
    try:
        outcome = merged(parts(theirs), parts(mine), base)
    except Clash:
        return
    for name, said in parts(theirs).items():
        was_touched_there = said != parts(shown)[name]
        assert not was_touched_there or outcome[name] == said


@given(st.text(max_size=60))
def test_a_base_that_makes_no_sense_overwrites_nothing(base: str) -> None:
    sent = parts(Answer(score=1, reason="other"))
    known = {word.partition(":")[0] for word in base.split()}
    try:
        outcome = merged(SHOWN, sent, base)
    except Clash:
        return
    assert all(outcome[name] == said for name, said in SHOWN.items() if name not in known)
