"""The rule that every address carries, and the headers that keep answers out of caches."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.middleware import HtmxDetails

from trellis_web.access.actions import (
    end_sessions,
    grant_role,
    make_token,
    revoke_role,
    revoke_token,
)
from trellis_web.access.forms import GrantForm, TokenForm
from trellis_web.access.models import ApiToken, Grant
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied, Permission, is_permitted
from trellis_web.people.models import Person

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def actor_of(request: HttpRequest) -> Person:
    """The signed-in person. Only views behind the sign-in call this."""
    return cast("Person", request.user)


def wants_part(request: HttpRequest) -> bool:
    """True when htmx asks for a part of the page; going back asks for all of it."""
    details: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    return bool(details) and not details.history_restore_request


def signed_in(view: View[P]) -> View[P]:
    """Open to every signed-in person; what they see is decided row by row by `visible`."""
    view.access_rule = "signed in"  # type: ignore[attr-defined]
    return view


def public(view: View[P]) -> View[P]:
    """Open without sign-in."""
    view.access_rule = "public"  # type: ignore[attr-defined]
    return login_not_required(view)


def permitted(permission: Permission) -> Callable[[View[P]], View[P]]:
    """Open to holders of `permission`; to others it answers 403 with the reason."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not is_permitted(actor_of(request), permission, today=timezone.localdate()):
                raise Denied
            return view(request, *args, **kwargs)

        guarded.access_rule = permission.value  # type: ignore[attr-defined]
        return cast("View[P]", guarded)

    return decorate


@signed_in
def email_closed(request: HttpRequest) -> HttpResponse:
    """In place of allauth's page of the same address: an e-mail address is kept by HR."""
    raise Http404


class SignInMiddleware(LoginRequiredMiddleware):
    """Asks who somebody is only where it matters: a public page reads no session, so that it can be
    open to the world without a cookie."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[Any, Any],
    ) -> HttpResponseBase | None:
        """None to go on to the view, or the way to the sign-in."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class NoStoreMiddleware:
    """`Cache-Control: no-store` on every answer that was made for a person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers.pop("Expires", None)  # would differ by the second, and tell answers apart
        return response


MOST_BYTES = 64 * 1024 * 1024
"""The largest body of a request: five evidence files of 10 MB and the form around them."""


class BodyLimitMiddleware:
    """A body that is larger than anything here, or of unknown length, is refused unread."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.headers.get("Transfer-Encoding"):
            return self._refused(411, _("This server takes no upload of unknown length."))
        length = request.headers.get("Content-Length") or "0"
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return self._refused(413, _("This is more than 64 MB. Send less at a time."))
        return self.get_response(request)

    def _refused(self, status: int, sentence: str) -> HttpResponse:
        return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


@permitted(Permission.ROLE_GRANT)
@require_POST
def grant_new(request: HttpRequest, person: int) -> HttpResponse:
    """Gives a role."""
    someone = get_object_or_404(visible(Person, to=actor_of(request)), pk=person)
    form = GrantForm(request.POST)
    if form.is_valid():
        grant_role(
            someone,
            **form.cleaned_data,
            by=actor_of(request),
            now=timezone.now(),
            today=timezone.localdate(),
        )
        messages.success(request, _("Gave the role."))
    else:
        messages.error(request, _("Choose a role from the list."))
    return redirect("person", pk=person)


@permitted(Permission.ROLE_GRANT)
@require_POST
def grant_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a role."""
    held = get_object_or_404(visible(Grant, to=actor_of(request)), pk=pk)
    revoke_role(held, by=actor_of(request), now=timezone.now(), today=timezone.localdate())
    messages.success(request, _("Ended the role."))
    return redirect("person", pk=held.person_id)


@signed_in
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens; a POST makes one, and shows its secret this one time."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    form, secret = TokenForm(request.POST if request.method == "POST" else None), ""
    if form.is_valid():
        expires_on = today + timedelta(days=form.cleaned_data.pop("days"))
        _made, secret = make_token(
            **form.cleaned_data, expires_on=expires_on, by=actor, now=now, today=today
        )
        form = TokenForm()
    context = {
        "form": form,
        "secret": secret,
        "tokens": visible(ApiToken, to=actor, today=today).filter(revoked_at__isnull=True),
        "today": today,
    }
    return render(request, "access/tokens.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def token_revocation(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a token."""
    actor = actor_of(request)
    token = get_object_or_404(visible(ApiToken, to=actor), pk=pk)
    revoke_token(token=token, by=actor, now=timezone.now())
    messages.success(request, _("Revoked. The next request with it is refused."))
    return redirect("tokens")


@signed_in
@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Signing out everywhere else: a lost phone, somebody else's computer."""
    if request.method == "POST":
        actor = actor_of(request)
        end_sessions(by=actor, now=timezone.now())
        update_session_auth_hash(request, actor)
        messages.success(request, _("Signed out everywhere else. You stay signed in here."))
        return redirect("sessions")
    return render(request, "access/sessions.html")
