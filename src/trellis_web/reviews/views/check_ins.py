"""Check-ins between rounds: started by either, prepared by the person, recorded by the manager."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denial
from trellis_web.access.views import actor_of, signed_in
from trellis_web.growth.access import people_led_by
from trellis_web.growth.rules.plans import leads
from trellis_web.people.models import Person
from trellis_web.reviews.actions.check_ins import (
    prepare_check_in,
    record_check_in,
    start_check_in,
)
from trellis_web.reviews.forms.check_ins import NoteForm, SeenForm
from trellis_web.reviews.models import CheckIn
from trellis_web.reviews.queries.check_ins import Row, asked_in, check_ins, evidence_for, rows_of
from trellis_web.reviews.rules.check_ins import Seen
from trellis_web.reviews.rules.refusals import Refused

Pairs = list[tuple[Row, SeenForm]]


@signed_in
@require_http_methods(["GET", "POST"])
def check_in_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The check-ins of somebody; POST starts one, or opens the one that is not recorded yet."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    led = Q(pk__in=people_led_by(actor, today=today))
    people = visible(Person, to=actor, today=today).filter(Q(pk=actor.pk) | led)
    person = get_object_or_404(people, pk=pk)
    refused, status = None, 200
    if request.method == "POST":
        try:
            found = start_check_in(person, by=actor, now=now, today=today)
            return redirect("check_in", pk=found.pk)
        except Refused as refusal:
            refused, status = refusal.denial, refusal.status
    context = {
        "person": person,
        "is_own": person.pk == actor.pk,
        "may_start": person.pk == actor.pk or leads(actor, person.pk, today=today),
        "check_ins": check_ins(person, to=actor, today=today),
        "refused": refused,
    }
    return render(request, "reviews/check_ins.html", context, status=status)


@signed_in
@require_GET
def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    """One check-in, to prepare, to record or to read."""
    return _page(request, _check_in(request, pk))


@signed_in
@require_POST
def check_in_preparation(request: HttpRequest, pk: int) -> HttpResponse:
    """The person hands over what they say."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    found = _check_in(request, pk)
    pairs = _pairs(request, found)
    if not _valid(pairs):
        return _page(request, found, pairs=pairs, status=422)
    try:
        prepare_check_in(found, said=_said(pairs), by=actor, now=now, today=today)
    except Refused as refused:
        return _page(request, found, refused=refused.denial, status=refused.status)
    messages.success(request, _("Handed over. Your manager can read it now."))
    return redirect("check_in", pk=pk)


@signed_in
@require_POST
def check_in_record(request: HttpRequest, pk: int) -> HttpResponse:
    """The manager records what they saw."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    found = _check_in(request, pk)
    pairs, form = _pairs(request, found), NoteForm(request.POST)
    if not (form.is_valid() and _valid(pairs)):
        return _page(request, found, pairs=pairs, status=422)
    said: dict[str, Any] = {"seen": _said(pairs), "note": form.cleaned_data["note"]}
    try:
        record_check_in(found, **said, by=actor, now=now, today=today)
    except Refused as refused:
        return _page(request, found, pairs=pairs, refused=refused.denial, status=refused.status)
    name = found.person.first_name
    messages.success(request, _("Recorded. %(name)s can read it now.") % {"name": name})
    return redirect("check_in", pk=pk)


def _check_in(request: HttpRequest, pk: int) -> CheckIn:
    rows = visible(CheckIn, to=actor_of(request), today=timezone.localdate())
    people = rows.select_related("person", "manager", "recorded_by", "version__family")
    return get_object_or_404(people, pk=pk)


def _pairs(request: HttpRequest, found: CheckIn) -> Pairs:
    """Each row with its form: what the person says, or what the manager saw, the latest first."""
    actor, today = actor_of(request), timezone.localdate()
    data = request.POST if request.method == "POST" else None
    rows = rows_of(found, asked_in(found, today=today), to=actor, today=today)
    is_own = found.person_id == actor.pk
    stored = [row.said if is_own else Seen(row.asked.latest) for row in rows]
    return [
        (row, SeenForm(data, asked=row.asked, stored=said))
        for row, said in zip(rows, stored, strict=True)
    ]


def _valid(pairs: Pairs) -> bool:
    """Whether all are; each is asked, so that each says what is wrong."""
    return not [form for _row, form in pairs if not form.is_valid()]


def _said(pairs: Pairs) -> dict[str, Seen]:
    return {row.asked.competency: form.seen for row, form in pairs}


def _page(
    request: HttpRequest,
    found: CheckIn,
    *,
    pairs: Sequence[tuple[Row, SeenForm]] = (),
    refused: Denial | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    is_own, is_open = found.person_id == actor.pk, found.recorded_at is None
    context = {
        "check_in": found,
        "is_own": is_own,
        "is_open": is_open,
        "may_record": is_open and not is_own and leads(actor, found.person_id, today=today),
        "pairs": pairs or _pairs(request, found),
        "evidence": evidence_for(found, to=actor, today=today),
        "note": NoteForm(request.POST if request.method == "POST" else None),
        "refused": refused,
    }
    return render(request, "reviews/check_in.html", context, status=status)
