"""The board of a session: heatmap or by rating, the panel of a cell, and what others changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from trellis_web.access.views import actor_of, signed_in, wants_part
from trellis_web.calibration.forms import RatingForm
from trellis_web.calibration.models import Change, Member, Session, SessionState
from trellis_web.calibration.queries.cells import Panel, panel_of
from trellis_web.calibration.queries.logs import changes_since
from trellis_web.calibration.queries.sessions import talked_about
from trellis_web.calibration.views.looks import Look, look_of
from trellis_web.calibration.views.room import room_page
from trellis_web.calibration.views.sheets import Sheet, sheet_of
from trellis_web.calibration.views.showing import abilities, the_session
from trellis_web.organisation.queries import is_on
from trellis_web.organisation.rules import Feature
from trellis_web.people.models import Person


@signed_in
@require_GET
def calibration(request: HttpRequest, pk: int) -> HttpResponse:
    """A session: what is prepared before it starts, its board after that.

    Asked for a part, it answers with the panel of the cell that the address names.
    """
    session, look = the_session(request, pk), look_of(request)
    if session.state is SessionState.PREPARE:
        return room_page(request, session)
    if wants_part(request):
        context = panel_context(request, session, look)
        return render(request, "calibration/_panel.html", context)
    return board_page(request, session, look)


def board_page(
    request: HttpRequest,
    session: Session,
    look: Look,
    *,
    panel: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, with the panel as it is given, or that of the address."""
    sheet = sheet_of(session, look, to=actor_of(request), now=timezone.now())
    opened = panel or panel_context(request, session, look, sheet=sheet)
    context = opened | {"sheet": sheet, "since": sheet.board.last_change}
    return render(request, "calibration/board.html", context, status=status)


def panel_context(
    request: HttpRequest,
    session: Session,
    look: Look,
    *,
    sheet: Sheet | None = None,
    form: RatingForm | None = None,
) -> dict[str, Any]:
    """What the panel of a cell needs. Without a cell, or for one that is not seen, it is empty."""
    actor = actor_of(request)
    panel: Panel | None = None
    if look.participant and look.slug:
        panel = panel_of(session, look.participant, look.slug, to=actor)
    if panel and not look.is_named and sheet is None:
        sheet = sheet_of(session, look, to=actor, now=timezone.now())
    return abilities(request, session) | {
        "session": session,
        "look": look,
        "panel": panel,
        "form": form or (RatingForm(panel, to=look.to) if panel else None),
        "number": sheet.number(look.participant) if panel and sheet else "",
        "is_changing": bool(form or look.to),
        "talk": _talk(session, actor) if panel else None,
    }


def _talk(session: Session, actor: Person) -> dict[str, Any] | None:
    """Of whom the room speaks, to who facilitates where minutes are recorded."""
    is_theirs = getattr(session, "part", "") == Member.Part.FACILITATOR
    if not is_theirs or session.state is not SessionState.LIVE or not is_on(Feature.MINUTES):
        return None
    return {"about": talked_about(session, to=actor)}


@signed_in
@require_GET
def news(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed after the change `since`, as parts of the page; 204 when nothing did.

    Opened by hand it leads to the session, as parts are no page.
    """
    session, look = the_session(request, pk), look_of(request)
    if not wants_part(request):
        return redirect("calibration", session.pk)
    since = request.GET.get("since", "")
    last = int(since) if since.isascii() and since.isdecimal() and len(since) < 19 else 0
    changes = changes_since(session, last, to=actor_of(request))
    if not changes and session.state is SessionState.LIVE:
        return HttpResponse(status=204)
    context = news_context(request, session, look, changes) | {"since": last}
    if changes:
        context["since"] = changes[-1].pk
    return render(request, "calibration/_news.html", context)


def news_context(
    request: HttpRequest, session: Session, look: Look, changes: list[Change]
) -> dict[str, Any]:
    """The cells that changed, and everything that is counted from them."""
    sheet = sheet_of(session, look, to=actor_of(request), now=timezone.now())
    keys = dict.fromkeys((each.participant_id, each.competency.slug) for each in changes)
    found = [cell for key in keys if (cell := sheet.cell(*key))]
    return abilities(request, session) | {
        "session": session,
        "look": look,
        "sheet": sheet,
        "cells": found,
        "rows": list({row.participant: row for row, _cell in found}.values()),
        "latest": changes[-1] if changes else None,
    }
