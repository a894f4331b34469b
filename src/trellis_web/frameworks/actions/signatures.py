"""Signing a draft: writers for the sentences, HR for consistency, the panel's result by HR."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from trellis.framework.parts import STRUCTURE
from trellis_web.access.rules import Denied
from trellis_web.audit.actions import record
from trellis_web.frameworks.access import Ability, require_ability
from trellis_web.frameworks.events import DraftSigned
from trellis_web.frameworks.models import Draft, Family, Signature
from trellis_web.frameworks.queries.signatures import (
    CONSISTENCY,
    SENTENCES,
    VALIDATION,
    Signing,
    signing_of,
)
from trellis_web.frameworks.rules import (
    SIGNED_MEANWHILE_CHANGED,
    TWO_PEOPLE,
    WRITERS_FIRST,
    Conflict,
)
from trellis_web.people.models import Person


@transaction.atomic
def sign_sentences(
    draft: Draft, *, seen: Mapping[str, str], by: Person, now: datetime
) -> list[Signature]:
    """A writer stands for parts of the draft: `seen` has the digest of each as they read it.

    `STRUCTURE` is one of the parts. Raises `Denied` for whoever may not, `Conflict` when one of
    the parts has changed meanwhile; then nothing is signed.
    """
    family, today = _locked(draft), timezone.localdate(now)
    require_ability(by, Ability.SIGN_SENTENCES, family, today=today)
    _refuse_changed(signing_of(draft, today), seen)
    return _sign(family, SENTENCES, seen, by=by, now=now)


@transaction.atomic
def sign_consistency(draft: Draft, *, seen: str, by: Person, now: datetime) -> list[Signature]:
    """HR stands for the structure, once the writers have signed what changed.

    `seen` is the digest of the structure as HR read it. Raises `Denied` and `Conflict` as above.
    """
    family, today = _locked(draft), timezone.localdate(now)
    require_ability(by, Ability.SIGN_CONSISTENCY, family, today=today)
    signing = signing_of(draft, today)
    _refuse_changed(signing, {STRUCTURE: seen})
    if signing.unsigned(SENTENCES):
        raise Denied(WRITERS_FIRST)
    return _sign(family, CONSISTENCY, {STRUCTURE: seen}, by=by, now=now)


@transaction.atomic
def sign_validation(draft: Draft, *, seen: str, by: Person, now: datetime) -> list[Signature]:
    """The panel has looked at the whole draft, and HR takes its result as enough.

    `seen` is the digest of the whole. Raises `Denied` and `Conflict` as above.
    """
    family, today = _locked(draft), timezone.localdate(now)
    require_ability(by, Ability.SIGN_CONSISTENCY, family, today=today)
    if signing_of(draft, today).whole != seen:
        raise Conflict(SIGNED_MEANWHILE_CHANGED)
    return _sign(family, VALIDATION, {STRUCTURE: seen}, by=by, now=now)


def _locked(draft: Draft) -> Family:
    """The family, with the draft as it is now: nobody saves while somebody signs."""
    stored = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if stored is None:
        raise Conflict(SIGNED_MEANWHILE_CHANGED)
    draft.text, draft.revision = stored.text, stored.revision
    return draft.family


def _refuse_changed(signing: Signing, seen: Mapping[str, str]) -> None:
    now_there = {part.name: part.digest for part in signing.parts}
    if any(now_there.get(name) != digest for name, digest in seen.items()):
        raise Conflict(SIGNED_MEANWHILE_CHANGED)


def _sign(
    family: Family, kind: str, seen: Mapping[str, str], *, by: Person, now: datetime
) -> list[Signature]:
    _refuse_own_second(family, kind, seen.values(), by)
    made = []
    for part, digest in seen.items():
        about = {"family": family, "kind": kind, "part": part, "digest": digest, "signed_by": by}
        made.append(Signature.objects.get_or_create(**about, defaults={"signed_at": now})[0])
    parts = tuple(name or "structure" for name in seen)
    record(DraftSigned(family.slug, kind, parts, tuple(seen.values())), by=by, at=now)
    return made


def _refuse_own_second(family: Family, kind: str, digests: Iterable[str], by: Person) -> None:
    """Of the two signatures under a structure, each is somebody else's."""
    if kind == VALIDATION:
        return
    other = CONSISTENCY if kind == SENTENCES else SENTENCES
    signed = Signature.objects.filter(family=family, kind=other, part=STRUCTURE, signed_by=by)
    if signed.filter(digest__in=list(digests)).exists():
        raise Denied(TWO_PEOPLE)
