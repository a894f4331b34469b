"""One's own notes."""

import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.growth import actions
from trellis_web.growth.forms import EvidenceForm, SearchForm
from trellis_web.growth.models import EvidenceNote
from trellis_web.growth.queries.colleagues import manager_of
from trellis_web.growth.queries.notes import cards, notes, unanswered, used_tags
from trellis_web.growth.queries.tags import tags_for

PAGE = 30
SUGGESTED = 6


@signed_in
@require_GET
def evidence_list(request: HttpRequest) -> HttpResponse:
    """My notes, newest first; the address says which of them are wanted."""
    actor, today = actor_of(request), timezone.localdate()
    form = SearchForm(request.GET, tags=used_tags(actor))
    mine = notes(to=actor, today=today).filter(person=actor)
    page = Paginator(mine.filter(form.wanted.condition), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "cards": cards(page.object_list, aged_on=today),
        "form": form,
        "others": _other_pages(request),
        "asked": unanswered(to=actor, today=today).count(),
        "manager": manager_of(actor, today=today),
    }
    return render(request, "growth/evidence_list.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def evidence_new(request: HttpRequest) -> HttpResponse:
    """A new private note; the box over other pages and the home page send theirs here too."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    data = request.POST if request.method == "POST" else None
    wanted = {"tags": request.GET.getlist("tags")}
    form = EvidenceForm(data, offered=tags_for(actor, today=today), today=today, initial=wanted)
    is_box = bool(request.headers.get("HX-Request"))
    if form.is_valid():
        actions.add_evidence(person=actor, **form.cleaned_data, by=actor, now=now, today=today)
        if is_box:
            return HttpResponse(status=204)
        messages.success(request, _("Saved. Only you can read it until you share it."))
        return redirect(_back(request))
    if data is not None and is_box:
        return HttpResponse(form.sentence, content_type="text/plain; charset=utf-8", status=422)
    status = 200 if data is None else 422
    return render(request, "growth/evidence_new.html", {"form": form}, status=status)


@signed_in
@require_POST
def evidence_suggestions(request: HttpRequest) -> HttpResponse:
    """What the words so far seem to speak about, as tags to tick. Nothing is kept."""
    actor, today = actor_of(request), timezone.localdate()
    form = EvidenceForm(request.POST, offered=tags_for(actor, today=today), today=today)
    return render(request, "growth/_suggestions.html", {"choices": form.suggested[:SUGGESTED]})


@signed_in
@require_POST
def evidence_sharings(request: HttpRequest) -> HttpResponse:
    """Shares the ticked notes of the list, all of them or none."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    wanted = {int(pk) for pk in request.POST.getlist("notes") if re.fullmatch("[0-9]{1,18}", pk)}
    chosen = list(visible(EvidenceNote, to=actor, today=today).filter(pk__in=wanted))
    if not wanted or len(chosen) != len(wanted):
        messages.error(request, _("Nothing was shared. Tick the notes to share first."))
        return redirect("evidence_list")
    actions.share_several(notes=chosen, by=actor, now=now, today=today)
    words = ngettext("Shared %(n)d note.", "Shared %(n)d notes.", len(chosen))
    messages.success(request, words % {"n": len(chosen)})
    return redirect("evidence_list")


def _other_pages(request: HttpRequest) -> str:
    """The address's filters without its page, to put before another page's number."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()


def _back(request: HttpRequest) -> str:
    """Where the form was: `next` is followed on this site only."""
    to = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(to, {request.get_host()}, request.is_secure())
    return to if here and to.startswith("/") else "evidence_list"
