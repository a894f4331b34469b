"""Light or dark, remembered in a cookie."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from trellis_web.access.views import public
from trellis_web.ui.queries.frame import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600


@public
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Sets the wanted theme, or the other one, and goes back to where the person was."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    now = request.COOKIES.get(THEME_COOKIE, "light")
    wanted = request.POST.get("theme", "light" if now == "dark" else "dark")
    response = HttpResponseRedirect(back)
    if wanted in THEMES:
        response.set_cookie(THEME_COOKIE, wanted, max_age=YEAR, samesite="Lax", httponly=True)
    return response
