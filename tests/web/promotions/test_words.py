"""Counting words and sentences: one pure function for page, form and action."""

from hypothesis import given
from hypothesis import strategies as st

from tests.web.promotions.stage import ENOUGH
from trellis_web.promotions.rules.words import is_enough, sentence_count, word_count

WORDS = st.lists(st.text("abcdé1", min_size=1, max_size=8), max_size=30)


@given(WORDS, st.sampled_from([" ", "\n", "\t ", "\r\n", "\u00a0"]))
def test_words_are_what_stands_between_white_space(words: list[str], gap: str) -> None:
    assert word_count(gap + gap.join(words) + gap) == len(words)


@given(WORDS, st.sampled_from([".", "!", "?", "...", "…"]))
def test_sentences_end_with_a_mark_and_hold_a_word(words: list[str], mark: str) -> None:
    assert sentence_count(" ".join(f"{word}{mark}" for word in words)) == len(words)


def test_marks_alone_and_short_sentences_are_not_enough() -> None:
    assert sentence_count("... !!! ?") == 0
    assert sentence_count("She led 3.5 releases.") == 1
    assert not is_enough("Yes. Yes. Yes.")
    assert not is_enough("word " * 100)
    assert is_enough(ENOUGH)
