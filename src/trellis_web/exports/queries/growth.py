"""Evidence, plans, endorsements and figures, with the words of the framework for their keys."""

from datetime import date
from typing import Any

from trellis.framework.resolve import ResolvedFramework, level_of
from trellis_web.access.queries import visible
from trellis_web.growth.models import (
    Confirmation,
    Endorsement,
    EvidenceNote,
    MetricValue,
    Plan,
    PlanAction,
)
from trellis_web.growth.queries.tags import Tags, frameworks_of, tags_in
from trellis_web.people.models import Person


def evidence(person: Person, *, today: date) -> list[dict[str, Any]]:
    """The person's own notes, private ones included, the earliest first."""
    notes = visible(EvidenceNote, to=person, today=today).filter(person=person)
    rows = notes.prefetch_related("tags", "files", "confirmations__colleague")
    found = list(rows.order_by("happened_on", "pk"))
    names = tags_in({tag.family for note in found for tag in note.tags.all()})
    return [_note(note, names) for note in found]


def _note(note: EvidenceNote, names: Tags) -> dict[str, Any]:
    return {
        "text": note.text,
        "happened_on": note.happened_on.isoformat(),
        "still_going_on": note.is_ongoing,
        "link": note.link or None,
        "written_on": note.created_at.date().isoformat(),
        "shared_on": note.shared_at.date().isoformat() if note.shared_at else None,
        "shows": [names.name(tag) for tag in note.tags.all()],
        "confirmations": [_confirmation(each) for each in note.confirmations.all()],
        "files": [
            {"name": each.name, "bytes": each.size, "sha256": each.digest}
            for each in note.files.all()
        ],
    }


def _confirmation(asked: Confirmation) -> dict[str, Any]:
    answer = "confirmed" if asked.confirmed_at else "declined" if asked.declined_at else "open"
    return {"colleague": asked.colleague.name, "answer": answer, "comment": asked.comment}


def plans(person: Person) -> list[dict[str, Any]]:
    """What the person planned, the earliest first."""
    rows = Plan.objects.filter(person=person).prefetch_related("actions__mentor")
    found = list(rows.order_by("made_at", "pk"))
    frameworks = frameworks_of(plan.family for plan in found)
    return [
        {
            "towards": _move_in_words(frameworks.get(plan.family), plan.move),
            "made_on": plan.made_at.date().isoformat(),
            "agreed_on": plan.agreed_at.date().isoformat() if plan.agreed_at else None,
            "ended_on": plan.ended_at.date().isoformat() if plan.ended_at else None,
            "actions": [_action(each) for each in plan.actions.all()],
        }
        for plan in found
    ]


def _action(action: PlanAction) -> dict[str, Any]:
    return {
        "text": action.text,
        "kind": action.get_kind_display(),
        "for_the_manager": action.is_managers,
        "with": action.mentor.name if action.mentor else None,
        "due_on": action.due_on.isoformat(),
        "done_on": action.done_at.date().isoformat() if action.done_at else None,
        "dropped_on": action.dropped_at.date().isoformat() if action.dropped_at else None,
        "drop_reason": action.drop_reason,
    }


def endorsements(person: Person, *, today: date) -> list[dict[str, Any]]:
    """Who backed a move of the person, the earliest first."""
    given = visible(Endorsement, to=person, today=today).filter(person=person)
    rows = list(given.select_related("endorsed_by").order_by("endorsed_at", "pk"))
    frameworks = frameworks_of(each.family for each in rows)
    return [
        {
            "move": _move_in_words(frameworks.get(each.family), each.move),
            "by": each.endorsed_by.name,
            "as": each.role,
            "words": each.text,
            "endorsed_on": each.endorsed_at.date().isoformat(),
            "withdrawn_on": each.withdrawn_at.date().isoformat() if each.withdrawn_at else None,
        }
        for each in rows
    ]


def _move_in_words(framework: ResolvedFramework | None, id_: str) -> str:
    """A move by the titles of its levels; its id where the framework no longer has it."""
    move = framework.moves.get(id_) if framework else None
    if framework is None or move is None:
        return id_
    ends = (level_of(move.from_), level_of(move.to))
    titles = (framework.levels[e].title if e in framework.levels else e for e in ends)
    return move.title or " → ".join(titles)


def figures(person: Person, *, today: date) -> list[dict[str, Any]]:
    """The figures that criteria read, as texts: a signed document holds no fractions."""
    rows = visible(MetricValue, to=person, today=today).filter(person=person)
    return [
        {"name": each.name, "period": each.period_on.isoformat(), "value": str(each.value)}
        for each in rows.order_by("name", "period_on")
    ]
