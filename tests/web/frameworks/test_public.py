"""Public links, attacked: what must never be shown, and what a wrong address must not tell."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.web.factories import NOW, TODAY, hr, person
from tests.web.frameworks.factories import TEXT, draft, family, version
from trellis.findings import BadInput
from trellis.framework.load import load
from trellis.site import Allowed, redact
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions.public_links import end_public_link, make_public_link
from trellis_web.frameworks.models import PublicLink, Version
from trellis_web.frameworks.queries.public import OFFERED, shown_by
from trellis_web.frameworks.views import public
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db

SECRET = TEXT.replace(
    "titles: [Engineer], scope: One service}",
    "titles: [Engineer], scope: One service, band: BAND-B2, x-cost: XKEY-1}",
).replace("id: engineering\n", "id: engineering\nextra: [{place: row 3, value: EXTRA-9}]\n", 1)
INSIDE = ("BAND-B2", "XKEY-1", "EXTRA-9", "NOTE-7", "Hana Sato", "Maya Okafor", "Average of", "d2")


@pytest.fixture(autouse=True)
def _no_misses() -> None:
    cache.clear()


@pytest.fixture
def hana() -> Person:
    return hr("Hana Sato")


@pytest.fixture
def published(hana: Person) -> Version:
    person("Maya Okafor", level="IC2")
    return version(SECRET, note="NOTE-7", published_by=hana)


def made(
    published: Version,
    by: Person,
    allow: tuple[Allowed, ...] = OFFERED,
    last_day: date | None = None,
) -> tuple[PublicLink, str]:
    values = {"name": "Careers page", "allow": allow, "last_day": last_day, "by": by, "now": NOW}
    link, token = make_public_link(published.family, **values)  # type: ignore[arg-type]
    return link, f"/public/{token}/"


def read(address: str, **headers: str) -> HttpResponse:
    return Client().get(address, headers=headers)  # type: ignore[return-value]


def alike(answer: HttpResponse, missing: HttpResponse) -> bool:
    """The same status, headers and bytes; an answer never names its own address."""
    return (
        answer.status_code == missing.status_code == 404
        and dict(answer.headers) == dict(missing.headers)
        and answer.content == missing.content
        and not answer.cookies
    )


def test_nothing_is_public_until_hr_says_so(published: Version) -> None:
    assert not PublicLink.objects.exists()
    assert alike(read("/public/engineering/"), read("/missing/"))


def test_a_link_shows_sentences_to_somebody_without_an_account(
    published: Version, hana: Person
) -> None:
    _, address = made(published, hana)
    answer = read(address)
    assert answer.status_code == 200
    assert "Designs changes inside one service." in answer.content.decode()


def test_no_person_band_note_or_key_is_ever_shown(published: Version, hana: Person) -> None:
    draft(TEXT.replace("Writes down decisions.", "DRAFT-5"), updated_by=hana)
    _, address = made(published, hana)
    for query in ("", "?track=management", "?track=ic&level=IC3", "?v=1", "?a=IC2&b=IC3"):
        text = read(address + query).content.decode()
        assert [each for each in (*INSIDE, "DRAFT-5") if each in text] == []


def test_even_a_row_that_asks_for_bands_shows_none(published: Version, hana: Person) -> None:
    link, address = made(published, hana)
    PublicLink.objects.filter(pk=link.pk).update(allow=[word.value for word in Allowed])
    assert "BAND-B2" not in read(address).content.decode()
    with pytest.raises(BadInput, match="cannot show"):
        make_public_link(
            published.family, name="x", allow=[Allowed.BANDS], last_day=None, by=hana, now=NOW
        )


@given(allow=st.sets(st.sampled_from(OFFERED)))
def test_a_link_shows_what_the_redaction_leaves(allow: set[Allowed]) -> None:
    framework = load(TEXT.encode(), "small.yaml")
    found = redact(framework, allow)
    texts = {statement.text for statement in found.statements()}
    assert bool(texts) is (Allowed.STATEMENTS in allow)
    assert any(level.titles for _, level in found.levels()) is (Allowed.TITLES in allow)


def test_what_is_not_allowed_is_not_there(published: Version, hana: Person) -> None:
    link, address = made(published, hana, allow=(Allowed.TITLES,))
    text = read(address).content.decode()
    assert "Senior Engineer" in text
    assert "Designs changes" not in text
    assert "One service" not in text
    assert shown_by(link).framework.moves == ()


@pytest.mark.parametrize(
    "token", ["x", "A" * 43, "A" * 5_000, "%00", "..%2f", "%ED%A0%80", "' OR 1=1 --", "é"]
)
def test_a_wrong_token_answers_as_a_missing_page(
    published: Version, hana: Person, token: str
) -> None:
    made(published, hana)
    assert alike(read(f"/public/{token}/"), read("/missing/"))


def test_an_ended_link_answers_as_a_missing_page_from_the_next_request_on(
    published: Version, hana: Person
) -> None:
    link, address = made(published, hana)
    assert read(address).status_code == 200
    end_public_link(link, by=hana, now=NOW)
    assert alike(read(address), read("/missing/"))


def test_a_link_answers_until_its_last_day(
    published: Version, hana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, address = made(published, hana, last_day=TODAY)
    for days, status in ((0, 200), (1, 404)):
        day = TODAY + timedelta(days=days)
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_, day=day: day)
        assert read(address).status_code == status
    assert alike(read(address), read("/missing/"))


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_other_methods_answer_as_a_missing_page(
    published: Version, hana: Person, method: str
) -> None:
    _, address = made(published, hana)
    asked = getattr(Client(enforce_csrf_checks=True), method)(address)
    assert alike(asked, read("/missing/"))


def test_a_right_answer_sets_no_cookie_and_stays_out_of_caches_and_search_engines(
    published: Version, hana: Person
) -> None:
    _, address = made(published, hana)
    answer = read(address, cookie="theme=dark; of=another site")
    assert not answer.cookies
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "Cookie" not in answer.get("Vary", "")
    assert "csrf" not in answer.content.decode().casefold()


def test_a_signed_in_reader_gets_the_same_page_as_anybody(published: Version, hana: Person) -> None:
    _, address = made(published, hana)
    client = Client()
    client.force_login(hana)
    assert client.get(address).content == read(address).content


def test_the_token_is_kept_nowhere(published: Version, hana: Person) -> None:
    link, address = made(published, hana)
    token = address.split("/")[2]
    assert len(token) >= 43
    stored = [str(value) for value in PublicLink.objects.values_list().get()]
    assert not any(token in value for value in stored)
    assert token not in str(list(Event.objects.values_list()))
    assert link.digest not in read(address).content.decode()


def test_tokens_are_not_alike(published: Version, hana: Person) -> None:
    tokens = set()
    for n in range(20):
        values = {"allow": OFFERED, "last_day": None, "by": hana, "now": NOW}
        tokens.add(make_public_link(published.family, name=str(n), **values)[1])  # type: ignore[arg-type]
    assert len({token[:6] for token in tokens}) == 20


def test_too_many_wrong_addresses_are_refused_right_or_wrong(
    published: Version, hana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, address = made(published, hana)
    monkeypatch.setattr(public, "MISSES", 3)
    assert [read(f"/public/{n}/").status_code for n in range(4)] == [404, 404, 404, 429]
    assert read(address).status_code == 429
    other = Client(REMOTE_ADDR="203.0.113.9")
    assert other.get(address).status_code == 200


def test_right_addresses_are_not_counted(
    published: Version, hana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, address = made(published, hana)
    monkeypatch.setattr(public, "MISSES", 3)
    assert {read(address).status_code for _ in range(9)} == {200}


def test_only_hr_makes_and_ends_links_and_each_leaves_one_event(
    published: Version, hana: Person
) -> None:
    link, _ = made(published, hana)
    stranger = person()
    with pytest.raises(Denied):
        made(published, stranger)
    with pytest.raises(Denied):
        end_public_link(link, by=stranger, now=NOW)
    end_public_link(link, by=hana, now=NOW)
    end_public_link(link, by=hana, now=NOW)
    tags = list(Event.objects.order_by("pk").values_list("tag", flat=True))
    assert tags == ["publiclink:made", "publiclink:ended"]


def test_a_family_without_a_version_an_old_day_and_a_taken_name_are_refused(
    published: Version, hana: Person
) -> None:
    made(published, hana)
    unpublished = draft(TEXT, family=family("sales", "Sales"))
    values = {"allow": OFFERED, "by": hana, "now": NOW}
    with pytest.raises(BadInput, match="Nothing of Sales is published"):
        make_public_link(unpublished.family, name="y", last_day=None, **values)  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="day is over"):
        make_public_link(published.family, name="y", last_day=date(2026, 1, 1), **values)  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="open link of that name"):
        made(published, hana)


def test_hr_sees_the_address_once(published: Version, hana: Person) -> None:
    client = Client()
    client.force_login(hana)
    page = "/frameworks/administration/public/"
    sent = {"family": "engineering", "name": "Careers page", "allow": ["statements"]}
    answer = client.post(page, sent)
    assert answer.status_code == 201
    [address] = set(
        re.findall(r'href="http://testserver(/public/[\w-]+/)"', answer.content.decode())
    )
    assert read(address).status_code == 200
    assert address not in client.get(page).content.decode()
    assert client.post(page, sent).status_code == 422
    pk = PublicLink.objects.get().pk
    assert client.post(f"{page}{pk}/end/").status_code == 302
    assert read(address).status_code == 404


def test_an_employee_has_no_page_of_links(published: Version, hana: Person) -> None:
    link, _ = made(published, hana)
    client = Client()
    client.force_login(person())
    page = "/frameworks/administration/public/"
    assert client.get(page).status_code == 403
    assert client.post(f"{page}{link.pk}/end/").status_code == 403


def test_a_link_shows_the_version_that_is_current(published: Version, hana: Person) -> None:
    _, address = made(published, hana)
    assert "one service" in read(address).content.decode()
    version(TEXT.replace("one service", "a single service"), 2)
    assert "a single service" in read(address).content.decode()


def test_words_of_a_framework_are_never_markup_for_the_world(hana: Person) -> None:
    text = TEXT.replace("Writes down decisions.", "<script>alert(1)</script> writes.")
    _, address = made(version(text), hana)
    assert "<script>alert" not in read(address).content.decode()
