"""Who would qualify by the rules of a version or a draft, from what is released today."""

from collections import defaultdict
from datetime import date

from trellis.framework.resolve import ResolvedFramework, level_of
from trellis.readiness.dry_run import DryRun
from trellis.readiness.dry_run import dry_run as run
from trellis_web.people.models import Position
from trellis_web.reviews.queries.facts import History, histories, target_of


def dry_runs(framework: ResolvedFramework, *, today: date) -> tuple[DryRun, ...]:
    """Every promotion, crossover and lateral move of the framework, tried on its people today.

    Judged by the framework that is given, published or not: what people were rated on under
    another version counts where the competency is still there. The same queries for however many.
    """
    family = framework.framework.id
    held = Position.objects.on(today).filter(family=family, person__deactivated_at__isnull=True)
    standing: dict[str, list[History]] = defaultdict(list)
    for history in histories(held.values_list("person_id", flat=True), today=today).values():
        standing[history.position.level].append(history)
    return tuple(
        run(
            framework,
            move,
            [h.towards(move, today=today) for h in standing[level_of(move.from_)]],
            target_of(move, framework),
        )
        for move in framework.framework.moves
        if move.kind != "return"
    )
