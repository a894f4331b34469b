"""Cases: the lists, one case, and the beginning of one."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import reports_of, visible
from trellis_web.access.rules import Denial, Permission, is_permitted
from trellis_web.access.views import actor_of, permitted, signed_in
from trellis_web.people.models import Person
from trellis_web.promotions.actions.cases import start_case
from trellis_web.promotions.forms.cases import FilterForm, StartForm
from trellis_web.promotions.queries.lists import desk_of, found_cases
from trellis_web.promotions.queries.openings import may_start_own, opens_by_itself
from trellis_web.promotions.queries.starting import Startable, moves_of
from trellis_web.promotions.views.showing import case_for, case_page, doing
from trellis_web.reviews.rules import Refused


@signed_in
@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    """My cases, my team's, those I decide, and what I am asked to say about."""
    actor, today = actor_of(request), timezone.localdate()
    desk = desk_of(actor, today=today)
    context = {
        "desk": desk,
        "may_start_own": may_start_own(),
        "may_manage": is_permitted(actor, Permission.CASE_MANAGE, today=today),
    }
    return render(request, "promotions/cases.html", context)


@permitted(Permission.CASE_MANAGE)
@require_GET
def case_overview(request: HttpRequest) -> HttpResponse:
    """Every case in scope, `?state=`, `?family=` and `?q=` narrow it."""
    form = FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    actor, today = actor_of(request), timezone.localdate()
    number = request.GET.get("page", "1")
    context = {
        "form": form,
        "rows": found_cases(actor, **wanted, page=number, today=today),
        "query": "&".join(f"{key}={value}" for key, value in wanted.items() if value),
    }
    return render(request, "promotions/overview.html", context)


@signed_in
@require_GET
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case."""
    return case_page(request, case_for(request, pk))


@signed_in
@require_GET
def case_start(request: HttpRequest, pk: int) -> HttpResponse:
    """The steps that are open to somebody, to start a case for one of them."""
    return _start_page(request, _startable(request, pk))


@signed_in
@require_POST
def case_new(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `move`: a case is started."""
    person, when = _startable(request, pk), doing(request)
    moves = moves_of(person, today=when["today"])
    form = _start_form(moves, request.POST)
    if not form.is_valid():
        return _start_page(request, person, form=form, status=422)
    chosen = next(each.move for each in moves if each.move.pk == form.cleaned_data["move"])
    try:
        made = start_case(person=person, move=chosen, **when)
    except Refused as refused:
        words, status = refused.denial, refused.status
        return _start_page(request, person, form=form, refused=words, status=status)
    messages.success(request, _("Started. Nobody decides anything before it is handed in."))
    return redirect("case", made.pk)


def _startable(request: HttpRequest, pk: int) -> Person:
    """The reader, or somebody whom they lead now."""
    actor, today = actor_of(request), timezone.localdate()
    mine = Q(pk=actor.pk) | Q(pk__in=reports_of(actor, today=today))
    return get_object_or_404(visible(Person, to=actor, today=today).filter(mine), pk=pk)


def _start_form(moves: list[Startable], sent: Any = None) -> StartForm:
    open_ones: list[tuple[int | str, str]]
    open_ones = [(each.move.pk, each.title) for each in moves if not each.case]
    return StartForm(sent, moves=open_ones)


def _start_page(
    request: HttpRequest,
    person: Person,
    *,
    form: StartForm | None = None,
    refused: Denial | None = None,
    status: int = 200,
) -> HttpResponse:
    is_own = person.pk == actor_of(request).pk
    moves = moves_of(person, today=timezone.localdate())
    context = {
        "person": person,
        "is_own": is_own,
        "may_start": not is_own or may_start_own(),
        "opens_by_itself": is_own and opens_by_itself(),
        "moves": moves,
        "form": form or _start_form(moves),
        "refused": refused,
    }
    return render(request, "promotions/new.html", context, status=status)
