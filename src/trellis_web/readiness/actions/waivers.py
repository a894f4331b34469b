"""A criterion that is not asked of one person. Who agreed to it is a matter of a higher app."""

from datetime import date

from django.db import transaction

from trellis_web.people.models import Person
from trellis_web.readiness.actions.stored import refresh
from trellis_web.readiness.models import Criterion, CriterionFact, Move


@transaction.atomic
def waive(person: Person, move: Move, criterion: str, *, reason: str, today: date) -> None:
    """Marks a criterion of a move as waived for a person, with why, and refreshes readiness.

    Part of an action that permits and audits. `DoesNotExist` for a criterion that the move lacks.
    """
    found = Criterion.objects.get(move=move, slug=criterion)
    CriterionFact.objects.update_or_create(
        person=person, criterion=found, defaults={"waived": True, "waived_for": reason}
    )
    refresh(today=today, people=[person.pk], moves=[move])
