"""Promotion cases: read as far as one sees them; begun, written and handed in as on the pages."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Router

from trellis_web.access.queries import visible
from trellis_web.access.rules import Scope
from trellis_web.api.rules import Token, actor_of
from trellis_web.api.schemas import cases as out
from trellis_web.api.schemas.base import REFUSALS_OF_CHANGE, Key, Problem, Word
from trellis_web.api.schemas.deciding import CitedIn
from trellis_web.api.v1.deciding import APPEALS, OVERRIDES, VOTES
from trellis_web.api.v1.people import BY_KEY, PEOPLE, WHOSE
from trellis_web.api.v1.reading import Reader, found, offer
from trellis_web.api.v1.resource import Expansion, Filter, Order, Resource
from trellis_web.api.v1.writing import ONCE, NotDone, once, require_valid
from trellis_web.growth.models import EvidenceNote
from trellis_web.promotions.actions.cases import start_case, submit_case, withdraw_case
from trellis_web.promotions.actions.statements import (
    cite_evidence,
    save_statement,
    uncite_evidence,
)
from trellis_web.promotions.forms.cases import StatementForm
from trellis_web.promotions.models import (
    Backer,
    Case,
    CaseEvidence,
    Committee,
    DecidedCriterion,
    Decision,
    Finding,
    StatementFinding,
)
from trellis_web.promotions.queries.starting import moves_of

TAG = "Promotion cases"
router = Router(tags=[TAG])
WRITE = Token(Scope.CASES_WRITE)


def _with_move(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.select_related("move__version__family", "person").defer("move__version__text")


def _resource(name: str, one: str, model: Any, shape: Any, **more: Any) -> Resource:
    known: dict[str, Any] = {"orders": BY_KEY, "scope": Scope.CASES_READ, "tag": TAG}
    return Resource(name=name, one=one, model=model, out=shape, **{**known, **more})


def _parts(model: Any, shape: Any, column: str = "case_id") -> Expansion:
    """Rows that are only read inside of another."""
    return Expansion(_resource("", "", model, shape), column, to_many=True)


COMMITTEES = _resource(
    "committees", "who decides", Committee, out.CommitteeOut, orders={"title": Order("title")}
)
DECISIONS = _resource(
    "decisions",
    "what was decided on a case",
    Decision,
    out.DecisionOut,
    filters={"case_id": Filter("case", Key), "outcome": Filter("outcome", Word)},
    expands={"criteria": _parts(DecidedCriterion, out.DecidedCriterionOut, "decision_id")},
)
CASES = _resource(
    "cases",
    "a request for a move",
    Case,
    out.CaseOut,
    load=_with_move,
    orders={"started_at": Order("started_at"), **BY_KEY},
    filters={
        "person_id": Filter("person", Key),
        "move": Filter("move__slug", Word),
        "family": Filter("move__version__family__slug", Word),
    },
    expands={
        "person": WHOSE,
        "findings": _parts(Finding, out.CaseFindingOut),
        "statements": _parts(StatementFinding, out.StatementFindingOut),
        "evidence": _parts(CaseEvidence, out.CaseEvidenceOut),
        "backers": _parts(Backer, out.BackerOut),
        "decisions": Expansion(DECISIONS, "case_id", to_many=True),
        "votes": Expansion(VOTES, "case_id", to_many=True),
        "overrides": Expansion(OVERRIDES, "case_id", to_many=True),
        "appeals": Expansion(APPEALS, "case_id", to_many=True),
        "committee": Expansion(COMMITTEES, "committee_id"),
    },
)
for each in (CASES, DECISIONS, COMMITTEES):
    offer(router, each)


def _when(request: HttpRequest) -> dict[str, Any]:
    return {"by": actor_of(request), "now": timezone.now(), "today": timezone.localdate()}


@router.post(
    "/cases",
    auth=WRITE,
    response={201: out.CaseOut, **REFUSALS_OF_CHANGE},
    openapi_extra=ONCE,
    operation_id="start_case",
    summary="Begin a case for oneself, or for somebody whom one leads",
)
@once
def start(request: HttpRequest, payload: out.CaseIn) -> tuple[int, out.CaseOut]:
    """A draft: nobody decides anything before it is handed in."""
    person = found(Reader.of(request), PEOPLE, payload.person_id)
    when = _when(request)
    open_to = {each.move.slug: each.move for each in moves_of(person, today=when["today"])}
    mine = Reader.of(request).rows(CASES)
    if payload.move not in open_to:
        sentence = _("There is no such step from where this person stands.")
        raise NotDone(422, [Problem(code="unknown-move", sentence=sentence, field="move")])
    made = start_case(person=person, move=open_to[payload.move], **when)
    return 201, out.CaseOut.from_orm(mine.get(pk=made.pk))


@router.put(
    "/cases/{pk}/statement",
    auth=WRITE,
    response={200: out.CaseOut, **REFUSALS_OF_CHANGE},
    openapi_extra=ONCE,
    url_name="api_case_statement",
    operation_id="save_case_statement",
    summary="Write the statement of a draft, of at most 400 words",
)
@once
def write(request: HttpRequest, pk: Path[Key], payload: out.StatementIn) -> tuple[int, out.CaseOut]:
    """409 when the case was changed since `changed`."""
    case = found(Reader.of(request), CASES, pk)
    form = StatementForm(payload.model_dump())
    require_valid(form)
    said = form.cleaned_data
    save_statement(case, text=said["statement"], changed=said["changed"], **_when(request))
    return 200, out.CaseOut.from_orm(found(Reader.of(request), CASES, pk))


@router.post(
    "/cases/{pk}/submission",
    auth=WRITE,
    response={200: out.CaseOut, **REFUSALS_OF_CHANGE},
    openapi_extra=ONCE,
    url_name="api_case_submission",
    operation_id="submit_case",
    summary="Hand a case to the manager; criteria and findings are frozen",
)
@once
def submit(request: HttpRequest, pk: Path[Key], payload: out.ChangedIn) -> tuple[int, out.CaseOut]:
    """409 when the case was changed since `changed`."""
    case = found(Reader.of(request), CASES, pk)
    submit_case(case, changed=payload.changed, **_when(request))
    return 200, out.CaseOut.from_orm(found(Reader.of(request), CASES, pk))


@router.post(
    "/cases/{pk}/evidence",
    auth=WRITE,
    response={201: out.CaseEvidenceOut, **REFUSALS_OF_CHANGE},
    openapi_extra=ONCE,
    url_name="api_case_evidence",
    operation_id="cite_evidence",
    summary="Point to a shared note of the person, for a sentence of the level or a criterion",
)
@once
def cite(request: HttpRequest, pk: Path[Key], payload: CitedIn) -> tuple[int, out.CaseEvidenceOut]:
    """What is cited already stays. From handing in on, the note can no longer be deleted."""
    case = found(Reader.of(request), CASES, pk)
    note = get_object_or_404(visible(EvidenceNote, to=actor_of(request)), pk=payload.note_id)
    about: dict[str, Any] = {"statement": payload.statement, "criterion": payload.criterion}
    return 201, out.CaseEvidenceOut.from_orm(
        cite_evidence(case, note=note, **about, **_when(request))
    )


@router.delete(
    "/cases/{pk}/evidence/{cited}",
    auth=WRITE,
    response={200: out.CaseOut, **REFUSALS_OF_CHANGE},
    openapi_extra=ONCE,
    url_name="api_case_evidence_one",
    operation_id="uncite_evidence",
    summary="No longer point to a note, while the case is a draft",
)
@once
def uncite(request: HttpRequest, pk: Path[Key], cited: Path[Key]) -> tuple[int, out.CaseOut]:
    """The note stays where it is."""
    case = found(Reader.of(request), CASES, pk)
    rows = visible(CaseEvidence, to=actor_of(request)).filter(case=case)
    uncite_evidence(get_object_or_404(rows, pk=cited), **_when(request))
    return 200, out.CaseOut.from_orm(found(Reader.of(request), CASES, pk))


@router.post(
    "/cases/{pk}/withdrawal",
    auth=WRITE,
    response={200: out.CaseOut, **REFUSALS_OF_CHANGE},
    openapi_extra=ONCE,
    url_name="api_case_withdrawal",
    operation_id="withdraw_case",
    summary="Take a case back before it is decided; what was written stays",
)
@once
def withdraw(request: HttpRequest, pk: Path[Key]) -> tuple[int, out.CaseOut]:
    """The person at any time; who began it for them, until it is passed on."""
    case = found(Reader.of(request), CASES, pk)
    withdraw_case(case, **_when(request))
    return 200, out.CaseOut.from_orm(found(Reader.of(request), CASES, pk))
