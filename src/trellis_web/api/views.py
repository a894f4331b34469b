"""The API: what it consists of, its description, and how it refuses."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from trellis_web.access.rules import Denied
from trellis_web.access.views import public
from trellis_web.api.schemas import Problem, Problems
from trellis_web.api.v1.evidence import router

api = NinjaAPI(
    title="Trellis",
    version="1",
    description="A program with a token acts for one person, and never sees more than they do.",
    docs_url=None,
    openapi_url=None,
)
api.add_router("/v1", router)


@public
@require_GET
def description(request: HttpRequest) -> HttpResponse:
    """The API in OpenAPI 3.1."""
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/"))


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
