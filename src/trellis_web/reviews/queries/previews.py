"""The exact form that somebody would get if a round were opened today. Nothing of it is stored."""

from datetime import date

from trellis_web.people.models import Person
from trellis_web.reviews.models import Assessment, Cycle, Participant
from trellis_web.reviews.queries.entrants import Entrant, entrants
from trellis_web.reviews.queries.sheets import Sheet, blank_sheet


def previewable(cycle: Cycle, *, today: date) -> list[Entrant]:
    """Those whom the round would ask about on a published version, by name."""
    return [each for each in entrants(cycle, today=today) if each.version]


def preview_of(cycle: Cycle, entrant: Entrant, person: Person, perspective: str) -> Sheet:
    """The blank form about `person`, who is the entrant, as its author would find it."""
    participant = Participant(
        cycle=cycle,
        person=person,
        version=entrant.version,
        level=entrant.place.level,
        next_level=entrant.next_level,
    )
    author = person if perspective == Assessment.Perspective.SELF else None
    return blank_sheet(Assessment(participant=participant, author=author, perspective=perspective))
