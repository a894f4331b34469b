"""A CSV file of people as rows by the names of its columns."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from trellis.findings import BadInput
from trellis_web.people.rules.columns import folded


@dataclass(frozen=True)
class Columns:
    """Which columns a file has, and the names that each may have; `optional` ones may be missing.

    `code` and `remedy` are for the finding about a file that is none; `most` is its longest.
    """

    names: Mapping[str, Sequence[str]]
    code: str
    remedy: str
    most: int
    optional: frozenset[str] = frozenset()


def read_table(text: str, name: str, wanted: Columns) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row that is not empty: the line that it starts on, and its cells by column.

    The separator is `,` `;` or tab. Raises `BadInput` with the place when it is no such file.
    """
    table = _rows(text, name, wanted)
    columns = _columns(next(table, (1, []))[1], name, wanted)
    for line, cells in table:
        values = {key: cells[at].strip() if at < len(cells) else "" for key, at in columns.items()}
        if any(values.values()):
            yield line, values


def _rows(text: str, name: str, wanted: Columns) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it starts on."""
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for n, cells in enumerate(reader):
            if n > wanted.most:
                sentence = f"'{name}' has more than {wanted.most:,} rows."
                raise _refused(name, line, sentence, "Split it.", wanted)
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as problem:
        sentence = f"'{name}' is not a readable CSV file: {problem}."
        remedy = "Check the quotes of this row."
        raise _refused(name, reader.line_num, sentence, remedy, wanted) from None


def _columns(headers: Sequence[str], name: str, wanted: Columns) -> dict[str, int]:
    index = {folded(header): at for at, header in reversed(list(enumerate(headers)))}
    found = {
        field: index[next(h for h in names if h in index)]
        for field, names in wanted.names.items()
        if any(h in index for h in names)
    }
    required = {
        field: names for field, names in wanted.names.items() if field not in wanted.optional
    }
    if missing := [names[0] for field, names in required.items() if field not in found]:
        read = ", ".join(h for h in headers if h)[:300]
        sentence = f"The first row has no column for {' and '.join(missing)}. It reads: {read}."
        raise _refused(name, 1, sentence, wanted.remedy, wanted)
    return found


def _refused(name: str, line: int, sentence: str, remedy: str, wanted: Columns) -> BadInput:
    return BadInput.at(wanted.code, name, sentence, remedy, f"line {line}")
