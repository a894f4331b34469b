"""Words that judge who somebody is: found in what is said of people, and only there."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from trellis.wording import findings_in
from trellis.wording.person import lexicon

JUDGING = """
Maya is abrasive in design reviews. | abrasive
She’s nice and everybody likes her. | nice
A real rock star this half. | rock star
Tom is not a team player. | team player
He comes across as a bit arrogant. | arrogant
She can be pretty emotional when a deadline moves. | emotional
You are too quiet in meetings. | quiet
She is bubbly and brings good energy. | bubbly
Maya has a bad attitude towards the on-call rota. | bad attitude
He's been very rude to support. | rude
They are lazy about tests. | lazy
I'm confident in front of customers. | confident
She seems insecure when she presents. | insecure
He was really great on the migration. | great
Maya is a brilliant engineer and a lovely colleague. | brilliant
A lovely colleague. | lovely
He is a genius. | genius
Lacks ambition and does not ask for more. | lacks ambition
She lacks gravitas in front of directors. | lacks gravitas
He is set in his ways. | set in his ways
She is too young to lead the team. | too young
Maya is difficult to work with. | difficult to work with
He is a natural leader. | natural leader
She was a pleasure to work with. | pleasure to work with
Needs more executive presence. | executive presence
He is aggressive in negotiations. | aggressive
You're a star. | star
She is the mom of the team. | mom of the team
He does not care about quality. | does not care
Maya is always positive. | positive
She is, in a word, bossy. | bossy
Good culture fit. | culture fit
He is very ambitious, but has not asked for a project. | ambitious
She's the office mom. | office mom
Maya is proactive and passionate. | proactive
"""

HARMLESS = """
Wrote the design of the rate limiter; two teams signed it off before we built.
It would be nice to have a second reviewer on the ledger change.
Added lazy loading to the invoice list; the page opens in 300 ms now.
The old importer was slow and unreliable, so she replaced it in April.
Ran the incident on payments from page to review. Both follow-ups are merged.
The deadline was aggressive; she cut two reports from the scope and said so in week one.
Positive feedback from four customers is in the notes of 3 March.
The new queue is reliable under three times the load.
They are flexible: each service reads its own limits.
Explained the cold start problem to the data team and measured it with them.
Kept the stakeholders calm by posting the state every hour.
The service is great at batching, and poor at single writes.
Her notes were clear: support used them for the next three incidents.
He named the risk two weeks before the date, in writing.
Three engineers asked her for a review of their first design.
The wizard now has seven steps; drop-off fell from 40 % to 25 %.
Quiet hours are in the calendar, and the team keeps them.
Shipped the hero section of the new home page.
She ran the postmortem and gave every action an owner and a date.
Two of his five estimates were off by more than half.
Did not answer questions in the channel in May and June.
Interrupted the customer twice in the call of 4 May.
The star schema took two weeks; reports run in four seconds.
She asked for feedback after each talk and changed the second one.
The code is old, and she left it better than she found it.
Young customers use the app at night; she moved the release window.
He took the difficult part of the migration and finished it in May.
The contract with the charming name of Project Lotus was signed in June.
A calm, well prepared handover: the list had 14 items and all were done.
Maya's great-circle distance function is used by three teams.
"""


def said(text: str) -> list[str]:
    return [finding.subject.lower() for finding in findings_in(text, ["Maya"])]


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("line", lines(JUDGING))
def test_a_judgement_of_a_person_is_found(line: str) -> None:
    text, _, subject = line.partition(" | ")
    assert subject in said(text)


@pytest.mark.parametrize("text", lines(HARMLESS))
def test_what_somebody_did_gives_no_finding(text: str) -> None:
    assert said(text) == []


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from _texts(list(node.values()))
    elif isinstance(node, list):
        for each in node:
            yield from _texts(each)
    elif isinstance(node, str):
        yield node


def _families() -> list[str]:
    folder = files("trellis.library")
    return sorted(each.name for each in folder.iterdir() if each.name.endswith(".yaml"))


def test_there_are_ten_families_to_quote_from() -> None:
    assert len(_families()) == 10


@pytest.mark.parametrize("name", _families())
def test_a_quoted_sentence_of_a_framework_gives_no_finding(name: str) -> None:
    document = yaml.safe_load(files("trellis.library").joinpath(name).read_text("utf-8"))
    assert [(text, said(text)) for text in _texts(document) if said(text)] == []


def test_a_finding_says_where_why_and_what_to_write_instead() -> None:
    text = "Good work. Maya is abrasive."
    (finding,) = findings_in(text)
    assert finding.sentence == "“abrasive” says how somebody is, not what they did."
    assert finding.remedy.startswith("Write what was said or done")
    first, last = map(int, finding.place.removeprefix("characters ").split("–"))
    assert text[first - 1 : last] == "abrasive"


def test_a_name_counts_only_when_it_is_told() -> None:
    assert findings_in("Maya is nice.", ["Maya"])
    assert not findings_in("Kafka is nice.", ["Maya"])


def test_a_sentence_ends_what_is_said_of_somebody() -> None:
    assert not findings_in("That is what she is. Great.")


def test_every_group_says_why_and_what_instead_and_no_word_is_in_two() -> None:
    known = lexicon()
    for why, instead in known.said.values():
        assert "{words}" in why
        assert instead
    tables = (known.anywhere, known.of_person, known.of_one)
    assert sum(map(len, tables)) == len({phrase for table in tables for phrase in table})
    assert not known.harmless & known.anywhere.keys()


@given(st.text(max_size=300))
def test_any_text_is_read_and_findings_stand_in_its_order(text: str) -> None:
    places = [int(f.place.split()[1].split("–")[0]) for f in findings_in(text)]
    assert places == sorted(places)
