"""What is signed of a draft, what is still to sign, and which signatures a later change voided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trellis.framework.model import Framework
from trellis.framework.parts import STRUCTURE, part_digests, whole_digest
from trellis.process.writing import DraftState, state_of
from trellis_web.access.rules import Denial
from trellis_web.frameworks.models import Authorship, Draft, Family, Signature
from trellis_web.frameworks.queries.changes import current_of
from trellis_web.frameworks.queries.drafts import read_source

SENTENCES = Signature.Kind.SENTENCES
CONSISTENCY = Signature.Kind.CONSISTENCY
VALIDATION = Signature.Kind.VALIDATION
STRUCTURE_TITLE = gettext_lazy("Structure")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a draft with the signatures for it: those that hold, and those that were voided.

    `is_changed` says that it differs from what is published, so that it has to be signed.
    """

    name: str
    title: str | Promise
    digest: str
    is_changed: bool
    held: tuple[Signature, ...] = ()
    void: tuple[Signature, ...] = ()

    def needs(self, kind: str) -> bool:
        """True when a signature of this kind is missing, supposing that signatures are needed."""
        asked = kind == SENTENCES or self.name == STRUCTURE
        return asked and self.is_changed and not self.is_signed(kind)

    def is_signed(self, kind: str) -> bool:
        """True when somebody stands for the part as it is now."""
        return any(each.kind == kind for each in self.held)


@dataclass(frozen=True)
class Signing:
    """How far the signing of a draft has come. `is_needed` is False while nobody is named writer:
    then HR stands for everything by publishing."""

    parts: tuple[Part, ...]
    whole: str
    is_needed: bool
    validations: tuple[Signature, ...] = field(default=())

    def unsigned(self, kind: str) -> tuple[Part, ...]:
        """The parts that still need a signature of this kind."""
        return tuple(part for part in self.parts if self.is_needed and part.needs(kind))

    @property
    def void(self) -> tuple[tuple[Part, Signature], ...]:
        """Signatures that a later change took the ground from, where nobody signed anew."""
        return tuple(
            (part, each)
            for part in self.parts
            if part.is_changed
            for each in part.void
            if not part.is_signed(each.kind)
        )

    @property
    def state(self) -> DraftState:
        """Where the draft stands, by what is signed and still holds."""
        return state_of(
            sentences=self._is_complete(SENTENCES),
            consistency=self._is_complete(CONSISTENCY),
            validation=any(each.digest == self.whole for each in self.validations),
        )

    def _is_complete(self, kind: str) -> bool:
        return self.is_needed and not self.unsigned(kind)


def missing_signatures(draft: Draft, today: date) -> tuple[Denial, ...]:
    """Why a draft cannot be published yet; empty when everything that changed is signed.

    Reworded competencies need a writer of the family; a change of structure needs a writer and
    HR. A family without a named writer needs nothing: HR stands for it by publishing. Raises
    `BadInput` when the text cannot be read.
    """
    signing = signing_of(draft, today)
    sentences, consistency = signing.unsigned(SENTENCES), signing.unsigned(CONSISTENCY)
    denials = []
    if sentences:
        words = _("A writer of the family has yet to sign: %(parts)s.")
        denials.append(Denial("sentences-unsigned", words % {"parts": titles_of(sentences)}))
    if consistency:
        words = _("HR has yet to sign that the structure is consistent.")
        denials.append(Denial("consistency-unsigned", words))
    return tuple(denials)


def titles_of(parts: Iterable[Part]) -> str:
    """Titles of parts, for a sentence."""
    return ", ".join(str(part.title) for part in parts)


def signing_of(draft: Draft, today: date) -> Signing:
    """The parts of a draft with their signatures. Raises `BadInput` for an unreadable text."""
    family, framework = draft.family, read_source(draft.text, _("the draft"))
    signatures = list(Signature.objects.filter(family=family).select_related("signed_by"))
    return Signing(
        _parts(framework, current_of(family), signatures),
        whole_digest(framework),
        has_writers(family, today),
        tuple(each for each in signatures if each.kind == VALIDATION),
    )


def has_writers(family: Family, today: date) -> bool:
    """True when managers of the family are named to write it, so that they sign it."""
    return Authorship.objects.on(today).filter(family=family, role="writer").exists()


def _parts(
    draft: Framework, published: Framework, signatures: Iterable[Signature]
) -> tuple[Part, ...]:
    titles = {each.id: each.title for each in draft.competencies}
    before = part_digests(published)
    by_part: dict[str, list[Signature]] = {}
    for each in signatures:
        if each.kind != VALIDATION:
            by_part.setdefault(each.part, []).append(each)
    return tuple(
        Part(
            name,
            titles.get(name, STRUCTURE_TITLE),
            digest,
            digest != before.get(name),
            tuple(each for each in by_part.get(name, ()) if each.digest == digest),
            tuple(each for each in by_part.get(name, ()) if each.digest != digest),
        )
        for name, digest in part_digests(draft).items()
    )


def signed_names(signing: Signing) -> Mapping[str, bool]:
    """By name of a part, whether it needs no further signature of a writer."""
    return {part.name: not part.is_changed or part.is_signed(SENTENCES) for part in signing.parts}
