"""What is recorded about panels: that they were held, never an answer."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trellis_web.audit.events import Payload, audited


@dataclass(frozen=True)
class _AboutPanel(Payload):
    """Something about one panel."""

    panel: int
    family: str


@audited("panel:prepared")
@dataclass(frozen=True)
class PanelPrepared(_AboutPanel):
    """Somebody begins to set up a panel."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A panel about the draft of %(family)s was prepared.") % {"family": self.family}


@audited("panel:changed")
@dataclass(frozen=True)
class PanelChanged(_AboutPanel):
    """Who is asked, or about what, was changed before the panel opened."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("The panel about the draft of %(family)s was changed.") % {"family": self.family}


@audited("panel:opened")
@dataclass(frozen=True)
class PanelOpened(_AboutPanel):
    """People were invited to read the draft as it was at that moment."""

    panelists: int
    digest: str

    def sentence(self) -> str:
        """What happened, in words."""
        return ngettext(
            "%(panelists)d person was asked to read the draft of %(family)s.",
            "%(panelists)d people were asked to read the draft of %(family)s.",
            self.panelists,
        ) % {"panelists": self.panelists, "family": self.family}


@audited("panel:closed")
@dataclass(frozen=True)
class PanelClosed(_AboutPanel):
    """The answers became figures and were deleted."""

    answers: int

    def sentence(self) -> str:
        """What happened, in words."""
        return ngettext(
            "The panel about %(family)s was closed; %(answers)d answer was counted and deleted.",
            "The panel about %(family)s was closed; %(answers)d answers were counted and deleted.",
            self.answers,
        ) % {"answers": self.answers, "family": self.family}
