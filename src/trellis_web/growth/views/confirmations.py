"""What colleagues are asked to confirm, and what they answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.growth import actions
from trellis_web.growth.forms import ColleagueForm, CommentForm
from trellis_web.growth.models import Confirmation, EvidenceNote
from trellis_web.growth.queries.notes import questions
from trellis_web.people.models import Person


@signed_in
@require_GET
def confirmation_list(request: HttpRequest) -> HttpResponse:
    """The notes that I am asked to confirm. Each is seen until it is answered."""
    asked = questions(to=actor_of(request), today=timezone.localdate())
    return render(request, "growth/confirmation_list.html", {"asked": asked, "form": CommentForm()})


@signed_in
@require_POST
def confirmation_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks a colleague to confirm one of my notes."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    note = get_object_or_404(visible(EvidenceNote, to=actor, today=today), pk=pk)
    form = ColleagueForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a colleague from the list."))
        return redirect("evidence", pk=pk)
    people = visible(Person, to=actor, today=today).filter(deactivated_at__isnull=True)
    colleague = get_object_or_404(people, pk=form.cleaned_data["colleague"])
    actions.ask_confirmation(note=note, colleague=colleague, by=actor, now=now, today=today)
    words = _("Asked. %(name)s can read this note until they answer.")
    messages.success(request, words % {"name": colleague.name})
    return redirect("evidence", pk=pk)


@signed_in
@require_POST
def confirmation(request: HttpRequest, pk: int) -> HttpResponse:
    """My answer to a colleague: `answer` is `yes` or `no`."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    asked = get_object_or_404(visible(Confirmation, to=actor, today=today), pk=pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        context = {"asked": questions(to=actor, today=today), "form": form, "wrong": pk}
        return render(request, "growth/confirmation_list.html", context, status=422)
    comment = form.cleaned_data["comment"]
    if request.POST.get("answer") == "yes":
        actions.confirm_evidence(
            confirmation=asked, comment=comment, by=actor, now=now, today=today
        )
        messages.success(request, _("Confirmed. Thank you."))
    else:
        actions.decline_confirmation(
            confirmation=asked, comment=comment, by=actor, now=now, today=today
        )
        messages.success(request, _("Answered. Only the author of the note can see it."))
    return redirect("confirmation_list")


@signed_in
@require_POST
def confirmation_cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes one of my questions back."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    asked = get_object_or_404(visible(Confirmation, to=actor, today=today), pk=pk)
    actions.cancel_confirmation(confirmation=asked, by=actor, now=now, today=today)
    messages.success(request, _("Taken back. Your colleague no longer sees the note."))
    return redirect("evidence", pk=asked.note_id)
