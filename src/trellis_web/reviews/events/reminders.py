"""What the trail says about reminders."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("cycle:reminded")
@dataclass(frozen=True, slots=True)
class CycleReminded(Payload):
    """Everyone with something to write in a round was written to."""

    cycle: int
    title: str
    people: int

    def sentence(self) -> str:
        """Which round and how many people; never who."""
        return _("%(people)s people were reminded of “%(title)s”.") % self.as_dict()
