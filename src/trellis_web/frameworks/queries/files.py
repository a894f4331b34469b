"""A published version as a file in any format that we write."""

from functools import lru_cache

from trellis.framework.dump import dump
from trellis.framework.formats.blank import blank_matrix
from trellis.framework.formats.bounded import write_bounded
from trellis.framework.formats.edition import Edition
from trellis.framework.formats.writers import WRITERS
from trellis.framework.model import Framework
from trellis.site.redact import whole
from trellis_web.frameworks.models import Version
from trellis_web.frameworks.queries.versions import resolved

OFFERED = {
    "yaml": "YAML",
    "csv": "CSV",
    "xlsx": "Excel",
    "md": "Markdown",
    "case.json": "CASE",
    "pdf": "PDF",
    "mmd": "Mermaid",
    "dot": "DOT",
}
"""The endings that a version can be downloaded with, and how people call the format."""


def file_of(version: Version, kind: str, *, with_bands: bool) -> bytes:
    """The version with its included blocks; as YAML the source, byte for byte.

    Without bands the levels do not say which pay band they refer to, in no format. Raises
    `BadInput` when it is too large for a format that is written inside limits.
    """
    levels = resolved(version).levels.values()
    shows_all = with_bands or not any(level.band for level in levels)
    if kind == "yaml" and shows_all:
        return version.text.encode()
    return _file_of(version, version.digest, kind, shows_all)


def without_bands(framework: Framework) -> Framework:
    """The same framework, in which no level refers to a pay band."""
    tracks = tuple(
        track.model_copy(
            update={
                "levels": tuple(each.model_copy(update={"band": None}) for each in track.levels)
            }
        )
        for track in framework.tracks
    )
    return framework.model_copy(update={"tracks": tracks})


@lru_cache(maxsize=16)
def _file_of(version: Version, digest: str, kind: str, with_bands: bool) -> bytes:  # noqa: FBT001
    """A version never changes, so its files are kept; `digest` tells databases apart."""
    found = resolved(version)
    if kind == "yaml":
        return dump(without_bands(found.framework))
    writer = WRITERS[f".{kind}"]
    framework = whole(found) if with_bands else without_bands(whole(found))
    edition = Edition(version.number, version.published_at, version.note)
    if writer.is_heavy:
        return write_bounded(framework, f".{kind}", edition)
    return writer.bytes_of(framework, edition)


@lru_cache(maxsize=1)
def blank() -> bytes:
    """The competency matrix to fill in."""
    return blank_matrix()
