"""Files: loading a large framework, importing a matrix, importing people."""

import csv
import io
import resource
import time
from typing import Any

from bench.rows import Row, at_most, median
from trellis.framework.dump import dump
from trellis.framework.formats import read_any, to_xlsx
from trellis.framework.load import load
from trellis.framework.model import Framework

STATEMENTS = 2000
ROWS = 2000
LEVELS = 12
PEOPLE = 10_000


def rows() -> list[Row]:
    """The figures of files; no database is touched."""
    text = dump(_framework(STATEMENTS // LEVELS))
    sheet = to_xlsx(_framework(ROWS))
    clock = time.perf_counter
    return [
        at_most(
            "load of a 2,000-statement file",
            "-",
            0,
            median(lambda: load(text, "x.yaml"), clock),
            "s",
            0.3,
        ),
        at_most(
            "XLSX matrix 2,000 x 12 import",
            "-",
            0,
            median(lambda: read_any(sheet, "x.xlsx"), clock),
            "s",
            3,
        ),
        _people(),
    ]


def _framework(competencies: int) -> Framework:
    """A plain matrix of `competencies` by 12 levels with one sentence in each cell."""
    levels = [{"id": f"L{at}", "rank": at} for at in range(1, LEVELS + 1)]
    return Framework.model_validate(
        {
            "id": "large",
            "title": "Large",
            "tracks": [{"id": "ic", "title": "IC", "levels": levels}],
            "competencies": [_competency(n) for n in range(competencies)],
        }
    )


def _competency(n: int) -> dict[str, Any]:
    cells = {
        f"L{at}": [{"id": f"s{n}-{at}", "text": f"Writes part {n} for {at} teams."}]
        for at in range(1, LEVELS + 1)
    }
    return {"id": f"c{n}", "title": f"Competency {n}", "levels": cells}


def _people() -> Row:
    """Reading and planning; what the database adds is measured with the databases."""
    from datetime import date

    from trellis_web.people.rules.plan import plan_import
    from trellis_web.people.rules.rows import read_people

    data = people_file(PEOPLE)

    def work() -> None:
        plan_import(read_people(data, "people.csv", today=date(2026, 1, 1)), [])

    return at_most(
        "people CSV 10,000, preview", "-", PEOPLE, median(work, time.perf_counter), "s", 10
    )


def people_file(count: int) -> bytes:
    """A people file with a tree of managers, ten reports each."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", "name", "email", "manager", "title", "unit"])
    for n in range(count):
        manager = "" if n == 0 else str((n - 1) // 10)
        writer.writerow(
            [n, f"Person {n}", f"p{n}@bench.example", manager, "Engineer", f"U{n % 40}"]
        )
    return out.getvalue().encode()


def peak_memory() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
