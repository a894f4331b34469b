"""The SQL that fills the stored table: portable over SQLite 3.40 and PostgreSQL."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from trellis_web.frameworks.models import Family
from trellis_web.people.models import Person, Position
from trellis_web.readiness.models import CriterionFact, Move, MoveFact, Readiness
from trellis_web.readiness.queries.leaves import reads_move_row, reads_own_row
from trellis_web.readiness.queries.trees import Tree
from trellis_web.readiness.rules import cutoff

People = QuerySet[Any] | Iterable[int] | None
"""A query of persons (or of a column of their keys) for many, ids for a few, None for everyone."""
FEW = 100
"""So many ids are parameters, and the statement stays prepared; databases limit their number."""
TABLES = {
    str(model._meta.model_name): model._meta.db_table
    for model in (CriterionFact, Family, Move, MoveFact, Position, Readiness)
}

# Without MATERIALIZED, SQLite works out a sum again at each place where it is named.
STORE = """
INSERT INTO {readiness} (person_id, move_id, state, n_open, is_met, since, eligible_on)
WITH judged AS MATERIALIZED (
  SELECT p.person_id, {columns} FROM {position} p {joins}
  WHERE p.family = %s AND p.level = %s AND {in_force}{among})
SELECT person_id, {pk}, {state}, {n_open}, {is_met}, '{today}', {eligible_on}
FROM judged WHERE TRUE
ON CONFLICT (person_id, move_id) DO UPDATE SET
  state = excluded.state, n_open = excluded.n_open, is_met = excluded.is_met,
  eligible_on = excluded.eligible_on,
  since = CASE {readiness}.state WHEN excluded.state THEN {readiness}.since ELSE excluded.since END
WHERE {readiness}.state <> excluded.state OR {readiness}.n_open <> excluded.n_open
  OR {readiness}.is_met <> excluded.is_met
  OR {readiness}.eligible_on IS DISTINCT FROM excluded.eligible_on
"""
STANDING = """
SELECT {what} FROM {move} m
JOIN {family} f ON f.current_id = m.version_id
JOIN {position} p ON p.family = f.slug AND p.level = m.from_level AND {in_force}"""
REMOVE = """
DELETE FROM {readiness} WHERE NOT EXISTS ({standing}
WHERE m.id = {readiness}.move_id AND p.person_id = {readiness}.person_id){among}
"""
IN_FORCE = "p.since <= '{today}' AND (p.until IS NULL OR p.until > '{today}')"


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL statement with its parameters, in order."""

    sql: str
    parameters: tuple[Any, ...] = ()


def store(tree: Tree, move: Move) -> Statement:
    """The one statement that stores the readiness for `move`; `for_people` fills in `{among}`."""
    today = tree.ground.today
    sql = STORE.format(
        **TABLES,
        pk=move.pk,
        state=tree.state(),
        n_open=tree.n_open(),
        is_met=tree.is_met(),
        today=today,
        in_force=IN_FORCE.format(today=today),
        eligible_on="eligible_on" if _tenures(tree) else "NULL",
        columns=", ".join(f"{column} AS {name}" for name, column in _columns(tree).items()),
        joins=" ".join(_joins(tree, move)),
        among="{among}",
    )
    return Statement(sql, (move.version.family.slug, move.from_level))


def for_people(statement: Statement, people: People) -> Statement:
    """The statement for these people only."""
    among = _among("p.person_id", people)
    return Statement(
        statement.sql.format(among=among.sql), (*statement.parameters, *among.parameters)
    )


def remove(people: People, *, today: date) -> Statement:
    """Removes rows of people who no longer stand where a move starts that counts."""
    among = _among("person_id", people)
    sql = REMOVE.format(**TABLES, standing=_standing("1", today), among=among.sql)
    return Statement(sql, among.parameters)


def moves_from_here(people: People, *, today: date) -> Statement:
    """The keys of the moves that count and start where somebody of `people` stands."""
    among = _among("p.person_id", people)
    return Statement(f"{_standing('DISTINCT m.id', today)}{among.sql}", among.parameters)


def _standing(what: str, today: date) -> str:
    return STANDING.format(**TABLES, what=what, in_force=IN_FORCE.format(today=today))


def _among(column: str, people: People) -> Statement:
    """The end of a WHERE clause (or of a join) that keeps `people`; empty for everyone."""
    if people is None:
        return Statement("")
    if isinstance(people, QuerySet):
        chosen = Person.objects.order_by().filter(pk__in=people).values("pk")
        sql, parameters = chosen.query.sql_with_params()
        return Statement(f" AND {column} IN ({sql})", tuple(parameters))
    ids = [int(pk) for pk in people]
    if len(ids) > FEW:
        return Statement(f" AND {column} IN ({', '.join(map(str, ids))})")
    return Statement(f" AND {column} IN ({', '.join(['%s'] * len(ids)) or 'NULL'})", tuple(ids))


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
