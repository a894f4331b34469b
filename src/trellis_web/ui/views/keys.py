"""The keys that do something, and the choice to have none of one letter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from trellis_web.access.views import signed_in
from trellis_web.ui.queries.frame import KEYS_COOKIE, KEYS_OFF

YEAR = 365 * 24 * 3600
KEYS = (
    (("Ctrl K",), gettext_lazy("Search, or jump to a page")),
    (("E",), gettext_lazy("Add evidence")),
    (("G", "H"), gettext_lazy("Go to Home")),
    (("G", "F"), gettext_lazy("Go to Framework")),
    (("G", "M"), gettext_lazy("Go to Map")),
    (("G", "E"), gettext_lazy("Go to Evidence")),
    (("G", "R"), gettext_lazy("Go to Reviews")),
    (("?",), gettext_lazy("This list")),
)


@signed_in
@require_http_methods(["GET", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """Lists the keys; a POST turns those of one letter off, or on again, in this browser."""
    if request.method == "GET":
        return render(request, "ui/keys.html", {"list": KEYS})
    is_off = request.POST.get("keys") == KEYS_OFF
    messages.success(request, _("Single keys are off.") if is_off else _("Single keys are on."))
    response = redirect("keys")
    if is_off:
        response.set_cookie(KEYS_COOKIE, KEYS_OFF, max_age=YEAR, samesite="Lax", httponly=True)
    else:
        response.delete_cookie(KEYS_COOKIE, samesite="Lax")
    return response
