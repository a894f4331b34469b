"""What follows from what: audit tag of a lower app -> actions that run in the same transaction.

The one visible list; nothing else connects a lower app to a higher one.
"""

from collections.abc import Sequence

from django.utils import timezone

from trellis_web.audit.actions import Consequence, follow
from trellis_web.audit.models import Event
from trellis_web.frameworks.models import Version
from trellis_web.growth.actions.facts import follow_publication, refresh_facts
from trellis_web.people.models import Position
from trellis_web.readiness.actions import compile_version, refresh
from trellis_web.reviews.actions import push_facts
from trellis_web.reviews.actions.announcements import announce_opened, announce_released


def compile_published(events: Sequence[Event]) -> None:
    """A new version becomes rows that facts and readiness point to."""
    for event in events:
        compile_version(Version.objects.get(pk=event.payload["version_id"]))


def reassess_families(events: Sequence[Event]) -> None:
    """The criteria of a new version are asked of everyone in its family."""
    today = timezone.localdate(events[-1].at)
    families = [event.payload["family"] for event in events]
    held = Position.objects.on(today).filter(family__in=families)
    push_facts(held.values_list("person_id", flat=True), today=today)
    refresh(today=today)


def reassess_people(events: Sequence[Event]) -> None:
    """Whoever stands elsewhere is asked other criteria, from this moment on."""
    today = timezone.localdate(events[-1].at)
    people = sorted({pk for event in events for pk in event.payload["people"]})
    push_facts(people, today=today)
    refresh_facts(people, today=today)
    refresh(today=today, people=people)


CONSEQUENCES: dict[str, list[Consequence]] = {
    "cycle:opened": [announce_opened],
    "cycle:released": [announce_released],
    "framework:published": [compile_published, follow_publication, reassess_families],
    "people:imported": [reassess_people],
    "position:changed": [reassess_people],
}


def install() -> None:
    """Connects the list. Called once, when the apps are ready."""
    for tag, consequences in CONSEQUENCES.items():
        for consequence in consequences:
            follow(tag, consequence)
