"""The way to the identity provider, the way back, and what one is connected to."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied, Permission
from trellis_web.access.views import actor_of, permitted, public, signed_in
from trellis_web.identity.actions import disconnect
from trellis_web.identity.rules import UNREACHABLE
from trellis_web.identity.views.provider import Adapter, Issuer, refused
from trellis_web.people.models import Person


class Callback(OAuth2CallbackView):
    """The answer of the provider, held against the sign-in that was started in this browser."""

    adapter: Issuer

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[Any, Any]:
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, response


def _issuer(request: HttpRequest) -> Issuer:
    if settings.OIDC is None:
        raise Http404
    return Issuer(request, settings.OIDC.issuer)


@public
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Leads to the identity provider.

    A page that leads on and no redirect: the page's policy lets forms lead to our own pages only.
    """
    provider = _issuer(request).get_provider()  # type: ignore[no-untyped-call]
    try:
        onward = provider.redirect_from_request(request)["Location"]
    except Denied as reason:
        return refused(request, reason.denial)
    except RequestException:
        return refused(request, UNREACHABLE)
    return render(request, "identity/onward.html", {"onward": onward, "provider": provider.name})


@public
@require_GET
def callback(request: HttpRequest) -> HttpResponse:
    """Signs in whom the identity provider sends back; a page with the reason when it does not."""
    answer: HttpResponse = Callback.adapter_view(_issuer(request))(request)  # type: ignore[no-untyped-call]
    return answer


@signed_in
@require_GET
def connection(request: HttpRequest) -> HttpResponse:
    """Whether one's account is connected, and the way to connect it."""
    if settings.OIDC is None:
        raise Http404
    me = actor_of(request)
    own = visible(SocialAccount, to=me).filter(user=me, provider=settings.OIDC.issuer)
    context = {"account": own.first(), "provider": settings.OIDC.name}
    return render(request, "identity/connection.html", context)


@permitted(Permission.ROLE_GRANT)
@require_POST
def disconnection(request: HttpRequest, person: int) -> HttpResponse:
    """Ends every connection of a person to an identity provider."""
    me = actor_of(request)
    someone = get_object_or_404(visible(Person, to=me), pk=person)
    for account in visible(SocialAccount, to=me).filter(user=someone):
        disconnect(account, by=me, now=timezone.now())
    messages.success(request, _("Disconnected. The next sign-in connects anew."))
    return redirect("person", pk=person)


__all__ = ["Adapter", "callback", "connection", "disconnection", "start"]
