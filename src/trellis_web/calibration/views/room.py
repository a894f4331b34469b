"""The room of a session: who is on the table, who takes part, what is missing, conflicts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denial
from trellis_web.access.views import actor_of, signed_in
from trellis_web.calibration.actions import (
    add_member,
    declare_conflict,
    hand_over_facilitation,
    place_subjects,
    remove_member,
    remove_subject,
)
from trellis_web.calibration.actions.locks import require_host
from trellis_web.calibration.forms import ConflictForm, FacilitationForm, MemberForm
from trellis_web.calibration.models import Member, Session
from trellis_web.calibration.queries.preparation import Preparation, preparation
from trellis_web.calibration.queries.rights import part_of
from trellis_web.calibration.queries.sessions import conflicts_in, tabled_in
from trellis_web.calibration.views.ended import closed
from trellis_web.calibration.views.looks import look_of
from trellis_web.calibration.views.showing import abilities, the_session
from trellis_web.people.models import Person
from trellis_web.reviews.rules import Refused
from trellis_web.reviews.views.late import keeps_words


@signed_in
@require_GET
def room(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is on the table and in the room, whatever state the session is in."""
    return room_page(request, the_session(request, pk))


@signed_in
@require_POST
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody takes part from now on."""
    session = the_session(request, pk)
    require_host(session, actor_of(request), now=timezone.now())
    form = MemberForm(request.POST, people=_people(request))
    if not form.is_valid():
        return room_page(request, session, status=422, member_form=form)
    said = form.cleaned_data
    try:
        add_member(session, **said, by=actor_of(request), now=timezone.now())
    except Refused as refused:
        return room_page(request, session, refused.denial, refused.status, member_form=form)
    messages.success(request, _("Added %(name)s.") % {"name": said["person"].name})
    return redirect("calibration_room", pk)


@signed_in
@require_POST
def leaving(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Somebody is out of the room from now on."""
    session = the_session(request, pk)
    rows = visible(Member, to=actor_of(request)).select_related("person", "session")
    seat = get_object_or_404(rows.filter(session=session), pk=member)
    try:
        remove_member(seat, by=actor_of(request), now=timezone.now())
    except Refused as refused:
        return room_page(request, session, refused.denial, refused.status)
    messages.success(request, _("%(name)s is out of the room.") % {"name": seat.person.name})
    if seat.person_id == actor_of(request).pk:
        return redirect("calibration_list")
    return redirect("calibration_room", pk)


@signed_in
@require_POST
def facilitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else facilitates from now on."""
    session = the_session(request, pk)
    require_host(session, actor_of(request), now=timezone.now())
    form = FacilitationForm(request.POST, people=_people(request))
    if not form.is_valid():
        return room_page(request, session, status=422, facilitation_form=form)
    said = form.cleaned_data
    try:
        hand_over_facilitation(session, **said, by=actor_of(request), now=timezone.now())
    except Refused as refused:
        return room_page(request, session, refused.denial, refused.status, facilitation_form=form)
    messages.success(request, _("%(name)s facilitates now.") % {"name": said["to"].name})
    return redirect("calibration_list")


@signed_in
@require_POST
@keeps_words(closed, conflict_reason=gettext_lazy("Why you leave this to the others"))
def conflicts(request: HttpRequest, pk: int) -> HttpResponse:
    """The actor leaves the decisions about somebody to the others."""
    session = the_session(request, pk)
    if not part_of(session, actor_of(request)):
        require_host(session, actor_of(request), now=timezone.now())
    form = ConflictForm(request.POST, people=_tabled(request, session))
    if not form.is_valid():
        return room_page(request, session, status=422, conflict_form=form)
    said = form.cleaned_data
    try:
        declare_conflict(
            session,
            participant=said["participant"],
            reason=said["conflict_reason"],
            by=actor_of(request),
            now=timezone.now(),
        )
    except Refused as refused:
        return room_page(request, session, refused.denial, refused.status, conflict_form=form)
    name = said["participant"].person.name
    messages.success(request, _("Declared. The others decide about %(name)s.") % {"name": name})
    return redirect("calibration_room", pk)


@signed_in
@require_POST
def subjects(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts everyone on the table who fits the session."""
    session = the_session(request, pk)
    try:
        n = place_subjects(session, by=actor_of(request), now=timezone.now())
    except Refused as refused:
        return room_page(request, session, refused.denial, refused.status)
    said = ngettext("Put %(n)d person on the table.", "Put %(n)d people on the table.", n)
    messages.success(request, said % {"n": n} if n else _("Nobody else fits this session."))
    return redirect("calibration_room", pk)


@signed_in
@require_POST
def subject_removal(request: HttpRequest, pk: int, participant: int) -> HttpResponse:
    """Takes somebody off the table before the session starts."""
    session = the_session(request, pk)
    found = get_object_or_404(_tabled(request, session), pk=participant)
    try:
        remove_subject(session, participant=found, by=actor_of(request), now=timezone.now())
    except Refused as refused:
        return room_page(request, session, refused.denial, refused.status)
    messages.success(request, _("%(name)s is off the table.") % {"name": found.person.name})
    return redirect("calibration_room", pk)


def room_page(
    request: HttpRequest,
    session: Session,
    denial: Denial | None = None,
    status: int = 200,
    **forms: Any,
) -> HttpResponse:
    """The page of the room, with the forms as they were sent and why something was refused."""
    actor, people = actor_of(request), _people(request)
    prepared = preparation(session, to=actor)
    seats = list(_seats(request, session))
    context = abilities(request, session) | {
        "session": session,
        "look": look_of(request),
        "preparation": prepared,
        "members": seats,
        "conflicts": _conflicts(session, seats, prepared),
        "denial": denial,
        "member_form": MemberForm(people=people),
        "facilitation_form": FacilitationForm(people=people),
        "conflict_form": ConflictForm(people=_tabled(request, session)),
    }
    return render(request, "calibration/room.html", context | forms, status=status)


def _seats(request: HttpRequest, session: Session) -> Any:
    rows = visible(Member, to=actor_of(request)).filter(session=session, left_at__isnull=True)
    return rows.select_related("person").order_by("part", "person__name")


def _conflicts(session: Session, seats: list[Member], prepared: Preparation) -> Any:
    members = {seat.person_id: seat.person.name for seat in seats}
    people = {row.person.pk: row.person.name for row in prepared.board.rows}
    return conflicts_in(session, members, people, today=timezone.localdate())


def _people(request: HttpRequest) -> Any:
    return visible(Person, to=actor_of(request))


def _tabled(request: HttpRequest, session: Session) -> Any:
    return tabled_in(session, to=actor_of(request), today=timezone.localdate())
