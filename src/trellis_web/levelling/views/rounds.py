"""Rounds, for HR: opened, filled by job title, compared over teams, tried, closed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.frameworks.models import Family
from trellis_web.frameworks.queries.placements import place_choices
from trellis_web.levelling import actions
from trellis_web.levelling.forms import RoundForm, TitlesForm
from trellis_web.levelling.models import Objection, Round
from trellis_web.levelling.queries.objections import waiting_for
from trellis_web.levelling.queries.rounds import (
    counts_of,
    people_for,
    proposals_of,
    rows_of,
    titles_of,
)
from trellis_web.levelling.queries.trial import counted
from trellis_web.levelling.rules import SMALLEST
from trellis_web.people.models import Person


@permitted(Permission.PEOPLE_MANAGE)
@require_GET
def round_list(request: HttpRequest) -> HttpResponse:
    """Every round, the newest first."""
    actor, today = actor_of(request), timezone.localdate()
    waiting = waiting_for(actor, visible(Objection, to=actor), today=today)
    context = {"rounds": visible(Round, to=actor), "waiting": len(waiting)}
    return render(request, "levelling/rounds.html", context)


@permitted(Permission.PEOPLE_MANAGE)
def round_new(request: HttpRequest) -> HttpResponse:
    """A new round."""
    actor, today = actor_of(request), timezone.localdate()
    published = visible(Family, to=actor).filter(current__isnull=False)
    form = RoundForm(
        request.POST if request.method == "POST" else None,
        families=list(published.values_list("slug", "title")),
        people=visible(Person, to=actor).filter(deactivated_at__isnull=True),
        today=today,
    )
    if form.is_valid():
        scope, families = form.cleaned_data["scope"], form.cleaned_data["families"]
        people = form.picked or people_for(scope, families=families, today=today)
        made = actions.open_round(people, **form.round(), by=actor, now=timezone.now(), today=today)
        messages.success(request, _("Opened. Nobody is told anything by this."))
        return redirect("levelling_titles", made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "levelling/new.html", {"form": form}, status=status)


@permitted(Permission.PEOPLE_MANAGE)
@require_GET
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Everyone in the round with the proposed level, counts per level; `?family=` narrows it."""
    found, actor, today = _found(request, pk), actor_of(request), timezone.localdate()
    proposals = proposals_of(found, to=actor)
    family = request.GET.get("family", "").replace("\0", "")
    families = sorted(set(proposals.exclude(family="").values_list("family", flat=True)))
    shown = list(proposals.filter(family=family) if family else proposals)
    context = {
        "round": found,
        "rows": rows_of(shown, to=actor, today=today),
        "counts": counts_of(shown),
        "family": family,
        "families": families,
        "untold": [each for each in shown if each.told_at is None],
        "settled": sum(each.state == "confirmed" for each in shown),
        "is_late": found.told_by_on < today,
        "trial": counted(found),
        "smallest": SMALLEST,
    }
    return render(request, "levelling/round.html", context)


@permitted(Permission.PEOPLE_MANAGE)
def titles(request: HttpRequest, pk: int) -> HttpResponse:
    """The level that each job title stands for, proposed to all who have none yet."""
    found, actor, today = _found(request, pk), actor_of(request), timezone.localdate()
    rows = titles_of(found, to=actor, today=today)
    sent = request.POST if request.method == "POST" else None
    form = TitlesForm(sent, titles=rows, choices=place_choices())
    if form.is_valid():
        number = actions.map_titles(
            found,
            places=form.places(),
            reason=_("By job title"),
            by=actor,
            now=timezone.now(),
            today=today,
        )
        words = ngettext("Proposed to %(n)d person.", "Proposed to %(n)d people.", number)
        messages.success(request, words % {"n": number})
        return redirect("levelling_round", pk)
    context = {"round": found, "form": form, "rows": form.rows()}
    return render(request, "levelling/titles.html", context, status=422 if sent else 200)


@permitted(Permission.PEOPLE_MANAGE)
@require_POST
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `proposal` once or more: these levels are settled. All of them, or none."""
    found, actor = _found(request, pk), actor_of(request)
    keys = {int(key) for key in request.POST.getlist("proposal") if key.isascii() and key.isdigit()}
    chosen = [each for each in proposals_of(found, to=actor) if each.pk in keys]
    if len(chosen) != len(keys):
        raise Http404
    if not chosen:
        messages.error(request, _("Tick at least one person whose manager has confirmed."))
        return redirect("levelling_round", pk)
    number = actions.confirm_levels(
        found, proposals=chosen, by=actor, now=timezone.now(), today=timezone.localdate()
    )
    words = ngettext("Settled %(n)d level.", "Settled %(n)d levels.", number)
    messages.success(request, words % {"n": number})
    return redirect("levelling_round", pk)


@permitted(Permission.PEOPLE_MANAGE)
@require_POST
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: counts how many would meet each move by what managers guess."""
    now, today = timezone.now(), timezone.localdate()
    actions.count_trial(_found(request, pk), by=actor_of(request), now=now, today=today)
    return redirect("levelling_round", pk)


@permitted(Permission.PEOPLE_MANAGE)
@require_POST
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: ends the round, and deletes every private estimate."""
    now, today = timezone.now(), timezone.localdate()
    actions.close_round(_found(request, pk), by=actor_of(request), now=now, today=today)
    messages.success(request, _("Closed. The private estimates are deleted."))
    return redirect("levelling_round", pk)


def _found(request: HttpRequest, pk: int) -> Round:
    return get_object_or_404(visible(Round, to=actor_of(request)), pk=pk)
