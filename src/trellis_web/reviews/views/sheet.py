"""The page of one assessment: the form for its author, the words for others who may read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import Truncator

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denial, Permission, is_permitted
from trellis_web.access.views import actor_of
from trellis_web.frameworks.queries import resolved
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person
from trellis_web.reviews.forms import RatingForm, ReopeningForm, SheetForm, rating_forms
from trellis_web.reviews.models import Assessment, Participant
from trellis_web.reviews.queries import Item, Sheet, sheet_of
from trellis_web.reviews.rules import Question
from trellis_web.reviews.rules.writing import due_for, why_frozen, why_not_written

ALL, ONE = "all", "one"


@dataclass(frozen=True, slots=True)
class View:
    """How much of a form is shown: `all`, `one`, or, when empty, all of it where there is room.

    `here` is the question to go on with.
    """

    mode: str
    here: str


@dataclass(frozen=True, slots=True)
class Line:
    """A note in one line, and what is said below it: made once, shown beside many questions."""

    short: str
    about: str

    @classmethod
    def of(cls, note: EvidenceNote) -> "Line":
        """The line of a note."""
        short = Truncator(note.text).words(14)
        about = render_to_string("reviews/_noteabout.html", {"note": note, "short": short})
        return cls(short, about)


@dataclass(frozen=True, slots=True)
class Cited:
    """A note beside a question, and whether the answer on the page cites it."""

    note: EvidenceNote
    line: Line
    is_cited: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One question on a page: what is stored, its form, fields that clash, and its neighbours."""

    item: Item
    form: RatingForm
    clash: frozenset[str] | None
    previous: Question | None
    following: Question | None
    lines: Mapping[int, Line]

    @property
    def about(self) -> list[Cited]:
        """The notes that speak of it."""
        return self._cited(self.item.about)

    @property
    def others(self) -> list[Cited]:
        """The others of the period."""
        return self._cited(self.item.others)

    @property
    def cites_others(self) -> bool:
        """Whether one of those is cited, and must not be folded away."""
        return any(each.is_cited for each in self.others)

    def _cited(self, notes: Iterable[EvidenceNote]) -> list[Cited]:
        ticked = set(map(str, self.form["cites"].value() or ()))
        return [Cited(note, self.lines[note.pk], str(note.pk) in ticked) for note in notes]

    @property
    def error(self) -> str:
        """The first thing that is wrong with what was sent."""
        return first_error(self.form)

    @property
    def unsaved(self) -> str:
        """The reason that was sent, and is not what is stored."""
        sent = self.form.data.get(self.form.add_prefix("reason"), "") if self.form.is_bound else ""
        return "" if sent == self.item.answer.reason else sent


def first_error(form: Form) -> str:
    """The first thing that is wrong with a form that was sent; empty when it is fine."""
    found = form.errors.values() if form.is_bound else ()
    return next((str(error) for errors in found for error in errors), "")


def the_assessment(request: HttpRequest, pk: int) -> Assessment:
    """The assessment with what a page about it needs, or 404 when the actor may not see it."""
    rows = visible(Assessment, to=actor_of(request)).select_related(
        "author", "participant__person", "participant__cycle", "participant__version__family"
    )
    # The text of a framework is long, and read once per process elsewhere.
    return get_object_or_404(rows.defer("participant__version__text"), pk=pk)


def scale_of(participant: Participant) -> tuple[str, ...]:
    """The five words of the pinned version, lowest first."""
    return resolved(participant.version).framework.rating.scale


def sheet_page(
    request: HttpRequest,
    assessment: Assessment,
    *,
    forms: Mapping[str, RatingForm] | None = None,
    form: SheetForm | None = None,
    refused: Denial | None = None,
    clashes: Mapping[str, frozenset[str]] | None = None,
    reopening: ReopeningForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form while the actor may write, otherwise the words; with what went wrong."""
    actor = actor_of(request)
    sheet = sheet_of(assessment, to=actor)
    context = form_context(sheet, forms=forms, form=form, clashes=clashes) | {
        "view": _view(request, sheet) if status == 200 else View(ALL, ""),
        "refused": refused,
        "reopening": reopening or _reopening(assessment, actor),
        **when(actor, assessment, now=timezone.now()),
    }
    template = "reviews/review.html" if is_writing(assessment, actor) else "reviews/words.html"
    return render(request, template, context, status=status)


def form_context(
    sheet: Sheet,
    *,
    forms: Mapping[str, RatingForm] | None = None,
    form: SheetForm | None = None,
    clashes: Mapping[str, frozenset[str]] | None = None,
) -> dict[str, Any]:
    """What the templates of a sheet need, whoever looks at it."""
    assessment, participant = sheet.assessment, sheet.assessment.participant
    forms = forms or rating_forms(items_of(sheet))
    stored = {"summary": assessment.summary, "base": sheet.summary_base}
    form = form or SheetForm(initial=stored)
    rows = _rows(sheet, forms, clashes or {})
    return {
        "assessment": assessment,
        "participant": participant,
        "sheet": sheet,
        "form": form,
        "form_error": first_error(form),
        "rows": rows,
        "has_errors": first_error(form) or any(row.error for row in rows),
        "clashes": clashes,
        "level": resolved(participant.version).levels.get(participant.level),
        "next_level": resolved(participant.version).levels.get(participant.next_level),
    }


def _rows(
    sheet: Sheet, forms: Mapping[str, RatingForm], clashes: Mapping[str, frozenset[str]]
) -> list[Row]:
    questions = [None, *(item.question for item in sheet.items), None]
    around = zip(questions, questions[2:], strict=False)
    notes = {note for item in sheet.items for note in (*item.about, *item.others)}
    lines = {note.pk: Line.of(note) for note in notes}
    return [
        Row(item, forms[item.question.slug], clashes.get(item.question.slug), before, behind, lines)
        for item, (before, behind) in zip(sheet.items, around, strict=True)
    ]


def items_of(sheet: Sheet) -> dict[str, Item]:
    """The items of a sheet, by competency."""
    return {item.question.slug: item for item in sheet.items}


def is_writing(assessment: Assessment, actor: Person) -> bool:
    """Whether the actor may write it now."""
    is_open = not assessment.submitted_at
    why = why_not_written(assessment.participant, assessment.state) if is_open else True
    return assessment.author_id == actor.pk and not why


def when(actor: Person, assessment: Assessment, *, now: datetime) -> dict[str, Any]:
    """The author's last minute by their own clock, and whether it has passed."""
    due = due_for(actor, assessment.participant, assessment.perspective)
    return {"due": due, "is_late": now > due and not assessment.submitted_at}


def _view(request: HttpRequest, sheet: Sheet) -> View:
    asked = request.GET.get("question", "")
    here = sheet.first_open.question.slug if sheet.first_open else ""
    if asked == "summary" or asked in items_of(sheet):
        return View(ONE, asked)
    return View(asked if asked in (ALL, ONE) else "", here)


def _reopening(assessment: Assessment, actor: Person) -> ReopeningForm | None:
    """The form that gives a review back: to HR, while the round is open."""
    is_handed_in = assessment.submitted_at and not assessment.participant.cycle.released_at
    if not is_handed_in or assessment.participant.person_id == actor.pk:
        return None
    if why_frozen(assessment.participant, assessment.perspective):
        return None
    may = is_permitted(actor, Permission.CYCLE_MANAGE, today=timezone.localdate())
    return ReopeningForm() if may else None
