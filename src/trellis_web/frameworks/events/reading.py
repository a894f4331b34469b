"""What is recorded about reading: questions, links for the world, titles. Never the words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trellis_web.audit.events import Payload, audited


@audited("publiclink:ended")
@dataclass(frozen=True)
class PublicLinkEnded(Payload):
    """An address for the world no longer answers."""

    family: str
    link: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A public link of %(family)s was ended.") % self.as_dict()


@audited("publiclink:made")
@dataclass(frozen=True)
class PublicLinkMade(Payload):
    """A framework can be read without an account; `allow` is what it shows, `last_day` until."""

    family: str
    link: int
    allow: list[str]
    last_day: str | None

    def sentence(self) -> str:
        """What happened, in words."""
        values = {**self.as_dict(), "allow": ", ".join(self.allow)}
        if self.last_day is None:
            return _("A public link of %(family)s was made: %(allow)s.") % values
        said = _("A public link of %(family)s was made, until %(last_day)s: %(allow)s.")
        return said % values


@audited("question:answered")
@dataclass(frozen=True)
class QuestionAnswered(Payload):
    """A question about a sentence was answered."""

    family: str
    statement: str
    question: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("A question about %(statement)s of %(family)s was answered.") % self.as_dict()


@audited("question:asked")
@dataclass(frozen=True)
class QuestionAsked(Payload):
    """Somebody does not understand a sentence."""

    family: str
    statement: str
    question: int

    def sentence(self) -> str:
        """What happened, in words."""
        return _("Somebody asked about %(statement)s of %(family)s.") % self.as_dict()


@audited("title:decided")
@dataclass(frozen=True)
class TitleDecided(Payload):
    """HR said whether somebody may bear a title that is none of their level's."""

    family: str
    level: str
    is_approved: bool

    def sentence(self) -> str:
        """What happened, in words."""
        if self.is_approved:
            return _("Another title was approved for a level: %(family)s, %(level)s.") % (
                self.as_dict()
            )
        return _("Another title was refused for a level: %(family)s, %(level)s.") % self.as_dict()
