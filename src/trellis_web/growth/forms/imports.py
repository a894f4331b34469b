"""Notes from elsewhere: each row and each message goes through the form that people fill in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trellis.findings import Finding, Severity
from trellis.framework.text import decode
from trellis_web.growth.forms.evidence import EvidenceForm
from trellis_web.growth.queries.tags import Tags
from trellis_web.growth.rules.evidence import NewNote
from trellis_web.growth.rules.tables import Columns, read_table

COLUMNS = Columns(
    {
        "happened_on": ("date", "happened_on", "day", "when"),
        "text": ("text", "note", "what", "description", "title", "summary"),
        "link": ("link", "url"),
        "tags": ("tags", "labels", "competencies", "shows"),
        "source": ("source", "source_id", "key", "id"),
        "is_ongoing": ("ongoing", "still_going_on"),
    },
    code="evidence-file",
    remedy="Name the columns date and text; link, tags, source and ongoing may be added.",
    most=2_000,
    optional=frozenset({"link", "tags", "source", "is_ongoing"}),
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YES = frozenset({"1", "true", "x", "y", "yes"})


class NewNoteForm(EvidenceForm):
    """A note that comes from elsewhere. `source` is its key there."""

    source = forms.CharField(
        label=_("Source"),
        required=False,
        max_length=200,
        help_text=_("The key of the note where it comes from. The same one is never kept twice."),
    )

    @property
    def note(self) -> NewNote:
        """What was sent, once it is valid."""
        return NewNote(**self.cleaned_data)


@dataclass(frozen=True, slots=True)
class Row:
    """A note, and the line that it starts on."""

    line: int
    note: NewNote


@dataclass(frozen=True, slots=True)
class NoteFile:
    """The good rows, a finding for each thing that is wrong, and the text that was read."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    text: str


def read_notes(data: bytes, name: str, *, offered: Tags, today: date) -> NoteFile:
    """Reads a CSV of notes: UTF-8, UTF-16 or Windows-1252, with `,` `;` or tab.

    Raises `BadInput` when it is no such file. Every cell is text, whatever it begins with.
    """
    text, _encoding = decode(data, name, windows=True)
    rows: list[Row] = []
    findings: list[Finding] = []
    for line, cells in read_table(text, name, COLUMNS):
        form = NewNoteForm(_data(cells, offered), offered=offered, today=today)
        problems = _problems(form, cells, offered)
        findings += [_finding(line, cells["text"], sentence) for sentence in problems]
        if not problems:
            rows.append(Row(line, form.note))
    return NoteFile(tuple(rows), tuple(findings), text)


def _data(cells: Mapping[str, str], offered: Tags) -> dict[str, Any]:
    """A row as somebody would have filled in the form."""
    tags = [found for word in _words(cells) if (found := offered.find(word))]
    made_up = sha256(f"{cells['happened_on']}\n{cells['text']}".encode()).hexdigest()
    return {
        **cells,
        "tags": [str(tag) for tag in tags],
        "is_ongoing": cells.get("is_ongoing", "").casefold() in _YES,
        "source": cells.get("source") or f"file:{made_up}",
    }


def _problems(form: NewNoteForm, cells: Mapping[str, str], offered: Tags) -> list[str]:
    """A sentence for each thing that is wrong with a row."""
    found = [str(each) for errors in form.errors.values() for each in errors]
    day = cells["happened_on"]
    if "happened_on" not in form.errors and not _DAY.fullmatch(day):
        found.append(str(_("“%(day)s” is not a day. Write it as 2026-01-31.") % {"day": day[:100]}))
    unknown = [word for word in _words(cells) if not offered.find(word)]
    sentence = _("“%(tag)s” is nothing that your framework asks. Write it as in the framework.")
    return found + [str(sentence % {"tag": word[:100]}) for word in unknown]


def _words(cells: Mapping[str, str]) -> list[str]:
    return [word.strip() for word in re.split(r"[;|\n]", cells.get("tags", "")) if word.strip()]


def _finding(line: int, subject: str, sentence: str) -> Finding:
    remedy = "Correct the row, or leave it out."
    return Finding("row-wrong", Severity.ERROR, subject[:60], sentence, remedy, f"line {line}")
