"""What somebody would bring along to other roles, from their released results.

Read `holder_of` once for a page; `Holder.towards(Role(framework, level))` then asks no more of the
database, for however many roles.
"""

from datetime import date

from trellis.readiness.carry_over import Carried, CarryOver, Holder, Role
from trellis.readiness.facts import Facts
from trellis_web.frameworks.queries.stays import current_for
from trellis_web.frameworks.queries.versions import resolved
from trellis_web.people.models import Person
from trellis_web.reviews.queries.facts import as_rated, histories

__all__ = ["Carried", "CarryOver", "Holder", "Role", "holder_of"]


def holder_of(person: Person, *, today: date) -> Holder | None:
    """The role and the released facts of a person; None for somebody without a published level.

    Nothing that was not released is read. Eight queries, whatever there is.
    """
    history = histories([person.pk], today=today).get(person.pk)
    if history is None or not history.position.family:
        return None
    level = history.position.level
    version, _stay = current_for(person, history.position.family, today=today)
    if version is None or level not in resolved(version).levels:
        return None
    framework = as_rated(version, history.version, level)
    facts = Facts(cycles=history.cycles, sightings=history.sightings)
    return Holder(Role(framework, level), facts)
