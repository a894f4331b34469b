"""Sets that an actor may see. `visible(Model, to=actor)` is where every view starts."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from trellis_web.access.models import ApiToken, ReadingReason
from trellis_web.access.rules import Permission, digest_of, is_permitted, units_of
from trellis_web.people.models import Person, ReportingLine

EVERYTHING = Q(pk__isnull=False)
"""Every row. Not `Q()`, which Django drops from `a | Q()`."""
NOTHING = Q(pk__in=[])

M = TypeVar("M", bound=Model)
Rule = Callable[[Person, date], Q]
_rules: dict[type[Model], Rule] = {}


def visible_by(model: type[Model]) -> Callable[[Rule], Rule]:
    """Registers the one rule that says which rows of `model` an actor sees on a day."""

    def register(rule: Rule) -> Rule:
        if model in _rules:
            raise TypeError(f"{model.__name__} has a rule already: one definition")
        _rules[model] = rule
        return rule

    return register


def visible(model: type[M], *, to: Person, today: date | None = None) -> "QuerySet[M]":
    """The rows of `model` that `to` may see on `today`. Unregistered models are seen by nobody."""
    day = today or timezone.localdate()
    rule = _rules.get(model)
    if rule is None:
        raise LookupError(
            f"{model.__name__} has no visibility rule; write one in its app's access.py"
        )
    objects: QuerySet[M] = model._default_manager.all()
    return objects.filter(rule(to, day)) if to.is_active else objects.none()


def ruled_models() -> tuple[type[Model], ...]:
    """Every model with a rule, for the contract tests."""
    return tuple(_rules)


def reports_of(manager: Person, *, today: date) -> "QuerySet[Any]":
    """Ids of the people whom `manager` leads on `today`: by line, acting, or as a delegate."""
    lines = ReportingLine.objects.on(today).filter(manager=manager)
    return lines.exclude(kind=ReportingLine.Kind.DOTTED).values("person")


def second_reports_of(manager: Person, *, today: date) -> "QuerySet[Any]":
    """Ids of the people who have a second line to `manager` on `today`: a right of its own."""
    lines = ReportingLine.objects.on(today).filter(manager=manager)
    return lines.filter(kind=ReportingLine.Kind.DOTTED).values("person")


def skip_level_of(actor: Person, *, today: date) -> "QuerySet[Any]":
    """Ids of the people two lines below `actor` on `today`, whom they do not lead themself."""
    direct = reports_of(actor, today=today)
    lines = ReportingLine.objects.on(today).filter(kind=ReportingLine.Kind.LINE, manager__in=direct)
    return lines.exclude(person__in=direct).exclude(person=actor).values("person")


def read_for_a_reason(actor: Person, *, today: date) -> "QuerySet[Any]":
    """Ids of the people two lines below whose results `actor` reads today, having said why."""
    said = ReadingReason.objects.filter(reader=actor, given_on=today)
    return said.filter(person__in=skip_level_of(actor, today=today)).values("person")


def in_scope(actor: Person, permission: Permission, *, today: date, person: str = "person") -> Q:
    """Rows about people for whom the actor's grants give `permission`: everyone, or their units.

    `person` is the path from the row to the person ("" when the row is the person).
    """
    units = units_of(actor, permission, today=today)
    if None in units:
        return EVERYTHING
    if not units:
        return NOTHING
    from trellis_web.people.models import Position

    members = Position.objects.on(today).filter(unit__in=units).values("person")
    return Q(**{f"{person or 'pk'}__in": members}) & ~Q(**{person or "pk": actor.pk})


def bearer(secret: str, *, today: date) -> ApiToken | None:
    """The token with this secret, with its person; None when it may not be used today."""
    token = ApiToken.objects.select_related("person").filter(digest=digest_of(secret)).first()
    if token is None or token.revoked_at or token.expires_on <= today:
        return None
    return token if token.person.is_active else None


__all__ = [
    "bearer",
    "in_scope",
    "is_permitted",
    "read_for_a_reason",
    "reports_of",
    "ruled_models",
    "second_reports_of",
    "skip_level_of",
    "visible",
    "visible_by",
]
