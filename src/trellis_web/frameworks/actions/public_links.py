"""Opening a published framework to the world by an address, and closing it again."""

from collections.abc import Iterable
from datetime import date, datetime
from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis.site import Allowed
from trellis_web.access.rules import Permission, require
from trellis_web.audit.actions import record
from trellis_web.frameworks.events import PublicLinkEnded, PublicLinkMade
from trellis_web.frameworks.models import Family, PublicLink
from trellis_web.frameworks.queries.public import OFFERED, digest_of
from trellis_web.people.models import Person

TOKEN_BYTES = 32


@transaction.atomic
def make_public_link(
    family: Family,
    *,
    name: str,
    allow: Iterable[Allowed],
    last_day: date | None,
    by: Person,
    now: datetime,
) -> tuple[PublicLink, str]:
    """The link and its token, which is kept nowhere: only whoever makes the link reads it, once.

    Raises `BadInput` for a family without a version, a name that is taken, a day that is over, or
    something that a link cannot show.
    """
    today, words = timezone.localdate(now), list(allow)
    require(by, Permission.FRAMEWORK_PUBLISH, today=today)
    locked = Family.objects.select_for_update(of=("self",)).get(pk=family.pk)
    _refuse(locked, name, words, last_day, today)
    token = token_urlsafe(TOKEN_BYTES)
    link = PublicLink.objects.create(
        family=locked,
        name=name.strip(),
        digest=digest_of(token),
        allow=[word.value for word in OFFERED if word in words],
        last_day=last_day,
        made_at=now,
        made_by=by,
    )
    until = last_day.isoformat() if last_day else None
    record(PublicLinkMade(locked.slug, link.pk, link.allow, until), by=by, at=now)
    return link, token


@transaction.atomic
def end_public_link(link: PublicLink, *, by: Person, now: datetime) -> None:
    """From now on the address answers like one that never was."""
    require(by, Permission.FRAMEWORK_PUBLISH, today=timezone.localdate(now))
    ended = PublicLink.objects.filter(pk=link.pk, ended_at=None).update(ended_at=now, ended_by=by)
    if ended:
        record(PublicLinkEnded(link.family.slug, link.pk), by=by, at=now)


def _refuse(
    family: Family, name: str, words: list[Allowed], last_day: date | None, today: date
) -> None:
    if family.current_id is None:
        raise BadInput.at(
            "unpublished",
            family.title,
            _("Nothing of %(family)s is published.") % {"family": family.title},
            _("Publish a version first."),
        )
    taken = PublicLink.objects.filter(family=family, name=name.strip(), ended_at=None)
    if not name.strip() or taken.exists():
        raise BadInput.at(
            "name",
            name,
            _("This family has an open link of that name, or the name is empty."),
            _("Choose another name, or end the other link."),
        )
    if last_day is not None and last_day < today:
        raise BadInput.at("day", str(last_day), _("The day is over."), _("Choose a later day."))
    wrong = [word for word in words if word not in OFFERED]
    if wrong:
        raise BadInput.at(
            "allow", wrong[0], _("A link cannot show this."), _("Choose from the list.")
        )
