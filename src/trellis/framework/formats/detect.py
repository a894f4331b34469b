"""Which format a file has: its content decides, its name only where the content is silent."""

import io
import re

from trellis.findings import BadInput, Finding
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
from trellis.framework.formats.report import Imported, Report
from trellis.framework.formats.table import Sheet
from trellis.framework.load import framework_of
from trellis.framework.model import SCHEMA
from trellis.framework.source import Source
from trellis.framework.text import decode

_TABLES = (".csv", ".tsv")
_PAGES = (".md", ".markdown", ".mdx", ".html", ".htm")
_DATA = (".yaml", ".yml", ".json")
_MARKDOWN = re.compile(r"^#{1,6} \S|^ {0,3}\|? *:?-{2,}:? *\|", re.MULTILINE)
_YAML_LINE = re.compile(r"\s*([{\[]|- |[\w\"'-]+\s*:(\s|$))")


def read_any(data: bytes, name: str) -> Imported:
    """The framework in a file of any format that can be imported, and what was noticed.

    Raises `BadInput` with every error and its place.
    """
    if xlsx.is_workbook(data):
        return xlsx.read(data, name)
    if _is_table(data, name):
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
    if not _looks_like_yaml(text) and not name.lower().endswith(_DATA):
        return markdown.read(data, name)
    return _read_yaml(Source(text, name))


def read_tables(data: bytes, name: str) -> tuple[list[Sheet], list[Finding]] | None:
    """The sheets of a workbook or a CSV file, and what was noticed while they were decoded.

    None for a document, which says itself what is what. Raises `BadInput` as `read_any`.
    """
    if xlsx.is_workbook(data):
        return xlsx.read_workbook(data, name), []
    if not _is_table(data, name):
        return None
    report = Report(name)
    return [csv.read_table(data, report)], report.findings


def _is_table(data: bytes, name: str) -> bool:
    """True when the name says CSV, or when neither the name nor the content says otherwise."""
    ending = name.lower()
    if ending.endswith((*_PAGES, *_DATA, *_TABLES)):
        return ending.endswith(_TABLES)
    text, _ = decode(data, name, windows=True)
    says = (case.is_case, markdown_own.is_own, monzo.is_monzo, markdown.is_html, _looks_like_yaml)
    return not (any(each(text) for each in says) or _MARKDOWN.search(text))


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
