"""Saving what an author writes: one answer, the closing words, or a whole sheet.

Autosave is no state change and leaves no event. What came from another window in the meantime is
merged field by field (see `rules.merging`); the same field twice is a conflict, and then nothing is
stored.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from trellis_web.access.queries import reports_of, second_reports_of, visible
from trellis_web.access.rules import Denied, Permission, require
from trellis_web.growth.actions import share_evidence
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person
from trellis_web.reviews.models import Assessment, Citation, Rating
from trellis_web.reviews.queries.answers import Said, keys_of, questions_for, said_in
from trellis_web.reviews.rules import CLOSED, Conflict, Refused, Sent, SentText, complete
from trellis_web.reviews.rules.merging import Clash, answer_from, merged, parts_of
from trellis_web.reviews.rules.refusals import (
    NOT_AUTHOR,
    NOT_CITABLE,
    UNKNOWN_COMPETENCY,
    Clashing,
)
from trellis_web.reviews.rules.writing import why_frozen, why_not_written

FIELDS = ["score", "step", "next", "is_unseen", "reason", "is_carried"]
SUMMARY = "summary"
LEADING = {
    Assessment.Perspective.MANAGER: reports_of,
    Assessment.Perspective.DOTTED: second_reports_of,
}
"""Who writes only while they lead the person, and whom they lead."""


@transaction.atomic
def save_rating(
    assessment: Assessment, *, competency: str, sent: Sent, by: Person, now: datetime
) -> Assessment:
    """Stores one answer. Returns the assessment with its new `saved_at`.

    Raises `Conflict` when the review is closed, `Clashing` when the same field was changed in
    another window, and `Refused` for a competency that the pinned version does not ask for.
    """
    fresh = writable(assessment, by=by, now=now)
    store(fresh, {competency: sent}, by=by, now=now)
    return _saved(fresh, now=now)


@transaction.atomic
def save_summary(
    assessment: Assessment, *, summary: SentText, by: Person, now: datetime
) -> Assessment:
    """Stores the closing words. Raises like `save_rating`."""
    fresh = writable(assessment, by=by, now=now)
    fresh.summary = _text(fresh.summary, summary)
    return _saved(fresh, now=now)


@transaction.atomic
def save_assessment(
    assessment: Assessment,
    *,
    answers: Mapping[str, Sent],
    summary: SentText | None,
    by: Person,
    now: datetime,
) -> Assessment:
    """Stores what was sent of a sheet; without `summary` it stays.

    Raises like `save_rating`: either everything is stored or nothing.
    """
    fresh = writable(assessment, by=by, now=now)
    clashes: dict[str, frozenset[str]] = {}
    try:
        store(fresh, answers, by=by, now=now)
    except Clashing as clashing:
        clashes |= clashing.fields
    try:
        fresh.summary = _text(fresh.summary, summary) if summary else fresh.summary
    except Clashing as clashing:
        clashes |= clashing.fields
    if clashes:
        raise Clashing(clashes)
    return _saved(fresh, now=now)


@transaction.atomic
def cite_private(
    assessment: Assessment, *, competency: str, note: EvidenceNote, by: Person, now: datetime
) -> None:
    """Shares a note of one's own, and cites it in the review. Raises like `save_rating`."""
    fresh = writable(assessment, by=by, now=now)
    share_evidence(note=note, by=by, now=now, today=timezone.localdate(now))
    before = said_in(fresh).get(competency, Said())
    sent = Sent(before.answer, before.cites | {note.pk})
    store(fresh, {competency: sent}, by=by, now=now)
    _saved(fresh, now=now)


def writable(assessment: Assessment, *, by: Person, now: datetime) -> Assessment:
    """The assessment as it stands, held until the end of the transaction, for its author.

    Raises `Denied` for everybody else, and `Conflict` when it can no longer be written.
    """
    rows = Assessment.objects.select_for_update(of=("self",)).select_related(
        "participant__person", "participant__cycle", "participant__version"
    )
    fresh = rows.defer("participant__version__text").get(pk=assessment.pk)
    _require_author(fresh, by, today=timezone.localdate(now))
    if denial := why_frozen(fresh.participant, fresh.perspective):
        raise Conflict(denial)
    if fresh.submitted_at:
        raise Conflict(CLOSED)
    if denial := why_not_written(fresh.participant, fresh.state):
        raise Conflict(denial)
    return fresh


def store(assessment: Assessment, sent: Mapping[str, Sent], *, by: Person, now: datetime) -> None:
    """Merges answers into what is stored. Raises `Clashing` with everything that clashes."""
    questions = questions_for(assessment.participant)
    if sent.keys() - questions.keys():
        raise Refused(UNKNOWN_COMPETENCY)
    stored = said_in(assessment)
    clashes, kept, cites = {}, {}, {}
    for slug, each in sent.items():
        before = stored.get(slug, Said())
        try:
            parts = merged(parts_of(before.answer, before.cites), each.parts, each.base)
        except Clash as clash:
            clashes[slug] = clash.fields
            continue
        answer = complete(questions[slug], answer_from(parts))
        kept[slug] = asdict(answer) | {"is_carried": before.is_carried and answer == before.answer}
        if set(parts["cites"]) != before.cites:
            cites[slug] = frozenset(parts["cites"])
    if clashes:
        raise Clashing(clashes)
    _write(assessment, kept, cites, by=by, today=timezone.localdate(now))


def _write(
    assessment: Assessment,
    answers: Mapping[str, Mapping[str, object]],
    cites: Mapping[str, frozenset[int]],
    *,
    by: Person,
    today: date,
) -> None:
    keys = keys_of(assessment.participant)
    Rating.objects.bulk_create(
        [
            Rating(assessment=assessment, competency_id=keys[slug], **said)
            for slug, said in answers.items()
        ],
        update_conflicts=True,
        unique_fields=["assessment", "competency"],
        update_fields=FIELDS,
    )
    if cites:
        _cite(assessment, {keys[slug]: notes for slug, notes in cites.items()}, by, today=today)


def _cite(
    assessment: Assessment, cites: Mapping[int, frozenset[int]], by: Person, *, today: date
) -> None:
    """Only shared notes of the person are cited: others read a review, and then the note."""
    wanted = frozenset().union(*cites.values())
    mine = visible(EvidenceNote, to=by, today=today).filter(
        person=assessment.participant.person_id, shared_at__isnull=False, pk__in=wanted
    )
    if mine.count() != len(wanted):
        raise Refused(NOT_CITABLE)
    Citation.objects.filter(assessment=assessment, competency__in=cites).delete()
    Citation.objects.bulk_create(
        Citation(assessment=assessment, competency_id=competency, note_id=note)
        for competency, notes in cites.items()
        for note in sorted(notes)
    )


def _require_author(assessment: Assessment, by: Person, *, today: date) -> None:
    """Its author; the manager, and whoever leads on a second line, while they lead the person."""
    require(by, Permission.REVIEW_WRITE, today=today)
    leading = LEADING.get(Assessment.Perspective(assessment.perspective))
    person = assessment.participant.person_id
    leads = leading is None or leading(by, today=today).filter(person=person).exists()
    if assessment.author_id != by.pk or not leads:
        raise Denied(NOT_AUTHOR)


def _text(stored: str, sent: SentText) -> str:
    try:
        return str(merged({"text": stored}, {"text": sent.text}, sent.base)["text"])
    except Clash as clash:
        raise Clashing({SUMMARY: clash.fields}) from clash


def _saved(assessment: Assessment, *, now: datetime) -> Assessment:
    assessment.saved_at = now
    assessment.save(update_fields=["summary", "saved_at"])
    return assessment
