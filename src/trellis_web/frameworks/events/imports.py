"""What is recorded about files on their way in."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("upload:stored")
@dataclass(frozen=True)
class UploadStored(Payload):
    """A file was brought in. Nothing is imported yet."""

    upload: int
    name: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("“%(name)s” was uploaded to be looked at.") % {"name": self.name}


@audited("upload:changed")
@dataclass(frozen=True)
class UploadChanged(Payload):
    """How a file is read was changed, or cells of it."""

    upload: int
    what: str

    def sentence(self) -> str:
        """What happened, in words."""
        words = {
            "cells": _("Cells of an uploaded table were corrected."),
            "name": _("An uploaded framework was named."),
            "shape": _("How an uploaded table is read was changed."),
        }
        return words.get(self.what, words["shape"])


@audited("import:made")
@dataclass(frozen=True)
class ImportMade(Payload):
    """A file became drafts of these families."""

    families: list[str]
    source: str
    left_out: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("“%(source)s” became the draft of %(families)s; %(n)d rows were left out.") % {
            "source": self.source,
            "families": ", ".join(self.families),
            "n": self.left_out,
        }


@audited("import:undone")
@dataclass(frozen=True)
class ImportUndone(Payload):
    """The draft is again what it was before an import."""

    family: str
    was_new: bool

    def sentence(self) -> str:
        """What happened, in words."""
        if self.was_new:
            return _("An import was undone: the new draft of %(family)s is gone.") % {
                "family": self.family
            }
        return _("An import was undone: %(family)s has its earlier draft again.") % {
            "family": self.family
        }


@audited("preset:kept")
@dataclass(frozen=True)
class ImportPresetKept(Payload):
    """What the columns of a table hold was kept under a name."""

    name: str

    def sentence(self) -> str:
        """What happened, in words."""
        return _("What the columns hold was kept as “%(name)s”.") % {"name": self.name}


@audited("upload:forgotten")
@dataclass(frozen=True)
class UploadsForgotten(Payload):
    """Files and earlier drafts that were kept for 30 days were deleted."""

    uploads: int
    drafts: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _(
            "%(uploads)d uploads and %(drafts)d earlier drafts were deleted after 30 days."
        ) % {
            "uploads": self.uploads,
            "drafts": self.drafts,
        }
