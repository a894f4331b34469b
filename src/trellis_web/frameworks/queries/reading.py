"""What one reader opens: a version, the framework in it, and the level they hold."""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from trellis.framework.resolve import ResolvedFramework
from trellis.framework.titles import is_title_of
from trellis_web.frameworks.models import Stay, Version
from trellis_web.frameworks.queries.positions import Standing
from trellis_web.frameworks.queries.versions import resolved


@dataclass(frozen=True, slots=True)
class Reading:
    """One version, opened by one reader. `mine` is their level in the family, or empty.

    `title` is what they are called; `stay` is there for somebody for whom an earlier version lives
    on.
    """

    version: Version
    framework: ResolvedFramework
    mine: str
    is_pinned: bool
    stay: Stay | None = None
    title: str = ""

    @property
    def other_title(self) -> str:
        """The reader's title, where it is none of the titles of their level."""
        level = self.framework.levels.get(self.mine)
        return self.title if level and not is_title_of(level, self.title) else ""

    @property
    def pin(self) -> str:
        """The query that keeps an earlier version open on the next page."""
        return f"?v={self.version.number}" if self.is_pinned else ""


def reading(version: Version, reader: Standing, stay: Stay | None = None) -> Reading:
    """A version as somebody who stands at `reader` reads it."""
    return Reading(
        version=version,
        framework=resolved(version),
        mine=reader.level_in(version.family.slug),
        is_pinned=version.pk != version.family.current_id,
        stay=stay,
        title=reader.title,
    )


def of_family(versions: "QuerySet[Version]", slug: str, number: str = "") -> "QuerySet[Version]":
    """The version of a family with a number as it stands in an address; the current one without.

    A number or a name that cannot be one finds nothing: PostgreSQL refuses to look for a NUL.
    """
    if "\0" in slug:
        return versions.none()
    found = versions.filter(family__slug=slug).select_related("family").defer("text")
    if not number:
        return found.filter(pk=F("family__current"))
    return found.filter(number=number) if number.isdecimal() and len(number) < 9 else found.none()
