"""One note: its author changes, shares, deletes it and asks about it; others read it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.growth import actions
from trellis_web.growth.forms import EvidenceForm, FilesForm
from trellis_web.growth.models import EvidenceNote
from trellis_web.growth.queries.colleagues import colleagues, manager_of
from trellis_web.growth.queries.notes import Card, cards, notes
from trellis_web.growth.queries.tags import tags_for
from trellis_web.growth.rules.evidence import (
    Tag,
    why_not_changed,
    why_not_deleted,
    why_not_unshared,
)
from trellis_web.people.models import Person


@signed_in
@require_http_methods(["GET", "POST"])
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """One note: its author changes, shares and asks about it; others read it."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    form = _form(request, _card(pk, actor))
    if form.is_valid():
        note = get_object_or_404(visible(EvidenceNote, to=actor, today=today), pk=pk)
        actions.edit_evidence(note=note, **form.cleaned_data, by=actor, now=now, today=today)
        messages.success(request, _("Saved."))
        return redirect("evidence", pk=pk)
    return note_page(request, pk, form=form)


def note_page(
    request: HttpRequest,
    pk: int,
    *,
    form: EvidenceForm | None = None,
    files: FilesForm | None = None,
) -> HttpResponse:
    """The page of a note; 422 with a form that was filled in and is wrong."""
    actor, card = actor_of(request), _card(pk, actor_of(request))
    context = _page(request, card, actor) | {
        "form": form or _form(request, card, is_new=True),
        "files": files or FilesForm(),
    }
    is_wrong = files is not None or (form is not None and form.is_bound)
    return render(request, "growth/evidence.html", context, status=422 if is_wrong else 200)


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
def evidence_ongoing(request: HttpRequest, pk: int) -> HttpResponse:
    """Says that what a note tells still goes on, or (`ongoing` empty) no longer does."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    note = get_object_or_404(visible(EvidenceNote, to=actor, today=today), pk=pk)
    goes_on = bool(request.POST.get("ongoing"))
    actions.mark_ongoing(note=note, is_ongoing=goes_on, by=actor, now=now, today=today)
    messages.success(request, _("Saved."))
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


def _card(pk: int, actor: Person) -> Card:
    today = timezone.localdate()
    note = get_object_or_404(notes(to=actor, today=today), pk=pk)
    (card,) = cards([note], aged_on=today if note.person_id == actor.pk else None)
    return card


def _form(request: HttpRequest, card: Card, *, is_new: bool = False) -> EvidenceForm:
    """What was sent, or (`is_new`) what is stored."""
    note, today = card.note, timezone.localdate()
    tags = [str(Tag(tag.kind, tag.family, tag.key)) for tag in note.tags.all()]
    stored = {
        "text": note.text,
        "happened_on": note.happened_on.isoformat(),
        "link": note.link,
        "is_ongoing": note.is_ongoing,
        "tags": tags,
    }
    data = None if is_new or request.method != "POST" else request.POST
    offered = tags_for(actor_of(request), today=today)
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
        "cited": why_not_unshared(card.note),
        "words": words,
        "colleagues": colleagues(words, to=actor, without=asked, today=today) if is_own else [],
        "manager": manager_of(actor, today=today) if is_own else "",
    }
