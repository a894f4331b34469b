"""Reads a workbook in a process of its own with limits, and prints its sheets as JSON.

Run by path, without the package: nothing but the reader is loaded. A hostile workbook can end
this process, never the one that asked.
"""

import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO

MEMORY = 400 * 1024 * 1024
SECONDS = 10
MAX_CELLS = 2_000_000


def text(value: object) -> str:
    """A cell as its text: whole numbers without a fraction, dates as ISO."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | datetime | time | timedelta):
        return str(value)
    return str(value).replace("\r\n", "\n") if isinstance(value, str) else str(value)


def main() -> int:
    """0 and JSON on success, 2 for no workbook, 3 for too many cells; anything else is a limit."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
        sheets, cells = [], 0
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            cells += sum(len(row) for row in rows)
            if cells > MAX_CELLS:
                return 3
            sheets.append((name, [[text(cell) for cell in row] for row in rows]))
    except CalamineError as error:
        sys.stderr.write(str(error))
        return 2
    json.dump(sheets, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
