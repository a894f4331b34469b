"""What can be cited in a case, and for what."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from trellis_web.access.queries import visible
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person
from trellis_web.promotions.models import Case
from trellis_web.promotions.queries.criteria import Standing, sentences_of

CRITERION, STATEMENT = "criterion:", "statement:"
LONGEST = 90


def citable(case: Case, *, to: Person, today: date) -> list[tuple[int | str, str]]:
    """The notes that the person shared, as far as `to` reads them; newest first."""
    rows = visible(EvidenceNote, to=to, today=today).filter(
        person=case.person_id, shared_at__isnull=False
    )
    return [(each.pk, _short(each.text)) for each in rows]


def citable_for(case: Case, standings: Iterable[Standing]) -> Iterator[tuple[int | str, str]]:
    """What a note can be cited for: criteria that are asked, then the sentences of the level."""
    for each in standings:
        if not each.is_waived:
            yield CRITERION + each.criterion, _short(each.wording)
    for sentence in sentences_of(case.move):
        yield STATEMENT + sentence.statement, _short(sentence.wording)


def cited_for(about: str) -> dict[str, Any]:
    """The choice of the form as what the action takes: `criterion` or `statement`."""
    kind, _, key = about.partition(":")
    return {kind: key}


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
