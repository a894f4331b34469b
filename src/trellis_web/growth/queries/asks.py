"""Feedback that is asked for between rounds, with the words of the statement."""

from dataclasses import dataclass

from trellis_web.access.queries import visible
from trellis_web.frameworks.models import Family
from trellis_web.frameworks.queries.asked import wording
from trellis_web.growth.models import Ask
from trellis_web.growth.rules.asks import is_shared
from trellis_web.people.models import Person

MOST = 50
"""Settled questions that a page shows."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with the sentence that it is about."""

    ask: Ask
    statement: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Asks:
    """What waits for somebody's answer, and what they asked or is asked about them."""

    waiting: tuple[Asked, ...]
    mine: tuple[Asked, ...]


def asks_of(person: Person) -> Asks:
    """The questions that a person sees, the latest first."""
    rows = list(
        visible(Ask, to=person).select_related("person", "colleague", "asked_by", "note")[:MOST]
    )
    texts = _texts(rows)
    shown = [Asked(each, texts[each.family, each.statement], is_shared(each)) for each in rows]
    return Asks(
        tuple(each for each in shown if each.ask.colleague_id == person.pk and _waits(each.ask)),
        tuple(each for each in shown if each.ask.colleague_id != person.pk),
    )


def statement_of(family: str, statement: str) -> str:
    """The sentence in the current version of a family; empty where it is not."""
    found = Family.objects.filter(slug=family).select_related("current").first()
    return wording(found.current, statement) if found and found.current else ""


def _waits(ask: Ask) -> bool:
    return not ask.answered_at and not ask.declined_at


def _texts(rows: list[Ask]) -> dict[tuple[str, str], str]:
    keys = {(each.family, each.statement) for each in rows}
    return {key: statement_of(*key) or key[1] for key in keys}
