"""What is recorded about notes and questions about them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trellis_web.audit.events import Payload, audited


@dataclass(frozen=True)
class _AboutNote(Payload):
    """A change of one note."""

    note: int


@audited("evidence:added")
@dataclass(frozen=True)
class EvidenceAdded(_AboutNote):
    """A private note was written."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A note was added to the evidence.")


@audited("evidence:edited")
@dataclass(frozen=True)
class EvidenceEdited(_AboutNote):
    """A note was changed by its author."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A note in the evidence was changed.")


@audited("evidence:deleted")
@dataclass(frozen=True)
class EvidenceDeleted(_AboutNote):
    """A note was deleted by its author."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A note in the evidence was deleted.")


@audited("evidence:shared")
@dataclass(frozen=True)
class EvidenceShared(_AboutNote):
    """A note can be read by the manager and HR."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A note was shared with the manager and HR.")


@audited("evidence:unshared")
@dataclass(frozen=True)
class EvidenceUnshared(_AboutNote):
    """A note is private again."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A shared note became private again.")


@audited("confirmation:asked")
@dataclass(frozen=True)
class ConfirmationAsked(_AboutNote):
    """A colleague was asked to confirm a note, and can read it until they answer."""

    colleague: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A colleague was asked to confirm a note.")


@audited("confirmation:cancelled")
@dataclass(frozen=True)
class ConfirmationCancelled(_AboutNote):
    """The question was taken back."""

    colleague: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A question to a colleague was taken back.")


@audited("evidence:confirmed")
@dataclass(frozen=True)
class EvidenceConfirmed(_AboutNote):
    """A colleague says that it is so."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A colleague confirmed a note.")


@audited("confirmation:declined")
@dataclass(frozen=True)
class ConfirmationDeclined(_AboutNote):
    """A colleague did not confirm."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A colleague answered that they cannot confirm a note.")


@audited("evidence:imported")
@dataclass(frozen=True)
class EvidenceImported(Payload):
    """Private notes came from a file or another system."""

    notes: int

    def sentence(self) -> str:
        """What happened, in words."""
        return ngettext(
            "%(notes)d note was imported.", "%(notes)d notes were imported.", self.notes
        ) % {"notes": self.notes}


@audited("evidence:files-attached")
@dataclass(frozen=True)
class FilesAttached(_AboutNote):
    """Files came to a note."""

    files: int

    def sentence(self) -> str:
        """What happened, in words."""
        return ngettext(
            "%(files)d file was attached to a note.",
            "%(files)d files were attached to a note.",
            self.files,
        ) % {"files": self.files}


@audited("evidence:file-deleted")
@dataclass(frozen=True)
class FileDeleted(_AboutNote):
    """A file of a note is gone."""

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A file of a note was deleted.")


@audited("evidence:files-swept")
@dataclass(frozen=True)
class FilesSwept(Payload):
    """Files that belonged to no note were deleted."""

    files: int

    def sentence(self) -> str:
        """What happened, in words."""
        return ngettext(
            "%(files)d file that belonged to no note was deleted.",
            "%(files)d files that belonged to no note were deleted.",
            self.files,
        ) % {"files": self.files}
