"""Who calls: a token in the header and nothing else, never a session."""

from typing import cast

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from trellis_web.access.actions import note_use
from trellis_web.access.models import ApiToken
from trellis_web.access.queries import bearer
from trellis_web.access.rules import WITHOUT_SCOPE, Denied, Scope
from trellis_web.people.models import Person


class Token(HttpBearer):
    """`Authorization: Bearer <secret>` of a token with a scope."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The token; None for a 401. Raises `Denied` when it does not include the scope."""
        now, today = timezone.now(), timezone.localdate()
        found = bearer(token, today=today)
        if found is None:
            return None
        if self.scope.value not in found.scopes:
            raise Denied(WITHOUT_SCOPE)
        note_use(token=found, now=now, today=today)
        return found


def token_of(request: HttpRequest) -> ApiToken:
    """With what the program calls."""
    return cast("ApiToken", request.auth)  # type: ignore[attr-defined]


def actor_of(request: HttpRequest) -> Person:
    """For whom the program acts."""
    return token_of(request).person
