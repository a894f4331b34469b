"""What every change shares: once for each key, on the version that was read, words for a no."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Schema

from trellis_web.api.actions import Answer, KeyTaken, answer_once, digest_of
from trellis_web.api.rules import actor_of
from trellis_web.api.schemas.base import Problem
from trellis_web.api.v1.reading import Reader, found, tag_of
from trellis_web.api.v1.resource import Resource

KEY = "Idempotency-Key"
MATCH = "If-Match"
LONGEST_KEY = 200
ONCE = {
    "parameters": [
        {
            "name": KEY,
            "in": "header",
            "required": False,
            "description": "The same key with the same request is carried out once within a day.",
            "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY},
        }
    ]
}
"""The description of the header."""
MATCHED = {
    "parameters": [
        *ONCE["parameters"],
        {
            "name": MATCH,
            "in": "header",
            "required": False,
            "description": "The ETag that was read; 412 when it is another by now.",
            "schema": {"type": "string"},
        },
    ]
}
"""The same, and of the version that is changed."""


class NotDone(Exception):
    """Nothing was changed, and why. `trace` leaves what the trail is to know of the attempt."""

    def __init__(
        self,
        status: int,
        problems: Iterable[Problem],
        trace: Callable[[], None] | None = None,
    ) -> None:
        self.status = status
        self.problems = list(problems)
        self.trace = trace
        super().__init__(status)


def once(operation: Callable[..., Any]) -> Callable[..., Any]:
    """An operation that answers `(status, schema)`, carried out once for each key."""

    @wraps(operation)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        def act() -> Answer:
            status, said = operation(request, *args, **kwargs)
            return status, said.model_dump() if isinstance(said, Schema) else said

        status, said = _once(request, act)
        return JsonResponse(said, status=status, safe=False)

    return answered


def _once(request: HttpRequest, act: Callable[[], Answer]) -> Answer:
    key = request.headers.get(KEY)
    if key is None:
        with transaction.atomic():
            return act()
    if not 0 < len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
        sentence = _("A key has 1 to 200 plain characters.")
        raise NotDone(400, [Problem(code="key-unusable", sentence=sentence, field=KEY)])
    digest = digest_of(str(request.method), request.get_full_path(), request.body)
    by, now = actor_of(request), timezone.now()
    try:
        return answer_once(key=key, digest=digest, by=by, now=now, act=act)
    except KeyTaken as taken:
        sentence = _("This key was used for another request. Make a new key for a new one.")
        raise NotDone(422, [Problem(code="key-taken", sentence=sentence, field=KEY)]) from taken


def the_one(request: HttpRequest, resource: Resource, key: int) -> Any:
    """The row that is changed, as the caller sees it. Raises `NotDone` on another version (412)."""
    reader = Reader.of(request)
    row = found(reader, resource, key)
    wanted = request.headers.get(MATCH, "*").strip()
    if wanted not in ("*", tag_of(resource, row)):
        sentence = _("This was changed since you read it. Read it again, and decide anew.")
        raise NotDone(412, [Problem(code="stale", sentence=sentence)])
    return row


def require_valid(*forms: Form) -> None:
    """Raises `NotDone` with everything that the forms say. `item` counts where there are many."""
    if found_in := list(problems_of(forms)):
        raise NotDone(422, found_in)


def problems_of(forms: Iterable[Form]) -> Iterable[Problem]:
    """What is wrong, by field and form."""
    return (
        Problem(code=problem.code or "wrong", sentence=sentence, field=field, item=item)
        for item, form in enumerate(forms)
        for field, errors in form.errors.as_data().items()
        for problem in errors
        for sentence in problem.messages
    )
