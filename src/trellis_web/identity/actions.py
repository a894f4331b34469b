"""Connecting a person to an identity. Never merged by e-mail where that could take something over.

See docs/adr/0014-an-identity-is-connected-once.md.
"""

from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone

from trellis_web.access.rules import Denied, Permission, require, roles_of
from trellis_web.audit.actions import record
from trellis_web.identity.events import SignInConnected, SignInDisconnected
from trellis_web.identity.rules import (
    CLOSED,
    CONNECT_FIRST,
    SOMEBODY_ELSE,
    TAKEN,
    UNKNOWN,
    UNVERIFIED,
    Claims,
)
from trellis_web.people.models import Person

BY_RELATION = frozenset({"employee", "manager"})
"""Roles that nobody was given: they let nobody do more than their own part."""


@transaction.atomic
def admit(claims: Claims, *, by: Person | None, now: datetime) -> SocialAccount:
    """The connected account of whom the issuer speaks; connects it at the first sign-in.

    `by` is who is signed in already. Raises `Denied` with one reason and changes nothing when
    nobody may come in.
    """
    known = SocialAccount.objects.filter(provider=claims.issuer, uid=claims.subject)
    account = known.select_related("user").first()
    if account is None:
        account = _connect(claims, by=by, now=now)
    if not account.user.is_active:
        raise Denied(CLOSED)
    if by is not None and by.pk != account.user_id:
        raise Denied(SOMEBODY_ELSE)
    return account


def _connect(claims: Claims, *, by: Person | None, now: datetime) -> SocialAccount:
    person = _person_of(claims)
    if by is not None and by.pk != person.pk:
        raise Denied(SOMEBODY_ELSE)
    if SocialAccount.objects.filter(provider=claims.issuer, user=person).exists():
        raise Denied(TAKEN)
    if by is None and roles_of(person, today=timezone.localdate(now)) - BY_RELATION:
        raise Denied(CONNECT_FIRST)
    account = SocialAccount.objects.create(
        provider=claims.issuer, uid=claims.subject, user=person, extra_data={}
    )
    record(SignInConnected(person.pk, claims.issuer), by=person, subject=person, at=now)
    return account


def _person_of(claims: Claims) -> Person:
    """The one active person with the address that the issuer has verified; their row is locked."""
    if not claims.is_verified or not claims.email:
        raise Denied(UNVERIFIED)
    locked = Person.objects.select_for_update()
    person: Person | None = locked.filter(email__iexact=claims.email).order_by("pk").first()
    if person is None:
        raise Denied(UNKNOWN)
    if not person.is_active:
        raise Denied(CLOSED)
    return person


@transaction.atomic
def disconnect(account: SocialAccount, *, by: Person, now: datetime) -> None:
    """Ends a connection, so that another identity can take its place at the next sign-in."""
    require(by, Permission.ROLE_GRANT, today=timezone.localdate(now))
    person, issuer = account.user, account.provider
    account.delete()
    record(SignInDisconnected(person.pk, issuer), by=by, subject=person, at=now)
