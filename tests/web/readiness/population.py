"""People with facts, stored as the rows that readiness is made from, and judged one by one."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from tests.web.factories import NOW, TODAY
from trellis.framework.check import problems
from trellis.framework.dump import dump
from trellis.framework.model import Competency as CompetencyPart
from trellis.framework.resolve import ResolvedFramework, resolve
from trellis.readiness.facts import Facts
from trellis.readiness.judge import Decision, judge
from trellis.readiness.measures import measure
from trellis.readiness.rules import still_needed
from trellis.readiness.standpoint import Standpoint
from trellis_web.frameworks.models import Competency, Family, Version
from trellis_web.people.models import Person, Position
from trellis_web.readiness.actions import (
    compile_version,
    push_criterion_facts,
    push_move_facts,
    refresh,
)
from trellis_web.readiness.models import CriterionFact, Move, MoveFact, Readiness
from trellis_web.readiness.rules import amounts, reached_on

Verdict = tuple[str, int, bool]
"""State, how many are open, whether the decision is met."""


@dataclass(frozen=True)
class World:
    """A published framework whose first move is looked at."""

    framework: ResolvedFramework
    version: Version

    @property
    def move(self) -> Move:
        return self.version.moves.select_related("version__family").get(order=0)


def with_leading(framework: ResolvedFramework) -> ResolvedFramework:
    """The framework with one competency more, which only the next level expects."""
    leading = {
        "id": "leading",
        "title": "Leading",
        "levels": {"NEXT": [{"id": "l1", "text": "Leads."}]},
    }
    document = framework.framework
    more = (*document.competencies, CompetencyPart.model_validate(leading))
    return resolve(document.model_copy(update={"competencies": more}))


def is_valid(framework: ResolvedFramework) -> bool:
    """Whether the framework could be published."""
    return not list(problems(framework.framework))


def publish(framework: ResolvedFramework) -> World:
    """The framework as the current version of its family, compiled."""
    document = framework.framework
    family, _ = Family.objects.get_or_create(slug=document.id, defaults={"title": document.title})
    text = dump(document)
    version = Version.objects.create(
        family=family,
        number=family.versions.count() + 1,
        text=text.decode(),
        digest=sha256(text).hexdigest(),
        note="New.",
        published_at=NOW,
    )
    family.current = version
    family.save()
    known = set(family.competencies.values_list("slug", flat=True))
    Competency.objects.bulk_create(
        Competency(family=family, slug=c.id, title=c.title)
        for c in framework.competencies
        if c.id not in known
    )
    compile_version(version)
    return World(framework, version)


def settle(world: World, everyone: Sequence[Facts]) -> list[int]:
    """One new person per entry at the level of the move, with their facts as rows."""
    start = Person.objects.count()
    people = Person.objects.bulk_create(
        Person(name=f"P{n}", email=f"p{n}@example.test")
        for n in range(start, start + len(everyone))
    )
    ids = [person.pk for person in people]
    Position.objects.bulk_create(
        Position(
            person_id=pk,
            family=world.framework.framework.id,
            track="ic",
            level=world.move.from_level,
            since=TODAY,
            level_since=began(facts.months_in_level),
        )
        for pk, facts in zip(ids, everyone, strict=True)
    )
    push(world, ids, everyone)
    return ids


def edit(world: World, ids: Sequence[int], everyone: Sequence[Facts]) -> None:
    """The same people with other facts; what they had and have no more becomes zero."""
    CriterionFact.objects.filter(person__in=ids).update(waived=False)
    for pk, facts in zip(ids, everyone, strict=True):
        Position.objects.filter(person=pk).update(level_since=began(facts.months_in_level))
    push(world, ids, everyone, with_zeros=True)


def began(months: int | None) -> date | None:
    """The latest start in the level of somebody with so many months today."""
    if months is None:
        return None
    year, month = divmod(TODAY.year * 12 + TODAY.month - 1 - months, 12)
    assert reached_on(date(year, month + 1, TODAY.day), months) == TODAY
    return date(year, month + 1, TODAY.day)


def push(
    world: World, ids: Iterable[int], everyone: Iterable[Facts], *, with_zeros: bool = False
) -> None:
    """The facts of people as rows, by the measures of the core, and their waivers."""
    move = world.move
    keys = dict(move.criteria.values_list("slug", "pk"))
    pairs = [(pk, facts, _at(world, facts)) for pk, facts in zip(ids, everyone, strict=True)]
    push_move_facts(_counts(pk, move, at) for pk, facts, at in pairs if facts.cycles or with_zeros)
    push_criterion_facts(
        CriterionFact(
            person_id=pk, criterion_id=keys[leaf.id or ""], seen=found.seen, have=found.have
        )
        for pk, _, at in pairs
        for leaf in at.move.leaves()
        if (found := amounts(measure(leaf, at))).seen or with_zeros
    )
    for pk, facts, _ in pairs:
        for key in (keys[slug] for slug in facts.waived if slug in keys):
            CriterionFact.objects.update_or_create(
                person_id=pk, criterion_id=key, defaults={"waived": True}
            )


def _at(world: World, facts: Facts) -> Standpoint:
    framework = world.framework
    return Standpoint.towards(framework, framework.framework.moves[0], facts)


def _counts(person: int, move: Move, at: Standpoint) -> MoveFact:
    scores, run = at.scores(), at.run()
    by_score = {f"n{score}": n for score, n in enumerate(scores.at, 1)}
    return MoveFact(
        person_id=person,
        move=move,
        n_expected=scores.expected,
        counts_now=run.latest,
        run_months=run.months,
        calibrated=at.review.calibrated if at.review else None,
        **by_score,
    )


def judged(world: World, everyone: Iterable[Facts]) -> list[Verdict]:
    """What plain Python says about each of them."""
    framework, move = world.framework, world.framework.framework.moves[0]
    verdicts = []
    for facts in everyone:
        found = judge(framework, move.id, facts)
        needed = still_needed(move, found.states, before_case=True)
        verdicts.append((found.readiness.value, needed, found.decision is Decision.MET))
    return verdicts


def stored(world: World, ids: Iterable[int]) -> list[Verdict | None]:
    """What the table says about each of them."""
    rows = Readiness.objects.filter(move=world.move)
    found = {r.person_id: (r.state, r.n_open, r.is_met) for r in rows}
    return [found.get(pk) for pk in ids]


def differences(world: World, everyone: Sequence[Facts]) -> list[tuple[Any, ...]]:
    """Where the table differs from Python after a refresh of new people with these facts."""
    ids = settle(world, everyone)
    refresh(today=TODAY)
    pairs = zip(everyone, judged(world, everyone), stored(world, ids), strict=True)
    return [each for each in pairs if each[1] != each[2]]


def facts_of(*documents: dict[str, Any]) -> list[Facts]:
    """Facts as JSON has them."""
    return [Facts.read(json.dumps(document)) for document in documents]
