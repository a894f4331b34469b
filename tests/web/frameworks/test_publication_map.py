"""Publishing confirms what became of statements, tells people, and leaves running rounds alone."""

import pytest
from django.test import Client

from tests.web.factories import NOW, PASSWORD, grant, hr, person
from tests.web.frameworks.factories import TEXT, author, draft, version
from tests.web.posting import posted
from trellis.findings import BadInput
from trellis_web.access.rules import Denied
from trellis_web.frameworks.actions import publish_version, raise_trigger
from trellis_web.frameworks.models import Family, Succession, Trigger, Version
from trellis_web.frameworks.queries.concern import concern, concerned
from trellis_web.people.models import Person
from trellis_web.reviews.models import Cycle, Participant

pytestmark = pytest.mark.django_db

ADDRESS = "/frameworks/administration/drafts/engineering/"
CHANGED = (
    TEXT.replace("Writes down decisions.", "Writes down every decision.")
    .replace("{id: h1, text: Interviews", "{id: h2, text: Interviews everyone")
    .replace("{id: d2, text: Designs changes inside one service.", "{id: d9, text: Sews buttons.")
)


def signing_in(**fields: object) -> Person:
    """Somebody who has chosen a password."""
    who = person(**fields)  # type: ignore[arg-type]
    who.set_password(PASSWORD)
    who.save()
    return who


@pytest.fixture
def hana() -> Client:
    client = Client()
    client.force_login(hr())
    return client


def test_the_owner_publishes_and_a_writer_does_not() -> None:
    version()
    with pytest.raises(Denied):
        publish_version(draft(CHANGED), note="Mine.", by=author("co_author"), now=NOW)
    assert Version.objects.count() == 1
    stored = Family.objects.get().draft
    owner = author("owner")
    assert publish_version(stored, note="Ours.", by=owner, now=NOW).published_by == owner


def test_a_draft_that_is_not_signed_is_not_published() -> None:
    version()
    author("writer")
    with pytest.raises(BadInput, match="yet to sign"):
        publish_version(draft(CHANGED), note="Early.", by=hr(), now=NOW)
    assert Version.objects.count() == 1


def test_the_page_asks_what_became_of_each_statement(hana: Client) -> None:
    version()
    draft(CHANGED)
    page = hana.get(f"{ADDRESS}changes/").content.decode()
    assert "What became of the statements" in page
    assert page.count('name="fate-') == 3
    assert "Became: Sews buttons." in page


def test_what_is_chosen_is_kept_with_the_version_for_good(hana: Client) -> None:
    version()
    draft(CHANGED)
    sent = {"note": "New.", "revision": 1, "fate-d2": "d9", "fate-c2": "apart"}
    assert hana.post(f"{ADDRESS}publication/", sent).status_code == 302
    succession = Succession.objects.get()
    entries = {(kind, tuple(old), tuple(new)) for kind, old, new, _ in succession.entries}
    assert ("reworded", ("d2",), ("d9",)) in entries
    assert {("dropped", ("c2",), ()), ("new", (), ("c2",))} <= entries
    assert ("reworded", ("h1",), ("h2",)) in entries
    with pytest.raises(TypeError, match="never changed"):
        succession.save()


def test_a_choice_that_was_not_offered_publishes_nothing(hana: Client) -> None:
    version()
    draft(CHANGED)
    sent = {"note": "New.", "revision": 1, "fate-d2": "nowhere"}
    assert hana.post(f"{ADDRESS}publication/", sent).status_code == 422
    assert Version.objects.count() == 1
    with pytest.raises(BadInput, match="cannot be chosen"):
        publish_version(
            Family.objects.get().draft, note="N.", choices={"d3": "x"}, by=hr("I D"), now=NOW
        )


def test_the_people_of_the_family_and_its_writers_are_told_once_it_is_stored() -> None:
    version()
    signing_in(email="in@example.test", level="IC2")
    signing_in(email="elsewhere@example.test", family="sales", level="S1")
    person(email="uninvited@example.test", level="IC2")
    publish_version(draft(CHANGED), note="Clearer words.", by=hr(), now=NOW)
    (told,) = posted()
    assert told.to == ["in@example.test"]
    assert "Clearer words." in told.body
    assert "/frameworks/engineering/versions/2/" in told.body


def test_a_running_round_stays_on_its_version_and_is_counted() -> None:
    first, maya = version(), person(level="IC2")
    days = {"from_on": "2026-07-01", "to_on": "2026-12-31", "due_on": "2026-12-12"}
    cycle = Cycle.objects.create(title="H2", seq=1, created_at=NOW, opened_at=NOW, **days)
    Participant.objects.create(cycle=cycle, person=maya, version=first, level="IC2")
    assert concern(first.family, today=NOW.date()).reviews == 1
    publish_version(draft(CHANGED), note="New.", by=hr(), now=NOW)
    assert Participant.objects.get().version == first
    cycle.released_at = NOW
    cycle.save()
    assert concern(first.family, today=NOW.date()).reviews == 0


def test_a_publication_settles_what_asked_for_it() -> None:
    first = version()
    raise_trigger(first.family, cause="strategy", note="New market.", by=hr(), now=NOW)
    made = publish_version(draft(CHANGED), note="New.", by=hr("Ines Duarte"), now=NOW)
    assert Trigger.objects.get().settled_version == made


def test_nobody_is_told_twice() -> None:
    first = version()
    who = signing_in(level="IC2")
    grant(who, "framework_author")
    assert list(concerned(first.family, today=NOW.date())) == [who]
