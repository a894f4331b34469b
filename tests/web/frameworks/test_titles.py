"""Titles that vary: HR decides for each person; how far titles stand above levels."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.web.factories import NOW, TODAY, grant, hr, person
from tests.web.frameworks.factories import TEXT, version
from trellis.findings import BadInput
from trellis.stats import SMALLEST
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions.titles import decide_title
from trellis_web.frameworks.models import TitleDecision
from trellis_web.frameworks.queries.title_report import Share, as_csv, report, suppressed
from trellis_web.frameworks.queries.titles import variations
from trellis_web.frameworks.rules import Conflict
from trellis_web.people.models import Person

LIST, REPORT = "/frameworks/administration/titles/", "/frameworks/administration/titles/report/"


@pytest.fixture
def hana(db: None) -> Person:
    version()
    return hr()


@pytest.fixture
def wei(hana: Person) -> Person:
    return person("Wei Zhang", level="IC2", title="Backend Wizard")


def as_(someone: Person) -> Client:
    client = Client()
    client.force_login(someone)
    return client


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def decide(someone: Person, by: Person, **said: object) -> TitleDecision:
    values = {"title": "Backend Wizard", "is_approved": True} | said
    return decide_title(someone, by=by, now=NOW, **values)  # type: ignore[arg-type]


def test_a_title_of_the_level_is_no_variation(hana: Person, wei: Person) -> None:
    person(level="IC2", title="engineer ")
    person(level="IC2", title="")
    person(level="Q7", title="Nobody knows")
    assert [note.position.person for note in variations(today=TODAY)] == [wei]


def test_an_approved_variation_is_recorded_about_the_person(hana: Person, wei: Person) -> None:
    decide(wei, hana)
    [note] = variations(today=TODAY)
    assert (note.is_open, note.is_variation) == (False, True)
    event = Event.objects.get()
    assert (event.tag, event.subject) == ("title:decided", wei)
    assert "Wizard" not in str(event.payload)


def test_an_approval_holds_for_this_level_only(hana: Person, wei: Person) -> None:
    decide(wei, hana)
    wei.positions.update(level="IC3")
    assert variations(today=TODAY)[0].is_open


def test_a_later_decision_takes_the_place_of_the_first(hana: Person, wei: Person) -> None:
    decide(wei, hana)
    decide(wei, hana, is_approved=False, reason="We call them engineers.")
    assert TitleDecision.objects.get().is_approved is False
    assert Event.objects.count() == 2


def test_a_refusal_says_why(hana: Person, wei: Person) -> None:
    with pytest.raises(BadInput, match="why the title is wrong"):
        decide(wei, hana, is_approved=False, reason=" ")


def test_a_title_that_changed_meanwhile_is_not_decided(hana: Person, wei: Person) -> None:
    for title in ("Another", "Engineer"):
        with pytest.raises(Conflict, match="changed after you opened"):
            decide(wei, hana, title=title)


def test_nobody_decides_about_their_own_title_or_without_being_hr(
    hana: Person, wei: Person
) -> None:
    with pytest.raises(Denied):
        decide(wei, wei)
    own = person("Hugo Reed", level="IC2", title="Backend Wizard")
    grant(own, "hr_admin")
    with pytest.raises(Denied, match="own title"):
        decide(own, own)


def test_only_hr_sees_that_a_title_is_not_approved(hana: Person, wei: Person) -> None:
    decide(wei, hana)
    author = person()
    grant(author, "framework_author")
    for someone in (wei, author):
        assert as_(someone).get(LIST).status_code == 403
        assert not visible(TitleDecision, to=someone).exists()
    assert visible(TitleDecision, to=hana).exists()


def test_hr_decides_on_the_page(hana: Person, wei: Person) -> None:
    client = as_(hana)
    assert "Variation, not approved yet" in text(client, LIST)
    address = f"{LIST}{wei.pk}/decision/"
    sent = {"title": "Backend Wizard", "decision": "refuse", "reason": ""}
    assert client.post(address, sent).status_code == 422
    assert client.post(address, sent | {"decision": "x"}).status_code == 422
    assert client.post(address, sent | {"decision": "approve"}).status_code == 302
    assert "Approved" in text(client, LIST)
    assert client.post(f"{LIST}987654/decision/", sent).status_code == 404


def test_pages_about_people_show_the_canonical_level_beside_the_title(
    hana: Person, wei: Person
) -> None:
    listed = text(as_(hana), "/people/")
    assert "Backend Wizard" in listed
    assert "variation, not approved yet" in listed
    assert '<span class="small muted">Engineer</span>' in listed
    assert "is none of the titles of IC2" in text(as_(hana), f"/people/{wei.pk}")


def test_the_list_of_people_needs_the_same_queries_for_1_and_20_titles(
    hana: Person, wei: Person
) -> None:
    client = as_(hana)
    counts = []
    for more in (0, 20):
        for n in range(more):
            person(level="IC2", title=f"Wizard {n}")
        text(client, "/people/")
        with CaptureQueriesContext(connection) as captured:
            text(client, "/people/")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 10


def test_a_reader_sees_their_own_title_beside_the_level(hana: Person, wei: Person) -> None:
    assert "You are here, as Backend Wizard" in text(as_(wei), "/frameworks/engineering/")


def test_other_titles_of_a_level_stand_beside_the_first(hana: Person) -> None:
    version(TEXT.replace("[Senior Engineer]", "[Senior Engineer, Engineer III]"), 2)
    assert "Engineer III" in text(as_(person()), "/frameworks/engineering/")


def _people(level: str, title: str, count: int) -> None:
    for _ in range(count):
        person(level=level, title=title)


def test_the_report_counts_titles_above_their_level(hana: Person) -> None:
    _people("IC2", "Engineer", 3)
    _people("IC2", "Senior Wizard", 1)
    _people("IC3", "Senior Engineer", 2)
    found = report(hana, is_hr=True, today=TODAY)
    assert [(s.level, s.people, s.above, s.percent) for s in found.shares] == [
        ("IC2", 4, 1, 25),
        ("IC3", 2, 0, 0),
    ]
    assert found.shares[0].titles == (("Senior Wizard", 1),)
    assert [(w.word, w.people, w.below) for w in found.words] == [("senior", 3, 1)]


def test_others_than_hr_read_groups_of_five_without_themselves(hana: Person) -> None:
    author = person(level="IC2", title="Senior Engineer")
    grant(author, "framework_author")
    _people("IC2", "Engineer", 4)
    _people("IC3", "Senior Engineer", 7)
    _people("M1", "Engineering Manager", 9)
    found = report(author, is_hr=False, today=TODAY)
    assert [(s.level, s.people) for s in found.shares] == [("IC2", None), ("IC3", None), ("M1", 9)]
    shown = text(as_(author), REPORT)
    assert "hidden, so that groups below 5" in shown
    assert "Senior Engineer (" not in shown


@given(st.lists(st.integers(1, 12), min_size=1, max_size=8))
def test_no_hidden_group_follows_from_the_total(sizes: list[int]) -> None:
    shares = [Share("f", str(n), "t", size, 0, (("x", 1),)) for n, size in enumerate(sizes)]
    found = suppressed(shares)
    hidden = [size for size, share in zip(sizes, found, strict=True) if share.people is None]
    assert all(share.people is None or share.people >= SMALLEST for share in found)
    assert len(hidden) != 1 or len(sizes) == 1
    assert all(share.titles == () for share in found)


def test_the_file_has_the_same_gaps_and_holds_no_formula(hana: Person) -> None:
    _people("IC2", "=Senior", 6)
    author = person()
    grant(author, "framework_author")
    assert "'=Senior" in as_csv(report(hana, is_hr=True, today=TODAY)).decode()
    answer = as_(author).get(f"{REPORT.rstrip('/')}.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="titles.csv"'
    assert "=Senior" not in answer.content.decode()
    assert as_(person()).get(REPORT).status_code == 403
