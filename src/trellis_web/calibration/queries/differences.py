"""Differences between managers, as a question with its uncertainty, and never as a verdict."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis.stats.estimates import Estimate, TooLittle
from trellis.stats.severity import difference
from trellis_web.calibration.models import Member
from trellis_web.calibration.queries.board import Board, Group
from trellis_web.organisation.queries import is_on
from trellis_web.organisation.rules import Feature
from trellis_web.people.models import Person


@dataclass(frozen=True, slots=True)
class Difference:
    """One manager against the others on the table: points of the mean, with a 95 % interval."""

    manager: Person
    people: int
    estimate: Estimate

    @property
    def question(self) -> str:
        """The difference as a question, with what the figures cannot say."""
        value, low, high = (abs(each) for each in self._figures)
        words = {
            "name": self.manager.name, "by": f"{value:.1f}",
            "low": f"{min(low, high):.1f}", "high": f"{max(low, high):.1f}", "n": self.people,
        }  # fmt: skip
        return self._words % words

    @property
    def _figures(self) -> tuple[float, float, float]:
        return self.estimate.value, self.estimate.low, self.estimate.high

    @property
    def _words(self) -> str:
        if self.estimate.low <= 0 <= self.estimate.high:
            return _(
                "The %(n)d people of %(name)s are rated about like the others, as far as so few"
                " ratings can tell."
            )
        asked = _(
            "Is the team different, or is the scale used differently? From one rating each, nobody"
            " can tell the two apart; people rated by two managers would help."
        )
        if self.estimate.value > 0:
            found = _(
                "The %(n)d people of %(name)s are rated %(by)s higher than the others"
                " (%(low)s to %(high)s)."
            )
        else:
            found = _(
                "The %(n)d people of %(name)s are rated %(by)s lower than the others"
                " (%(low)s to %(high)s)."
            )
        return f"{found} {asked}"


def differences(found: Board, *, to: Person) -> tuple[Difference, ...]:
    """Each manager against all others, widest first; nothing while the switch is off.

    The facilitator reads all of them; somebody else in the room only the own figure. Groups that
    are too small for an interval are left out. One query.
    """
    if not is_on(Feature.RATER_SEVERITY):
        return ()
    sees_all = found.part in ("", Member.Part.FACILITATOR)
    wanted = [each for each in found.groups if each.manager and (sees_all or each.manager == to)]
    made = [each for each in (_against(found, group) for group in wanted) if each]
    return tuple(sorted(made, key=lambda each: -abs(each.estimate.value)))


def _against(found: Board, group: Group) -> Difference | None:
    mine = _means(group)
    others = [score for each in found.groups if each is not group for score in _means(each)]
    try:
        estimate = difference(mine, others)
    except TooLittle:
        return None
    return Difference(group.manager, len(mine), estimate) if group.manager else None


def _means(group: Group) -> list[float]:
    """One figure for each person: what their manager gave on average, before the session."""
    return [row.mean_before for row in group.rows if row.mean_before is not None]
