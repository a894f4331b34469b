"""A way back of the demo: one manager is asked whether they want to return to their craft."""

from datetime import datetime, timedelta

from trellis_web.careers.actions import offer_return
from trellis_web.people.models import Person, Position

NOTE = "You told me that you miss building. Take the time you need; the team is looked after."
LEVEL = "M1"


def offer_way_back(persons: dict[str, Person], *, apart: str, by: Person, now: datetime) -> None:
    """Offers it to the last first-level manager of engineering, never to `apart`."""
    led = Position.objects.on(now.date()).filter(family="engineering", level=LEVEL)
    chosen = led.exclude(person=persons[apart]).latest("person_id")
    offer_return(
        chosen.person,
        effective_on=now.date() + timedelta(days=40),
        note=NOTE,
        by=by,
        now=now - timedelta(days=2),
        today=now.date(),
    )
