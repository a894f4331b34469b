"""Sessions: the list, setting one up, starting, talking, closing, calling off."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission, is_permitted, units_of
from trellis_web.access.views import actor_of, permitted, signed_in
from trellis_web.calibration.actions import (
    close_session,
    create_session,
    place_subjects,
    start_session,
    stop_talking,
    talk_about,
    withdraw_session,
)
from trellis_web.calibration.forms import ClosingForm, SessionForm
from trellis_web.calibration.queries.logs import is_intact
from trellis_web.calibration.queries.sessions import listed, open_rounds, tabled_in
from trellis_web.calibration.views.looks import look_of
from trellis_web.calibration.views.room import room_page
from trellis_web.calibration.views.showing import abilities, the_session
from trellis_web.frameworks.models import Family
from trellis_web.people.models import Person, Unit
from trellis_web.reviews.rules import Refused

PAGE = 50


@signed_in
def calibration_list(request: HttpRequest) -> HttpResponse:
    """The sessions that the actor is in or sets up, the latest first."""
    actor, today = actor_of(request), timezone.localdate()
    rows = listed(actor, today=today).order_by("-created_at", "-pk")
    context = {
        "sessions": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "can_create": is_permitted(actor, Permission.CALIBRATION_MANAGE, today=today),
    }
    return render(request, "calibration/list.html", context)


@permitted(Permission.CALIBRATION_MANAGE)
@require_http_methods(["GET", "POST"])
def calibration_new(request: HttpRequest) -> HttpResponse:
    """A form for a new session; everyone who fits is put on its table at once."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        actor, now = actor_of(request), timezone.now()
        try:
            made = create_session(**form.cleaned_data, by=actor, now=now)
            place_subjects(made, by=actor, now=now)
        except Refused as refused:
            form.add_error(None, str(refused.denial.sentence))
        else:
            messages.success(request, _("Set up %(title)s.") % {"title": made.title})
            return redirect("calibration", made.pk)
    context = {"form": form}
    return render(request, "calibration/new.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest) -> SessionForm:
    actor, today = actor_of(request), timezone.localdate()
    held = units_of(actor, Permission.CALIBRATION_MANAGE, today=today)
    units = visible(Unit, to=actor).order_by("name")
    return SessionForm(
        request.POST or None,
        initial={"facilitator": actor.name},
        cycles=open_rounds(),
        families=visible(Family, to=actor).filter(current__isnull=False),
        units=units if None in held else units.filter(pk__in=held),
        people=visible(Person, to=actor),
    )


@signed_in
@require_POST
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on the ratings change here only."""
    session = the_session(request, pk)
    try:
        start_session(session, by=actor_of(request), now=timezone.now())
    except Refused as refused:
        return room_page(request, session, refused.denial, refused.status)
    messages.success(request, _("%(title)s is live.") % {"title": session.title})
    return redirect("calibration", pk)


@signed_in
@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Calls a session off before it starts."""
    session = the_session(request, pk)
    try:
        withdraw_session(session, by=actor_of(request), now=timezone.now())
    except Refused as refused:
        return room_page(request, session, refused.denial, refused.status)
    messages.success(request, _("Called off %(title)s.") % {"title": session.title})
    return redirect("calibration_list")


@signed_in
@require_POST
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    """The room speaks of the participant that is sent; of nobody without one."""
    session, look, actor = the_session(request, pk), look_of(request), actor_of(request)
    sent = request.POST.get("participant", "")
    try:
        if sent:
            rows = tabled_in(session, to=actor, today=timezone.localdate())
            key = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 19 else 0
            about = get_object_or_404(rows, pk=key)
            talk_about(session, participant=about, by=actor, now=timezone.now())
        else:
            stop_talking(session, by=actor, now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.denial.sentence)
    response: Any = redirect("calibration", pk)
    response["Location"] += f"?{look.query}cell={look.cell}"
    return response  # type: ignore[no-any-return]


@signed_in
@require_http_methods(["GET", "POST"])
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """What closing does, and the signature. POST signs the log and ends the session."""
    session = the_session(request, pk)
    form = ClosingForm(request.POST if request.method == "POST" else None)
    denial, status = None, 200
    if request.method == "POST" and form.is_valid():
        note, actor = form.cleaned_data["note"], actor_of(request)
        try:
            close_session(session, note=note, by=actor, now=timezone.now())
        except Refused as refused:
            denial, status = refused.denial, refused.status
        else:
            messages.success(request, _("Closed and signed %(title)s.") % {"title": session.title})
            return redirect("calibration_log", pk)
    context = abilities(request, session) | {
        "session": session,
        "look": look_of(request),
        "form": form,
        "denial": denial,
        "is_intact": is_intact(session) if session.digest else None,
    }
    return render(request, "calibration/closing.html", context, status=status)
