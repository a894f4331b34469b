"""“Ask for feedback on this statement”: choosing a colleague, the answers, the refusals."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.growth.actions.asks import answer_ask, ask_feedback, decline_ask, withdraw_ask
from trellis_web.growth.forms.asks import AskForm, FeedbackForm, RefusalForm
from trellis_web.growth.models import Ask
from trellis_web.growth.queries.asks import asks_of, statement_of
from trellis_web.growth.queries.colleagues import colleagues
from trellis_web.growth.rules.asks import may_ask_about
from trellis_web.people.models import Person


@signed_in
def ask_new(request: HttpRequest, family: str, statement: str) -> HttpResponse:
    """GET: chooses a colleague, then the question. POST: asks. `person`: about a report."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    person, text = _about(request), statement_of(family, statement)
    if not text:
        raise Http404
    chosen = request.POST.get("colleague") or request.GET.get("colleague")
    colleague = _colleague(actor, chosen) if chosen else None
    form = AskForm(
        request.POST if request.method == "POST" else None,
        initial={"colleague": colleague and colleague.pk},
    )
    if request.method == "POST" and form.is_valid() and colleague:
        ask_feedback(
            person=person, colleague=colleague, family=family, statement=statement,
            question=form.cleaned_data["question"], by=actor, now=now, today=today,
        )  # fmt: skip
        messages.success(request, _("Asked %(name)s.") % {"name": colleague.name})
        return redirect("ask_list")
    words = request.GET.get("q", "").strip().replace("\0", "")[:200]
    context = {
        "person": person,
        "statement": text,
        "colleague": colleague,
        "form": form,
        "search": words,
        "found": colleagues(words, to=actor, without=[person.pk], today=today),
    }
    return render(request, "growth/ask_new.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_GET
def ask_list(request: HttpRequest) -> HttpResponse:
    """What is asked of me, and what I asked."""
    return _page(request)


@signed_in
@require_POST
def ask_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """My answer to a colleague."""
    found, form = _ask(request, pk), FeedbackForm(request.POST)
    if not form.is_valid():
        return _page(request, answer=form, wrong=pk)
    now, today = timezone.now(), timezone.localdate()
    answer_ask(ask=found, **form.cleaned_data, by=actor_of(request), now=now, today=today)
    messages.success(request, _("Answered. Thank you."))
    return redirect("ask_list")


@signed_in
@require_POST
def ask_refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """I do not answer, and say why."""
    found, form = _ask(request, pk), RefusalForm(request.POST)
    if not form.is_valid():
        return _page(request, refusal=form, wrong=pk)
    now, today = timezone.now(), timezone.localdate()
    decline_ask(ask=found, **form.cleaned_data, by=actor_of(request), now=now, today=today)
    messages.success(request, _("Declined. Whoever asked reads why."))
    return redirect("ask_list")


@signed_in
@require_POST
def ask_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes my question back."""
    now, today = timezone.now(), timezone.localdate()
    withdraw_ask(ask=_ask(request, pk), by=actor_of(request), now=now, today=today)
    messages.success(request, _("Taken back."))
    return redirect("ask_list")


def _about(request: HttpRequest) -> Person:
    """Whom the question is about: oneself, or a report."""
    actor, today = actor_of(request), timezone.localdate()
    key = request.POST.get("person") or request.GET.get("person") or str(actor.pk)
    person = _colleague(actor, key)
    if not may_ask_about(person, actor, today=today):
        raise Http404
    return person


def _colleague(actor: Person, key: str) -> Person:
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    people = visible(Person, to=actor).filter(deactivated_at__isnull=True)
    return get_object_or_404(people, pk=int(key))


def _ask(request: HttpRequest, pk: int) -> Ask:
    rows = visible(Ask, to=actor_of(request)).select_related("colleague", "asked_by")
    return get_object_or_404(rows, pk=pk)


def _page(
    request: HttpRequest,
    *,
    answer: FeedbackForm | None = None,
    refusal: RefusalForm | None = None,
    wrong: int = 0,
) -> HttpResponse:
    context = {
        "asks": asks_of(actor_of(request)),
        "answer": answer or FeedbackForm(),
        "refusal": refusal or RefusalForm(),
        "wrong": wrong,
    }
    return render(request, "growth/asks.html", context, status=422 if wrong else 200)
