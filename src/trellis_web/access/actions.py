"""Giving and taking roles; making, using and revoking tokens."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from trellis.findings import BadInput
from trellis_web.access.events import (
    ReasonGiven,
    RoleGranted,
    RoleRevoked,
    SessionsEnded,
    TokenMade,
    TokenRevoked,
    TokenUsed,
)
from trellis_web.access.models import ApiToken, Grant, ReadingReason
from trellis_web.access.queries import skip_level_of
from trellis_web.access.rules import (
    MOST_TOKENS,
    TOO_MANY_TOKENS,
    Denial,
    Denied,
    Permission,
    digest_of,
    grantable,
    require,
)
from trellis_web.audit.actions import record
from trellis_web.people.models import Person, Unit

NOT_TWO_LINES_UP = Denial(
    "not-two-lines-up",
    _("This is for people who report to somebody on your team. Ask their manager or HR."),
)
NOT_TO_ONESELF = Denial(
    "not-to-oneself", _("Nobody changes their own roles. Ask another administrator.")
)
UNKNOWN_ROLE = Denial("unknown-role", _("There is no such role to give."))
LAST_ADMIN = Denial(
    "last-admin", _("This is the last HR administrator. Give the role to somebody else first.")
)


@transaction.atomic
def grant_role(
    person: Person, role: str, *, unit: Unit | None = None, by: Person, now: datetime, today: date
) -> Grant:
    """Gives `role` from today on, for the organisation or for one unit."""
    require(by, Permission.ROLE_GRANT, today=today)
    if person == by:
        raise Denied(NOT_TO_ONESELF)
    if role not in grantable():
        raise Denied(UNKNOWN_ROLE)
    grant: Grant = Grant.objects.create(
        person=person, role=role, unit=unit, since=today, granted_at=now, granted_by=by
    )
    payload = RoleGranted(person.pk, role, unit.name if unit else "")
    record(payload, by=by, subject=person, at=now)
    return grant


@transaction.atomic
def revoke_role(grant: Grant, *, by: Person, now: datetime, today: date) -> None:
    """Ends a grant; it holds for nothing from the next request on."""
    require(by, Permission.ROLE_GRANT, today=today)
    if grant.person_id == by.pk:
        raise Denied(NOT_TO_ONESELF)
    others = Grant.objects.on(today).filter(role="hr_admin").exclude(pk=grant.pk)
    if grant.role == "hr_admin" and not others.exists():
        raise Denied(LAST_ADMIN)
    if grant.since >= today:
        Grant.objects.filter(pk=grant.pk).delete()
    else:
        Grant.objects.filter(pk=grant.pk).update(until=today)
    record(RoleRevoked(grant.person_id, grant.role), by=by, subject=grant.person, at=now)


@transaction.atomic
def found_administrator(*, email: str, name: str, now: datetime) -> Person:
    """The first HR administrator of an installation; refused as soon as there is one.

    Nobody permits it: whoever runs the command has the database.
    """
    today = now.date()
    if Grant.objects.on(today).filter(role="hr_admin").exists():
        raise BadInput.at(
            "admin-exists",
            email,
            "There is an HR administrator already.",
            "Ask them to give you the role on your page under People.",
        )
    person: Person
    person, _created = Person.objects.get_or_create(
        email=email.casefold(), defaults={"name": name, "password": make_password(None)}
    )
    Grant.objects.create(person=person, role="hr_admin", since=today, granted_at=now)
    record(RoleGranted(person.pk, "hr_admin", ""), by=None, subject=person, at=now)
    return person


@transaction.atomic
def make_token(
    *,
    name: str,
    scopes: Sequence[str],
    expires_on: date,
    by: Person,
    now: datetime,
    today: date,
) -> tuple[ApiToken, str]:
    """A token for a program of one's own, and its secret, which is never shown again."""
    Person.objects.select_for_update().get(pk=by.pk)
    if by.tokens.filter(revoked_at__isnull=True, expires_on__gt=today).count() >= MOST_TOKENS:
        raise Denied(TOO_MANY_TOKENS)
    secret = f"trellis_{secrets.token_urlsafe(32)}"
    token: ApiToken = ApiToken.objects.create(
        person=by,
        name=name,
        digest=digest_of(secret),
        scopes=sorted(scopes),
        created_at=now,
        expires_on=expires_on,
    )
    payload = TokenMade(token.pk, token.scopes, expires_on.isoformat())
    record(payload, by=by, subject=by, at=now)
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, by: Person, now: datetime) -> None:
    """Ends a token of one's own; the next request with it is refused."""
    if token.person_id != by.pk:
        raise Denied
    changed = ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=now)
    if changed:
        record(TokenRevoked(token.pk), by=by, subject=by, at=now)


@transaction.atomic
def note_use(*, token: ApiToken, now: datetime, today: date) -> None:
    """Remembers the day of the last use; the first use of a day is in the trail."""
    unused = ApiToken.objects.filter(pk=token.pk).exclude(used_on=today)
    if unused.update(used_on=today):
        record(TokenUsed(token.pk), by=token.person, subject=token.person, at=now)


@transaction.atomic
def give_reason(
    *, person: Person, reason: str, by: Person, now: datetime, today: date
) -> ReadingReason:
    """`by`, two lines above `person`, reads their results today. The person reads who and why.

    A second reason on the same day replaces nothing: the first one stays. Raises `Denied` for
    anybody who is not two lines above.
    """
    if not skip_level_of(by, today=today).filter(person=person).exists():
        raise Denied(NOT_TWO_LINES_UP)
    given: ReadingReason
    given, is_new = ReadingReason.objects.get_or_create(
        reader=by, person=person, given_on=today, defaults={"reason": reason, "given_at": now}
    )
    if is_new:
        record(ReasonGiven(given.pk), by=by, subject=person, at=now)
    return given


@transaction.atomic
def end_sessions(*, by: Person, now: datetime) -> None:
    """Every session of `by` ends with its next request; the caller renews the one in hand."""
    by.signed_out_at = now
    by.save(update_fields=["signed_out_at"])
    record(SessionsEnded(), by=by, subject=by, at=now)
