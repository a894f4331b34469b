"""What a site is built from: the published versions of a family, redacted."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from trellis.framework.formats.edition import Edition
from trellis.framework.model import Framework
from trellis.framework.resolve import ResolvedFramework, resolve


@dataclass(frozen=True)
class Published:
    """One version as the public may see it. Includes are merged before."""

    framework: Framework
    edition: Edition


@dataclass(frozen=True)
class Family:
    """The versions of one family, the oldest first; the last one is shown."""

    versions: tuple[Published, ...]

    @property
    def id(self) -> str:
        """The id of the family, which is its folder."""
        return self.versions[-1].framework.id

    @cached_property
    def view(self) -> ResolvedFramework:
        """The version that is shown."""
        return resolve(self.versions[-1].framework)

    @property
    def edition(self) -> str:
        """Which version that is, in words."""
        edition = self.versions[-1].edition
        day = f", published {edition.published:%-d %B %Y}" if edition.published else ""
        return f"Version {edition.number or len(self.versions)}{day}."


def families(versions: Iterable[Published]) -> list[Family]:
    """Versions in the order of their files, put together by the id of the framework."""
    found: dict[str, list[Published]] = {}
    for version in versions:
        found.setdefault(version.framework.id, []).append(version)
    return [Family(tuple(group)) for group in found.values()]
