"""Which format a file has: its content decides, its name only where the content is silent."""

import io
import re

from trellis.findings import BadInput
from trellis.framework.formats import (
    case,
    csv,
    financial_times,
    markdown,
    markdown_own,
    monzo,
    unidays,
    xlsx,
)
from trellis.framework.formats.report import Imported
from trellis.framework.load import framework_of
from trellis.framework.model import SCHEMA
from trellis.framework.source import Source
from trellis.framework.text import decode

_TABLES = (".csv", ".tsv")
_PAGES = (".md", ".markdown", ".mdx", ".html", ".htm")
_MARKDOWN = re.compile(r"^#{1,6} \S|^ {0,3}\|? *:?-{2,}:? *\|", re.MULTILINE)
_YAML_LINE = re.compile(r"\s*([{\[]|- |[\w\"'-]+\s*:(\s|$))")


def read_any(data: bytes, name: str) -> Imported:
    """The framework in a file of any format that can be imported, and what was noticed.

    Raises `BadInput` with every error and its place.
    """
    if xlsx.is_workbook(data):
        return xlsx.read(data, name)
    if name.lower().endswith(_TABLES):
        return csv.read(data, name)
    text, _ = decode(
        data, name, windows=not name.lower().endswith((".yaml", ".yml", ".md", ".json"))
    )
    if case.is_case(text):
        return case.read(text, name)
    if markdown_own.is_own(text):
        return markdown_own.read(data, name)
    if monzo.is_monzo(text):
        return monzo.read(data, name)
    if markdown.is_html(text) or name.lower().endswith(_PAGES):
        return markdown.read(data, name)
    if not _looks_like_yaml(text) and not name.lower().endswith((".yaml", ".yml", ".json")):
        return markdown.read(data, name) if _MARKDOWN.search(text) else csv.read(data, name)
    return _read_yaml(Source(text, name))


def _looks_like_yaml(text: str) -> bool:
    """The first line that says something decides."""
    lines = (line for line in io.StringIO(text) if line.strip() and not line.startswith("#"))
    return bool(_YAML_LINE.match(next(lines, "")))


def _read_yaml(source: Source) -> Imported:
    if isinstance(source.value, dict) and "schema" in source.value:
        return framework_of(source), []
    if financial_times.is_financial_times(source.value):
        return financial_times.read_source(source)
    if unidays.is_library(source.value) or unidays.is_roles(source.value):
        return unidays.read([source], source.name)
    raise BadInput.at(
        "format",
        source.name,
        f"'{source.name}' has no format that can be imported.",
        f"A framework file begins with 'schema: {SCHEMA}'; tables are read from CSV and XLSX.",
        "line 1",
    )
