"""The page of one assessment: the form for its author, the words for others who may read it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from trellis.process.states import may_write
from trellis_web.access.rules import Denial, Permission, is_permitted
from trellis_web.access.views import actor_of
from trellis_web.frameworks.queries import resolved
from trellis_web.people.models import Person
from trellis_web.reviews.forms import RatingForm, ReopeningForm, SheetForm, rating_forms
from trellis_web.reviews.models import Assessment
from trellis_web.reviews.queries import Sheet, sheet_of
from trellis_web.reviews.rules import Missing


def scale_of(assessment: Assessment) -> tuple[str, ...]:
    """The five words of the pinned version, lowest first."""
    return resolved(assessment.participant.version).framework.rating.scale


def sheet_page(
    request: HttpRequest,
    assessment: Assessment,
    *,
    forms: Mapping[str, RatingForm] | None = None,
    sheet: SheetForm | None = None,
    missing: Sequence[Missing] = (),
    refused: Denial | None = None,
    reopening: ReopeningForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form while the actor may write, otherwise the words; with what went wrong."""
    actor = actor_of(request)
    filled = sheet_of(assessment, to=actor)
    forms = forms or _stored_forms(filled)
    context = {
        "assessment": assessment,
        "participant": assessment.participant,
        "sheet": filled,
        "form": sheet or SheetForm(initial=_initial(assessment)),
        "rows": [(item, forms[item.question.slug]) for item in filled.items],
        "missing": missing,
        "refused": refused,
        "reopening": reopening or _reopening(assessment, actor),
    } | _levels(assessment)
    template = "reviews/review.html" if _is_writing(assessment, actor) else "reviews/words.html"
    return render(request, template, context, status=status)


def _is_writing(assessment: Assessment, actor: Person) -> bool:
    is_open = may_write(assessment.participant.cycle.state, assessment.state)
    return assessment.author_id == actor.pk and is_open


def _reopening(assessment: Assessment, actor: Person) -> ReopeningForm | None:
    """The form that gives a review back: to HR, while the round is open."""
    is_handed_in = assessment.submitted_at and not assessment.participant.cycle.released_at
    if not is_handed_in or assessment.participant.person_id == actor.pk:
        return None
    may = is_permitted(actor, Permission.CYCLE_MANAGE, today=timezone.localdate())
    return ReopeningForm() if may else None


def _stored_forms(sheet: Sheet) -> dict[str, RatingForm]:
    items = {item.question.slug: item for item in sheet.items}
    return rating_forms(
        {slug: item.question for slug, item in items.items()},
        scale_of(sheet.assessment),
        {slug: item.answer for slug, item in items.items()},
    )


def _initial(assessment: Assessment) -> dict[str, Any]:
    return {"summary": assessment.summary, "revision": assessment.revision}


def _levels(assessment: Assessment) -> dict[str, Any]:
    """The titles of the present and the next level, in the pinned version."""
    levels = resolved(assessment.participant.version).levels
    return {
        "level": levels.get(assessment.participant.level),
        "next_level": levels.get(assessment.participant.next_level),
    }
