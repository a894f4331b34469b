"""What the world reads through a public link: the current version, redacted by an allow-list."""

from datetime import date
from functools import lru_cache
from hashlib import sha256

from trellis.framework.resolve import ResolvedFramework, resolve
from trellis.site import Allowed, redact, whole
from trellis_web.frameworks.models import PublicLink, Version
from trellis_web.frameworks.queries.versions import resolved

OFFERED = (
    Allowed.STATEMENTS,
    Allowed.TITLES,
    Allowed.SCOPES,
    Allowed.SUMMARIES,
    Allowed.STARS,
)
"""What a link can show beside the bare structure. Pay bands are not among it, whatever is asked."""


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def link_of(token: str, *, today: date) -> PublicLink | None:
    """The link that answers to a token on a day; None for a wrong, ended or expired one."""
    links = PublicLink.objects.open(today).filter(family__current__isnull=False)
    found: PublicLink | None = (
        links.filter(digest=digest_of(token))
        .select_related("family__current")
        .defer("family__current__text")
        .first()
    )
    return found


def shown_by(link: PublicLink) -> ResolvedFramework:
    """The framework with what the link allows, and nothing else."""
    version: Version = link.family.current  # type: ignore[assignment]
    return _redacted(version.pk, version.digest, frozenset(link.allow))


@lru_cache(maxsize=64)
def _redacted(pk: int, digest: str, words: frozenset[str]) -> ResolvedFramework:
    """Kept, as a version never changes."""
    allow = [each for each in OFFERED if each in words]
    return resolve(redact(whole(resolved(Version(pk=pk, digest=digest))), allow))
