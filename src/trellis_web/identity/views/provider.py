"""What django-allauth asks about the identity provider: stricter than its own classes.

It checks the signature of every ID token, adds a nonce, keeps no claims, and takes no wish from the
address of the request (`process`, `scope`, `auth_params`).
"""

import logging
from typing import Any
from urllib.parse import urlsplit

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from requests import RequestException

from trellis_web.access.rules import Denial, Denied
from trellis_web.identity import rules
from trellis_web.identity.actions import admit

NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
logger = logging.getLogger(__name__)


def _ours() -> Any:
    """The provider of the settings. `Http404` when there is none: then there is no such address."""
    if settings.OIDC is None:
        raise Http404
    return settings.OIDC


class Arrival(SocialLogin):
    """Somebody whom the provider sends back, with what it says about them."""

    claims: rules.Claims


class Issuer(OpenIDConnectOAuth2Adapter):
    """The issuer's addresses and answers."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """The issuer's own description. Raises `Denied` when it speaks of another issuer."""
        found = super().openid_config
        if not isinstance(found, dict) or not all(isinstance(found.get(n), str) for n in NEEDED):
            raise Denied(rules.BROKEN)
        if found.get("issuer") != _ours().issuer:
            raise Denied(rules.WRONG_ISSUER)
        return found

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any
    ) -> Arrival:
        """Who has come, by the checked ID token."""
        claims = rules.checked(
            kwargs["response"].get("id_token"),
            keys=self._answer(self.openid_config["jwks_uri"]),
            issuer=_ours().issuer,
            client_id=app.client_id,
            nonce=self.nonce,
        )
        if "email" not in claims and isinstance(self.openid_config.get("userinfo_endpoint"), str):
            claims |= self._described(claims["sub"], token.token)
        who = rules.said(claims)
        login: Arrival = self.get_provider().sociallogin_from_response(  # type: ignore[no-untyped-call]
            request, {"id_token": claims}
        )
        login.claims = who
        return login

    def _described(self, subject: str, access_token: str) -> dict[str, Any]:
        """The address by the userinfo endpoint; its subject has to be the same (section 5.3.2)."""
        bearer = {"Authorization": f"Bearer {access_token}"}
        found = self._answer(self.openid_config["userinfo_endpoint"], headers=bearer)
        if found.get("sub") != subject:
            raise Denied(rules.BROKEN)
        return {name: found[name] for name in ("email", "email_verified") if name in found}

    def _answer(self, url: str, **kwargs: Any) -> dict[str, Any]:
        with Adapter().get_requests_session() as session:
            response = session.get(url, **kwargs)
            response.raise_for_status()
            found = response.json()
        if not isinstance(found, dict):
            raise Denied(rules.BROKEN)
        return found

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """The one address that the provider sends people back to, whatever the request says."""
        return f"{settings.SITE_URL}{reverse('identity_callback')}"


class Provider(OpenIDConnectProvider):
    """The organisation's identity provider."""

    oauth2_adapter_class = Issuer
    pkce_enabled_default = True

    def redirect(
        self, request: HttpRequest, process: Any, next_url: Any = None, data: Any = None,
        **_ignored: Any,
    ) -> HttpResponse:  # fmt: skip
        """The way to the provider, with a nonce that only this sign-in knows."""
        nonce = get_random_string(32)
        answer: HttpResponse = super().redirect(
            request, process, next_url, auth_params={"nonce": nonce}, nonce=nonce
        )
        return answer

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing is kept of what the provider says beside the subject."""
        return {}


class Adapter(DefaultSocialAccountAdapter):
    """Only people who exist come in, by the one provider of the settings."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The provider of the settings; a row in the database makes none."""
        ours = _ours()
        app = SocialApp(provider=Provider.id, provider_id=ours.issuer, name=ours.name)
        app.client_id, app.secret = ours.client_id, ours.client_secret
        app.settings = {"server_url": ours.issuer.rstrip("/"), "oauth_pkce_enabled": True}
        return [app]

    def get_requests_session(self) -> rules.IssuerSession:
        """Requests to the issuer's host, and to those that the administrator allows beside it."""
        own = urlsplit(_ours().issuer).netloc
        return rules.IssuerSession(frozenset({own, *_ours().hosts}))

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> Any:
        """Nobody is made from what the provider says."""
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Lets in whom the rules let in. Raises `Denied`."""
        who = request.user if request.user.is_authenticated else None
        account: SocialAccount = admit(sociallogin.claims, by=who, now=timezone.now())
        sociallogin.account, sociallogin.user = account, account.user

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody signs up."""
        return False

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None,
        extra_context: Any = None,
    ) -> None:  # fmt: skip
        """Answers with the page that says why."""
        raise ImmediateHttpResponse(refused(request, _denial(request, exception)))


def _denial(request: HttpRequest, exception: Exception | None) -> Denial:
    if isinstance(exception, Denied):
        return exception.denial
    if isinstance(exception, OAuth2Error):
        return rules.NOT_REDEEMED
    if isinstance(exception, RequestException):
        return rules.UNREACHABLE
    return rules.CANCELLED if "error" in request.GET else rules.STALE


def refused(request: HttpRequest, denial: Denial) -> HttpResponse:
    """The page that says why nobody was signed in."""
    logger.info("sign-in refused: %s", denial.code)
    status = 503 if denial is rules.UNREACHABLE else 403
    return render(request, "identity/refused.html", {"denial": denial}, status=status)
