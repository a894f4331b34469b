"""The tags that a person's notes can carry, in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from trellis.framework.model import Move
from trellis.framework.resolve import ResolvedFramework, family_of, level_of
from trellis.framework.suggest import index_of, words_of
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries import resolved
from trellis_web.growth.models import EvidenceTag
from trellis_web.growth.rules.evidence import Tag, names_of_tags
from trellis_web.people.models import Person, Position


@dataclass(frozen=True)
class Tags:
    """`names` is everything that can be tagged; `groups` what is worth offering, under headings.

    `about` is what the competencies say of themselves, and `sentences` what is asked of the
    person, at their level and the next: from these two a text finds its tags.
    """

    names: dict[Tag, str]
    groups: tuple[tuple[str, tuple[Tag, ...]], ...] = ()
    about: dict[Tag, str] = field(default_factory=dict)
    sentences: dict[Tag, str] = field(default_factory=dict)

    def name(self, tag: EvidenceTag) -> str:
        """The words of a stored tag; its key when the framework no longer has it."""
        return self.names.get(Tag(tag.kind, tag.family, tag.key), tag.key)

    def find(self, word: str) -> Tag | None:
        """The tag that is written so: in full, by its id, or by its words. None for no tag."""
        return self._by_word.get(word.casefold())

    @cached_property
    def _by_word(self) -> dict[str, Tag]:
        words = {key.casefold(): tag for tag, name in self.names.items() for key in (tag.key, name)}
        return words | {str(tag).casefold(): tag for tag in self.names}

    def suggested(self, text: str) -> tuple[Tag, ...]:
        """What the text seems to speak about: competencies first, then single sentences."""
        return (*_near(text, self.about, 3), *_near(text, self.sentences, 2))


def _near(text: str, words: dict[Tag, str], most: int) -> list[Tag]:
    tags = {str(tag): tag for tag in words}
    ranked = index_of({key: words[tag] for key, tag in tags.items()}).rank(text, most)
    return [tags[key] for key in ranked]


def current_versions() -> QuerySet[Version]:
    """The version of each family that supplies the criteria, with its family."""
    versions = Version.objects.filter(family__current_id=F("pk")).select_related("family")
    return versions.defer("text", "note")


def frameworks_of(families: Iterable[str]) -> dict[str, ResolvedFramework]:
    """The current framework of each family that has one, in one question."""
    versions = current_versions().filter(family__slug__in=set(families))
    return {version.family.slug: resolved(version) for version in versions}


def tags_in(families: Iterable[str]) -> Tags:
    """Everything that can be tagged in the families."""
    frameworks = frameworks_of(families).values()
    return Tags({tag: name for each in frameworks for tag, name in names_of_tags(each).items()})


def tags_for(person: Person, *, today: date) -> Tags:
    """What `person` can tag: the whole framework; offered is what their level and moves ask."""
    position = Position.objects.on(today).filter(person=person).first()
    home = frameworks_of([position.family]).get(position.family) if position else None
    if position is None or home is None:
        return Tags({})
    moves = home.moves_from(position.level)
    abroad = {family_of(move.to, position.family) for move in moves} - {position.family}
    targets = {position.family: home} | (frameworks_of(abroad) if abroad else {})
    names = {t: name for each in targets.values() for t, name in names_of_tags(each).items()}
    groups = (
        (
            _("What a next level asks to be confirmed"),
            _confirmable(position.family, moves, targets),
        ),
        (_("Competencies"), _competencies(home, position.level, moves)),
    )
    return Tags(
        names,
        tuple((title, tags) for title, tags in groups if tags),
        about=_about(home, groups[1][1]),
        sentences={
            tag: names[tag] for tag in (*groups[0][1], *_asked(home, position.level, moves))
        },
    )


def _about(home: ResolvedFramework, tags: Iterable[Tag]) -> dict[Tag, str]:
    return {tag: words_of(home.competency[tag.key]) for tag in tags}


def _asked(home: ResolvedFramework, level: str, moves: Iterable[Move]) -> list[Tag]:
    """The statements of the person's level and of the next ones in the same framework."""
    levels = {level, *(level_of(move.to) for move in moves)}
    return [
        Tag(EvidenceTag.Kind.STATEMENT, home.framework.id, statement.id)
        for (_, at), cell in home.cells.items()
        if at in levels
        for statement in cell.statements
    ]


def _confirmable(
    family: str, moves: Iterable[Move], targets: dict[str, ResolvedFramework]
) -> tuple[Tag, ...]:
    """Criteria that a note can prove, and the statements that `starred` counts."""
    kinds = EvidenceTag.Kind
    found: list[Tag] = []
    for move in moves:
        target = targets.get(family_of(move.to, family))
        for leaf in move.leaves():
            if leaf.statement:
                found.append(Tag(kinds.CRITERION, family, f"{move.id}/{leaf.id}"))
            elif leaf.starred and target:
                statements = target.starred(level_of(move.to))
                slug = target.framework.id
                found += [Tag(kinds.STATEMENT, slug, statement.id) for statement in statements]
    return tuple(dict.fromkeys(found))


def _competencies(home: ResolvedFramework, level: str, moves: Iterable[Move]) -> tuple[Tag, ...]:
    """Those expected at the person's level, then those that only a next level expects."""
    levels = [level, *(level_of(move.to) for move in moves)]
    found = dict.fromkeys(c for each in levels for c in home.expected(each))
    return tuple(Tag(EvidenceTag.Kind.COMPETENCY, home.framework.id, c) for c in found)
