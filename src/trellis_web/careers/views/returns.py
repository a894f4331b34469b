"""Ways back from management: the offer, its page, the answer."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.access.views import actor_of, signed_in
from trellis_web.careers.actions import answer_return, end_return, offer_return
from trellis_web.careers.forms import ReturnAnswerForm, ReturnForm
from trellis_web.careers.models import Return
from trellis_web.careers.queries.landings import WayBack, ways_back
from trellis_web.careers.rules.refusals import NO_WAY_BACK, WHY, why_not_offered
from trellis_web.frameworks.access import sees_bands
from trellis_web.people.models import Person


@signed_in
@require_http_methods(["GET", "POST"])
def return_new(request: HttpRequest, person: int) -> HttpResponse:
    """Where a way back would land; a POST offers it. For the manager of this moment, and HR."""
    actor, today = actor_of(request), timezone.localdate()
    someone = get_object_or_404(visible(Person, to=actor), pk=person)
    if denial := why_not_offered(someone, by=actor, today=today):
        raise Denied(denial)
    found = ways_back(someone, today=today)
    ways = [each for each in found if isinstance(each, WayBack)]
    form = ReturnForm(request.POST if request.method == "POST" else None, ways=ways, today=today)
    if form.is_valid() and (made := _offer(form, someone, actor)):
        messages.success(request, _("Offered to %(name)s.") % {"name": someone.name})
        return redirect("return", made.pk)
    context = {
        "person": someone,
        "form": form,
        "ways": ways,
        "bands": sees_bands(actor, today=today),
        "why_not": None if ways else next((WHY[e] for e in found if e in WHY), NO_WAY_BACK),
    }
    status = 422 if form.is_bound else 200
    return render(request, "careers/return_new.html", context, status=status)


def _offer(form: ReturnForm, to: Person, actor: Person) -> Return | None:
    """The offer, or None with the reason in the form."""
    now, today = timezone.now(), timezone.localdate()
    try:
        return offer_return(to, **form.cleaned_data, by=actor, now=now, today=today)
    except Denied as denied:
        form.add_error(None, str(denied.denial))
        return None


@signed_in
@require_GET
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    """What a way back means, in the words that both read."""
    actor, today = actor_of(request), timezone.localdate()
    shown = get_object_or_404(_seen(actor), pk=pk)
    may_end = why_not_offered(shown.person, by=actor, today=today) is None
    context = {
        "shown": shown,
        "is_own": shown.person_id == actor.pk,
        "may_end": shown.is_open and may_end,
        "bands": sees_bands(actor, today=today) or shown.person_id == actor.pk,
    }
    return render(request, "careers/return.html", context)


@signed_in
@require_POST
def return_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The person agrees or declines."""
    actor = actor_of(request)
    shown = get_object_or_404(_seen(actor), pk=pk)
    form = ReturnAnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the two answers."))
        return redirect("return", pk)
    agrees = form.cleaned_data["answer"] == "agree"
    now, today = timezone.now(), timezone.localdate()
    answer_return(shown, is_agreed=agrees, by=actor, now=now, today=today)
    messages.success(request, _("You agreed.") if agrees else _("You declined."))
    return redirect("return", pk)


@signed_in
@require_POST
def return_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes an offer back."""
    actor = actor_of(request)
    shown = get_object_or_404(_seen(actor), pk=pk)
    end_return(shown, by=actor, now=timezone.now(), today=timezone.localdate())
    messages.success(request, _("Taken back. Nothing was changed."))
    return redirect("return", pk)


def _seen(actor: Person) -> "QuerySet[Return]":
    return visible(Return, to=actor).select_related("person", "offered_by", "ended_by")
