"""Bringing a framework in: a file or pasted text, what it looks like, and a template."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis import library
from trellis.findings import BadInput
from trellis.framework.formats.shape import Question, Shape
from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.frameworks.actions import (
    describe_upload,
    keep_preset,
    start_from_library,
    store_upload,
)
from trellis_web.frameworks.forms import ImportForm, PresetForm, ShapeForm
from trellis_web.frameworks.models import Family, Import, ImportPreset, Upload
from trellis_web.frameworks.queries.imports import questions_of, sheets_of
from trellis_web.frameworks.queries.imports_preset import fitting, from_preset
from trellis_web.frameworks.queries.imports_rows import preview


def upload_of(request: HttpRequest, pk: int) -> Upload:
    """The upload, or 404 for one that the actor does not see."""
    return get_object_or_404(visible(Upload, to=actor_of(request)), pk=pk)


@permitted(Permission.FRAMEWORK_EDIT)
def new_import(request: HttpRequest) -> HttpResponse:
    """The upload page. A file that cannot be opened answers 422 with each problem and its place."""
    actor, posted = actor_of(request), request.method == "POST"
    families = visible(Family, to=actor)
    sent = (request.POST, request.FILES) if posted else ()
    form = ImportForm(*sent, families=families)
    refused = None
    if posted and form.is_valid():
        data, name = form.source()
        try:
            upload = store_upload(data, name, by=actor, now=timezone.now(), **form.naming())
        except BadInput as problem:
            refused = problem
        else:
            return redirect("framework_upload", upload.pk)
    context = {
        "form": form,
        "refused": refused,
        "templates": library.names(),
        "uploads": visible(Upload, to=actor).defer("data", "sheets")[:10],
        "imports": visible(Import, to=actor).select_related("family", "made_by")[:10],
    }
    return render(request, "frameworks/imports/new.html", context, status=422 if posted else 200)


@permitted(Permission.FRAMEWORK_EDIT)
def library_draft(request: HttpRequest) -> HttpResponse:
    """POST `name`: the template as a draft."""
    name = request.POST.get("name", "")
    if request.method != "POST":
        return redirect("framework_import")
    if name not in library.names():
        raise Http404
    draft = start_from_library(name, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Imported as a draft. Only those who write frameworks see it."))
    return redirect("framework_draft", draft.family.slug)


@permitted(Permission.FRAMEWORK_EDIT)
def shape(request: HttpRequest, pk: int) -> HttpResponse:
    """What the table looks like. POST `swap` turns it round, POST `preset` takes a kept one."""
    upload = upload_of(request, pk)
    if upload.shape is None:
        return redirect("framework_upload", pk)
    guess, sheets = Shape.of(upload.shape), sheets_of(upload)
    if request.method != "POST":
        form = ShapeForm(sheets=sheets, shape=guess)
        return _shape_page(request, upload, form)
    said, is_done = _short_cut(request, upload), False
    if said is None:
        form = ShapeForm(request.POST, sheets=sheets, shape=guess)
        if not form.is_valid():
            return _shape_page(request, upload, form, status=422)
        said = form.shape()
        is_done = not form.is_new_guess
    upload = describe_upload(upload, shape=said, by=actor_of(request), now=timezone.now())
    is_done = is_done and not questions_of(upload)
    return redirect("framework_upload" if is_done else "framework_upload_shape", pk)


@permitted(Permission.FRAMEWORK_EDIT)
@require_POST
def presets(request: HttpRequest, pk: int) -> HttpResponse:
    """Keeps what the columns hold under a name."""
    upload, form = upload_of(request, pk), PresetForm(request.POST)
    if upload.shape is None or not Shape.of(upload.shape).is_mapped:
        raise Http404
    if form.is_valid():
        name = form.cleaned_data["name"]
        keep_preset(upload, name=name, by=actor_of(request), now=timezone.now())
        messages.success(request, _("Kept as “%(name)s”.") % {"name": name})
    else:
        messages.error(request, _("Give the columns a name of at most 100 characters."))
    return redirect("framework_upload_shape", pk)


def _short_cut(request: HttpRequest, upload: Upload) -> Shape | None:
    """The shape after a button that needs no form: turned round, or as it was kept."""
    guess = Shape.of(upload.shape or {})
    if "swap" in request.POST:
        return replace(guess.swapped(), merged=())
    wanted = request.POST.get("preset", "")
    if not wanted.isdecimal():
        return None
    kept = get_object_or_404(visible(ImportPreset, to=actor_of(request)), pk=int(wanted))
    return from_preset(kept, upload)


def _shape_page(
    request: HttpRequest, upload: Upload, form: ShapeForm, status: int = 200
) -> HttpResponse:
    guess, sheets = Shape.of(upload.shape or {}), sheets_of(upload)
    questions = questions_of(upload)
    context = {
        "upload": upload,
        "guess": guess,
        "form": form,
        "preview": preview(sheets, guess),
        "questions": questions,
        "is_people": Question.PEOPLE in questions,
        "presets": fitting(visible(ImportPreset, to=actor_of(request)), upload),
        "preset_form": PresetForm(),
    }
    return render(request, "frameworks/imports/shape.html", context, status=status)
