"""What is sent into a session that was closed meanwhile: a sentence, and the words to be copied."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trellis_web.access.views import actor_of
from trellis_web.calibration.models import Session
from trellis_web.calibration.queries.sessions import ended_in
from trellis_web.frameworks.views.editor import wants_part

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, int, P], HttpResponse]


def keeps_words(form: type[Form], *names: str) -> Callable[[View[P]], View[P]]:
    """Whoever sat in a session until it was closed gets these fields of what they sent back, 409.

    Asked before the view: most of them do not see the session any more.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def kept(request: HttpRequest, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            is_sent = request.method == "POST"
            session = ended_in(pk, person=actor_of(request)) if is_sent else None
            if session:
                return _page(request, session, form, names)
            return view(request, pk, *args, **kwargs)

        return cast("View[P]", kept)

    return decorate


def _page(
    request: HttpRequest, session: Session, form: type[Form], names: tuple[str, ...]
) -> HttpResponse:
    sent = {form.base_fields[name].label: request.POST.get(name, "") for name in names}
    part = "_ended" if wants_part(request) else "ended"
    context = {"session": session, "words": {label: text for label, text in sent.items() if text}}
    return render(request, f"calibration/{part}.html", context, status=409)
