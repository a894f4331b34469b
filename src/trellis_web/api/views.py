"""The API: what it consists of, its description, and how it refuses."""

from functools import cache
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from trellis_web.access.rules import Denied
from trellis_web.access.views import public
from trellis_web.api.queries import operations, shapes
from trellis_web.api.schemas.base import Problem, Problems
from trellis_web.api.v1 import (
    boards,
    calibration,
    career_map,
    careers,
    cases,
    deciding,
    evidence,
    frameworks,
    growth,
    people_changes,
    promotion_rules,
    readiness,
    review_changes,
    reviews,
    roles,
)
from trellis_web.api.v1.pages import Unoffered
from trellis_web.api.v1.writing import NotDone
from trellis_web.reviews.rules import Refused

PARTS = (
    people_changes, frameworks, reviews, review_changes, calibration, cases, deciding, readiness,
    boards, careers, growth, evidence, career_map, roles, promotion_rules,
)  # fmt: skip

api = NinjaAPI(
    title="Trellis",
    version="1",
    description="A program with a token acts for one person, and never sees more than they do.",
    docs_url=None,
    openapi_url=None,
)
for part in PARTS:
    api.add_router("/v1", part.router)


@public
@require_GET
def description(request: HttpRequest) -> HttpResponse:
    """The API in OpenAPI 3.1."""
    return JsonResponse(described())


@public
@require_GET
def description_page(request: HttpRequest) -> HttpResponse:
    """The same as a page, made from the description."""
    found = described()
    context = {
        "about": found["info"]["description"],
        "groups": operations(found),
        "shapes": shapes(found),
    }
    return render(request, "api/description.html", context)


@cache
def described() -> dict[str, Any]:
    """The description, with the scope that each operation asks of a token (`x-scope`).

    It is the same until the program is started anew, and costs half a second to make.
    """
    found: dict[str, Any] = api.get_openapi_schema(path_prefix="/api/")
    for part in PARTS:
        for path, view in part.router.path_operations.items():
            for each in view.operations:
                for method in each.methods:
                    node = found["paths"][f"/api/v1{path}"][method.lower()]
                    node["x-scope"] = each.auth_param.scope.value
    return found


def refuse(status: int, *problems: Problem) -> HttpResponse:
    """An answer that says why nothing was done."""
    return JsonResponse(Problems(errors=list(problems)).model_dump(mode="json"), status=status)


@api.exception_handler(AuthenticationError)
def no_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """401: no token, or one that is unknown, expired, revoked, or of somebody who is gone."""
    sentence = _("Send a token that is valid, as “Authorization: Bearer …”. Make one under Tokens.")
    answer = refuse(401, Problem(code="no-token", sentence=sentence))
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(Denied)
def denied(request: HttpRequest, error: Denied) -> HttpResponse:
    """403 with the same sentence as on a page."""
    return refuse(403, Problem(code=error.denial.code, sentence=str(error.denial)))


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """404, the same for what is not there and for what one may not see."""
    return refuse(404, Problem(code="missing", sentence=_("There is nothing here that you see.")))


@api.exception_handler(Unoffered)
def unoffered(request: HttpRequest, error: Unoffered) -> HttpResponse:
    """400: a filter, order or expansion that is not offered, or not to this reader."""
    return refuse(400, error.problem)


@api.exception_handler(NotDone)
def not_done(request: HttpRequest, error: NotDone) -> HttpResponse:
    """What stands against a change."""
    if error.trace:
        error.trace()
    return refuse(error.status, *error.problems)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """409 or 422 with the same sentence as on a page."""
    return refuse(error.status, Problem(code=error.denial.code, sentence=str(error.denial)))


@api.exception_handler(IntegrityError)
def overtaken(request: HttpRequest, error: IntegrityError) -> HttpResponse:
    """409: of two changes at once, the other one won."""
    sentence = _("Something else was stored at the same moment. Read it again, and try anew.")
    return refuse(409, Problem(code="overtaken", sentence=sentence))


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """422: it does not have the described shape. What was sent is not repeated."""
    return refuse(422, *(_problem(each) for each in error.errors))


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """400: it is no JSON."""
    sentence = _("The body cannot be read. Send JSON in UTF-8.")
    return refuse(error.status_code, Problem(code="unreadable", sentence=sentence))


@api.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    """413: more than one request may hold."""
    return refuse(413, Problem(code="too-big", sentence=_("Send less at a time.")))


def _problem(found: dict[str, object]) -> Problem:
    place = [each for each in found.get("loc", ()) if each not in ("body", "query", "payload")]  # type: ignore[attr-defined]
    item = next((each for each in place if isinstance(each, int)), None)
    names = [each for each in place if isinstance(each, str) and each.islower()]
    field = names[-1] if names else ""
    return Problem(code=str(found["type"]), sentence=str(found["msg"]), field=field, item=item)
