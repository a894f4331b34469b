"""What is recorded about writing together. Which cell, never the words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@dataclass(frozen=True)
class _AboutCell(Payload):
    family: str
    competency: str
    level: str

    def _in_words(self, sentence: str) -> str:
        return sentence % {"cell": f"{self.family}: {self.competency}, {self.level}"}


@audited("comment:resolved")
@dataclass(frozen=True)
class CommentResolved(_AboutCell):
    """A thread was closed, or (`is_open`) opened again."""

    comment: int
    is_open: bool

    def sentence(self) -> str:
        """What happened, in words."""
        if self.is_open:
            return self._in_words(_("Comments on %(cell)s were opened again."))
        return self._in_words(_("Comments on %(cell)s were resolved."))


@audited("comment:written")
@dataclass(frozen=True)
class CommentWritten(_AboutCell):
    """Somebody commented on a cell of a draft."""

    comment: int

    def sentence(self) -> str:
        """What happened, in words."""
        return self._in_words(_("Somebody commented on %(cell)s."))


@audited("suggestion:accepted")
@dataclass(frozen=True)
class SuggestionAccepted(_AboutCell):
    """A suggestion became the text of its cell; `revision` is the draft's afterwards."""

    suggestion: int
    revision: int

    def sentence(self) -> str:
        """What happened, in words."""
        return self._in_words(_("A suggestion for %(cell)s was accepted."))


@audited("suggestion:made")
@dataclass(frozen=True)
class SuggestionMade(_AboutCell):
    """Somebody suggested other sentences for a cell of a draft."""

    suggestion: int

    def sentence(self) -> str:
        """What happened, in words."""
        return self._in_words(_("Other sentences were suggested for %(cell)s."))


@audited("suggestion:rejected")
@dataclass(frozen=True)
class SuggestionRejected(_AboutCell):
    """A suggestion was rejected, with a reason that the suggester reads."""

    suggestion: int

    def sentence(self) -> str:
        """What happened, in words."""
        return self._in_words(_("A suggestion for %(cell)s was rejected."))
