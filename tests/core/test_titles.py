"""Titles against levels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trellis import library
from trellis.framework.load import load
from trellis.framework.titles import claimed_level, is_inflated, is_title_of, seniority

ENGINEERING = load(library.read("engineering"), "engineering.yaml")
LEVELS = {level.id: level for _, level in ENGINEERING.levels()}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Senior Staff Engineer", {"senior", "staff"}),
        ("Sr. Engineer", {"senior"}),
        ("Vice President, Data", {"vp", "president"}),
        ("Leader of the band", set()),
        ("", set()),
    ],
)
def test_the_words_of_seniority_in_a_title(title: str, words: set[str]) -> None:
    assert seniority(title) == words


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Engineer", "IC2"),
        ("senior  engineer", "IC3"),
        ("Senior Backend Engineer", "IC3"),
        ("Staff Platform Engineer", "IC4"),
        ("Backend Engineer", None),
        ("Chief of everything", None),
    ],
)
def test_a_title_claims_the_level_at_which_its_words_begin(title: str, level: str | None) -> None:
    found = claimed_level(ENGINEERING, title)
    assert (found.id if found else None) == level


@pytest.mark.parametrize(
    ("level", "title", "inflated"),
    [
        ("IC2", "Senior Engineer", True),
        ("IC2", "Senior Backend Engineer", True),
        ("IC3", "Senior Backend Engineer", False),
        ("IC5", "Senior Staff Engineer", False),
        ("IC4", "Engineer", False),
        ("IC2", "Backend Engineer", False),
        ("IC2", "", False),
    ],
)
def test_a_title_above_its_level_is_noticed(level: str, title: str, inflated: bool) -> None:
    assert is_inflated(ENGINEERING, LEVELS[level], title) is inflated


@given(st.sampled_from(sorted(LEVELS)), st.sampled_from(sorted(library.names())))
def test_a_title_of_the_level_itself_is_never_inflated(level: str, name: str) -> None:
    framework = load(library.read(name), name)
    for _, each in framework.levels():
        for title in each.titles:
            assert is_title_of(each, title.upper())
            assert not is_inflated(framework, each, title)
    assert is_title_of(LEVELS[level], "")
