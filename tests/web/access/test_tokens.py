"""Tokens: shown once, kept as a digest, one's own, and gone when they end."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.web.factories import NOW, TODAY, hr, person
from trellis_web.access.actions import make_token, note_use, revoke_token
from trellis_web.access.models import ApiToken
from trellis_web.access.queries import bearer, visible
from trellis_web.access.rules import MOST_TOKENS, Denied
from trellis_web.audit.models import Event
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
FORM = {"name": "Import of tickets", "scopes": ["evidence:write"], "days": "30"}


@pytest.fixture
def maya() -> Person:
    return person("Maya Okafor")


def made(by: Person, days: int = 30, **fields: object) -> tuple[ApiToken, str]:
    values: dict[str, object] = {"name": "Script", "scopes": ["evidence:read"]} | fields
    until = TODAY + timedelta(days=days)
    return make_token(**values, expires_on=until, by=by, now=NOW, today=TODAY)  # type: ignore[arg-type]


def signed_in(actor: Person) -> Client:
    client = Client()
    client.force_login(actor, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_token_is_shown_once_and_kept_as_a_digest(maya: Person) -> None:
    client = signed_in(maya)
    page = client.post("/account/tokens", FORM).content.decode()
    [secret] = re.findall(r'class="secret">(\S+?)<', page)
    stored = ApiToken.objects.get()
    assert secret not in client.get("/account/tokens").content.decode()
    assert secret not in str(list(ApiToken.objects.values()))
    assert secret not in str(list(Event.objects.values()))
    assert bearer(secret, today=TODAY) == stored
    assert len(secret) >= 40


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 101},
        {"name": "a\0"},
        {"scopes": []},
        {"scopes": ["pay:write"]},
        {"days": "0"},
        {"days": "366"},
        {"days": "x"},
    ],
)
def test_a_wrong_form_makes_no_token(maya: Person, wrong: dict[str, str]) -> None:
    answer = signed_in(maya).post("/account/tokens", FORM | wrong)
    assert (answer.status_code, ApiToken.objects.count()) == (422, 0)


def test_a_token_is_good_until_its_last_day_and_not_on_it(maya: Person) -> None:
    token, secret = made(maya, days=3)
    assert bearer(secret, today=TODAY + timedelta(days=2)) == token
    assert bearer(secret, today=TODAY + timedelta(days=3)) is None


def test_a_token_ends_with_its_revocation_and_with_its_person(maya: Person) -> None:
    (token, first), (_, second) = made(maya), made(maya)
    revoke_token(token=token, by=maya, now=NOW)
    assert bearer(first, today=TODAY) is None
    Person.objects.filter(pk=maya.pk).update(deactivated_at=NOW)
    assert bearer(second, today=TODAY) is None


@pytest.mark.parametrize("secret", ["", "x", "\0", "trellis_", "\ud800", "x" * 100_000])
def test_an_unknown_secret_is_nobody_s(maya: Person, secret: str) -> None:
    made(maya)
    assert bearer(secret, today=TODAY) is None


def test_a_token_is_seen_and_revoked_by_its_person_only(maya: Person) -> None:
    token, _ = made(maya)
    for other in (hr(), person()):
        assert not visible(ApiToken, to=other).exists()
        assert signed_in(other).post(f"/account/tokens/{token.pk}/revocation").status_code == 404
        with pytest.raises(Denied):
            revoke_token(token=token, by=other, now=NOW)
    signed_in(maya).post(f"/account/tokens/{token.pk}/revocation")
    assert ApiToken.objects.get().revoked_at is not None


def test_making_using_and_revoking_are_audited_once_each(maya: Person) -> None:
    token, _ = made(maya)
    for _again in range(2):
        note_use(token=token, now=NOW, today=TODAY)
        revoke_token(token=token, by=maya, now=NOW)
    tags = list(Event.objects.order_by("pk").values_list("tag", flat=True))
    assert tags == ["token:made", "token:used", "token:revoked"]


def test_nobody_has_more_than_twenty(maya: Person) -> None:
    for _ in range(MOST_TOKENS):
        made(maya)
    with pytest.raises(Denied, match="20 tokens"):
        made(maya)
