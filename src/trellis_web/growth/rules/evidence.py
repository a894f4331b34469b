"""Rules about evidence: which tags exist, what may still change, who may endorse what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from trellis.framework.resolve import ResolvedFramework
from trellis_web.access.rules import NOT_PERMITTED, Denial
from trellis_web.growth.models import Confirmation, EvidenceNote, EvidenceTag
from trellis_web.people.models import Person, ReportingLine

ENDORSEMENT_MINIMUM = 40
"""Characters. Below that, an endorsement gives no reason."""

ASKED_ALREADY = Denial(
    "asked-already",
    _(
        "A colleague was asked to confirm these words. Take the question back first, or write a"
        " new note."
    ),
)
CONFIRMED_WORDS = Denial(
    "confirmed-words",
    _("A colleague confirmed these words, so they stay as they are. Write a new note for more."),
)
CONFIRMED = Denial(
    "confirmed",
    _("A colleague confirmed this note and others can read it. Make it private before deleting."),
)
CITED = Denial(
    "cited",
    _("A released result cites this note, so it stays as it is. Write a new note for more."),
)
CITED_IN_CASE = Denial(
    "cited-in-case",
    _("A case that was handed in cites this note, so it stays as it is. Write a new one."),
)
ONESELF = Denial("oneself", _("Nobody confirms their own evidence. Name a colleague."))
ASKED_THIS_COLLEAGUE = Denial(
    "asked-this-colleague", _("You asked this colleague already. Name another one.")
)
ANSWERED = Denial("answered", _("This question was answered already. Nothing was changed."))
HAS_FINDINGS = Denial(
    "has-findings", _("Some rows have problems. Correct them, or choose to leave them out.")
)
NOT_THE_ENDORSER = Denial(
    "not-the-endorser", _("Only the person who gave an endorsement withdraws it.")
)
NOT_THE_MANAGER = Denial(
    "not-the-manager", _("Only the present manager endorses a move. Ask them to do it.")
)


@dataclass(frozen=True, slots=True)
class Tag:
    """What a note speaks about: `kind:family:key` in forms and addresses."""

    kind: str
    family: str
    key: str

    @classmethod
    def parse(cls, value: str) -> "Tag":
        """The tag in `competency:sales:discovery`. ValueError when it is none."""
        kind, family, key = value.split(":", 2)
        return cls(EvidenceTag.Kind(kind).value, family, key)

    def __str__(self) -> str:
        return f"{self.kind}:{self.family}:{self.key}"


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note that is to be written. `source` is its key where it comes from, if anywhere."""

    text: str
    happened_on: date
    link: str = ""
    is_ongoing: bool = False
    tags: Sequence[Tag] = ()
    source: str = ""


def names_of_tags(framework: ResolvedFramework) -> dict[Tag, str]:
    """Every tag that a framework offers, with the words that people read."""
    family, kinds = framework.framework.id, EvidenceTag.Kind
    names = {Tag(kinds.COMPETENCY, family, c.id): c.title for c in framework.competencies}
    names |= {
        Tag(kinds.STATEMENT, family, statement.id): statement.text
        for competency in framework.competencies
        for statement in competency.statements()
    }
    names |= {
        Tag(kinds.CRITERION, family, f"{move.id}/{leaf.id}"): leaf.statement
        for move in framework.framework.moves
        for leaf in move.leaves()
        if leaf.statement
    }
    return names


def age_of(note: EvidenceNote, today: date) -> str:
    """How long ago it happened, in words. What still goes on has no age."""
    days = (today - note.happened_on).days
    if note.is_ongoing:
        return gettext("Still going on")
    if days < 2:
        return gettext("Yesterday") if days == 1 else gettext("Today")
    return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}


def why_not_changed(note: EvidenceNote) -> Denial | None:
    """Why a note stays as it is: a result or a case cites it, somebody vouches or is asked to."""
    if denial := why_not_unshared(note):
        return denial
    asked = [each for each in note.confirmations.all() if not each.declined_at]
    if any(each.confirmed_at for each in asked):
        return CONFIRMED_WORDS
    return ASKED_ALREADY if asked else None


def why_not_deleted(note: EvidenceNote) -> Denial | None:
    """Why a note is not deleted: a result or a case cites it, or it is shared and confirmed."""
    if denial := why_not_unshared(note):
        return denial
    confirmed = any(each.confirmed_at for each in note.confirmations.all())
    return CONFIRMED if confirmed and note.shared_at else None


def why_not_unshared(note: EvidenceNote) -> Denial | None:
    """Why a note does not become private again: who reads a result or a case reads what it cites.

    A draft that cites it, of a review or of a case, holds nothing.
    """
    if is_cited(note):
        return CITED
    cases = note.case_citations.filter(case__submitted_at__isnull=False)
    return CITED_IN_CASE if cases.filter(case__withdrawn_at__isnull=True).exists() else None


def is_cited(note: EvidenceNote) -> bool:
    """Whether a released result cites the note. What drafts cite is known to their authors only."""
    return note.released_citations.exists()


def why_not_asked(note: EvidenceNote, colleague: Person, *, by: Person) -> Denial | None:
    """Why `by` does not ask `colleague` to confirm the note."""
    if note.person_id != by.pk:
        return NOT_PERMITTED
    if colleague.pk == by.pk:
        return ONESELF
    if note.confirmations.filter(colleague=colleague).exists():
        return ASKED_THIS_COLLEAGUE
    return None


def why_not_answered(asked: Confirmation, owner: Person, *, by: Person) -> Denial | None:
    """Why `by` does not settle the question: it is not theirs (`owner`), or it is settled."""
    if owner.pk != by.pk:
        return NOT_PERMITTED
    return ANSWERED if asked.confirmed_at or asked.declined_at else None


def why_not_endorsed(person: Person, by: Person, *, today: date) -> Denial | None:
    """Why `by` does not endorse a move of `person` on `today`: they do not lead them now."""
    lines = ReportingLine.objects.on(today).filter(person=person, manager=by)
    leads = lines.exclude(kind=ReportingLine.Kind.DOTTED).exists()
    return None if leads else NOT_THE_MANAGER
