"""Writing reviews: the same form, autosave and hand-in as on the pages."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Router

from trellis_web.access.queries import visible
from trellis_web.access.rules import Scope
from trellis_web.api.rules import Token, actor_of
from trellis_web.api.schemas.base import REFUSALS_OF_CHANGE, REFUSALS_OF_ONE, Key, Problem
from trellis_web.api.schemas.reviews import (
    AnswerIn,
    AnswerOut,
    AssessmentOut,
    OwnOut,
    SheetOut,
    Slug,
    SummaryIn,
)
from trellis_web.api.v1.writing import ONCE, NotDone, once, require_valid
from trellis_web.reviews.actions import (
    note_refused_edit,
    save_rating,
    save_summary,
    submit_assessment,
)
from trellis_web.reviews.forms import RatingForm, SheetForm
from trellis_web.reviews.forms.sheets import UNSEEN
from trellis_web.reviews.models import Assessment
from trellis_web.reviews.queries import Item, questions_for, sheet_of
from trellis_web.reviews.rules import CLOSED, Question, Refused, SentText
from trellis_web.reviews.rules.merging import base_of
from trellis_web.reviews.rules.refusals import UNKNOWN_COMPETENCY
from trellis_web.reviews.views.sheet import scale_of

router = Router(tags=["Reviews"])
WRITE = Token(Scope.REVIEWS_WRITE)


@router.get(
    "/assessments/{pk}/sheet",
    auth=Token(Scope.REVIEWS_READ),
    response={200: SheetOut, **REFUSALS_OF_ONE},
    url_name="api_assessment_sheet",
    operation_id="read_sheet",
    summary="A review question by question, with the base of each answer",
)
def read_sheet(request: HttpRequest, pk: Path[Key]) -> SheetOut:
    """As its page shows it."""
    return _sheet(request, pk)


@router.put(
    "/assessments/{pk}/answers/{competency}",
    auth=WRITE,
    response={200: SheetOut, **REFUSALS_OF_CHANGE},
    openapi_extra=ONCE,
    url_name="api_assessment_answer",
    operation_id="save_answer",
    summary="Save one answer of a review that you write",
)
@once
def save_answer(
    request: HttpRequest, pk: Path[Key], competency: Path[Slug], payload: AnswerIn
) -> tuple[int, SheetOut]:
    """Nothing is handed in by it. 409 when the same field was changed since `base`."""
    assessment = _assessment(request, pk)
    question = questions_for(assessment.participant).get(competency)
    if question is None:
        raise Refused(UNKNOWN_COMPETENCY)
    _refuse_unasked(question, payload)
    form = RatingForm(question, scale_of(assessment.participant), _data(question, payload))
    require_valid(form)
    by, now = actor_of(request), timezone.now()
    _tried(
        request, assessment,
        partial(save_rating, competency=competency, sent=form.sent, by=by, now=now),
    )  # fmt: skip
    return 200, _sheet(request, pk)


@router.put(
    "/assessments/{pk}/summary",
    auth=WRITE,
    response={200: SheetOut, **REFUSALS_OF_CHANGE},
    openapi_extra=ONCE,
    url_name="api_assessment_summary",
    operation_id="save_summary",
    summary="Save the closing words of a review that you write",
)
@once
def save_words(request: HttpRequest, pk: Path[Key], payload: SummaryIn) -> tuple[int, SheetOut]:
    """409 when they were changed since `base`."""
    assessment = _assessment(request, pk)
    form = SheetForm({"summary": payload.summary, "summary-base": payload.base})
    require_valid(form)
    sent = SentText(form.cleaned_data["summary"], payload.base or base_of({"text": ""}))
    by, now = actor_of(request), timezone.now()
    _tried(request, assessment, partial(save_summary, summary=sent, by=by, now=now))
    return 200, _sheet(request, pk)


@router.post(
    "/assessments/{pk}/submission",
    auth=WRITE,
    response={200: AssessmentOut, **REFUSALS_OF_CHANGE},
    openapi_extra=ONCE,
    url_name="api_assessment_submission",
    operation_id="submit_assessment",
    summary="Hand a review in; it is read-only from then on",
)
@once
def submit(request: HttpRequest, pk: Path[Key]) -> tuple[int, AssessmentOut]:
    """422 with everything that is missing."""
    assessment = _assessment(request, pk)
    by, now = actor_of(request), timezone.now()
    _tried(request, assessment, partial(submit_assessment, by=by, now=now))
    return 200, AssessmentOut.from_orm(_assessment(request, pk))


def _assessment(request: HttpRequest, key: int) -> Assessment:
    """The review with this key; `Http404` whether it is missing or hidden."""
    rows = visible(Assessment, to=actor_of(request)).select_related(
        "author", "participant__person", "participant__cycle", "participant__version__family"
    )
    found = rows.defer("participant__version__text").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _tried(request: HttpRequest, assessment: Assessment, action: Any) -> None:
    """Carries it out; an edit after handing in leaves a trace."""
    try:
        action(assessment)
    except Refused as refused:
        if refused.denial.code != CLOSED.code:
            raise
        by, now = actor_of(request), timezone.now()
        trace = partial(note_refused_edit, assessment, by=by, now=now)
        told = Problem(code=refused.denial.code, sentence=str(refused.denial))
        raise NotDone(refused.status, [told], trace) from refused


def _refuse_unasked(question: Question, payload: AnswerIn) -> None:
    """What the form does not ask is not passed over in silence."""
    asked = {
        "score": question.is_scored,
        "step": question.is_stepped,
        "next": question.asks_next,
    }
    sentence = _("This question does not ask for that here.")
    unasked = [
        Problem(code="not-asked", sentence=sentence, field=name)
        for name, is_asked in asked.items()
        if getattr(payload, name) and not is_asked
    ]
    if unasked:
        raise NotDone(422, unasked)


def _data(question: Question, payload: AnswerIn) -> QueryDict:
    """The answer as the page sends it."""
    data = QueryDict(mutable=True)
    rated = "step" if question.is_stepped else "score"
    said = {
        "score": str(payload.score or ""),
        "step": payload.step,
        "next": payload.next,
        "reason": payload.reason,
        "base": payload.base,
    }
    said |= {rated: UNSEEN} if payload.is_unseen else {}
    for name, value in said.items():
        data[f"{question.slug}-{name}"] = value
    data.setlist(f"{question.slug}-cites", [str(key) for key in payload.cites])
    return data


def _sheet(request: HttpRequest, key: int) -> SheetOut:
    assessment = _assessment(request, key)
    sheet = sheet_of(assessment, to=actor_of(request))
    return SheetOut(
        assessment_id=assessment.pk,
        answers=[_answer(item) for item in sheet.items],
        summary=assessment.summary,
        summary_base=sheet.summary_base,
    )


def _answer(item: Item) -> AnswerOut:
    question, answer = item.question, item.answer
    return AnswerOut(
        competency=question.slug,
        title=question.competency.title,
        asks_score=question.is_scored,
        asks_step=question.is_stepped,
        asks_next=question.asks_next,
        score=answer.score,
        step=answer.step,
        next=answer.next,
        is_unseen=answer.is_unseen,
        reason=answer.reason,
        cites=sorted(item.said.cites),
        base=item.base,
        lacks=item.lacks,
        own=OwnOut.from_orm(item.own) if item.own else None,
    )
