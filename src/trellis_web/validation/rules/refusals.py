"""Why something is refused, in sentences."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from trellis_web.access.rules import Denial

NOT_PREPARED = Denial(
    "panel-opened",
    gettext_lazy("The panel is open already, so who and what is asked stays as it is."),
)
CLOSED = Denial(
    "panel-closed",
    gettext_lazy("The panel is not open. Answers can be given only while it is."),
)
NOT_ASKED = Denial("not-asked", gettext_lazy("You were not asked about this."))
FEWEST_RATERS = 2


def lacking(
    *, panelists: int, vignettes: int, unknown: Sequence[str], lonely: Sequence[str]
) -> list[str]:
    """What keeps a panel from opening, one sentence each; empty when nothing does.

    `unknown` are levels of vignettes that the draft does not have (any more), `lonely` the names
    of real people whom fewer than two panelists may rate.
    """
    found = []
    if panelists < FEWEST_RATERS:
        found.append(_("Invite at least two people: one reader cannot agree with anybody."))
    if not vignettes:
        found.append(_("Add at least one description or person to rate."))
    for level in unknown:
        words = _("The draft has no level “%(level)s” any more. Remove what stands at it.")
        found.append(words % {"level": level})
    for name in lonely:
        words = _("Fewer than two panelists lead %(name)s today, and nobody else may rate them.")
        found.append(words % {"name": name})
    return found


def too_few(raters: int, items: int) -> str:
    """What is said of a panel that is too small to tell a good sentence from a poor one."""
    people = ngettext("%(n)d reader", "%(n)d readers", raters) % {"n": raters}
    things = ngettext("%(n)d description", "%(n)d descriptions", items) % {"n": items}
    words = _("%(people)s on %(things)s tells nothing. Eight readers on five tell much.")
    return words % {"people": people, "things": things}
