"""The sheet that an author fills in: questions, answers so far, and what may lie beside them."""

from collections.abc import Mapping
from dataclasses import dataclass

from trellis.findings import Finding
from trellis.wording import findings_in
from trellis_web.frameworks.queries import resolved
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person
from trellis_web.reviews.models import Assessment
from trellis_web.reviews.queries.answers import Said, questions_for, said_in
from trellis_web.reviews.queries.beside import evidence, own_view, speaks_of
from trellis_web.reviews.queries.proposals import proposals
from trellis_web.reviews.rules import Answer, Missing, Question, lacks, missing, word_of
from trellis_web.reviews.rules.merging import base_of, parts_of


@dataclass(frozen=True, slots=True)
class Item:
    """One question with what its author answered, and what lies beside it.

    `own` is the subject's own answer where it is shown, `proposal` what the last result said while
    there is no answer; `about` are the notes that speak of it, `others` the rest of the period's.
    """

    question: Question
    said: Said
    lacks: str
    own: Answer | None
    proposal: Answer | None
    about: tuple[EvidenceNote, ...]
    others: tuple[EvidenceNote, ...]
    scale: tuple[str, ...]
    name: str

    @property
    def answer(self) -> Answer:
        """The answer that is stored."""
        return self.said.answer

    @property
    def shown(self) -> Answer:
        """What the form shows: the answer, or else the proposal."""
        return self.proposal or self.answer

    @property
    def word(self) -> str:
        """The answer's score in the words of the scale."""
        return word_of(self.answer.score, self.scale)

    @property
    def own_word(self) -> str:
        """The same of the self-assessment."""
        return word_of(self.own.score if self.own else None, self.scale)

    @property
    def proposed_word(self) -> str:
        """The same of the proposal."""
        return word_of(self.proposal.score if self.proposal else None, self.scale)

    @property
    def cited(self) -> tuple[EvidenceNote, ...]:
        """The notes that the answer cites, as far as they are still readable."""
        return tuple(n for n in (*self.about, *self.others) if n.pk in self.said.cites)

    @property
    def base(self) -> str:
        """What is stored, as the page carries it until it saves; see `rules.merging`."""
        return self.base_with(cites=bool(self.about or self.others))

    def base_with(self, *, cites: bool) -> str:
        """The same of a page on which there are notes to cite, or none."""
        return base_of(parts_of(self.answer, self.said.cites if cites else None))

    @property
    def is_answered(self) -> bool:
        """Whether nothing is missing here."""
        return not self.lacks

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Words in the reason that judge who somebody is."""
        return findings_in(self.answer.reason, [self.name])


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole assessment, ready to be shown."""

    assessment: Assessment
    items: tuple[Item, ...]
    missing: tuple[Missing, ...]
    own_summary: str

    @property
    def summary_base(self) -> str:
        """The closing words, as the page carries them until it saves."""
        return base_of({"text": self.assessment.summary})

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Words in the closing words that judge who somebody is."""
        name = self.assessment.participant.person.first_name
        return findings_in(self.assessment.summary, [name])

    @property
    def done(self) -> int:
        """How many questions are answered."""
        return sum(item.is_answered for item in self.items)

    @property
    def proposed(self) -> tuple[Item, ...]:
        """Those that wait for the word that nothing has changed, or for what has."""
        return tuple(item for item in self.items if item.proposal)

    @property
    def first_open(self) -> Item | None:
        """Where to go on: the first question that lacks something, or else the first one."""
        return next((i for i in self.items if i.lacks), self.items[0] if self.items else None)


def sheet_of(assessment: Assessment, *, to: Person) -> Sheet:
    """The sheet of an assessment as `to` may see it. Eight queries at most, however long it is."""
    questions, said = questions_for(assessment.participant), said_in(assessment)
    answers = {slug: each.answer for slug, each in said.items()}
    own, own_summary = own_view(assessment, answers, questions)
    notes, proposed = evidence(assessment, to=to), proposals(assessment, to=to)
    about = _About(assessment, said, own, {s: a for s, a in proposed.items() if s not in said})
    items = tuple(about.item(question, notes) for question in questions.values())
    return Sheet(assessment, items, tuple(missing(questions, answers)), own_summary)


def blank_sheet(assessment: Assessment) -> Sheet:
    """The sheet of an assessment that is not stored: the form before anything was said."""
    questions = questions_for(assessment.participant)
    about = _About(assessment, {}, {}, {})
    return Sheet(assessment, tuple(about.item(each) for each in questions.values()), (), "")


def saved_item(assessment: Assessment, competency: str) -> tuple[Item, int, int]:
    """One item just after it was saved, without notes; how many are answered, and of how many."""
    questions, said = questions_for(assessment.participant), said_in(assessment)
    answers = {slug: each.answer for slug, each in said.items()}
    own, _ = own_view(assessment, answers, questions)
    lacking = len(list(missing(questions, answers)))
    item = _About(assessment, said, own, {}).item(questions[competency])
    return item, len(questions) - lacking, len(questions)


@dataclass(frozen=True, slots=True)
class _About:
    """What is known of a sheet, by competency, from which its items are made."""

    assessment: Assessment
    said: Mapping[str, Said]
    own: Mapping[str, Answer]
    proposed: Mapping[str, Answer]

    def item(self, question: Question, notes: tuple[EvidenceNote, ...] = ()) -> Item:
        participant, slug = self.assessment.participant, question.slug
        said = self.said.get(slug, Said())
        about = tuple(note for note in notes if speaks_of(note, question))
        return Item(
            question,
            said,
            lacks(question, said.answer),
            self.own.get(slug),
            self.proposed.get(slug),
            about,
            tuple(note for note in notes if note not in about),
            resolved(participant.version).framework.rating.scale,
            participant.person.first_name,
        )
