"""One's own notes."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.growth import actions
from trellis_web.growth.forms import EvidenceForm
from trellis_web.growth.models import EvidenceNote
from trellis_web.growth.queries.colleagues import colleagues, manager_of
from trellis_web.growth.queries.notes import Card, cards, notes, unanswered
from trellis_web.growth.queries.tags import tags_for
from trellis_web.growth.rules.evidence import Tag, why_not_changed, why_not_deleted
from trellis_web.people.models import Person

PAGE = 30


@signed_in
@require_GET
def evidence_list(request: HttpRequest) -> HttpResponse:
    """My notes, newest first; `?q=` searches their words."""
    actor, today = actor_of(request), timezone.localdate()
    words = words_of(request, "q")
    mine = notes(to=actor, today=today).filter(person=actor, text__icontains=words)
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "cards": cards(page.object_list),
        "q": words,
        "asked": unanswered(to=actor, today=today).count(),
        "manager": manager_of(actor, today=today),
    }
    return render(request, "growth/evidence_list.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def evidence_new(request: HttpRequest) -> HttpResponse:
    """A new private note; the capture form of the home page is sent here too."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    data = request.POST if request.method == "POST" else None
    wanted = {"tags": request.GET.getlist("tags")}
    form = EvidenceForm(data, offered=tags_for(actor, today=today), today=today, initial=wanted)
    if form.is_valid():
        actions.add_evidence(person=actor, **form.cleaned_data, by=actor, now=now, today=today)
        messages.success(request, _("Saved. Only you can read it until you share it."))
        return redirect(_back(request))
    status = 200 if data is None else 422
    return render(request, "growth/evidence_new.html", {"form": form}, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """One note: its author changes, shares and asks about it; others read it."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    (card,) = cards([get_object_or_404(notes(to=actor, today=today), pk=pk)])
    form = _form(request, card, actor)
    if form.is_valid():
        actions.edit_evidence(note=card.note, **form.cleaned_data, by=actor, now=now, today=today)
        messages.success(request, _("Saved."))
        return redirect("evidence", pk=pk)
    status = 422 if form.is_bound else 200
    context = _page(request, card, actor) | {"form": form}
    return render(request, "growth/evidence.html", context, status=status)


@signed_in
@require_POST
def evidence_sharing(request: HttpRequest, pk: int) -> HttpResponse:
    """Shares a note with manager and HR, or (`shared` empty) makes it private again."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    note = get_object_or_404(visible(EvidenceNote, to=actor, today=today), pk=pk)
    if request.POST.get("shared"):
        actions.share_evidence(note=note, by=actor, now=now, today=today)
        messages.success(request, _("Shared. Your manager and HR can read it, and it counts."))
    else:
        actions.unshare_evidence(note=note, by=actor, now=now, today=today)
        messages.success(request, _("Private again. Only you can read it."))
    return redirect("evidence", pk=pk)


@signed_in
@require_POST
def evidence_deletion(request: HttpRequest, pk: int) -> HttpResponse:
    """Deletes a note."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    note = get_object_or_404(visible(EvidenceNote, to=actor, today=today), pk=pk)
    actions.delete_evidence(note=note, by=actor, now=now, today=today)
    messages.success(request, _("The note is deleted."))
    return redirect("evidence_list")


def words_of(request: HttpRequest, name: str) -> str:
    """What is searched for, without what a database refuses."""
    return request.GET.get(name, "").replace("\0", "").strip()[:200]


def _form(request: HttpRequest, card: Card, actor: Person) -> EvidenceForm:
    note, today = card.note, timezone.localdate()
    tags = [str(Tag(tag.kind, tag.family, tag.key)) for tag in note.tags.all()]
    stored = {
        "text": note.text,
        "happened_on": note.happened_on.isoformat(),
        "link": note.link,
        "tags": tags,
    }
    data = request.POST if request.method == "POST" else None
    offered = tags_for(actor, today=today)
    return EvidenceForm(data, offered=offered, today=today, initial=stored)


def _page(request: HttpRequest, card: Card, actor: Person) -> dict[str, Any]:
    """What the page of a note offers to this reader."""
    today, words = timezone.localdate(), words_of(request, "colleague")
    asked = [each.colleague_id for each in (*card.confirmed, *card.waiting, *card.declined)]
    is_own = card.note.person_id == actor.pk
    return {
        "card": card,
        "is_own": is_own,
        "fixed": why_not_changed(card.note),
        "kept": why_not_deleted(card.note),
        "words": words,
        "colleagues": colleagues(words, to=actor, without=asked, today=today) if is_own else [],
        "manager": manager_of(actor, today=today) if is_own else "",
    }


def _back(request: HttpRequest) -> str:
    """Where the form was: `next` is followed on this site only."""
    to = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(to, {request.get_host()}, request.is_secure())
    return to if here and to.startswith("/") else "evidence_list"
