"""Signing in with the organisation's identity provider, asked over HTTP, honest and lying."""

import html
import re
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client

from tests.issuer import CLIENT_ID, CLIENT_SECRET, Claims, Issuer
from tests.web import factories as make
from trellis_web.access.rules import Denial
from trellis_web.audit.models import Event
from trellis_web.config.env import IdentityProvider
from trellis_web.identity import rules
from trellis_web.identity.actions import disconnect
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
MAYA = {"sub": "maya-1", "email": "Maya@example.test", "email_verified": True}


@pytest.fixture
def issuer(settings: LazySettings) -> Iterator[Issuer]:
    """The provider, running, and set up in the settings."""
    with Issuer(dict(MAYA)) as running:
        settings.OIDC = IdentityProvider(running.url, CLIENT_ID, CLIENT_SECRET, "Northfield ID")
        settings.SITE_URL = "http://testserver"
        yield running


@pytest.fixture
def maya() -> Person:
    """Somebody who was added and never chose a password."""
    return make.person("Maya Okafor", email="maya@example.test")


def start(client: Client, **form: str) -> str:
    """Presses the button; the address at the provider."""
    answer = client.post("/account/oidc/", form)
    assert answer.status_code == 200, answer.content
    led = re.search(r'content="0; url=([^"]+)"', answer.content.decode())
    assert led
    return html.unescape(led[1])


def back(issuer: Issuer, address: str) -> str:
    """Signs in at the provider; the address that the browser is sent back to."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    return issuer.authorize(query)


def come(client: Client, issuer: Issuer, **form: str) -> HttpResponse:
    """The whole way."""
    return client.get(back(issuer, start(client, **form)))  # type: ignore[return-value]


def who(client: Client) -> int | None:
    """Whose session this is."""
    key = client.session.get("_auth_user_id")
    return int(key) if key else None


def assert_refused(client: Client, answer: HttpResponse, denial: Denial) -> None:
    """One page with one sentence, and nobody signed in."""
    assert answer.status_code == (503 if denial is rules.UNREACHABLE else 403)
    told = re.findall(r'role="alert">([^<]+)<', answer.content.decode())
    assert [html.unescape(each) for each in told] == [str(denial)]
    assert who(client) is None


def test_the_sign_in_page_offers_the_provider_only_where_there_is_one(
    client: Client, issuer: Issuer, settings: LazySettings
) -> None:
    assert b"Sign in with Northfield ID" in client.get("/account/login/").content
    settings.OIDC = None
    assert b"Sign in with" not in client.get("/account/login/").content
    assert client.post("/account/oidc/").status_code == 404
    assert client.get("/account/oidc/callback/").status_code == 404


def test_a_person_comes_in_and_is_connected_once(
    client: Client, issuer: Issuer, maya: Person
) -> None:
    assert come(client, issuer)["Location"] == "/"
    assert who(client) == maya.pk
    [event] = Event.objects.filter(tag="identity:connected")
    assert (event.subject, event.payload["issuer"]) == (maya, issuer.url)
    client.logout()
    come(client, issuer)
    assert who(client) == maya.pk
    assert Event.objects.filter(tag="identity:connected").count() == 1


def test_the_connection_holds_when_the_address_changes(
    client: Client, issuer: Issuer, maya: Person
) -> None:
    come(client, issuer)
    client.logout()
    issuer.person |= {"email": "maya.marsh@example.test"}
    come(client, issuer)
    assert who(client) == maya.pk


def test_nothing_is_kept_of_what_the_provider_says(
    client: Client, issuer: Issuer, maya: Person
) -> None:
    issuer.person |= {"picture": "https://x.test/maya.png", "phone_number": "+1 555"}
    come(client, issuer)
    assert SocialAccount.objects.get().extra_data == {}


def test_the_way_there_carries_state_nonce_and_the_challenge_and_no_wish_of_the_address(
    client: Client, issuer: Issuer
) -> None:
    answer = client.post("/account/oidc/?scope=admin&auth_params=prompt%3Dnone&process=connect")
    led = re.search(r'content="0; url=([^"]+)"', answer.content.decode())
    assert led
    query = parse_qs(urlsplit(html.unescape(led[1])).query)
    assert query.keys() == {
        "client_id", "redirect_uri", "scope", "response_type", "state", "nonce",
        "code_challenge", "code_challenge_method",
    }  # fmt: skip
    assert set(query["scope"][0].split()) == {"openid", "profile", "email"}
    assert query["redirect_uri"] == ["http://testserver/account/oidc/callback/"]
    assert query["code_challenge_method"] == ["S256"]


def test_the_address_comes_from_userinfo_when_the_token_has_none(
    client: Client, issuer: Issuer, maya: Person
) -> None:
    issuer.alter = lambda it: {k: v for k, v in it.items() if not k.startswith("email")}
    come(client, issuer)
    assert who(client) == maya.pk


def test_userinfo_about_another_subject_is_not_believed(
    client: Client, issuer: Issuer, maya: Person
) -> None:
    issuer.alter = lambda it: (
        {k: v for k, v in it.items() if not k.startswith("email")} | {"sub": "eve"}
    )
    assert_refused(client, come(client, issuer), rules.BROKEN)


def _other_key(issuer: Issuer, claims: Claims) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(claims, key, "RS256", headers={"kid": "one"})


def _shared_secret(issuer: Issuer, claims: Claims) -> str:
    return jwt.encode(claims, CLIENT_SECRET * 2, "HS256", headers={"kid": "one"})


def _unsigned(issuer: Issuer, claims: Claims) -> str:
    return jwt.encode(claims, "", "none", headers={"kid": "one"})


def _no_token(issuer: Issuer, claims: Claims) -> str:
    return "no.token.at-all"


@pytest.mark.parametrize(
    ("sign", "denial"),
    [
        (_unsigned, rules.UNSIGNED),
        (_shared_secret, rules.UNSIGNED),
        (_other_key, rules.UNSIGNED),
        (_no_token, rules.BROKEN),
    ],
)
def test_a_token_without_the_issuers_signature_is_refused(
    client: Client, issuer: Issuer, maya: Person, sign: Callable[..., str], denial: Denial
) -> None:
    issuer.sign = sign
    assert_refused(client, come(client, issuer), denial)


def without(name: str) -> Callable[[Claims], Claims]:
    return lambda claims: {k: v for k, v in claims.items() if k != name}


def with_(**changed: Any) -> Callable[[Claims], Claims]:
    return lambda claims: {**claims, **changed}


@pytest.mark.parametrize(
    ("alter", "denial"),
    [
        (with_(iss="https://evil.test"), rules.WRONG_ISSUER),
        (with_(aud="another program"), rules.WRONG_AUDIENCE),
        (with_(aud=[CLIENT_ID, "b"], azp="b"), rules.WRONG_AUDIENCE),
        (with_(exp=int(time.time()) - 3600), rules.EXPIRED),
        (with_(nonce="of another sign-in"), rules.WRONG_NONCE),
        (without("nonce"), rules.WRONG_NONCE),
        (without("exp"), rules.BROKEN),
        (without("sub"), rules.BROKEN),
        (with_(sub="x" * 500), rules.BROKEN),
        (with_(email_verified=False), rules.UNVERIFIED),
        (with_(email_verified="true"), rules.UNVERIFIED),
        (with_(email=""), rules.UNVERIFIED),
        (with_(email="eve@example.test"), rules.UNKNOWN),
    ],
)
def test_a_claim_that_is_not_right_lets_nobody_in(
    client: Client,
    issuer: Issuer,
    maya: Person,
    alter: Callable[[Claims], Claims],
    denial: Denial,
) -> None:
    issuer.alter = alter
    assert_refused(client, come(client, issuer), denial)
    assert not SocialAccount.objects.exists()
    assert Person.objects.count() == 1


def test_an_answer_that_nobody_asked_for_is_refused(
    client: Client, issuer: Issuer, maya: Person
) -> None:
    answer = client.get("/account/oidc/callback/?code=abc&state=guessed")
    assert_refused(client, answer, rules.STALE)  # type: ignore[arg-type]


def test_the_answer_of_another_browser_is_refused(
    client: Client, issuer: Issuer, maya: Person
) -> None:
    stolen = back(issuer, start(Client()))
    assert_refused(client, client.get(stolen), rules.STALE)  # type: ignore[arg-type]


def test_an_answer_works_once(client: Client, issuer: Issuer, maya: Person) -> None:
    address = back(issuer, start(client))
    client.get(address)
    client.logout()
    assert_refused(client, client.get(address), rules.STALE)  # type: ignore[arg-type]


def test_a_code_that_was_used_before_is_refused(
    client: Client, issuer: Issuer, maya: Person
) -> None:
    address = back(issuer, start(client))
    issuer.codes.clear()
    assert_refused(client, client.get(address), rules.NOT_REDEEMED)  # type: ignore[arg-type]


def test_whoever_turns_back_at_the_provider_is_told(client: Client, issuer: Issuer) -> None:
    state = parse_qs(urlsplit(start(client)).query)["state"][0]
    answer = client.get(f"/account/oidc/callback/?error=access_denied&state={state}")
    assert_refused(client, answer, rules.CANCELLED)  # type: ignore[arg-type]


def test_a_provider_that_calls_itself_something_else_is_refused(
    client: Client, issuer: Issuer
) -> None:
    issuer.configuration = {"issuer": "https://evil.test"}
    assert_refused(client, client.post("/account/oidc/"), rules.WRONG_ISSUER)  # type: ignore[arg-type]


@pytest.mark.parametrize("endpoint", ["token_endpoint", "jwks_uri"])
@pytest.mark.parametrize("host", ["http://127.0.0.1:1", "http://169.254.169.254", "https://x.test"])
def test_no_other_host_is_ever_asked(
    client: Client, issuer: Issuer, maya: Person, endpoint: str, host: str
) -> None:
    issuer.configuration = {endpoint: f"{host}/keys"}
    assert_refused(client, come(client, issuer), rules.FOREIGN_HOST)


def test_a_further_host_is_asked_when_the_administrator_allows_it(
    client: Client, issuer: Issuer, maya: Person, settings: LazySettings
) -> None:
    with Issuer(dict(MAYA)) as second:
        issuer.configuration = {"jwks_uri": f"{second.url}/keys"}
        ours = (issuer.url, CLIENT_ID, CLIENT_SECRET, "Northfield ID")
        settings.OIDC = IdentityProvider(*ours, hosts=(urlsplit(second.url).netloc,))
        come(client, issuer)
    assert who(client) == maya.pk


def test_a_provider_that_is_down_is_told_with_503(client: Client, issuer: Issuer) -> None:
    issuer.server.shutdown()
    issuer.server.server_close()
    assert_refused(client, client.post("/account/oidc/"), rules.UNREACHABLE)  # type: ignore[arg-type]
    issuer.__enter__()


@pytest.mark.parametrize("is_connected", [False, True])
def test_a_deactivated_person_stays_outside(
    client: Client, issuer: Issuer, maya: Person, is_connected: bool
) -> None:
    if is_connected:
        come(client, issuer)
        client.logout()
    Person.objects.filter(pk=maya.pk).update(deactivated_at=make.NOW)
    assert_refused(client, come(client, issuer), rules.CLOSED)


def test_a_second_subject_with_the_same_address_is_refused(
    client: Client, issuer: Issuer, maya: Person
) -> None:
    come(client, issuer)
    client.logout()
    issuer.person |= {"sub": "maya-2"}
    assert_refused(client, come(client, issuer), rules.TAKEN)


def test_after_hr_disconnects_the_next_identity_is_connected(
    client: Client, issuer: Issuer, maya: Person
) -> None:
    come(client, issuer)
    client.logout()
    hr = make.hr()
    client.force_login(hr)
    assert b"Disconnect from Northfield ID" in client.get(f"/people/{maya.pk}").content
    client.post(f"/account/oidc/connection/{maya.pk}/end")
    client.logout()
    issuer.person |= {"sub": "maya-2"}
    come(client, issuer)
    assert who(client) == maya.pk
    assert Event.objects.filter(tag="identity:disconnected", actor=hr, subject=maya).count() == 1


def test_nobody_without_the_role_disconnects(issuer: Issuer, client: Client, maya: Person) -> None:
    come(client, issuer)
    with pytest.raises(Exception, match="role"):
        disconnect(SocialAccount.objects.get(), by=maya, now=make.NOW)


def test_an_account_with_a_role_is_never_connected_by_its_address_alone(
    client: Client, issuer: Issuer, maya: Person
) -> None:
    make.grant(maya, "hr_admin")
    assert_refused(client, come(client, issuer), rules.CONNECT_FIRST)


def test_whoever_holds_a_role_connects_while_signed_in(
    client: Client, issuer: Issuer, maya: Person
) -> None:
    make.grant(maya, "hr_admin")
    client.force_login(maya)
    assert b"Connect your account once" in client.get("/account/oidc/connection/").content
    come(client, issuer, next="/account/oidc/connection/")
    assert b"Your account has been connected" in client.get("/account/oidc/connection/").content
    client.logout()
    come(client, issuer)
    assert who(client) == maya.pk


def test_a_session_is_never_swapped_for_another_persons(
    client: Client, issuer: Issuer, maya: Person
) -> None:
    eve = make.person("Eve", email="eve@example.test")
    client.force_login(eve)
    assert come(client, issuer).status_code == 403
    assert who(client) == eve.pk
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("next_", ["https://evil.test/", "//evil.test", "javascript:alert(1)"])
def test_nobody_is_led_away_after_the_sign_in(
    client: Client, issuer: Issuer, maya: Person, next_: str
) -> None:
    assert come(client, issuer, next=next_)["Location"] == "/"


def test_the_page_that_was_wanted_is_shown_after_the_sign_in(
    client: Client, issuer: Issuer, maya: Person
) -> None:
    assert come(client, issuer, next="/evidence/")["Location"] == "/evidence/"


def test_the_session_is_a_new_one_after_the_sign_in(
    client: Client, issuer: Issuer, maya: Person
) -> None:
    address = back(issuer, start(client))
    before = client.session.session_key
    client.get(address)
    assert client.session.session_key != before


def test_a_provider_stored_in_the_database_is_none(
    client: Client, issuer: Issuer, settings: LazySettings, maya: Person
) -> None:
    SocialApp.objects.create(
        provider="openid_connect", provider_id="x", client_id="x", settings={"server_url": "x"}
    )
    come(client, issuer)
    assert who(client) == maya.pk


def test_a_sign_in_starts_with_a_token_of_our_own_page(issuer: Issuer) -> None:
    assert Client(enforce_csrf_checks=True).post("/account/oidc/").status_code == 403
