"""Two levels compared, over tracks and families; what changes from level to level."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.web.factories import person
from tests.web.frameworks.factories import TEXT, draft, family, version
from trellis import library
from trellis.framework.load import load
from trellis.framework.model import Statement
from trellis.framework.resolve import ResolvedFramework, resolve
from trellis_web.frameworks.queries.comparison import compare
from trellis_web.frameworks.queries.differences import differences
from trellis_web.frameworks.queries.sentences import Tie, told_apart

DATA = """\
schema: trellis/1
id: data
title: Data
tracks:
  - id: ic
    title: Analysts
    levels:
      - {id: D2, rank: 2, titles: [Analyst]}
competencies:
  - id: talking
    title: communication
    kind: core
    levels:
      D2: [{id: x1, text: Writes down decisions.}, {id: x2, text: Shows a chart in each review.}]
  - id: modelling
    title: Modelling
    levels:
      D2: [{id: m1, text: Models a table with tests.}]
"""
DEEP = """\
schema: trellis/1
id: engineering
title: Engineering
tracks:
  - id: ic
    title: IC
    levels: [{id: L1, rank: 1}, {id: L2, rank: 2}, {id: L3, rank: 3}]
competencies:
  - id: craft
    title: Craft
    levels:
      L1:
        - {id: a1, text: Writes tests for each change of their own.}
        - {id: b1, text: Asks for help in the team channel.}
      L2:
        - {id: a2, text: Writes tests for each change of the team.}
        - {id: b2, text: Asks for help in the team channel.}
        - {id: c2, text: Leads the monthly review of incidents.}
      L3: as_below
  - id: tone
    title: Tone
    levels:
      L1: [{id: t1, text: Answers within a day.}]
      L2: [{id: t2, text: Answers within a day.}]
      L3: as_below
"""
NAMES = st.sampled_from(sorted(library.names()))


@pytest.fixture
def deep() -> ResolvedFramework:
    return resolve(load(DEEP.encode(), "deep.yaml"))


@pytest.fixture
def maya(db: None) -> Client:
    client = Client()
    client.force_login(person("Maya Okafor", level="IC2"))
    return client


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_inherited_sharpened_new_and_dropped_sentences_are_told_apart(
    deep: ResolvedFramework,
) -> None:
    [line] = compare(deep, "L1", "L2").changed
    assert [(each.statement.id, each.tie) for each in line.sentences] == [
        ("a2", Tie.SHARPENED),
        ("b2", Tie.INHERITED),
        ("c2", Tie.NEW),
    ]
    assert [text for text, differs in line.sentences[0].pieces if differs] == ["the team"]
    [back] = compare(deep, "L2", "L1").changed
    assert [each.id for each in back.gone] == ["c2"]
    counts = compare(deep, "L1", "L2").sentences
    assert counts == {"inherited": 2, "new": 1, "sharpened": 1, "gone": 0}


def test_words_that_the_author_marked_are_the_sharpened_ones() -> None:
    below = Statement(id="a", text="Writes tests.")
    own = Statement(id="b", text="Leads a review of the tests of two teams.", marked=("two teams",))
    [sentence], _ = told_apart((below,), (own,))
    assert sentence.tie is Tie.SHARPENED
    assert [text for text, differs in sentence.pieces if differs] == ["two teams"]


WORDS = st.sampled_from(["leads", "writes", "two", "teams", "a", "plan"])
TEXTS = st.lists(
    st.builds(
        Statement,
        id=st.uuids().map(str),
        text=st.lists(
            st.sampled_from(["leads", "writes", "two", "teams", "a", "plan"]), min_size=1
        ).map(" ".join),
    ),
    max_size=4,
)


@given(before=TEXTS, after=TEXTS)
def test_every_sentence_is_told_once_and_nothing_is_lost(
    before: list[Statement], after: list[Statement]
) -> None:
    sentences, gone = told_apart(before, after)
    assert [each.statement for each in sentences] == after
    assert all("".join(t for t, _ in each.pieces) == each.statement.text for each in sentences)
    texts = {each.text for each in after}
    assert not [each for each in gone if each.text in texts and _is_first(each, before)]
    assert {each.id for each in gone} <= {each.id for each in before}


def _is_first(statement: Statement, among: list[Statement]) -> bool:
    return next(each for each in among if each.text == statement.text) is statement


@given(NAMES, NAMES, st.data())
def test_over_two_families_each_competency_stands_once(
    first: str, second: str, data: st.DataObject
) -> None:
    one, two = (resolve(load(library.read(name), name)) for name in (first, second))
    a, b = (data.draw(st.sampled_from(sorted(each.levels))) for each in (one, two))
    found = compare(one, a, b, two)
    lines = (*found.changed, *found.same, *found.new, *found.gone)
    assert sorted(x.competency.id for x in lines if x.a.is_expected) == sorted(one.expected(a))
    assert sorted(x.other.id for x in lines if x.b.is_expected) == sorted(two.expected(b))


def test_a_competency_of_the_same_name_is_the_same_in_another_family(maya: Client) -> None:
    version()
    version(DATA, of=family("data", "Data"))
    shown = text(maya, "/frameworks/engineering/compare/?a=IC2&b=data/D2")
    assert "IC2 and D2 compared" in shown
    changed, new = shown.index('id="changed"'), shown.index('id="new"')
    assert changed < shown.index("Shows a chart in each review.") < new
    assert new < shown.index("Models a table with tests.")
    assert 'href="/frameworks/data/talking/D2/"' in shown
    assert 'href="/frameworks/engineering/design/IC2/"' in shown


@pytest.mark.parametrize("ref", ["data/D2", "data/ic/D2"])
def test_the_address_holds_both_levels_whatever_their_family(maya: Client, ref: str) -> None:
    version()
    version(DATA, of=family("data", "Data"))
    shown = text(maya, f"/frameworks/engineering/compare/?a={ref}&b=engineering/ic/IC3")
    assert "D2 and IC3 compared" in shown
    assert '<option value="data/D2" selected>' in shown
    assert '<option value="IC3" selected>' in shown
    assert "?a=IC3&amp;b=data%2FD2" in shown


@pytest.mark.parametrize(
    "query", ["a=data/D9", "a=nothing/D2", "b=sales/S1", "a=/", "a=%00/x", "a=a/b/c/d"]
)
def test_a_level_that_is_not_there_or_not_published_is_not_found(maya: Client, query: str) -> None:
    version()
    version(DATA, of=family("data", "Data"))
    draft(DATA.replace("data", "sales").replace("D2", "S1"), family=family("sales", "Sales"))
    assert maya.get(f"/frameworks/engineering/compare/?{query}").status_code == 404


def test_only_what_differs_from_the_level_below_is_left(deep: ResolvedFramework) -> None:
    [group] = differences(deep, deep.framework.tracks[0])
    assert [row.competency.id for row in group.rows] == ["craft"]
    assert group.same == ("Tone",)
    first, second, third = group.rows[0].cells
    assert first.is_first
    assert [each.statement.id for each in second.sentences] == ["a2", "c2"]
    assert third.is_same


@pytest.mark.django_db
def test_the_switch_is_in_the_address_and_keeps_the_track(maya: Client) -> None:
    version(DEEP)
    shown = text(maya, "/frameworks/engineering/?track=ic&show=differences")
    assert "Asks for help in the team channel." in shown
    assert shown.count("Asks for help in the team channel.") == 1
    assert "<mark>the team</mark>" in shown
    assert "The same at every level" in shown
    assert 'href="?track=ic"' in shown


def test_words_of_a_framework_are_never_markup_in_differences(maya: Client) -> None:
    version(DEEP.replace("of the team.", "of the <script>alert(1)</script>."))
    for path in ("?show=differences", "compare/?a=L1&b=L2", ""):
        shown = text(maya, f"/frameworks/engineering/{path}")
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert" in shown


def test_two_readers_see_the_table_each_from_their_own_level(maya: Client) -> None:
    version()
    other = Client()
    other.force_login(person(level="IC3"))
    for client, mine in ((maya, "IC2"), (other, "IC3"), (maya, "IC2")):
        shown = text(client, "/frameworks/engineering/")
        column = shown.split('class="shown mine"')[1]
        assert column.index(f"<b>{mine}</b>") < 200
        assert shown.count('<td class="shown mine">') == 2


def test_a_pinned_table_links_to_its_own_version_and_the_current_one_does_not(
    maya: Client,
) -> None:
    version()
    version(TEXT, 2)
    assert "/design/IC2/?v=1" in text(maya, "/frameworks/engineering/?v=1")
    assert "/design/IC2/?v=1" not in text(maya, "/frameworks/engineering/")
