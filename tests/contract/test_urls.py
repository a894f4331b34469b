"""Every address says who may open it."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from tests.contract.addresses import addresses
from trellis_web.access.rules import Permission
from trellis_web.access.views import permitted, public, signed_in

RULES = {"public", "signed in", "token", *Permission}
WITHOUT_SESSION = {"public", "token"}
"""What the sign-in middleware lets pass; the API asks for the token itself."""
ALLAUTH = {
    "account_change_password": "signed in",
    "account_confirm_email": "public",
    "account_confirm_login_code": "public",
    "account_email": "signed in",
    "account_email_verification_sent": "public",
    "account_inactive": "public",
    "account_login": "public",
    "account_logout": "public",
    "account_reauthenticate": "signed in",
    "account_reset_password": "public",
    "account_reset_password_done": "public",
    "account_reset_password_from_key": "public",
    "account_reset_password_from_key_done": "public",
    "account_set_password": "signed in",
    "account_signup": "public",
    "mfa_activate_totp": "signed in",
    "mfa_authenticate": "public",
    "mfa_deactivate_totp": "signed in",
    "mfa_download_recovery_codes": "signed in",
    "mfa_generate_recovery_codes": "signed in",
    "mfa_index": "signed in",
    "mfa_reauthenticate": "signed in",
    "mfa_view_recovery_codes": "signed in",
}
"""Pages of django-allauth: theirs, so the rule stands here. The walk tries each of them."""


def rule_of(pattern: URLPattern) -> str | None:
    """Who may open an address; None when nothing says so."""
    rule = getattr(pattern.callback, "access_rule", None)
    return rule if rule is not None else ALLAUTH.get(pattern.name or "")


def rule_faults(found: Iterator[tuple[str, URLPattern]]) -> list[str]:
    """A sentence for every address with no rule, an unknown one, or one that is not enforced."""
    faults = []
    for route, pattern in found:
        rule = rule_of(pattern)
        if rule not in RULES:
            faults.append(f"/{route} has no access rule.")
        elif (rule in WITHOUT_SESSION) == getattr(pattern.callback, "login_required", True):
            faults.append(f"/{route} says '{rule}', and the sign-in middleware differs.")
    return faults


def test_every_address_has_an_access_rule() -> None:
    assert rule_faults(addresses()) == []


def test_every_rule_about_allauth_speaks_of_one_of_its_pages() -> None:
    names = {
        pattern.name for _, pattern in addresses() if not hasattr(pattern.callback, "access_rule")
    }
    assert names >= ALLAUTH.keys()


def test_every_address_has_a_name_of_its_own() -> None:
    names = [pattern.name for _, pattern in addresses()]
    assert len(names) == len(set(names)), [name for name in names if names.count(name) > 1]


def _page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


@pytest.mark.parametrize(
    ("view", "faults"),
    [
        (_page, ["/secret has no access rule."]),
        (login_not_required(signed_in(lambda request: HttpResponse(""))),
         ["/secret says 'signed in', and the sign-in middleware differs."]),
        (signed_in(lambda request: HttpResponse("")), []),
        (public(lambda request: HttpResponse("")), []),
        (permitted(Permission.TEAM_READ)(_page), []),
    ],
)  # fmt: skip
def test_an_address_without_a_rule_is_noticed(
    view: Callable[..., HttpResponse], faults: list[str]
) -> None:
    assert rule_faults(addresses([path("secret", view)])) == faults
