"""What lies beside a form: the subject's own view at its time, and notes to cite."""

from datetime import date
from typing import Any

import pytest

from tests.web.factories import NOW, grant, person
from tests.web.reviews.browsing import bases, signed_in, text, words
from tests.web.reviews.factories import (
    FULL,
    fill,
    handed_in,
    member,
    opened,
    sheet,
    version,
)
from trellis_web.audit.models import Event
from trellis_web.growth.models import EvidenceNote, EvidenceTag
from trellis_web.people.models import Person
from trellis_web.reviews.actions import save_rating
from trellis_web.reviews.models import Assessment, Citation, Cycle
from trellis_web.reviews.queries import sheet_of
from trellis_web.reviews.rules import Answer, Sent

pytestmark = pytest.mark.django_db

SECRET = "only Maya said this"


@pytest.fixture
def tom() -> Person:
    """Tom, who leads Maya."""
    return person("Tom Reyes")


@pytest.fixture
def maya(tom: Person) -> Person:
    """Maya, in an open round; her self-assessment is handed in."""
    someone = member(tom, name="Maya Okafor")
    opened([version().family])
    said = dict.fromkeys(("c1", "c2", "c3"), Answer(score=4, next="shows", reason=SECRET))
    handed_in(sheet(someone, "self"), said)
    return someone


def rate(assessment: Assessment, answer: Answer) -> None:
    save_rating(assessment, competency="c1", sent=Sent(answer), by=assessment.author, now=NOW)


def shown(maya: Person, to: Person | None = None) -> list[bool]:
    """Beside which questions the manager finds the person's own view."""
    found = sheet(maya)
    return [item.own is not None for item in sheet_of(found, to=to or found.author).items]


# When the subject's own view is shown


def test_after_rating_each_own_view_appears_beside_its_rating(maya: Person) -> None:
    assert shown(maya) == [False, False, False]
    rate(sheet(maya), FULL)
    assert shown(maya) == [True, False, False]


@pytest.mark.parametrize(
    "peek",
    [
        Answer(is_unseen=True),
        Answer(next="shows"),
        Answer(score=3),
        Answer(score=5, next="shows"),
        Answer(reason="Let me see."),
    ],
    ids=["not enough seen", "only the next level", "half an answer", "no example", "only words"],
)
def test_without_a_whole_rating_nobody_peeks(peek: Answer, maya: Person, tom: Person) -> None:
    rate(sheet(maya), peek)
    assert shown(maya) == [False, False, False]
    assert SECRET not in text(signed_in(tom).get(f"/reviews/{sheet(maya).pk}"))


def test_a_rating_that_is_taken_back_closes_the_own_view_again(maya: Person, tom: Person) -> None:
    rate(sheet(maya), FULL)
    assert SECRET in text(signed_in(tom).get(f"/reviews/{sheet(maya).pk}"))
    rate(sheet(maya), Answer(is_unseen=True))
    assert SECRET not in text(signed_in(tom).get(f"/reviews/{sheet(maya).pk}"))


def test_autosave_brings_the_own_view_with_the_rating_and_not_before(
    maya: Person, tom: Person
) -> None:
    found, client = sheet(maya), signed_in(tom)
    sent = {"c1-score": "3", "c1-next": "", "c1-reason": ""} | bases(found)
    half = client.post(f"/reviews/{found.pk}/ratings/c1", sent)
    assert SECRET not in text(half)
    whole = client.post(f"/reviews/{found.pk}/ratings/c1", sent | {"c1-next": "shows"})
    assert SECRET in whole.json()["own"]


def test_after_submission_a_round_shows_it_only_when_everything_is_handed_in(
    maya: Person, tom: Person
) -> None:
    Cycle.objects.update(self_shown="after_submission")
    fill(sheet(maya))
    assert SECRET not in text(signed_in(tom).get(f"/reviews/{sheet(maya).pk}"))
    handed_in(sheet(maya))
    assert SECRET in text(signed_in(tom).get(f"/reviews/{sheet(maya).pk}"))


def test_at_once_a_round_shows_it_from_the_beginning(maya: Person) -> None:
    Cycle.objects.update(self_shown="at_once")
    assert shown(maya) == [True, True, True]


@pytest.mark.parametrize("setting", ["after_rating", "after_submission", "at_once"])
def test_a_self_assessment_that_is_not_handed_in_is_never_shown(setting: str, maya: Person) -> None:
    Cycle.objects.update(self_shown=setting)
    Assessment.objects.filter(perspective="self").update(submitted_at=None, submitted_by=None)
    fill(sheet(maya))
    assert shown(maya) == [False, False, False]


@pytest.mark.parametrize("perspective", ["peer", "upward", "dotted"])
def test_colleagues_and_a_second_line_never_find_it_beside_their_form(
    perspective: str, maya: Person
) -> None:
    Cycle.objects.update(self_shown="at_once")
    participant = sheet(maya).participant
    theirs = Assessment.objects.create(
        participant=participant, author=person(), perspective=perspective
    )
    items = sheet_of(theirs, to=theirs.author).items
    assert [item.own for item in items] == [None, None, None]


# Notes to cite


def note(of: Person, words: str = "Shared note", **fields: object) -> EvidenceNote:
    values = {"happened_on": date(2026, 9, 3), "shared_at": NOW, "shared_by": of} | fields
    return EvidenceNote.objects.create(person=of, text=words, created_at=NOW, **values)


PRIVATE: dict[str, object] = {"shared_at": None, "shared_by": None}


def test_shared_notes_of_the_period_lie_beside_the_form_and_others_do_not(
    maya: Person, tom: Person
) -> None:
    note(maya)
    note(maya, "Private note", **PRIVATE)
    note(maya, "Note of last year", happened_on=date(2025, 9, 3))
    note(maya, "Begun last year", happened_on=date(2025, 9, 3), is_ongoing=True)
    page = text(signed_in(tom).get(f"/reviews/{sheet(maya).pk}"))
    assert "Shared note" in page
    assert "Begun last year" in page
    assert "Private note" not in page
    assert "Note of last year" not in page


def test_notes_that_speak_of_the_competency_come_first(maya: Person, tom: Person) -> None:
    about = note(maya)
    EvidenceTag.objects.create(note=about, kind="statement", family="engineering", key="c2-l2")
    note(maya, "Another one")
    items = sheet_of(sheet(maya), to=tom).items
    assert [len(item.about) for item in items] == [0, 1, 0]
    assert [len(item.others) for item in items] == [2, 1, 2]


def cite(assessment: Assessment, *notes: int) -> int:
    """Ticks notes beside the first question, as autosave sends it; the status of the answer."""
    sent: dict[str, Any] = {"c1-cites": list(notes), "c1-reason": "", **bases(assessment)}
    client = signed_in(assessment.author)
    return client.post(f"/reviews/{assessment.pk}/ratings/c1", sent).status_code


def cited(assessment: Assessment) -> list[int]:
    return list(Citation.objects.filter(assessment=assessment).values_list("note", flat=True))


def test_a_note_is_cited_by_a_tick_and_let_go_by_another(maya: Person) -> None:
    found, shared = sheet(maya), note(maya)
    assert (cite(found, shared.pk), cited(found)) == (200, [shared.pk])
    assert (cite(found), cited(found)) == (200, [])


def test_the_note_cited_is_counted_before_handing_in(maya: Person, tom: Person) -> None:
    found, shared = sheet(maya), note(maya)
    cite(found, shared.pk)
    sent = words(found, **{"c1-cites": str(shared.pk)})
    assert signed_in(tom).post(f"/reviews/{found.pk}", sent).status_code == 302
    assert "1 note cited" in text(signed_in(tom).get(f"/reviews/{found.pk}/submission"))


def test_what_the_author_may_not_read_is_not_cited(maya: Person, tom: Person) -> None:
    found = sheet(maya)
    note(maya)
    stranger = note(person(), "Of somebody else")
    colleague = note(member(tom), "Of another report")
    private = note(maya, "Private", **PRIVATE)
    for each in (stranger, colleague, private):
        assert cite(found, each.pk) == 422
    assert cite(found, 999_999) == 422
    assert cited(found) == []


def own_sheet() -> tuple[Person, Assessment]:
    someone = member()
    opened([version().family])
    return someone, sheet(someone, "self")


def test_a_private_note_of_ones_own_is_cited_only_after_it_is_said_that_this_shares_it() -> None:
    someone, own = own_sheet()
    private = note(someone, "Private so far", **PRIVATE)
    client, path = signed_in(someone), f"/reviews/{own.pk}/ratings/c1/citations/{private.pk}"
    assert "Share and cite…" in text(client.get(f"/reviews/{own.pk}"))
    assert cite(own, private.pk) == 422
    assert "your manager and HR can read it from then on" in text(client.get(path))
    assert EvidenceNote.objects.filter(pk=private.pk, shared_at=None).exists()
    before = Event.objects.count()
    assert client.post(path).status_code == 302
    private.refresh_from_db()
    assert private.shared_at
    assert cited(own) == [private.pk]
    assert Event.objects.count() == before + 1


def test_nobody_shares_the_private_note_of_another(maya: Person, tom: Person) -> None:
    private = note(maya, "Private", **PRIVATE)
    path = f"/reviews/{sheet(maya).pk}/ratings/c1/citations/{private.pk}"
    grant(tom, "hr_admin")
    for method in (signed_in(tom).get, signed_in(tom).post):
        assert method(path).status_code == 404
    private.refresh_from_db()
    assert private.shared_at is None
