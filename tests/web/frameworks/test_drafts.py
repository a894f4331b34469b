"""Drafts: made by an import, changed as text, never half-written, seen by writers only."""

import pytest

from tests.web.factories import NOW, hr, person
from tests.web.frameworks.factories import TEXT, draft, family, version
from trellis import library
from trellis.findings import BadInput
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions import (
    import_framework,
    save_draft,
    start_draft,
    start_from_library,
)
from trellis_web.frameworks.models import Draft, Family, Version
from trellis_web.frameworks.rules import Conflict

pytestmark = pytest.mark.django_db


def test_an_import_makes_the_family_and_its_draft_and_publishes_nothing() -> None:
    who = hr()
    made = import_framework(TEXT.encode(), "engineering.yaml", by=who, now=NOW)
    assert (made.family.slug, made.text, made.revision) == ("engineering", TEXT, 1)
    assert not Version.objects.exists()
    event = Event.objects.get()
    assert (event.tag, event.actor) == ("framework:drafted", who)


def test_a_second_import_replaces_the_draft_with_a_higher_revision() -> None:
    first = import_framework(TEXT.encode(), "a.yaml", by=hr(), now=NOW)
    text = TEXT.replace("One service", "A single service")
    second = import_framework(text.encode(), "b.yaml", by=hr("Ines Duarte"), now=NOW)
    assert (second.pk, second.revision, second.text) == (first.pk, 2, text)


def test_an_import_may_get_another_name_and_keeps_its_comments() -> None:
    data = f"# Ours since 2019\n{TEXT}".encode()
    made = import_framework(data, "a.yaml", by=hr(), now=NOW, family="platform", title="Platform")
    assert (made.family.slug, made.family.title) == ("platform", "Platform")
    assert made.text.startswith("# Ours since 2019\n")
    assert "id: platform\n" in made.text


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (TEXT.replace("rank: 2", "rnak: 2").encode(), "line 8: unknown key 'rnak'"),
        (TEXT.replace("  - id: ic", "\t- id: ic").encode(), "line 5: There is a tab"),
        (b"", "empty"),
        (TEXT.replace("tracks:", "include: [nowhere]\ntracks:", 1).encode(), "nowhere"),
        (TEXT.replace("id: engineering", "id: administration", 1).encode(), "cannot have the id"),
    ],
)
def test_a_bad_file_is_refused_with_its_place_and_nothing_is_written(
    data: bytes, place: str
) -> None:
    with pytest.raises(BadInput, match=place):
        import_framework(data, "bad.yaml", by=hr(), now=NOW)
    assert not Family.objects.exists()
    assert not Event.objects.exists()


def test_a_template_becomes_a_draft() -> None:
    who = hr()
    made = start_from_library("sales", by=who, now=NOW)
    assert made.text == library.read("sales").decode()
    with pytest.raises(KeyError, match="no template"):
        start_from_library("nothing", by=who, now=NOW)


def test_the_next_draft_begins_as_the_current_version() -> None:
    version()
    begun = start_draft(family(), by=hr(), now=NOW)
    assert begun.text == TEXT
    assert start_draft(family(), by=hr("Ines Duarte"), now=NOW).revision == begun.revision
    assert Event.objects.count() == 1


def test_a_save_raises_the_revision_and_records_one_event() -> None:
    text = TEXT.replace("One service", "A single service")
    saved = save_draft(draft(), text=text, revision=1, by=hr(), now=NOW)
    assert (saved.text, saved.revision) == (text, 2)
    assert [event.tag for event in Event.objects.all()] == ["framework:edited"]


def test_of_two_who_save_the_second_gets_the_text_of_the_first() -> None:
    opened = draft()
    text = TEXT.replace("One service", "A single service")
    save_draft(opened, text=text, revision=1, by=hr(), now=NOW)
    with pytest.raises(Conflict, match="after you opened it") as conflict:
        save_draft(opened, text=TEXT, revision=1, by=hr("Ines Duarte"), now=NOW)
    assert conflict.value.theirs.text == text
    assert Draft.objects.get().text == text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (TEXT.replace("rank: 2", "rnak: 2"), "line 8"),
        (TEXT.replace("id: engineering", "id: other", 1), "this is the draft of"),
        (TEXT.replace("to: ic/IC3", "to: ic/IC9"), "does not exist"),
    ],
)
def test_a_text_with_a_problem_is_not_saved(text: str, sentence: str) -> None:
    opened = draft()
    with pytest.raises(BadInput, match=sentence):
        save_draft(opened, text=text, revision=1, by=hr(), now=NOW)
    assert (Draft.objects.get().text, Draft.objects.get().revision) == (TEXT, 1)


def test_an_employee_writes_nothing_and_sees_no_draft() -> None:
    maya, opened = person(level="IC2"), draft()
    version(of=family("sales", "Sales"))
    with pytest.raises(Denied):
        import_framework(TEXT.encode(), "a.yaml", by=maya, now=NOW)
    with pytest.raises(Denied):
        start_from_library("sales", by=maya, now=NOW)
    with pytest.raises(Denied):
        start_draft(family("sales"), by=maya, now=NOW)
    with pytest.raises(Denied):
        save_draft(opened, text=TEXT, revision=1, by=maya, now=NOW)
    assert not visible(Draft, to=maya).exists()
    assert [each.slug for each in visible(Family, to=maya)] == ["sales"]
    assert visible(Draft, to=hr()).count() == 1
