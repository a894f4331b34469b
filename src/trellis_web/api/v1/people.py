"""People, units, positions, reporting lines and absences."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from ninja import Router

from trellis_web.access.rules import Permission, Scope
from trellis_web.api.schemas.base import ExactDay, Key, Word
from trellis_web.api.schemas.people import (
    AbsenceOut,
    AccountOut,
    LineOut,
    PersonOut,
    PositionOut,
    UnitOut,
)
from trellis_web.api.v1.reading import offer
from trellis_web.api.v1.resource import Expansion, Filter, Order, Resource
from trellis_web.people.models import Absence, Person, Position, ReportingLine, Unit

TAG = "People"
router = Router(tags=[TAG])
BY_KEY = {"id": Order("pk")}
MANAGES = Permission.PEOPLE_MANAGE


def _titled(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """With the title of today, which everybody may know."""
    held = Position.objects.on(timezone.localdate()).filter(person=OuterRef("pk"))
    titled: QuerySet[Any] = rows.annotate(title_today=Subquery(held.values("title")[:1]))
    return titled


UNITS = Resource(
    name="units",
    one="a unit",
    model=Unit,
    out=UnitOut,
    scope=Scope.PEOPLE_READ,
    tag=TAG,
    orders={"name": Order("name")},
)
ACCOUNTS = Resource(
    name="accounts",
    one="what HR knows of a person",
    model=Person,
    out=AccountOut,
    scope=Scope.PEOPLE_READ,
    tag=TAG,
    permission=MANAGES,
    orders={"name": Order("name"), "email": Order("email"), **BY_KEY},
    filters={
        "name": Filter("name__icontains", Word),
        "email": Filter("email__iexact", Word),
        "external_id": Filter("external_id", Word),
    },
)
PEOPLE = Resource(
    name="people",
    one="a colleague",
    model=Person,
    out=PersonOut,
    scope=Scope.PEOPLE_READ,
    tag=TAG,
    load=_titled,
    orders={"name": Order("name"), "email": Order("email", MANAGES), **BY_KEY},
    filters={
        "name": Filter("name__icontains", Word),
        "email": Filter("email__iexact", Word, MANAGES),
        "external_id": Filter("external_id", Word, MANAGES),
    },
    expands={"account": Expansion(ACCOUNTS, "pk")},
)
WHOSE = Expansion(PEOPLE, "person_id")
POSITIONS = Resource(
    name="positions",
    one="where somebody stands",
    model=Position,
    out=PositionOut,
    scope=Scope.PEOPLE_READ,
    tag=TAG,
    orders={"since": Order("since"), **BY_KEY},
    filters={
        "person_id": Filter("person", Key),
        "unit_id": Filter("unit", Key),
        "family": Filter("family", Word),
        "level": Filter("level", Word),
        "is_open": Filter("until__isnull", bool),
        "since_from": Filter("since__gte", ExactDay),
    },
    expands={"person": WHOSE, "unit": Expansion(UNITS, "unit_id")},
)
LINES = Resource(
    name="reporting-lines",
    one="who reports to whom",
    model=ReportingLine,
    out=LineOut,
    scope=Scope.PEOPLE_READ,
    tag=TAG,
    orders={"since": Order("since"), **BY_KEY},
    filters={
        "person_id": Filter("person", Key),
        "manager_id": Filter("manager", Key),
        "kind": Filter("kind", Word),
        "is_open": Filter("until__isnull", bool),
    },
    expands={"person": WHOSE, "manager": Expansion(PEOPLE, "manager_id")},
)
ABSENCES = Resource(
    name="absences",
    one="when somebody is away",
    model=Absence,
    out=AbsenceOut,
    scope=Scope.PEOPLE_READ,
    tag=TAG,
    orders={"from_on": Order("from_on"), **BY_KEY},
    filters={"person_id": Filter("person", Key)},
    expands={"person": WHOSE},
)
for each in (PEOPLE, ACCOUNTS, UNITS, POSITIONS, LINES, ABSENCES):
    offer(router, each)
