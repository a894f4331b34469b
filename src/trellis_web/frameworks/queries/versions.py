"""Published versions, and the framework that each of them holds."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from django.db.models import F, Max

from trellis.findings import BadInput
from trellis.framework.load import load
from trellis.framework.model import Framework, Level
from trellis.framework.resolve import ResolvedFramework, resolve
from trellis_web.frameworks.models import Family, Version


def current(family_slug: str) -> Version | None:
    """The version of a family that supplies the criteria; None before its first publication."""
    versions = Version.objects.filter(family__slug=family_slug, family__current_id=F("pk"))
    return versions.defer("text", "note").first()


def level_now(family_slug: str, level: str) -> Level | None:
    """A level in the current version of its family; None for one that is retired, or never was."""
    version = current(family_slug)
    return resolved(version).levels.get(level) if version else None


def resolved(version: Version) -> ResolvedFramework:
    """The framework of a version, read once per process: a version never changes."""
    return _resolved(version.pk, version.digest)


@lru_cache(maxsize=128)
def _resolved(pk: int, digest: str) -> ResolvedFramework:
    """`digest` is in the key so that no other database can answer for this one."""
    version = Version.objects.select_related("family").get(pk=pk)
    framework = load(version.text.encode(), f"{version.family.slug} v{version.number}")
    return resolve(framework, blocks_at(version.published_at))


def blocks_at(moment: datetime) -> Callable[[str], Framework]:
    """Included blocks as they were at `moment`: the version of the family that was the latest."""

    def block(name: str) -> Framework:
        found = (
            Version.objects.filter(family__slug=name, published_at__lte=moment)
            .order_by("-number")
            .first()
        )
        if found is None:
            raise BadInput.at(
                "include",
                name,
                f"The block '{name}' is included, but no family of that name is published.",
                "Publish it first, or take it out of 'include'.",
                "include",
            )
        return resolved(found).framework

    return block


def next_number(family: Family) -> int:
    """The number that the next version of a family gets."""
    return (family.versions.aggregate(last=Max("number"))["last"] or 0) + 1
