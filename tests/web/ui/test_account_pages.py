"""Signing in, a new password, the second factor: in the look and the words of the product."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse

from tests.web.factories import PASSWORD, person
from tests.web.posting import posted
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db


def someone_with_a_password() -> Person:
    maya = person("Maya Okafor", email="maya@example.test")
    maya.set_password(PASSWORD)
    maya.save()
    return maya


def page(client: Client, name: str) -> str:
    answer = client.get(reverse(name), follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def sign_in(client: Client) -> str:
    """Through the form. Returns where it leads."""
    answer = client.post(
        reverse("account_login"), {"login": "maya@example.test", "password": PASSWORD}
    )
    return answer["Location"]


def confirm(client: Client) -> None:
    """The password once more, as pages of the second factor want."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def turn_on(client: Client) -> str:
    """Sets up the second factor; returns its secret."""
    html = page(client, "mfa_activate_totp")
    secret = re.search(r"<code>([A-Z2-7]+)</code>", html)
    assert secret
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret[1])})
    return secret[1]


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive"],
)
def test_a_page_outside_has_one_heading_and_the_own_look(client: Client, name: str) -> None:
    html = page(client, name)
    assert len(re.findall(r"<h1>", html)) == 1
    assert "css/account" in html
    assert "css/app" in html


@pytest.mark.parametrize(
    "name",
    [
        "account_change_password",
        "account_logout",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_generate_recovery_codes",
    ],
)
def test_a_page_inside_has_one_heading_and_the_frame(client: Client, name: str) -> None:
    someone_with_a_password()
    sign_in(client)
    confirm(client)
    if name == "mfa_generate_recovery_codes":
        turn_on(client)
    html = page(client, name)
    assert len(re.findall(r"<h1>", html)) == 1
    assert 'class="rail"' in html


def test_nobody_is_asked_to_sign_up(client: Client) -> None:
    assert reverse("account_signup") not in page(client, "account_login")


def test_a_wrong_password_is_told_without_saying_whether_the_address_exists(client: Client) -> None:
    someone_with_a_password()

    def told(address: str) -> list[str]:
        answer = client.post(
            reverse("account_login"), {"login": address, "password": "not the password at all"}
        )
        return re.findall(r'role="alert">([^<]+)<', answer.content.decode())

    assert told("maya@example.test") == told("nobody@example.test") != []


def test_the_link_in_the_mail_leads_to_the_page_for_a_new_password(client: Client) -> None:
    someone_with_a_password()
    client.post(reverse("account_reset_password"), {"email": "maya@example.test"})
    link = re.search(r"http://testserver(\S+)", str(posted()[0].body))
    assert link
    answer = client.get(link[1], follow=True)
    assert "Choose a password" in answer.content.decode()


def test_a_link_for_a_new_password_that_is_wrong_offers_a_new_one(client: Client) -> None:
    answer = client.get(
        reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "wrong"})
    )
    html = answer.content.decode()
    assert "This link no longer works" in html
    assert reverse("account_reset_password") in html


def test_before_the_second_factor_changes_the_password_is_asked_again(client: Client) -> None:
    someone_with_a_password()
    sign_in(client)
    assert "Please confirm that it is you" in page(client, "mfa_activate_totp")


def test_the_second_factor_shows_its_code_without_a_style_or_script_of_the_page(
    client: Client,
) -> None:
    someone_with_a_password()
    sign_in(client)
    confirm(client)
    html = page(client, "mfa_activate_totp")
    assert 'class="qr" src="data:image/svg+xml' in html
    assert "style=" not in re.sub(r'src="data:[^"]*"', "", html)
    assert "<script>" not in html


def test_whoever_turned_the_second_factor_on_is_asked_for_it_and_a_recovery_code_helps(
    client: Client,
) -> None:
    someone_with_a_password()
    sign_in(client)
    confirm(client)
    turn_on(client)
    codes = re.findall(r"<li><code>(\w+)</code></li>", page(client, "mfa_view_recovery_codes"))
    client.post(reverse("account_logout"))
    assert sign_in(client) == reverse("mfa_authenticate")
    assert "Second factor" in page(client, "mfa_authenticate")
    answer = client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert answer["Location"] == reverse("home")


def test_signing_in_says_nothing_that_covers_the_page(client: Client) -> None:
    someone_with_a_password()
    sign_in(client)
    assert "Successfully" not in page(client, "account_change_password")
