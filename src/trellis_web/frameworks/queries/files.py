"""A published version as a file in any format that we write."""

from functools import lru_cache

from trellis.framework.formats.blank import blank_matrix
from trellis.framework.formats.bounded import write_bounded
from trellis.framework.formats.edition import Edition
from trellis.framework.formats.writers import WRITERS
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


def file_of(version: Version, kind: str) -> bytes:
    """The version with its included blocks; as YAML the source, byte for byte.

    Raises `BadInput` when it is too large for a format that is written inside limits.
    """
    if kind == "yaml":
        return version.text.encode()
    return _file_of(version, version.digest, kind)


@lru_cache(maxsize=16)
def _file_of(version: Version, digest: str, kind: str) -> bytes:
    """A version never changes, so its files are kept; `digest` tells databases apart."""
    writer = WRITERS[f".{kind}"]
    framework = whole(resolved(version))
    edition = Edition(version.number, version.published_at, version.note)
    if writer.is_heavy:
        return write_bounded(framework, f".{kind}", edition)
    return writer.bytes_of(framework, edition)


@lru_cache(maxsize=1)
def blank() -> bytes:
    """The competency matrix to fill in."""
    return blank_matrix()
