"""The links through which the world reads a framework: HR makes, sees and ends them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis.findings import BadInput
from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.frameworks.actions.public_links import end_public_link, make_public_link
from trellis_web.frameworks.forms.public_links import PublicLinkForm
from trellis_web.frameworks.models import Family, PublicLink


@permitted(Permission.FRAMEWORK_PUBLISH)
def public_links(request: HttpRequest) -> HttpResponse:
    """Every link, and a form for another one. The address of a new one is shown on this answer
    only: nobody, not even the program, can read it again."""
    actor, today = actor_of(request), timezone.localdate()
    families = visible(Family, to=actor).filter(current__isnull=False)
    form = PublicLinkForm(request.POST or None, families=families)
    made = address = refused = None
    if form.is_valid():
        try:
            made, token = make_public_link(**form.cleaned_data, by=actor, now=timezone.now())
            address = request.build_absolute_uri(reverse("public_framework", args=[token]))
            form = PublicLinkForm(families=families)
        except BadInput as problem:
            refused = problem
    rows = visible(PublicLink, to=actor).select_related("family", "made_by", "ended_by")
    context = {"form": form, "links": rows, "made": made, "address": address, "refused": refused}
    context |= {"today": today}
    status = 201 if made else 422 if form.is_bound else 200
    return render(request, "frameworks/public_links.html", context, status=status)


@permitted(Permission.FRAMEWORK_PUBLISH)
@require_POST
def public_link_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a link."""
    actor = actor_of(request)
    link = get_object_or_404(visible(PublicLink, to=actor).select_related("family"), pk=pk)
    end_public_link(link, by=actor, now=timezone.now())
    messages.success(request, _("Ended the link “%(name)s”.") % {"name": link.name})
    return redirect("public_links")
