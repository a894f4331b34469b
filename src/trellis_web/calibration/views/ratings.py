"""Changing a rating, and taking a change back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denial, Denied
from trellis_web.access.views import actor_of, signed_in, wants_part
from trellis_web.calibration.actions import change_rating, undo_change
from trellis_web.calibration.actions.locks import require_editor
from trellis_web.calibration.forms import RatingForm, UndoingForm
from trellis_web.calibration.models import Change, Session, SessionState
from trellis_web.calibration.queries.cells import Panel, panel_of
from trellis_web.calibration.queries.logs import change_log
from trellis_web.calibration.rules import Lacking, Overtaken
from trellis_web.calibration.views.boards import board_page, news_context, panel_context
from trellis_web.calibration.views.ended import closed
from trellis_web.calibration.views.looks import Look, look_of
from trellis_web.calibration.views.showing import abilities, the_session
from trellis_web.reviews.rules import Refused
from trellis_web.reviews.views.late import keeps_words

PAGE = 50


@signed_in
@require_http_methods(["GET", "POST"])
@keeps_words(
    closed,
    reason=gettext_lazy("Reason for the room"),
    employee_reason=gettext_lazy("What the person will read"),
)
def rating(request: HttpRequest, pk: int, participant: int, competency: str) -> HttpResponse:
    """Moves one rating, with both reasons. GET leads to the board with its panel open."""
    session, look = the_session(request, pk), look_of(request)
    panel = panel_of(session, participant, competency, to=actor_of(request))
    if panel is None:
        raise Http404
    address = f"{reverse('calibration', args=[pk])}?{look.query}cell={participant}-{competency}"
    if request.method == "GET":
        return redirect(address)
    form = RatingForm(panel, request.POST)
    if panel.why_not and session.state is SessionState.LIVE:
        return _refused(request, session, look, panel, form, 403, denial=panel.why_not)
    if not form.is_valid():
        return _refused(request, session, look, panel, form, 422)
    try:
        change = _change(request, session, panel, form)
    except Denied as denied:
        return _refused(request, session, look, panel, form, 403, denial=denied.denial)
    except Lacking as lacking:
        return _lacking(request, session, look, panel, form, lacking)
    except Refused as refused:
        return _overtaken(request, session, look, form, refused)
    return _changed(request, session, look, change, address)


def _change(request: HttpRequest, session: Session, panel: Panel, form: RatingForm) -> Change:
    said = form.cleaned_data
    return change_rating(
        session,
        participant=panel.spot.participant,
        competency=panel.spot.question.slug,
        to=form.wish,
        **{name: said[name] for name in ("statement", "reason", "employee_reason", "turn")},
        looked_at=said["looked_at"],
        by=actor_of(request),
        now=timezone.now(),
    )


def _changed(
    request: HttpRequest, session: Session, look: Look, change: Change, address: str
) -> HttpResponse:
    """The panel as it stands now with the cells that changed, or the board again."""
    said = _("Changed. The person reads your reason with the released result.")
    if not wants_part(request):
        messages.success(request, said)
        return redirect(address)
    opened = look.opened(f"{change.participant_id}-{change.competency.slug}")
    context = panel_context(request, session, opened) | {"is_saved": True}
    context |= news_context(request, session, look, [change]) | {"since": change.pk}
    return render(request, "calibration/_saved.html", context)


def _lacking(
    request: HttpRequest,
    session: Session,
    look: Look,
    panel: Panel,
    form: RatingForm,
    lacking: Lacking,
) -> HttpResponse:
    for field, sentence in lacking.faults.items():
        form.add_error(field, sentence)
    return _refused(request, session, look, panel, form, lacking.status)


def _overtaken(
    request: HttpRequest, session: Session, look: Look, form: RatingForm, refused: Refused
) -> HttpResponse:
    """The panel as it stands now, with the words that were typed: both ratings are shown."""
    there = form.panel.spot
    participant, slug = there.participant.pk, there.question.slug
    panel = panel_of(session, participant, slug, to=actor_of(request))
    if panel is None:
        raise Http404
    data = request.POST.copy()
    data["turn"] = str(panel.spot.turn)
    again = RatingForm(panel, data)
    again.is_valid()
    clash = refused if isinstance(refused, Overtaken) else None
    return _refused(
        request, session, look, panel, again, refused.status, denial=refused.denial, clash=clash
    )


def _refused(
    request: HttpRequest,
    session: Session,
    look: Look,
    panel: Panel,
    form: RatingForm,
    status: int,
    **more: Any,
) -> HttpResponse:
    """The panel that says why, with what was typed; alone, or on its page."""
    spot = panel.spot
    opened = look.opened(f"{spot.participant.pk}-{spot.question.slug}")
    context = panel_context(request, session, opened, form=form) | more
    if wants_part(request):
        return render(request, "calibration/_panel.html", context, status=status)
    return board_page(request, session, opened, panel=context, status=status)


@signed_in
@require_GET
def log(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change, newest first, with the form that takes the latest of a rating back."""
    return _log_page(request, the_session(request, pk))


@signed_in
@require_http_methods(["POST"])
@keeps_words(closed, reason=gettext_lazy("Why it is taken back"))
def undoing(request: HttpRequest, pk: int, change: int) -> HttpResponse:
    """Takes a change back, as an entry of its own."""
    session = the_session(request, pk)
    rows = visible(Change, to=actor_of(request)).select_related(
        "session", "participant", "competency"
    )
    found = get_object_or_404(rows.filter(session=session), pk=change)
    require_editor(session, actor_of(request))
    form = UndoingForm(request.POST)
    if not form.is_valid():
        return _log_page(request, session, form=form, about=found, status=422)
    reason, by = form.cleaned_data["reason"], actor_of(request)
    try:
        undo_change(found, reason=reason, by=by, now=timezone.now())
    except Refused as refused:
        return _log_page(
            request, session, form=form, about=found, denial=refused.denial, status=refused.status
        )
    messages.success(request, _("Taken back. The entry stays in the log."))
    return redirect("calibration_log", pk)


def _log_page(
    request: HttpRequest,
    session: Session,
    *,
    form: UndoingForm | None = None,
    about: Change | None = None,
    denial: Denial | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = change_log(session, to=actor_of(request))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = abilities(request, session) | {
        "session": session,
        "look": look_of(request),
        "changes": page,
        "undoable": _latest(request, session),
        "form": form or UndoingForm(),
        "about": about,
        "denial": denial,
    }
    return render(request, "calibration/log.html", context, status=status)


def _latest(request: HttpRequest, session: Session) -> set[int]:
    """The keys of the changes that can be taken back: the latest of each rating."""
    rows = visible(Change, to=actor_of(request)).filter(session=session).order_by("pk")
    latest = {(who, what): (pk, undoes) for who, what, pk, undoes in rows.values_list(
        "participant", "competency", "pk", "undoes")}  # fmt: skip
    return {pk for pk, undoes in latest.values() if undoes is None}
