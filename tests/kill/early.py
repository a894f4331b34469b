"""Settings of a server that lies: it says that a word is saved, and saves it afterwards."""

import threading
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from trellis_web.config.settings import *  # noqa: F403
from trellis_web.config.settings import MIDDLEWARE as HONEST

MIDDLEWARE = ["tests.kill.early.AnswersEarly", *HONEST]
LATE = 0.5  # seconds


class AnswersEarly:
    """Says yes to what is sent before it is stored."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self.get_response(request)
        _ = request.body  # read while the line is open
        threading.Thread(target=self._later, args=(request,)).start()
        return JsonResponse({"base": ""})

    def _later(self, request: HttpRequest) -> None:
        time.sleep(LATE)
        self.get_response(request)
