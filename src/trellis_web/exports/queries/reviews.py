"""Released results and recorded check-ins, with the sentences that they were made against."""

from datetime import date
from typing import Any

from trellis_web.access.queries import visible
from trellis_web.people.models import Person
from trellis_web.reviews.models import CheckIn, RatingBase, ReleasedResult
from trellis_web.reviews.queries.results import ResultPage, ResultRow, result_page


def results(person: Person, *, today: date) -> list[dict[str, Any]]:
    """Each result as its page shows it to the person, the earliest first."""
    rows = visible(ReleasedResult, to=person, today=today).filter(person=person)
    found = rows.select_related("person", "cycle", "manager", "version__family__current")
    return [_result(result_page(each, to=person)) for each in found.order_by("cycle__to_on", "pk")]


def _result(page: ResultPage) -> dict[str, Any]:
    result, read = page.result, page.acknowledgement
    return {
        "round": result.cycle.title,
        "from": result.cycle.from_on.isoformat(),
        "to": result.cycle.to_on.isoformat(),
        "released_on": result.released_at.date().isoformat(),
        "framework": result.version.family.title,
        "version": result.version.number,
        "level": result.level,
        "level_title": page.level_title,
        "next_level": result.next_level,
        "next_level_title": page.next_title,
        "written_by": result.manager.name if result.manager else None,
        "absent": result.is_absent,
        "calibrated": result.is_calibrated,
        "summary": result.summary,
        "ratings": [_row(row) for row in page.rows if not result.is_absent],
        "own_summary": page.own_summary,
        "acknowledged_on": read.acknowledged_at.date().isoformat() if read else None,
        "own_comment": read.comment if read else None,
        "opened_by": [
            {"name": each.reader, "last_on": each.at.date().isoformat()} for each in page.receipts
        ],
    }


def _row(row: ResultRow) -> dict[str, Any]:
    return {
        "competency": row.question.competency.title,
        "sentences_of_the_level": [each.text for each in row.question.here],
        "sentences_of_the_next_level": [each.text for each in row.question.there],
        "rating": _said(row.rating, row.word) if row.rating else None,
        "own_view": _said(row.own, row.own_word) if row.own else None,
        "evidence_cited": [each.text for each in row.notes],
        "feedback": [
            {
                "from": each.author or None,
                "as": each.said.get_perspective_display(),
                "score": each.said.score,
                "next_level": each.said.get_next_display() or None,
                "words": each.said.reason,
            }
            for each in row.feedback
        ],
    }


def _said(said: RatingBase, word: str) -> dict[str, Any]:
    return {
        "score": said.score,
        "word": word or None,
        "step": said.step or None,
        "next_level": said.get_next_display() or None,
        "not_enough_seen": said.is_unseen,
        "reason": said.reason,
    }


def check_ins(person: Person) -> list[dict[str, Any]]:
    """The talks between the rounds that were recorded, the earliest first."""
    talks = CheckIn.objects.filter(person=person, recorded_at__isnull=False)
    rows = talks.select_related("manager").prefetch_related("sightings__competency")
    return [
        {
            "recorded_on": talk.recorded_at.date().isoformat() if talk.recorded_at else None,
            "with": talk.manager.name,
            "level": talk.level,
            "note": talk.note,
            "seen": [
                {
                    "competency": each.competency.title,
                    "said": each.get_said_display() or None,
                    "said_why": each.said_why,
                    "seen": each.get_seen_display() or None,
                    "seen_why": each.seen_why,
                }
                for each in talk.sightings.all()
            ],
        }
        for talk in rows.order_by("recorded_at", "pk")
    ]
