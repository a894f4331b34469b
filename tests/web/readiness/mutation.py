"""Small faults planted in SQL, one at a time."""

from collections.abc import Iterator

BOUNDARIES = {">=": ">", "<=": "<"}
GUARD = "COALESCE("


def faults(sql: str) -> Iterator[str]:
    """The SQL with one comparison that lost its equality, or one guard that is gone."""
    for whole, cut in BOUNDARIES.items():
        for start in _places(sql, f" {whole} "):
            yield f"{sql[:start]} {cut} {sql[start + len(whole) + 2 :]}"
    for start in _places(sql, GUARD):
        comma, end = _second_argument(sql, start + len(GUARD))
        yield f"{sql[:start]}({sql[start + len(GUARD) : comma]}){sql[end + 1 :]}"


def _places(sql: str, part: str) -> Iterator[int]:
    start = sql.find(part)
    while start >= 0:
        yield start
        start = sql.find(part, start + 1)


def _second_argument(sql: str, start: int) -> tuple[int, int]:
    """Where the comma before the last argument of a call stands, and where the call ends."""
    depth, comma = 0, -1
    for place in range(start, len(sql)):
        if sql[place] == "," and not depth:
            comma = place
        depth += {"(": 1, ")": -1}.get(sql[place], 0)
        if depth < 0:
            return comma, place
    raise ValueError(f"a call does not end: {sql[start:]}")
