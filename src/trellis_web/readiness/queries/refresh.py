"""The statement that stores the readiness of everyone for one move, and what it is made from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from trellis.framework.resolve import ResolvedFramework, family_of
from trellis.readiness.facts import Facts
from trellis.readiness.standpoint import Standpoint
from trellis_web.frameworks.queries import current, resolved
from trellis_web.people.models import Person, Position
from trellis_web.readiness.models import Criterion, CriterionFact, Move, MoveFact, Readiness
from trellis_web.readiness.queries.leaves import Ground, reads_move_row, reads_own_row
from trellis_web.readiness.queries.trees import Tree
from trellis_web.readiness.rules import cutoff

# Without MATERIALIZED, SQLite works out a sum again at each place where it is named.
STORE = """
INSERT INTO {readiness} (person_id, move_id, state, n_open, is_met, since, eligible_on)
WITH judged AS MATERIALIZED (SELECT p.person_id, {columns} FROM {position} p {joins} WHERE {where})
SELECT person_id, {move}, {state}, {n_open}, {is_met}, {today}, {eligible_on}
FROM judged WHERE TRUE
ON CONFLICT (move_id, person_id) DO UPDATE SET
  state = excluded.state, n_open = excluded.n_open, is_met = excluded.is_met,
  eligible_on = excluded.eligible_on,
  since = CASE {readiness}.state WHEN excluded.state THEN {readiness}.since ELSE excluded.since END
WHERE {readiness}.state <> excluded.state OR {readiness}.n_open <> excluded.n_open
  OR {readiness}.is_met <> excluded.is_met
  OR {readiness}.eligible_on IS DISTINCT FROM excluded.eligible_on
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL statement with its parameters, in order."""

    sql: str
    parameters: tuple[Any, ...] = ()


def compiled(moves: Iterable[Move], *, today: date) -> list[tuple[Move, Tree]]:
    """The moves with their criteria, compiled for a day. One question for however many moves."""
    found = {move.pk: move for move in moves}
    keys: dict[int, dict[str, int]] = {pk: {} for pk in found}
    waived = set()
    somebody = CriterionFact.objects.filter(criterion=OuterRef("pk"), waived=True)
    rows = Criterion.objects.filter(move__in=found).values_list("move", "slug", "pk")
    for move, slug, pk, is_waived in rows.annotate(is_waived=Exists(somebody)):
        keys[move][slug] = pk
        if is_waived:
            waived.add(pk)
    return [
        (move, Tree(Ground(standing(move), keys[pk], today), waived & set(keys[pk].values())))
        for pk, move in found.items()
    ]


def standing(move: Move) -> Standpoint:
    """The move as its version has it, with the framework it leads to where that is published."""
    framework = resolved(move.version)
    found = framework.moves[move.slug]
    return Standpoint.towards(framework, found, Facts(), _target(framework, found.to))


def store(tree: Tree, move: Move, people: QuerySet[Any] | None = None) -> Statement:
    """The one statement that stores the readiness for `move`: of some people, or of everyone."""
    scope = _among(people)
    sql = STORE.format(
        readiness=Readiness._meta.db_table,
        position=Position._meta.db_table,
        move=move.pk,
        state=tree.state(),
        n_open=tree.n_open(),
        is_met=tree.is_met(),
        today=f"'{tree.ground.today}'",
        eligible_on="eligible_on" if _tenures(tree) else "NULL",
        columns=", ".join(f"{column} AS {name}" for name, column in _columns(tree).items()),
        joins=" ".join(_joins(tree, move)),
        where=f"p.family = %s AND p.level = %s AND {_in_force(tree.ground.today)}{scope.sql}",
    )
    return Statement(sql, (move.version.family.slug, move.from_level, *scope.parameters))


def _among(people: QuerySet[Any] | None) -> Statement:
    """The end of the WHERE clause that keeps `people`: persons, or a column of their keys."""
    if people is None:
        return Statement("")
    chosen = Person.objects.order_by().filter(pk__in=people).values("pk")
    sql, parameters = chosen.query.sql_with_params()
    return Statement(f" AND p.person_id IN ({sql})", tuple(parameters))


def _columns(tree: Tree) -> dict[str, str]:
    tenures = _tenures(tree)
    return tree.sums | (
        {"eligible_on": _eligible_on(tenures, tree.ground.today)} if tenures else {}
    )


def _joins(tree: Tree, move: Move) -> list[str]:
    """One join for the counts of the move, one for each criterion that reads a row of its own."""
    leaves = tuple(tree.move.leaves())
    own = {tree.ground.keys[leaf.id or ""] for leaf in leaves if reads_own_row(leaf)}
    on = "LEFT JOIN {table} {alias} ON {alias}.{column} = {key} AND {alias}.person_id = p.person_id"
    joins = [
        on.format(
            table=CriterionFact._meta.db_table, alias=f"c{key}", column="criterion_id", key=key
        )
        for key in sorted(own | tree.waived)
    ]
    if any(reads_move_row(leaf) for leaf in leaves):
        table = MoveFact._meta.db_table
        joins.insert(0, on.format(table=table, alias="f", column="move_id", key=move.pk))
    return joins


def _in_force(today: date) -> str:
    return f"p.since <= '{today}' AND (p.until IS NULL OR p.until > '{today}')"


def _tenures(tree: Tree) -> list[int]:
    """The months that tenure criteria ask for, the shortest first."""
    return sorted({leaf.months_in_level.min for leaf in tree.move.leaves() if leaf.months_in_level})


def _eligible_on(tenures: list[int], today: date) -> str:
    """The day when the next tenure criterion is met; NULL when all are."""
    waits = " ".join(
        f"WHEN p.level_since > '{cutoff(today, months)}' THEN {_reached_on(months)}"
        for months in tenures
    )
    return f"CASE {waits} END"


def _reached_on(months: int) -> str:
    """`rules.reached_on` of `p.level_since`: a 31st waits for the next 1st."""
    if connection.vendor == "sqlite":  # its calendar runs over into the next month
        return (
            f"MIN(date(p.level_since, '+{months} months'),"
            f" date(p.level_since, 'start of month', '+{months + 1} months'))"
        )
    first = "date_trunc('month', p.level_since)"
    return (
        f"LEAST({first} + interval '{months} months' + (p.level_since - {first}),"
        f" {first} + interval '{months + 1} months')::date"
    )


def _target(framework: ResolvedFramework, to: str) -> ResolvedFramework | None:
    """The framework that a move leads to, where it is published."""
    home = framework.framework.id
    family = family_of(to, home)
    if family == home:
        return framework
    version = current(family)
    return resolved(version) if version else None
