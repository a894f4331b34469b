"""One's own evidence: read, and added in private."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router

from trellis_web.access.rules import Scope
from trellis_web.api.rules import Token, actor_of
from trellis_web.api.schemas.base import REFUSALS, Problem
from trellis_web.api.schemas.evidence import NoteIn, NotesOut, NotesWanted, note_out
from trellis_web.api.v1.pages import Sorting, Unoffered, page_of
from trellis_web.api.v1.writing import ONCE, NotDone, once, problems_of, require_valid
from trellis_web.growth.actions.imports import import_evidence
from trellis_web.growth.forms import SearchForm
from trellis_web.growth.forms.imports import NewNoteForm
from trellis_web.growth.queries.imports import known_sources
from trellis_web.growth.queries.notes import cards, notes
from trellis_web.growth.queries.tags import tags_for
from trellis_web.people.models import Person

MOST = 100
NEWEST = Sorting("-happened_on", "happened_on")
router = Router(tags=["Evidence"])


@router.get(
    "/evidence",
    auth=Token(Scope.EVIDENCE_READ),
    response={200: NotesOut, **REFUSALS},
    url_name="api_evidence",
    operation_id="list_evidence",
    summary="My notes, newest first, a page at a time",
)
def read_evidence(request: HttpRequest, wanted: Query[NotesWanted]) -> NotesOut:
    """The notes of the token's person, never of others."""
    if request.GET.keys() - NotesWanted.model_fields.keys():
        raise Unoffered
    actor, today = actor_of(request), timezone.localdate()
    filled = SearchForm(wanted.model_dump(exclude={"cursor", "limit"}), tags={})
    require_valid(filled)
    mine = notes(to=actor, today=today).filter(filled.wanted.condition, person=actor)
    found, following = page_of(
        mine, NEWEST, cursor=wanted.cursor, limit=wanted.limit, salt="api:evidence"
    )
    return NotesOut(notes=[note_out(card) for card in cards(found)], next=following)


@router.post(
    "/evidence",
    auth=Token(Scope.EVIDENCE_WRITE),
    response={200: NotesOut, 201: NotesOut, **REFUSALS},
    openapi_extra=ONCE,
    operation_id="add_evidence",
    summary="Keep one note, or up to a hundred: all of them or none",
)
@once
def add_evidence(request: HttpRequest, payload: NoteIn | list[NoteIn]) -> tuple[int, NotesOut]:
    """New notes are private. One whose `source` is kept already stays as it is: send it as often
    as you like. 201 when something was added, 200 when everything was there."""
    actor, now, today = actor_of(request), timezone.now(), timezone.localdate()
    sent = payload if isinstance(payload, list) else [payload]
    forms = _forms(sent, actor)
    if problems := [*_too_many(sent), *problems_of(forms)]:
        raise NotDone(422, problems)
    new = [form.note for form in forms]
    known = known_sources(actor, new)
    given = import_evidence(person=actor, notes=new, by=actor, now=now, today=today)
    kept = {
        note.pk: note for note in notes(to=actor, today=today).filter(pk__in=[n.pk for n in given])
    }
    is_added = any(note.source not in known for note in new)
    found = cards([kept[note.pk] for note in given])
    return 201 if is_added else 200, NotesOut(notes=[note_out(card) for card in found])


def _forms(sent: Iterable[NoteIn], actor: Person) -> list[NewNoteForm]:
    """Each note in the form that people fill in."""
    today = timezone.localdate()
    offered = tags_for(actor, today=today)
    return [NewNoteForm(each.model_dump(), offered=offered, today=today) for each in sent]


def _too_many(sent: list[NoteIn]) -> list[Problem]:
    if len(sent) <= MOST:
        return []
    return [Problem(code="too-many", sentence=_("Send at most 100 notes at a time."))]
