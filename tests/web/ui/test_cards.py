"""What to work on, what is there already, and the criteria."""

from tests.web.ui.factories import TEXT, on_the_way, seen
from trellis.framework.load import load
from trellis.framework.resolve import resolve
from trellis.readiness.facts import Facts
from trellis_web.ui.rules.cards import Shown, checks, n_met, needs, rule_in_words, shown, unseen
from trellis_web.ui.rules.journey import journey
from trellis_web.ui.templatetags.bars import bar, share

GAPS = seen({"design": 2}, {"code": "not_yet", "mentoring": "no_opportunity", "delivery": ""})


def test_a_gap_against_the_floor_says_the_rating_and_what_it_needs() -> None:
    words = {each.competency: each.word for each in needs(on_the_way(GAPS), {})}
    assert words == {"design": "Rated 2, needs 3", "code": "Not yet seen at IC3"}


def test_the_nearest_gap_comes_first() -> None:
    assert [each.competency for each in needs(on_the_way(GAPS), {})] == ["code", "design"]


def test_what_nobody_saw_is_beside_the_gaps_and_not_among_them() -> None:
    found = unseen(on_the_way(GAPS), {})
    assert [(each.competency, each.word, each.is_gap) for each in found] == [
        ("delivery", "Not looked at yet", False),
        ("mentoring", "The manager looks for an opportunity", False),
    ]


def test_a_score_at_the_present_level_is_never_shown_as_next_level_behaviour() -> None:
    facts = seen({"code": 5}, {"code": ""})
    assert "code" not in [each.competency for each in shown(on_the_way(facts), {})]


def test_the_words_that_a_next_level_adds_are_marked() -> None:
    (need,) = needs(on_the_way(seen({"design": 2})), {"design": 3})
    assert "".join(words for words, is_new in need.ahead[0] if is_new) == "that cross two services"
    assert need.notes == 3


def test_a_way_back_has_nothing_to_work_on() -> None:
    back = on_the_way(Facts(), "M1-IC3")
    assert [*needs(back, {}), *unseen(back, {}), *shown(back, {})] == []


def test_each_criterion_says_its_state_in_words() -> None:
    found = [(each.says, each.look, each.depth) for each in checks(on_the_way(seen({"design": 2})))]
    assert found == [
        ("Met, 3.6 from 5 ratings", "ok", 0),
        ("Rated 2, needs 3", "no", 0),
        ("Met, 14 months", "ok", 0),
        ("Not looked at yet", "wait", 0),
        ("No evidence yet", "wait", 1),
        ("No evidence yet", "wait", 1),
        ("None yet", "wait", 0),
    ]


def test_a_group_counts_as_one_criterion() -> None:
    journey = on_the_way(seen({"design": 2}))
    assert (n_met(journey), len(journey.move.criteria)) == (2, 5)
    assert rule_in_words(journey) == "All of these are needed."


def test_a_waived_group_says_why_with_all_that_is_in_it() -> None:
    named = resolve(load(TEXT.replace("- any:", "- id: way\n        any:").encode(), "test"))
    facts = seen().model_copy(update={"waived": {"way": "Came as a senior."}})
    found = journey(named, "IC2-IC3", facts)
    assert [(each.says, each.look) for each in checks(found)[3:6]] == [
        ("Waived, Came as a senior", "ok")
    ] * 3
    assert n_met(found) == 4


def test_a_bar_says_in_its_label_what_it_draws() -> None:
    drawn = bar(Shown("code", "Code <b>", 4, 3, 0))
    assert 'aria-label="Code &lt;b&gt; rated 4 of 5, 3 needed"' in drawn
    assert drawn.count('class="on"') == 4
    assert drawn.count('class="off"') == 1


def test_without_a_floor_there_is_no_notch() -> None:
    assert "req" not in bar(Shown("code", "Code", 4, 0, 0))
    assert "svg" not in bar(Shown("code", "Code", None, 3, 0))


def test_a_share_of_nothing_is_an_empty_bar() -> None:
    assert 'width="0"' in share(0, 0)
