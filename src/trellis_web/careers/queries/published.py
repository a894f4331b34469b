"""The frameworks in force, as one reader sees them."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import F

from trellis.framework.resolve import ResolvedFramework
from trellis_web.access.queries import visible
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries.versions import resolved
from trellis_web.people.models import Person


@dataclass(frozen=True)
class Published:
    """The current version of every family that the reader may see, by family, in title order."""

    versions: dict[str, Version]

    @cached_property
    def frameworks(self) -> dict[str, ResolvedFramework]:
        """The framework of each; read once per process."""
        return {slug: resolved(version) for slug, version in self.versions.items()}

    def title(self, slug: str) -> str:
        """The name of a family; its id for one that is not published."""
        return self.versions[slug].family.title if slug in self.versions else slug


def published(*, to: Person) -> Published:
    """What is in force for a reader. One query."""
    current = visible(Version, to=to).filter(pk=F("family__current")).defer("text", "note")
    rows = current.select_related("family").order_by("family__title")
    return Published({version.family.slug: version for version in rows})
