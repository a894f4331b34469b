"""What is sent about something that ended meanwhile: a sentence, and the words to be copied."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from trellis_web.access.views import View, actor_of, wants_part
from trellis_web.people.models import Person

P = ParamSpec("P")
Ended = Callable[[Person, int, dict[str, Any]], str]
"""How the thing with this key ended, to somebody who had a part in it until then; "" otherwise.

The rest is what else the address says.
"""


def keeps_words(ended: Ended, **labels: Promise | str) -> Callable[[View[P]], View[P]]:
    """Answers 409 with the sentence and the fields that are labelled here, to whoever was part.

    Rights end with the thing, so most of them would be told that there is nothing; asked again
    after a 404, since it may end while the view waits. `reason` stands for `reason-1` too.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def kept(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
            def late() -> HttpResponse | None:
                is_sent = request.method == "POST"
                sentence = ended(actor_of(request), pk, kwargs) if is_sent else ""
                return _page(request, sentence, labels) if sentence else None

            view_of = cast("Callable[Concatenate[HttpRequest, int, ...], HttpResponse]", view)
            try:
                return late() or view_of(request, pk, *args, **kwargs)
            except Http404:
                if answer := late():
                    return answer
                raise

        return cast("View[P]", kept)

    return decorate


def _page(request: HttpRequest, sentence: str, labels: dict[str, Promise | str]) -> HttpResponse:
    named = [(labels.get(key.partition("-")[0]), text) for key, text in request.POST.items()]
    words = [(label, text) for label, text in named if label and text]
    part = "_late" if wants_part(request) else "late"
    context = {"sentence": sentence, "words": words}
    return render(request, f"reviews/{part}.html", context, status=409)
