"""Who is in a round, by title, and how many at each level."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from trellis_web.access.queries import visible
from trellis_web.frameworks.queries.placements import held, title_groups
from trellis_web.levelling.models import Proposal, ProposalChange, Round
from trellis_web.levelling.queries.places import level_names
from trellis_web.people.models import Person
from trellis_web.people.queries import with_place


@dataclass(frozen=True, slots=True)
class Row:
    """One person of a round as HR and managers read it."""

    proposal: Proposal
    manager: Person | None
    level: str
    before: str
    change: ProposalChange | None


def people_for(scope: str, *, families: Sequence[str], today: date) -> QuerySet[Person]:
    """Active people `unplaced`, who have no level, or of these `families`."""
    placed = held(today=today).exclude(level="")
    people: QuerySet[Person] = Person.objects.filter(deactivated_at__isnull=True)
    if scope == "unplaced":
        return people.exclude(pk__in=placed.values("person"))
    return people.filter(pk__in=held(today=today).filter(family__in=families).values("person"))


def proposals_of(of: Round, *, to: Person) -> QuerySet[Proposal]:
    """The proposals of a round that the reader may see, of people who are still there."""
    rows = visible(Proposal, to=to).filter(round=of, person__deactivated_at__isnull=True)
    return rows.select_related("person", "round")


def rows_of(proposals: Iterable[Proposal], *, to: Person, today: date) -> list[Row]:
    """The same proposals with manager, names of levels, and the last change. Five queries."""
    wanted, names = list(proposals), level_names()
    placed = {p.person.pk: p for p in with_place([w.person for w in wanted], today=today)}
    changes = visible(ProposalChange, to=to, today=today).filter(proposal__in=wanted)
    last = {change.proposal_id: change for change in changes.select_related("changed_by")}
    return [
        Row(
            each,
            placed[each.person_id].manager,
            names.get(each.place, each.level),
            names.get(each.before, each.before),
            last.get(each.pk),
        )
        for each in wanted
    ]


@dataclass(frozen=True, slots=True)
class Step:
    """A change of a proposal with the names of its levels."""

    change: ProposalChange
    before: str
    after: str


def steps_of(proposal: Proposal, *, to: Person) -> list[Step]:
    """The changes of a proposal that the reader may see, oldest first."""
    names = level_names()
    changes = visible(ProposalChange, to=to).filter(proposal=proposal).select_related("changed_by")
    return [
        Step(
            each,
            names.get(each.from_place, each.from_place),
            names.get(each.to_place, each.to_place),
        )
        for each in changes
    ]


def counts_of(proposals: Iterable[Proposal]) -> list[tuple[str, int]]:
    """How many people are proposed for each level, in the order of the frameworks."""
    counts = Counter(each.place for each in proposals if each.place)
    names = level_names()
    known = [(names[place], counts.pop(place)) for place in names if place in counts]
    return known + sorted(counts.items())


@dataclass(frozen=True, slots=True)
class Titled:
    """How many people of a round share a job title, and the place that suggests itself."""

    title: str
    people: int
    place: str


def titles_of(of: Round, *, to: Person, today: date) -> list[Titled]:
    """The titles of those without a proposed level, the most frequent first.

    A place is suggested where others with the title stand, or where a level bears it.
    """
    waiting: defaultdict[str, int] = defaultdict(int)
    rows = proposals_of(of, to=to).filter(Q(level="") & ~Q(title="")).exclude(person=to)
    for title in rows.values_list("title", flat=True):
        waiting[title] += 1
    borne = {name.split(" ", 1)[-1].casefold(): place for place, name in level_names().items()}
    places = {group.title: group.place for group in title_groups(today=today)}
    found = [
        Titled(title, count, places.get(title) or borne.get(title.casefold(), ""))
        for title, count in waiting.items()
    ]
    return sorted(found, key=lambda each: (-each.people, each.title))
