"""What is too large is refused before anybody reads it."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from trellis_web.access.views import MOST_BYTES, BodyLimitMiddleware


def answer(**headers: Any) -> tuple[int, str]:
    """What the server says to a request with these headers."""

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("read")

    said = BodyLimitMiddleware(view)(RequestFactory().post("/", **headers))
    return said.status_code, said.content.decode()


def test_a_body_within_the_limit_is_read() -> None:
    assert answer(CONTENT_LENGTH=str(MOST_BYTES)) == (200, "read")


def test_a_larger_body_is_refused_with_the_limit() -> None:
    assert answer(CONTENT_LENGTH=str(MOST_BYTES + 1)) == (
        413,
        "This is more than 64 MB. Send less at a time.",
    )


@pytest.mark.parametrize("length", ["-1", "many", "1e3"])
def test_a_length_that_is_none_is_refused(length: str) -> None:
    assert answer(CONTENT_LENGTH=length)[0] == 413


def test_a_body_of_unknown_length_is_refused() -> None:
    assert answer(HTTP_TRANSFER_ENCODING="chunked")[0] == 411
