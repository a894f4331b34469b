"""Versions side by side, a statement through them, old links, and versions that live on."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.web.factories import NOW, TODAY, grant, hr, person
from tests.web.frameworks.factories import TEXT, author, draft, family, version
from trellis.findings import BadInput
from trellis.framework.migration import APART, Fate
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions import end_stay, grant_stay, publish_version
from trellis_web.frameworks.models import Stay, Succession, Version
from trellis_web.frameworks.queries.stays import stay_of, versions_for
from trellis_web.frameworks.queries.successions import lineage, statement_now

pytestmark = pytest.mark.django_db

SECOND = TEXT.replace("Writes down decisions.", "Writes down every decision.")
THIRD = SECOND.replace(
    "[{id: d3, text: Designs changes that cross two services.}]",
    "[{id: d3b, text: Designs changes that cross at least two services.}]",
).replace("[{id: h1, text: Interviews with the agreed questions.}]", "[]")


def published(*texts: str) -> list[Version]:
    """The texts as versions that followed each other."""
    made = [version(texts[0])]
    who = hr()
    for text in texts[1:]:
        made.append(publish_version(draft(text), note="Next.", by=who, now=NOW))
        family().refresh_from_db()
    return made


def client(*roles: str) -> Client:
    someone = person(level="IC2")
    for role in roles:
        grant(someone, role)
    made = Client()
    made.force_login(someone)
    return made


def test_a_statement_of_an_old_version_is_known_in_the_current_one() -> None:
    first, _, third = published(TEXT, SECOND, THIRD)
    first.family.refresh_from_db()
    now = {id_: statement_now(first, id_) for id_ in ("c2", "d2", "d3", "h1")}
    assert {id_: each.kind for id_, each in now.items() if each} == {
        "c2": Fate.REWORDED,
        "d2": Fate.SAME,
        "d3": Fate.REWORDED,
        "h1": Fate.DROPPED,
    }
    assert now["d3"] is not None
    assert [each.id for each in now["d3"].statements] == ["d3b"]
    assert now["d3"].version == third


def test_the_current_version_and_an_unknown_statement_have_no_later_one() -> None:
    (first,) = published(TEXT)
    assert statement_now(first, "c2") is None
    second = publish_version(draft(SECOND), note="Next.", by=hr("Ines Duarte"), now=NOW)
    first.family.refresh_from_db()
    assert statement_now(first, "nowhere") is None
    assert statement_now(first, "c2", second) is not None


def test_what_a_person_chose_otherwise_counts() -> None:
    first = version()
    draft_ = draft(SECOND)
    second = publish_version(draft_, note="Another thing.", choices={"c2": APART}, by=hr(), now=NOW)
    kept = {tuple(old): kind for kind, old, *_ in Succession.objects.get().entries if old}
    assert kept[("c2",)] == "dropped"
    now = statement_now(first, "c2", second)
    assert now is not None
    assert (now.kind, now.statements) == (Fate.DROPPED, ())


def test_a_wording_is_traced_to_the_version_that_brought_it() -> None:
    *_, third = published(TEXT, SECOND, THIRD)
    found = lineage(third, "c2")
    assert found is not None
    assert found.since.number == 1
    assert [each.version.number for each in found.wordings] == [2, 1]
    assert [text for text, new in found.wordings[0].pieces if new] == ["every decision"]
    moved = lineage(third, "d3b")
    assert moved is not None
    assert moved.since.number == 1


def test_two_versions_stand_side_by_side() -> None:
    published(TEXT, SECOND, THIRD)
    reader = client()
    page = reader.get("/frameworks/engineering/versions/3/?with=1").content.decode()
    assert "Statements: version 1 beside version 3" in page
    assert "<mark>every decision</mark>" in page
    assert "No longer asked for" in page
    assert "Statements: version 1 beside version 2" in (
        reader.get("/frameworks/engineering/versions/2/").content.decode()
    )


def test_the_first_version_says_that_it_is_the_first() -> None:
    published(TEXT)
    page = client().get("/frameworks/engineering/versions/1/").content.decode()
    assert "This is the first version" in page
    assert client().get("/frameworks/engineering/versions/2/").status_code == 404


def test_every_version_is_listed_with_its_note() -> None:
    published(TEXT, SECOND)
    page = client().get("/frameworks/engineering/versions/").content.decode()
    assert page.index("Version 2") < page.index("Version 1")
    assert "The first one." in page


def test_the_link_of_an_old_statement_leads_to_what_it_became() -> None:
    published(TEXT, SECOND, THIRD)
    reader = client()
    moved = reader.get("/frameworks/engineering/statements/d3/")
    assert moved["Location"] == "/frameworks/engineering/statements/d3b/"
    gone = reader.get("/frameworks/engineering/statements/h1/").content.decode()
    assert "It is no longer asked for." in gone
    pinned = reader.get("/frameworks/engineering/statements/d3/?v=1").content.decode()
    assert "Designs changes that cross two services." in pinned
    assert reader.get("/frameworks/engineering/statements/nowhere/").status_code == 404


def test_a_person_stays_on_an_earlier_version_until_a_day() -> None:
    first, _ = published(TEXT, SECOND)
    maya, who = person(level="IC2"), hr("Ines Duarte")
    until = TODAY + timedelta(days=90)
    grant_stay(first, person=maya, until=until, reason="Mid-case.", by=who, now=NOW)
    stay = stay_of(maya, "engineering", today=TODAY)
    assert stay is not None
    assert stay.version == first
    assert stay_of(maya, "engineering", today=until) is None
    assert versions_for(["engineering"], today=TODAY) == {(maya.pk, "engineering"): first}
    event = Event.objects.last()
    assert event is not None
    assert (event.tag, event.subject) == ("stay:granted", maya)


def test_a_second_stay_ends_the_first_and_an_end_ends_it_today() -> None:
    first, second, _ = published(TEXT, SECOND, THIRD)
    maya, who = person(level="IC2"), hr("Ines Duarte")
    later = TODAY + timedelta(days=90)
    grant_stay(first, person=maya, until=later, reason="One.", by=who, now=NOW)
    stay = grant_stay(second, person=maya, until=later, reason="Two.", by=who, now=NOW)
    assert [each.version.number for each in Stay.objects.on(TODAY).filter(person=maya)] == [2]
    end_stay(stay, by=who, now=NOW)
    assert stay_of(maya, "engineering", today=TODAY) is None


@pytest.mark.parametrize(
    ("days", "reason", "words"),
    [(0, "Mid-case.", "not ahead"), (9, " ", "why they stay")],
)
def test_a_stay_needs_a_day_ahead_and_a_reason(days: int, reason: str, words: str) -> None:
    first, _ = published(TEXT, SECOND)
    until = TODAY + timedelta(days=days)
    with pytest.raises(BadInput, match=words):
        grant_stay(
            first, person=person(), until=until, reason=reason, by=hr("Ines Duarte"), now=NOW
        )
    assert not Stay.objects.exists()


def test_nobody_stays_on_the_current_version_and_a_writer_keeps_nobody() -> None:
    first, second = published(TEXT, SECOND)
    day = date(2027, 5, 1)
    with pytest.raises(BadInput, match="counts for everyone"):
        grant_stay(second, person=person(), until=day, reason="No.", by=hr("Ines Duarte"), now=NOW)
    with pytest.raises(Denied):
        grant_stay(first, person=person(), until=day, reason="No.", by=author(), now=NOW)


def test_who_stays_is_seen_by_hr_and_by_themselves() -> None:
    first, _ = published(TEXT, SECOND)
    maya = person("Maya Okafor", level="IC2")
    hana = hr("Ines Duarte")
    grant_stay(first, person=maya, until=date(2027, 5, 1), reason="Case.", by=hana, now=NOW)
    address = "/frameworks/engineering/versions/1/"
    pages = {}
    for name, who in (("hr", hana), ("self", maya), ("other", person(level="IC2"))):
        reader = Client()
        reader.force_login(who)
        pages[name] = reader.get(address).content.decode()
    assert "Maya Okafor</b>" in pages["hr"]
    assert "Maya Okafor</b>" in pages["self"]
    assert "Let them stay" not in pages["self"]
    assert "Maya Okafor" not in pages["other"]


def test_hr_lets_somebody_stay_on_the_page() -> None:
    published(TEXT, SECOND)
    maya = person(level="IC2")
    hana = client("hr_admin")
    address = "/frameworks/engineering/versions/1/stays/"
    sent = {"person": maya.pk, "until": "2099-05-01", "reason": "Case."}
    assert hana.post(address, sent | {"reason": ""}).status_code == 422
    assert hana.post(address, sent).status_code == 302
    stay = Stay.objects.get()
    assert client().post(address, sent).status_code == 403
    end = f"{address}{stay.pk}/end/"
    assert client().post(end).status_code == 404
    assert hana.post(end).status_code == 302


def test_a_stay_is_told_wherever_the_framework_is_read() -> None:
    first, _ = published(TEXT, SECOND)
    maya = person(level="IC2")
    until = TODAY + timedelta(days=3650)
    grant_stay(first, person=maya, until=until, reason="Case.", by=hr("Ines Duarte"), now=NOW)
    reader = Client()
    reader.force_login(maya)
    shown = reader.get("/frameworks/engineering/").content.decode()
    assert "Your version is 1 until" in shown
    assert "version 2 is current" in shown
    assert "Your version is" not in client().get("/frameworks/engineering/").content.decode()


def test_the_page_of_a_cell_tells_since_when_its_sentences_are_so() -> None:
    published(TEXT, SECOND)
    page = client().get("/frameworks/engineering/communication/IC2/").content.decode()
    assert "This sentence since version 1." in page
    assert "In these words since version 2." in page
    assert "<ins>every decision</ins>" in page


def test_the_link_of_a_cell_that_was_renamed_leads_on() -> None:
    renamed = TEXT.replace("id: design", "id: architecture").replace("IC3", "IC4")
    published(TEXT, renamed)
    reader = client()
    moved = reader.get("/frameworks/engineering/design/IC3/")
    assert moved["Location"] == "/frameworks/engineering/architecture/IC4/"
    assert reader.get("/frameworks/engineering/design/IC3/?v=1").status_code == 200
    assert reader.get("/frameworks/engineering/design/IC9/").status_code == 404
