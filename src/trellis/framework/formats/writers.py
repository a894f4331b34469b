"""Every format out, by the ending of its files: for the command line and for downloads."""

from collections.abc import Callable
from dataclasses import dataclass

from trellis.framework.dump import dump
from trellis.framework.formats.csv import to_csv_long
from trellis.framework.formats.edition import Edition
from trellis.framework.formats.to_case import to_case
from trellis.framework.formats.to_html import to_html
from trellis.framework.formats.to_markdown import to_markdown
from trellis.framework.formats.to_pdf import to_pdf
from trellis.framework.formats.to_xlsx import to_xlsx
from trellis.framework.graph import to_dot, to_mermaid
from trellis.framework.model import Framework


@dataclass(frozen=True, slots=True)
class Writer:
    """One format. `keeps_moves` is false for tables, `names_edition` true where the file says which
    version it is; what `is_heavy` can take seconds."""

    write: Callable[..., bytes]
    media_type: str
    keeps_moves: bool = True
    names_edition: bool = False
    is_heavy: bool = False

    def bytes_of(self, framework: Framework, edition: Edition | None = None) -> bytes:
        """The framework in this format. Raises `BadInput` for a text that it cannot hold."""
        return self.write(framework, edition) if self.names_edition else self.write(framework)


_TEXT = "; charset=utf-8"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CASE = Writer(to_case, "application/json", names_edition=True)
_YAML = Writer(dump, f"application/yaml{_TEXT}")

WRITERS: dict[str, Writer] = {
    ".yaml": _YAML,
    ".yml": _YAML,
    ".csv": Writer(to_csv_long, f"text/csv{_TEXT}", keeps_moves=False),
    ".xlsx": Writer(to_xlsx, _SHEET, keeps_moves=False, is_heavy=True),
    ".md": Writer(to_markdown, f"text/markdown{_TEXT}"),
    ".case.json": _CASE,
    ".json": _CASE,
    ".html": Writer(to_html, f"text/html{_TEXT}"),
    ".pdf": Writer(to_pdf, "application/pdf", names_edition=True, is_heavy=True),
    ".mmd": Writer(to_mermaid, f"text/plain{_TEXT}"),
    ".dot": Writer(to_dot, f"text/vnd.graphviz{_TEXT}"),
}


def writer_of(name: str) -> Writer | None:
    """The format that the name of a file asks for; None when no ending fits."""
    endings = (ending for ending in WRITERS if name.lower().endswith(ending))
    return next((WRITERS[ending] for ending in endings), None)
