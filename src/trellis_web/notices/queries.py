"""Who wants to be told what."""

from trellis_web.notices.models import Wish
from trellis_web.people.models import Person


def unreminded() -> frozenset[int]:
    """Keys of those who want no reminders."""
    return frozenset(Wish.objects.filter(is_reminded=False).values_list("person", flat=True))


def is_reminded(person: Person) -> bool:
    """Whether this person is reminded by the clock."""
    return not Wish.objects.filter(person=person, is_reminded=False).exists()
