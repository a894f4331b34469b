"""Bringing a framework in: a file, pasted text, or a template of the library."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis import library
from trellis.findings import BadInput
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.frameworks.actions import import_framework, start_from_library
from trellis_web.frameworks.forms import ImportForm
from trellis_web.frameworks.models import Draft


@permitted(Permission.FRAMEWORK_EDIT)
def new_import(request: HttpRequest) -> HttpResponse:
    """The upload page. A file with problems answers 422 with each of them; nothing is written."""
    posted = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if posted else ImportForm()
    refused = None
    if posted and form.is_valid():
        data, name = form.source()
        try:
            draft = import_framework(
                data, name, by=actor_of(request), now=timezone.now(), **form.naming()
            )
        except BadInput as problem:
            refused = problem
        else:
            return _made(request, draft)
    context = {"form": form, "refused": refused, "templates": library.names()}
    return render(request, "frameworks/import.html", context, status=422 if posted else 200)


@permitted(Permission.FRAMEWORK_EDIT)
def library_draft(request: HttpRequest) -> HttpResponse:
    """POST `name`: the template as a draft."""
    name = request.POST.get("name", "")
    if request.method != "POST":
        return redirect("framework_import")
    if name not in library.names():
        raise Http404
    return _made(request, start_from_library(name, by=actor_of(request), now=timezone.now()))


def _made(request: HttpRequest, draft: Draft) -> HttpResponse:
    messages.success(request, _("Imported as a draft. Only those who write frameworks see it."))
    return redirect("framework_draft", draft.family.slug)
