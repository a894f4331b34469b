"""An upload looked over before it becomes a draft: problems, likeness, lint, differences."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis.findings import BadInput
from trellis.framework.formats.shape import Shape
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied, Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.frameworks.actions import (
    correct_upload,
    describe_upload,
    import_upload,
    name_upload,
)
from trellis_web.frameworks.forms import DraftedForm, NamingForm, PairForm, corrected_cells
from trellis_web.frameworks.models import Family, Upload
from trellis_web.frameworks.queries.imports import planned, questions_of
from trellis_web.frameworks.queries.imports_check import check
from trellis_web.frameworks.rules import BAD_ROWS, UNANSWERED, Conflict
from trellis_web.frameworks.views.imports import upload_of


@permitted(Permission.FRAMEWORK_EDIT)
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """What the upload would become. POST `title` or `into`: which family it is for."""
    found = upload_of(request, pk)
    if questions_of(found):
        return redirect("framework_upload_shape", pk)
    if request.method != "POST":
        return _page(request, found)
    form = NamingForm(request.POST, families=visible(Family, to=actor_of(request)))
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    name_upload(found, by=actor_of(request), now=timezone.now(), **form.naming())
    return redirect("framework_upload", pk)


@permitted(Permission.FRAMEWORK_EDIT)
@require_POST
def corrections(request: HttpRequest, pk: int) -> HttpResponse:
    """Other texts for cells, in fields named `cell-SHEET-ROW-COLUMN`."""
    cells = corrected_cells(request.POST.dict())
    correct_upload(upload_of(request, pk), cells=cells, by=actor_of(request), now=timezone.now())
    return redirect("framework_upload", pk)


@permitted(Permission.FRAMEWORK_EDIT)
@require_POST
def names(request: HttpRequest, pk: int) -> HttpResponse:
    """`second` is put together with `first`, or `apart` stands for itself again."""
    found, form = upload_of(request, pk), PairForm(request.POST)
    if found.shape and form.is_valid():
        sent, shape = form.cleaned_data, Shape.of(found.shape)
        merged = {old: new for old, new in shape.merged if old != sent["apart"]}
        if sent["first"] and sent["second"]:
            merged[sent["second"]] = sent["first"]
        said = replace(shape, merged=tuple(merged.items()))
        describe_upload(found, shape=said, by=actor_of(request), now=timezone.now())
    return redirect("framework_upload", pk)


@permitted(Permission.FRAMEWORK_EDIT)
@require_POST
def drafts(request: HttpRequest, pk: int) -> HttpResponse:
    """Imports the upload as a draft; a problem or a change meanwhile shows the page again."""
    found, form = upload_of(request, pk), DraftedForm(request.POST)
    form.is_valid()
    try:
        made = import_upload(
            found,
            revisions=form.revisions(),
            without_bad_rows=form.cleaned_data.get("without_bad_rows", False),
            by=actor_of(request),
            now=timezone.now(),
        )
    except BadInput as refused:
        return _page(request, found, refused=refused, status=422)
    except Conflict as conflict:
        messages.error(request, str(conflict))
        return _page(request, found, status=409)
    except Denied as denied:
        if denied.denial not in (BAD_ROWS, UNANSWERED):
            raise
        messages.error(request, str(denied))
        return _page(request, found, status=422)
    messages.success(request, _("Imported as a draft. Only those who write frameworks see it."))
    return (
        redirect("framework_imported", made[0].pk)
        if made[1:] == []
        else redirect("framework_import")
    )


def _page(
    request: HttpRequest,
    found: Upload,
    *,
    form: NamingForm | None = None,
    refused: BadInput | None = None,
    status: int = 200,
) -> HttpResponse:
    named = {"title": "" if found.into else found.title, "into": found.into}
    families = visible(Family, to=actor_of(request))
    context = {
        "upload": found,
        "form": form or NamingForm(initial=named, families=families),
        "refused": refused,
        "check": check(found, planned(found, now=timezone.now())),
    }
    return render(request, "frameworks/imports/check.html", context, status=status)
