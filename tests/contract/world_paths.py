"""The part of the world that is about ways back: one that waits for the owner's answer."""

from datetime import date

from tests.web.factories import NOW
from trellis_web.careers.models import Return
from trellis_web.people.models import Person


def way_back(owner: Person, manager: Person) -> dict[str, int | str]:
    """An offer that the owner has not answered."""
    made = Return.objects.create(
        person=owner,
        family="engineering",
        move="back",
        from_level="L1",
        track="ic",
        level="L2",
        basis=Return.Basis.LAST_HELD,
        effective_on=date(2099, 1, 31),
        note="MARK-return-note-5f2c",
        offered_at=NOW,
        offered_by=manager,
    )
    return {"way_back": made.pk}
