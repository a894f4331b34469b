"""A published version as rows that facts and readiness can point to."""

from collections.abc import Iterator

from django.db import transaction

from trellis.framework.model import Move as PublishedMove
from trellis.framework.resolve import ResolvedFramework, family_of, level_of
from trellis.readiness.criteria import Criterion as Rule
from trellis_web.frameworks.models import Competency, Version
from trellis_web.frameworks.queries import resolved
from trellis_web.readiness.models import Criterion, Expected, Move

Keys = dict[str, int]
"""The key of a competency by its id."""


@transaction.atomic
def compile_version(version: Version) -> None:
    """Make the Expected, Move and Criterion rows of a version. A second time changes nothing.

    The competencies of the version have their keys already; `KeyError` otherwise.
    """
    if version.expected.exists() or version.moves.exists():
        return
    framework = resolved(version)
    keys = dict(Competency.objects.filter(family=version.family_id).values_list("slug", "pk"))
    Expected.objects.bulk_create(_expected(version, framework, keys))
    moves = Move.objects.bulk_create(_moves(version, framework))
    for move in moves:
        _criteria(move, framework.moves[move.slug], keys)


def _expected(version: Version, framework: ResolvedFramework, keys: Keys) -> Iterator[Expected]:
    for level in framework.levels:
        for competency in framework.expected(level):
            step = framework.cell(competency, level).step
            steps = list(framework.competency[competency].steps)
            yield Expected(
                version=version,
                level=level,
                competency_id=keys[competency],
                step=steps.index(step) if step in steps else None,
            )


def _moves(version: Version, framework: ResolvedFramework) -> Iterator[Move]:
    for order, move in enumerate(framework.framework.moves):
        yield Move(
            version=version,
            slug=move.id,
            kind=move.kind,
            from_level=level_of(move.from_),
            to_family=family_of(move.to, framework.framework.id),
            to_level=level_of(move.to),
            order=order,
        )


def _criteria(move: Move, published: PublishedMove, keys: Keys) -> None:
    rules = {name: rule for top in published.criteria for name, rule in _named(top)}
    rows = Criterion.objects.bulk_create(
        Criterion(move=move, slug=slug, kind=rule.kind) for slug, rule in rules.items()
    )
    Criterion.of.through.objects.bulk_create(
        Criterion.of.through(criterion=row, competency_id=keys[competency])
        for row in rows
        for competency in dict.fromkeys(_of(rules[row.slug]))
    )


def _named(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """The criterion and all below it that have an id, in file order."""
    if rule.id:
        yield rule.id, rule
    for child in rule.children:
        yield from _named(child)


def _of(rule: Rule) -> tuple[str, ...]:
    scoped = rule.average or rule.floor or rule.count or rule.operating_at_next
    return scoped.of if scoped else ()
