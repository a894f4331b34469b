"""A small framework with every kind of move, and facts about people in it."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from tests.web.reviews import factories as reviews
from trellis.framework.load import load
from trellis.framework.resolve import ResolvedFramework, resolve
from trellis.readiness.facts import Cycle, Facts, Observation, Rating
from trellis_web.frameworks.models import Version
from trellis_web.people.models import Person
from trellis_web.reviews.models import ReleasedResult
from trellis_web.ui.rules.journey import Journey, journey

CRAFTS = ("design", "code", "delivery", "operations", "mentoring")

TEXT = """schema: trellis/1
id: engineering
title: Engineering
tracks:
  - id: ic
    title: Individual
    levels:
      - {id: IC1, rank: 1, titles: [Junior Engineer]}
      - {id: IC2, rank: 2, titles: [Engineer]}
      - {id: IC3, rank: 3, titles: [Senior Engineer]}
      - {id: IC4, rank: 4, titles: [Staff Engineer]}
  - id: management
    title: Management
    kind: management
    levels:
      - {id: M1, rank: 4, titles: [Engineering Manager]}
competencies:
  - id: design
    title: System design
    tracks: [ic]
    levels:
      IC2: [{id: d2, text: Designs changes inside one service.}]
      IC3: [{id: d3, text: Designs changes that cross two services.}]
  - id: code
    title: Code
    tracks: [ic]
    levels:
      IC2: [{id: k2, text: Tests code.}]
      IC3: [{id: k3, text: Reviews code.}]
  - id: delivery
    title: Delivery
    levels:
      IC2: [{id: v2, text: Ships.}]
      IC3: [{id: v3, text: Plans.}]
      M1: [{id: vm, text: Agrees plans.}]
  - id: operations
    title: Operations
    tracks: [ic]
    levels:
      IC2: [{id: o2, text: Is on call.}]
      IC3: [{id: o3, text: Leads incidents.}]
  - id: mentoring
    title: Mentoring
    tracks: [ic]
    levels:
      IC2: [{id: m2, text: Helps.}]
      IC3: [{id: m3, text: Teaches.}]
  - id: hiring
    title: Hiring
    tracks: [management]
    levels:
      M1: [{id: h1, text: Interviews.}]
moves:
  - id: IC2-IC3
    from: ic/IC2
    to: ic/IC3
    criteria:
      - {id: avg, average: {min: 3.5}}
      - {id: floor, floor: {min: 3}}
      - {id: tenure, months_in_level: {min: 12}}
      - any:
          - {id: led, statement: Has led a project.}
          - {id: kept, statement: Has kept a service running.}
      - {id: manager, endorsement: {by: manager}}
  - id: IC2-M1
    kind: crossover
    from: ic/IC2
    to: management/M1
    criteria: [{id: wide, floor: {min: 3}}]
  - {id: IC3-IC4, from: ic/IC3, to: ic/IC4}
  - {id: IC3-M1, kind: crossover, from: ic/IC3, to: management/M1}
  - {id: M1-IC3, kind: return, from: management/M1, to: ic/IC3, lands_on: last_held}
"""


@cache
def framework() -> ResolvedFramework:
    """The framework, resolved."""
    return resolve(load(TEXT.encode(), "test"))


def seen(
    scores: Mapping[str, int] | None = None,
    observed: Mapping[str, str] | None = None,
    *,
    months: int = 14,
) -> Facts:
    """One review: score 4 and `shows` everywhere, but for what is said. "" is not observed."""
    score = dict.fromkeys(CRAFTS, 4) | dict(scores or {})
    seen_as = dict.fromkeys(CRAFTS, "shows") | dict(observed or {})
    ratings = {
        craft: Rating(
            score=score[craft],
            next=Observation(seen_as[craft]) if seen_as[craft] else None,
        )
        for craft in CRAFTS
    }
    cycle = Cycle(seq=1, from_=date(2026, 1, 1), to=date(2026, 6, 30), ratings=ratings)
    return Facts(cycles=(cycle,), months_in_level=months)


def on_the_way(facts: Facts, move: str = "IC2-IC3") -> Journey:
    """Somebody with these facts on the way along a move."""
    return journey(framework(), move, facts)


def version() -> Version:
    """The framework, published and current."""
    return reviews.version(TEXT)


def result(of: Person, pinned: Version, **scores: int) -> ReleasedResult:
    """A released review: score 4 and `shows` everywhere, but for the scores that are named."""
    ratings = {
        craft: {"score": scores.get(craft, 4), "next": "shows" if craft not in scores else ""}
        for craft in CRAFTS
    }
    return reviews.result(of, pinned, level="IC2", next_level="IC3", ratings=ratings)
