"""What follows from what: audit tag of a lower app -> actions that run in the same transaction.

The one visible list; nothing else connects a lower app to a higher one.
"""

from collections.abc import Sequence
from functools import partial

from django.db.models import Model
from django.utils import timezone

from trellis_web.audit.actions import Consequence, follow
from trellis_web.audit.models import Event
from trellis_web.calibration.actions import hold_release
from trellis_web.calibration.models import Session
from trellis_web.frameworks.models import Version
from trellis_web.growth.actions.facts import follow_publication
from trellis_web.people.models import Position
from trellis_web.promotions.models import Case, Committee
from trellis_web.readiness.actions import compile_version, refresh
from trellis_web.readiness.queries import live_moves
from trellis_web.reviews.actions import push_facts, reassess
from trellis_web.reviews.actions.announcements import announce_opened, announce_released
from trellis_web.webhooks.actions.deliveries import queue_deliveries
from trellis_web.webhooks.rules import TOLD


def compile_published(events: Sequence[Event]) -> None:
    """A new version becomes rows that facts and readiness point to."""
    for event in events:
        compile_version(Version.objects.get(pk=event.payload["version_id"]))


def reassess_families(events: Sequence[Event]) -> None:
    """The criteria of a new version are asked of everyone in its family.

    A move from another family into this one reads what its levels expect.
    """
    today = timezone.localdate(events[-1].at)
    families = {event.payload["family"] for event in events}
    leading = live_moves().filter(to_family__in=families)
    asked = families.union(leading.values_list("version__family__slug", flat=True))
    held = Position.objects.on(today).filter(family__in=asked)
    push_facts(held.values_list("person_id", flat=True), today=today)
    refresh(today=today)


def reassess_people(events: Sequence[Event]) -> None:
    """Whoever stands elsewhere is asked other criteria, from this moment on."""
    today = timezone.localdate(events[-1].at)
    people = {pk for event in events for pk in event.payload["people"]}
    reassess(people, today=today)


def reassess_leavers(events: Sequence[Event]) -> None:
    """Whoever has left stands nowhere, and is asked nothing."""
    people = [event.payload["person"] for event in events]
    reassess(people, today=timezone.localdate(events[-1].at))


CONSEQUENCES: dict[str, list[Consequence]] = {
    "cycle:opened": [announce_opened],
    "cycle:released": [hold_release, announce_released],
    "framework:published": [compile_published, follow_publication, reassess_families],
    "people:imported": [reassess_people],
    "person:deactivated": [reassess_leavers],
    "position:changed": [reassess_people],
}
ABOUT: dict[str, type[Model]] = {
    "appeal": Case,
    "calibration": Session,
    "case": Case,
    "committee": Committee,
    "decision": Case,
    "promotion": Case,
}
"""What events are about that not everybody sees who looks after webhooks, by noun of the tag."""


def install() -> None:
    """Connects the list; hooks are told last. Called once, when the apps are ready."""
    for tag, consequences in CONSEQUENCES.items():
        for consequence in consequences:
            follow(tag, consequence)
    for tag in TOLD:
        follow(tag, partial(queue_deliveries, about=ABOUT.get(tag.partition(":")[0])))
