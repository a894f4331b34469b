"""A round for everyone: its opening, and the release of every result with readiness."""

import time
from datetime import timedelta
from typing import Any

from bench.rows import Row, at_most

LIMIT = 20
"""Seconds for 10,000 people, of the opening and of the release."""


def rows(db: str, people: int) -> list[Row]:
    """Two figures on the database that is set up. The round stays in it."""
    from trellis_web.people.models import Person

    by = Person.objects.get(email="hana.sato@northfield.example")
    cycle, opening = _opened(by)
    _hand_everything_in(cycle)
    return [
        at_most("a round opened for everyone", db, people, opening, "s", LIMIT),
        at_most(
            "every result released, with readiness", db, people, _release(cycle, by), "s", LIMIT
        ),
    ]


def _opened(by: Any) -> tuple[Any, float]:
    from django.utils import timezone

    from trellis_web.frameworks.models import Family
    from trellis_web.reviews.actions import create_cycle, open_cycle

    now = timezone.now()
    today = timezone.localdate(now)
    cycle = create_cycle(
        title="Bench",
        kind="review",
        from_on=today - timedelta(days=100),
        to_on=today + timedelta(days=10),
        due_on=today + timedelta(days=20),
        families=list(Family.objects.all()),
        by=by,
        now=now,
    )
    start = time.perf_counter()
    open_cycle(cycle, by=by, now=now, today=today)
    return cycle, time.perf_counter() - start


def _hand_everything_in(cycle: Any) -> None:
    """Every manager has rated everything that is expected."""
    from django.db.models import F
    from django.utils import timezone

    from trellis_web.frameworks.models import Competency
    from trellis_web.frameworks.queries import resolved
    from trellis_web.reviews.models import Assessment, Rating

    pairs = Competency.objects.values_list("family__slug", "slug", "pk")
    keys = {(family, slug): pk for family, slug, pk in pairs}
    sheets = Assessment.objects.filter(participant__cycle=cycle, perspective="manager")
    for sheet in sheets.select_related("participant__version__family"):
        framework = resolved(sheet.participant.version)
        Rating.objects.bulk_create(
            Rating(
                assessment=sheet,
                competency_id=keys[framework.framework.id, slug],
                score=3,
                next="shows",
                reason="Because of what was seen.",
            )
            for slug in framework.expected(sheet.participant.level)
        )
    sheets.update(submitted_at=timezone.now(), submitted_by=F("author"))


def _release(cycle: Any, by: Any) -> float:
    from django.utils import timezone

    from trellis_web.reviews.actions import release_results

    now = timezone.now()
    start = time.perf_counter()
    release_results([cycle], by=by, now=now, today=timezone.localdate(now))
    return time.perf_counter() - start
