"""What is on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import CharField, Count, IntegerField, Value
from django.db.models.functions import Cast

from trellis_web.organisation.models import Switch
from trellis_web.organisation.rules import ABOUT, LARGE_FROM, About, Feature, Group, preset
from trellis_web.people.models import Person

PEOPLE = ""
"""Under this name the head count comes with the switches: no feature is called so."""


@dataclass(frozen=True, slots=True)
class State:
    """What is on; `switched` is what somebody decided.

    `people`: active ones, counted up to `LARGE_FROM`, because nothing depends on more.
    """

    people: int
    switched: dict[Feature, bool]

    def is_on(self, feature: Feature) -> bool:
        """What was switched counts; the head count decides about the rest."""
        return self.switched.get(feature, feature in preset(self.people))


def state() -> State:
    """What is on at this moment, by one query. Ask once in a request, and keep it no longer."""
    with connection.cursor() as cursor:
        cursor.execute(*_question(connection.vendor))
        found: dict[str, int] = dict(cursor.fetchall())
    known = {each for each in Feature if each in found}
    return State(found.get(PEOPLE, 0), {each: bool(found[each]) for each in known})


@cache
def _question(_vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The query of `state`: every page asks it, and compiling it costs more than its answer."""
    switches = Switch.objects.in_force().order_by()
    first = Person.objects.active().order_by("pk").values("pk")[:LARGE_FROM]
    people = Person.objects.filter(pk__in=first).order_by()
    counted = people.annotate(feature=Value(PEOPLE, CharField()))
    rows = switches.values_list("feature", Cast("is_on", IntegerField())).union(
        counted.values("feature").annotate(n=Count("pk")).values_list("feature", "n"), all=True
    )
    sql, parameters = rows.query.sql_with_params()
    return sql, tuple(parameters)


def head_count() -> int:
    """How many active people there are."""
    return int(Person.objects.active().count())


def is_on(feature: Feature) -> bool:
    """Whether one feature is on at this moment."""
    return state().is_on(feature)


@dataclass(frozen=True, slots=True)
class Row:
    """A feature on the page. `waiting`: somebody asked to switch it on."""

    feature: Feature
    about: About
    is_on: bool
    is_switched: bool
    waiting: Switch | None


def groups(now: State, waiting: Iterable[Switch]) -> dict[Group, list[Row]]:
    """Every feature with its state, by group, in the order of the list."""
    asked = {each.feature: each for each in waiting}
    found: dict[Group, list[Row]] = defaultdict(list)
    for feature, about in ABOUT.items():
        is_switched = feature in now.switched
        row = Row(feature, about, now.is_on(feature), is_switched, asked.get(feature))
        found[about.group].append(row)
    return dict(found)


def named(switches: Iterable[Switch]) -> list[tuple[Switch, Any]]:
    """Switches, each with the name of its feature; one that there was before keeps its value."""
    titles = {each.value: about.title for each, about in ABOUT.items()}
    return [(each, titles.get(each.feature, each.feature)) for each in switches]
