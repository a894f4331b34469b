"""Permissions, roles, denials: who may do what. One definition, read from `policies/roles.yaml`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

import yaml
from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import BigIntegerField, QuerySet, TextChoices, Value
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from trellis_web.access.models import Grant
from trellis_web.people.models import Person, ReportingLine


class Permission(StrEnum):
    """What can be permitted. Alphabetical; each is granted by a role and used."""

    AGREEMENT_READ = "agreement:read"
    AUDIT_READ = "audit:read"
    BAND_READ = "band:read"
    CALIBRATION_MANAGE = "calibration:manage"
    CASE_MANAGE = "case:manage"
    CASE_READ = "case:read"
    CASE_WRITE = "case:write"
    COMMITTEE_MANAGE = "committee:manage"
    CYCLE_MANAGE = "cycle:manage"
    ENDORSEMENT_WRITE = "endorsement:write"
    EVIDENCE_WRITE = "evidence:write"
    FRAMEWORK_EDIT = "framework:edit"
    FRAMEWORK_PUBLISH = "framework:publish"
    FRAMEWORK_READ = "framework:read"
    INSIGHT_READ = "insight:read"
    METRIC_IMPORT = "metric:import"
    NOTICE_MANAGE = "notice:manage"
    ORGANISATION_MANAGE = "organisation:manage"
    PEOPLE_MANAGE = "people:manage"
    RESULT_READ = "result:read"
    REVIEW_READ = "review:read"
    REVIEW_WRITE = "review:write"
    ROLE_GRANT = "role:grant"
    SEAT_MANAGE = "seat:manage"
    TEAM_READ = "team:read"


@dataclass(frozen=True, slots=True)
class Denial:
    """Why something is refused. Code decides on `code`; people read `sentence`."""

    code: str
    sentence: Any

    def __str__(self) -> str:
        return str(self.sentence)


NOT_PERMITTED = Denial(
    "not-permitted", _("Your role does not include this. Ask HR if you need it.")
)


class Denied(PermissionDenied):
    """A refusal that is shown with its sentence, as 403."""

    def __init__(self, denial: Denial = NOT_PERMITTED) -> None:
        self.denial = denial
        super().__init__(str(denial))


@cache
def roles() -> dict[str, frozenset[Permission]]:
    """Permissions of each role, from the policy document."""
    text = resources.files("trellis_web.policies").joinpath("roles.yaml").read_text()
    document = yaml.safe_load(text)
    return {role: frozenset(Permission(p) for p in held) for role, held in document.items()}


def grantable() -> tuple[str, ...]:
    """The roles that are given by a person; the others come from a relation."""
    return tuple(role for role in roles() if role not in ("employee", "manager"))


def roles_of(person: Person, *, today: date) -> frozenset[str]:
    """The roles that a person holds on `today`, by being one, by line and by grant."""
    if not person.is_active:
        return frozenset()
    held = {role for role, _ in _held(person, today)}
    return frozenset({"employee", *held.difference(_relations)})


def relations_of(person: Person, *, today: date) -> frozenset[str]:
    """The names under `related_by` in which somebody stands now."""
    return frozenset(name for name, _ in _held(person, today) if name in _relations)


def units_of(person: Person, permission: Permission, *, today: date) -> frozenset[int | None]:
    """The units for which a person's grants give `permission`; None is everywhere."""
    granting = {role for role in grantable() if permission in roles()[role]}
    return frozenset(unit for role, unit in _held(person, today) if role in granting)


Relation = Callable[[Person], "QuerySet[Any]"]
_relations: dict[str, Relation] = {}


def related_by(name: str) -> Callable[[Relation], Relation]:
    """Registers the rows that put a person in a relation of this name.

    It permits nothing: it says where to lead them, and is read with the roles, by the same query.
    """

    def register(relation: Relation) -> Relation:
        if name in _relations or name in roles():
            raise TypeError(f"{name} is known already: one definition")
        _relations[name] = relation
        return relation

    return register


def _held(person: Person, today: date) -> frozenset[tuple[str, int | None]]:
    """Roles by line and by grant, each with its unit, and relations.

    One query for each instance of a person, as Django does for its own permissions: a request
    loads its person anew, so that what is taken away is gone with the next one.
    """
    known: dict[date, frozenset[Any]] = person.__dict__.setdefault("_held_by_day", {})
    if today not in known:
        sql, parameters = _question(connection.vendor)
        day = connection.ops.adapt_datefield_value
        values = {NOBODY: person.pk, day(NEVER): day(today)}
        with connection.cursor() as cursor:
            cursor.execute(sql, [values.get(each, each) for each in parameters])
            known[today] = frozenset(cursor.fetchall())
    return known[today]


NOBODY, NEVER = -1, date.max
"""Whom and when the query of `_held` is compiled for; each request puts its own in their place."""


@cache
def _question(_vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The query of `_held`: every request asks it, and compiling it costs more than its answer."""
    nobody = Person(pk=NOBODY)
    granted = Grant.objects.on(NEVER).order_by().filter(person=nobody)
    leads = ReportingLine.objects.on(NEVER).order_by().filter(manager=nobody)
    leads = leads.exclude(kind=ReportingLine.Kind.DOTTED)
    others = [_named(name, relation(nobody)) for name, relation in _relations.items()]
    rows = granted.values_list("role", "unit").union(_named("manager", leads), *others)
    sql, parameters = rows.query.sql_with_params()
    return sql, tuple(parameters)


def _named(name: str, rows: "QuerySet[Any]") -> "QuerySet[Any, Any]":
    """The rows as a role of this name everywhere."""
    return rows.values_list(Value(name), Value(None, output_field=BigIntegerField()))


def permissions_of(person: Person, *, today: date) -> frozenset[Permission]:
    """The permissions that a person holds on `today`, whatever their scope."""
    table = roles()
    return frozenset().union(*(table[role] for role in roles_of(person, today=today)))


def is_permitted(person: Person, permission: Permission, *, today: date) -> bool:
    """Whether `person` holds `permission` in any scope."""
    return permission in permissions_of(person, today=today)


def require(person: Person, permission: Permission, *, today: date) -> None:
    """Raises `Denied` unless `person` holds `permission`."""
    if not is_permitted(person, permission, today=today):
        raise Denied


class Scope(TextChoices):
    """What a token lets a program do, never more than the person may."""

    CALIBRATION_READ = "calibration:read", _("Read calibration that I see")
    CASES_READ = "cases:read", _("Read promotion cases that I see")
    CASES_WRITE = "cases:write", _("Begin, write and hand in cases, as far as I may")
    EVIDENCE_READ = "evidence:read", _("Read my evidence")
    EVIDENCE_WRITE = "evidence:write", _("Add evidence for me")
    FRAMEWORKS_READ = "frameworks:read", _("Read frameworks")
    GROWTH_READ = "growth:read", _("Read plans, endorsements and shared evidence that I see")
    PEOPLE_READ = "people:read", _("Read people and where they stand, as far as I see them")
    PEOPLE_WRITE = "people:write", _("Change people, as far as I may")
    READINESS_READ = "readiness:read", _("Read readiness that I see")
    RESULTS_READ = "results:read", _("Read released results that I see")
    REVIEWS_READ = "reviews:read", _("Read rounds and reviews that I see")
    REVIEWS_WRITE = "reviews:write", _("Write and hand in my reviews")


MOST_TOKENS = 20
LONGEST_TOKEN_DAYS = 365
TOO_MANY_TOKENS = Denial(
    "too-many-tokens", _("You have 20 tokens. Revoke one that you no longer need.")
)
WITHOUT_SCOPE = Denial(
    "without-scope", _("This token does not include that. Make one that does, under Tokens.")
)


def digest_of(secret: str) -> str:
    """What is kept of a token. The secret has 256 random bits, so that a plain hash is enough."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from an invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False
