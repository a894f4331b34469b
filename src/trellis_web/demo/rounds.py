"""Review rounds of the demo: five that are released, and one that is open."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from trellis.framework.resolve import ResolvedFramework
from trellis_web.demo.calibrating import mark_changed
from trellis_web.demo.organisation import Member
from trellis_web.demo.results import (
    CYCLES,
    Half,
    Said,
    halves,
    lenient,
    level_at,
    released_at,
    said,
)
from trellis_web.frameworks.models import Competency, Family, Version
from trellis_web.frameworks.queries import resolved
from trellis_web.people.models import Person
from trellis_web.reviews.actions import create_cycle, open_cycle
from trellis_web.reviews.models import (
    Assessment,
    Cycle,
    Rating,
    ReleasedRating,
    ReleasedResult,
)

HR, MAYA = "hana.sato@northfield.example", "maya.okafor@northfield.example"


def write_results(
    crowd: Sequence[Member],
    persons: dict[str, Person],
    versions: dict[str, Version],
    *,
    seed: int,
    now: datetime,
) -> None:
    """Released results of five half-years, in bulk."""
    rng = random.Random(seed + 1)
    keys = _keys()
    soft = lenient(crowd)
    for half in halves(now.date()):
        cycle = _cycle(half, persons[HR], now)
        results, ratings = [], []
        for member in crowd:
            if not member.family:
                continue
            version = versions[member.family]
            framework = resolved(version)
            level = level_at(member, framework, half.to_on)
            if not level:
                continue
            result = _result(member, persons, cycle, version, level, now)
            results.append(result)
            words = said(member, framework, level, half, is_lenient=member.manager in soft, rng=rng)
            ratings += [(result, keys[member.family, word.competency], word) for word in words]
        ReleasedResult.objects.bulk_create(results, batch_size=500)
        rows = [_rating(*each) for each in ratings]
        mark_changed(rows, whose=persons[MAYA], seq=CYCLES - 1)
        ReleasedRating.objects.bulk_create(rows, batch_size=1000)


def _keys() -> dict[tuple[str, str], int]:
    rows = Competency.objects.values_list("family__slug", "slug", "pk")
    return {(family, slug): pk for family, slug, pk in rows}


def _cycle(half: Half, by: Person, now: datetime) -> Cycle:
    at = released_at(half, now)
    cycle: Cycle = Cycle.objects.create(
        title=half.title,
        seq=half.seq,
        from_on=half.from_on,
        to_on=half.to_on,
        due_on=half.to_on,
        created_at=at - timedelta(days=50),
        created_by=by,
        opened_at=at - timedelta(days=40),
        opened_by=by,
        released_at=at,
        released_by=by,
    )
    cycle.families.set(Family.objects.all())
    return cycle


def _result(
    member: Member,
    persons: dict[str, Person],
    cycle: Cycle,
    version: Version,
    level: str,
    now: datetime,
) -> ReleasedResult:
    return ReleasedResult(
        person=persons[member.email],
        cycle=cycle,
        version=version,
        level=level,
        next_level=_next(resolved(version), level),
        manager=persons.get(member.manager),
        is_calibrated=member.story in ("ready", "nearly")
        or (member.email, cycle.seq) == (MAYA, CYCLES - 1),
        released_at=cycle.released_at or now,
        released_by=cycle.released_by,
    )


def _next(framework: ResolvedFramework, level: str) -> str:
    moves = [m for m in framework.moves_from(level) if m.kind == "promotion"]
    return moves[0].to.rsplit("/", 1)[-1] if moves else ""


def _rating(result: ReleasedResult, competency: int, word: Said) -> ReleasedRating:
    return ReleasedRating(
        result=result,
        competency_id=competency,
        score=word.score,
        next=word.next,
        is_unseen=word.score is None,
        reason=word.reason,
    )


def open_round(persons: dict[str, Person], *, seed: int, now: datetime) -> Cycle:
    """The round of the current half-year, open, with some sheets begun and some submitted."""
    last = halves(now.date())[-1]
    start = last.to_on + timedelta(days=1)
    end = date(start.year, 12, 31) if start.month == 7 else date(start.year, 6, 30)
    by = persons[HR]
    name = f"{'Second' if start.month == 7 else 'First'} half {start.year}"
    cycle = create_cycle(
        title=name,
        kind=Cycle.Kind.REVIEW,
        from_on=start,
        to_on=end,
        due_on=now.date() + timedelta(days=20),
        families=list(Family.objects.all()),
        perspectives=["manager", "peer", "self"],
        by=by,
        now=now,
    )
    open_cycle(cycle, by=by, now=now, today=now.date())
    _begin_sheets(cycle, random.Random(seed + 2), now)
    return cycle


def _begin_sheets(cycle: Cycle, rng: random.Random, now: datetime) -> None:
    """Half of the self-assessments are in, and a third of the managers have begun."""
    sheets = Assessment.objects.filter(participant__cycle=cycle).select_related(
        "participant__version", "participant__person", "author"
    )
    ratings, submitted = [], []
    keys = _keys()
    for sheet in sheets:
        if sheet.participant.person.name == "Maya Okafor" or rng.random() > 0.45:
            continue
        framework = resolved(sheet.participant.version)
        ratings += [
            Rating(
                assessment=sheet,
                competency_id=keys[framework.framework.id, competency],
                score=rng.choice((3, 3, 4)),
                next=rng.choice(("shows", "not_yet")),
            )
            for competency in framework.expected(sheet.participant.level)
        ]
        if sheet.perspective == Assessment.Perspective.SELF:
            sheet.submitted_at, sheet.submitted_by = now - timedelta(days=2), sheet.author
            submitted.append(sheet)
    Rating.objects.bulk_create(ratings, batch_size=1000)
    Assessment.objects.bulk_update(submitted, ["submitted_at", "submitted_by"], batch_size=200)
