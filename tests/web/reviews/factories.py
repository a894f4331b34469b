"""Frameworks, rounds, sheets and results with only what a test is about."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tests.web.factories import NOW, TODAY, hr, person
from trellis.framework.load import load
from trellis.framework.resolve import resolve
from trellis_web.frameworks.models import Competency, Family, Version
from trellis_web.people.models import Person
from trellis_web.readiness.actions import compile_version
from trellis_web.reviews.actions import (
    create_cycle,
    open_cycle,
    release_results,
    save_assessment,
    submit_assessment,
)
from trellis_web.reviews.models import Assessment, Cycle, ReleasedRating, ReleasedResult
from trellis_web.reviews.rules import Answer, Sent, SentText

LEVELS = ("L1", "L2", "L3")


def document(slug: str = "engineering", competencies: int = 3) -> str:
    """A family with three levels; every level asks one statement of every competency."""
    rows = [
        f"  - id: c{n}\n    title: Craft {n}\n    levels:\n"
        + "".join(
            f"      {level}: [{{id: c{n}-{level.lower()}, text: Does craft {n} as {level}.}}]\n"
            for level in LEVELS
        )
        for n in range(1, competencies + 1)
    ]
    return (
        f"schema: trellis/1\nid: {slug}\ntitle: {slug.title()}\ntracks:\n"
        "  - id: ic\n    title: Individual\n    levels:\n"
        "      - {id: L1, rank: 1, titles: [Engineer]}\n"
        "      - {id: L2, rank: 2, titles: [Senior Engineer]}\n"
        "      - {id: L3, rank: 3, titles: [Staff Engineer]}\n"
        "competencies:\n" + "".join(rows) + MOVES
    )


MOVES = """moves:
  - id: L1-L2
    from: ic/L1
    to: ic/L2
    criteria:
      - {id: avg, average: {min: 3.5}}
      - {id: floor, floor: {min: 3}}
      - {id: some-avg, average: {min: 3, of: [c1, c2]}}
      - {id: some-floor, floor: {min: 2, of: [c3]}}
      - {id: strong, count: {n: 1, min: 4, of: [c1, c3]}}
      - {id: sustained, operating_at_next: {quarters: 2}}
      - {id: lead, operating_at_next: {quarters: 1, of: [c2]}}
      - {id: tenure, months_in_level: {min: 12}}
      - {id: scope, statement: Has led a project.}
      - {id: manager, endorsement: {by: manager, count: 1}}
  - id: L2-L3
    from: ic/L2
    to: ic/L3
    criteria:
      - {id: avg, average: {min: 3.5}}
"""

STEPPED = """schema: trellis/1
id: people
title: People
rating: {basis: step}
tracks:
  - id: ic
    title: Individual
    levels: [{id: L1, rank: 1}, {id: L2, rank: 2}]
competencies:
  - id: law
    title: Employment law
    steps:
      aware: [{id: a, text: Names the law that applies.}]
      working: [{id: w, text: Applies it with a check by a colleague.}]
      expert: [{id: e, text: Writes the rule for others.}]
    expects: {L1: aware, L2: working}
moves:
  - {id: L1-L2, from: ic/L1, to: ic/L2, criteria: [{id: avg, average: {min: 3}}]}
"""


def version(text: str = "", **fields: Any) -> Version:
    """A published version, compiled, and current in its family."""
    text = text or document()
    framework = resolve(load(text.encode(), "test"))
    family, _ = Family.objects.get_or_create(
        slug=framework.framework.id, defaults={"title": framework.framework.title}
    )
    values = {
        "number": family.versions.count() + 1,
        "digest": hashlib.sha256(text.encode()).hexdigest(),
        "note": "First",
        "published_at": NOW,
    } | fields
    made = Version.objects.create(family=family, text=text, **values)
    for competency in framework.competencies:
        Competency.objects.update_or_create(
            family=family, slug=competency.id, defaults={"title": competency.title}
        )
    compile_version(made)
    family.current = made
    family.save()
    return made


def cycle(families: Sequence[Family], **fields: Any) -> Cycle:
    """A round as a draft, over the second half of the year."""
    values: dict[str, Any] = {
        "title": "Half-year review",
        "kind": Cycle.Kind.REVIEW,
        "from_on": date(2026, 7, 1),
        "to_on": date(2026, 12, 31),
        "due_on": date(2026, 12, 12),
        "by": fields.pop("by", None) or hr(),
        "now": NOW,
    } | fields
    return create_cycle(families=families, **values)


def opened(families: Sequence[Family], **fields: Any) -> Cycle:
    """A round that everyone in the families takes part in."""
    by = fields.pop("by", None) or hr()
    return open_cycle(cycle(families, by=by, **fields), by=by, now=NOW, today=TODAY)


def member(manager: Person | None = None, level: str = "L1", **fields: Any) -> Person:
    """A person at a level of engineering, with a manager."""
    return person(level=level, manager=manager or person("Tom Reyes"), **fields)


def sheet(of: Person, perspective: str = "manager", **participant: Any) -> Assessment:
    """The assessment of a person in the only round, or in the one named."""
    about = {f"participant__{name}": value for name, value in participant.items()}
    return Assessment.objects.get(participant__person=of, perspective=perspective, **about)


FULL = Answer(score=3, next="shows", reason="")


def fill(assessment: Assessment, answers: Mapping[str, Answer] | None = None) -> Assessment:
    """The assessment with answers to everything, as its author saves it."""
    given = answers if answers is not None else dict.fromkeys(("c1", "c2", "c3"), FULL)
    return save_assessment(
        assessment,
        answers={slug: Sent(answer) for slug, answer in given.items()},
        summary=SentText("A calm half-year."),
        by=assessment.author,
        now=NOW,
    )


def handed_in(assessment: Assessment, answers: Mapping[str, Answer] | None = None) -> Assessment:
    """The assessment, filled and handed in."""
    return submit_assessment(fill(assessment, answers), by=assessment.author, now=NOW)


def released(*cycles: Cycle) -> list[Cycle]:
    """The rounds, released by HR."""
    return release_results(cycles, by=hr(), now=NOW, today=TODAY)


def result(of: Person, pinned: Version, **fields: Any) -> ReleasedResult:
    """A released result without a sheet; `ratings` by competency, `seq` and `kind` of its round."""
    ratings = fields.pop("ratings", {})
    about = {k: fields.pop(k) for k in ("seq", "kind", "from_on", "to_on") if k in fields}
    day = {"from_on": date(2026, 1, 1), "to_on": date(2026, 6, 30), "due_on": date(2026, 7, 1)}
    round_ = Cycle.objects.create(
        **{"title": "Earlier", "seq": 1, "created_at": NOW, "opened_at": NOW, "released_at": NOW}
        | day
        | about
    )
    values = {"level": "L1", "next_level": "L2", "released_at": NOW} | fields
    made = ReleasedResult.objects.create(person=of, cycle=round_, version=pinned, **values)
    for slug, said in ratings.items():
        competency = Competency.objects.get(family=pinned.family, slug=slug)
        ReleasedRating.objects.create(result=made, competency=competency, **said)
    return made
