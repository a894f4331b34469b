"""What people read and have to write: their list, and their released results."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in
from trellis_web.people.models import Person
from trellis_web.reviews.actions import acknowledge_result, note_result_opened
from trellis_web.reviews.forms import AcknowledgementForm
from trellis_web.reviews.models import Assessment, ReleasedResult
from trellis_web.reviews.queries import result_page
from trellis_web.reviews.queries.peers import todo_of
from trellis_web.reviews.rules import Refused
from trellis_web.reviews.rules.writing import last_day, why_not_written


@signed_in
def review_list(request: HttpRequest) -> HttpResponse:
    """The reviews that the actor writes in open rounds, and their own released results."""
    actor, today = actor_of(request), timezone.localdate()
    writing = (
        visible(Assessment, to=actor)
        .filter(
            author=actor,
            participant__is_absent=False,
            participant__left_at__isnull=True,
            participant__cycle__released_at__isnull=True,
        )
        .select_related("participant__cycle", "participant__person")
        .order_by("-perspective", "participant__person__name", "pk")
    )
    waiting = [each for each in writing if why_not_written(each.participant, each.state) is None]
    to_write = [(each, last_day(each.participant.cycle, each.perspective)) for each in waiting]
    results = (
        visible(ReleasedResult, to=actor)
        .filter(person=actor)
        .select_related("cycle")
        .order_by("-cycle__to_on", "-pk")
    )
    context = {
        "open": sorted(to_write, key=lambda row: row[1]),
        "handed_in": [each for each in writing if each.submitted_at],
        "results": results,
        "peers": todo_of(actor, now=timezone.now()),
        "today": today,
    }
    return render(request, "reviews/list.html", context)


@signed_in
@require_GET
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """One released result, in the words that it was rated under. Others leave a receipt."""
    actor = actor_of(request)
    found = _result_for(actor, pk)
    note_result_opened(result=found, by=actor, now=timezone.now())
    return _shown(request, found, AcknowledgementForm())


@signed_in
@require_POST
def acknowledgement(request: HttpRequest, pk: int) -> HttpResponse:
    """The person has read their result."""
    actor = actor_of(request)
    found, form = _result_for(actor, pk), AcknowledgementForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form, status=422)
    comment = form.cleaned_data["comment"]
    try:
        acknowledge_result(result=found, comment=comment, by=actor, now=timezone.now())
    except Refused as refused:
        messages.error(request, refused.denial.sentence)
    else:
        messages.success(request, _("Noted. Your manager and HR can see that you have read it."))
    return redirect("result", pk)


def _result_for(actor: Person, pk: int) -> ReleasedResult:
    results = visible(ReleasedResult, to=actor).select_related(
        "person", "cycle", "manager", "version__family__current"
    )
    return get_object_or_404(results, pk=pk)


def _shown(
    request: HttpRequest, found: ReleasedResult, form: AcknowledgementForm, *, status: int = 200
) -> HttpResponse:
    page = result_page(found, to=actor_of(request))
    context = {"page": page, "result": found, "form": form}
    return render(request, "reviews/result.html", context, status=status)
