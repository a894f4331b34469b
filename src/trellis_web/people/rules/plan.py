"""The plan of an import: who is new, who changes, whose manager is not known, who forms a loop."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from rapidfuzz import fuzz, process

from trellis.findings import Finding, Severity
from trellis_web.people.rules.rows import PeopleFile, PersonRow

Key = str
"""Names a person in a plan: the e-mail address in lower case."""


@dataclass(frozen=True, slots=True)
class Known:
    """A person who is stored already, with what an import may change."""

    pk: int
    external_id: str
    name: str
    email: str
    manager: Key
    title: str
    unit: str
    family: str
    level: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """What would happen to one person. `changes` names the fields that differ."""

    row: PersonRow
    what: Literal["create", "update", "deactivate", "unchanged"]
    person: Known | None
    manager: Key
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportPlan:
    """All that would happen, and everything that is wrong, by line."""

    preset: str
    people: tuple[Planned, ...] = ()
    findings: tuple[Finding, ...] = ()
    digest: str = field(default="", compare=False)

    def count(self, what: str) -> int:
        """How many people have this fate."""
        return sum(1 for planned in self.people if planned.what == what)


def plan_import(file: PeopleFile, known: Sequence[Known]) -> ImportPlan:
    """Compares a file with who is stored. Nothing is written; rows with findings are left out."""
    findings = list(file.findings)
    rows = _unique(file.rows, findings)
    matched = _matched(rows, known, findings)
    managers = _managers(matched, known, findings)
    in_loop = _loops(matched, managers, known, findings)
    people = tuple(
        _planned(row, person, managers[row.email.casefold()])
        for row, person in matched
        if row.email.casefold() in managers and row.email.casefold() not in in_loop
    )
    people = _with_managers(people, known, findings)
    findings.sort(key=lambda f: int(f.place.removeprefix("line ") or 0))
    plan = ImportPlan(file.preset.title, people, tuple(findings))
    return replace(plan, digest=hashlib.sha256(repr(plan).encode()).hexdigest())


def _with_managers(
    people: tuple[Planned, ...], known: Sequence[Known], findings: list[Finding]
) -> tuple[Planned, ...]:
    """Leaves out whoever would report to somebody who is left out, until nobody does."""
    stored = {k.email.casefold() for k in known}
    while True:
        keys = stored | {planned.row.email.casefold() for planned in people} | {""}
        lost = [planned for planned in people if planned.manager not in keys]
        if not lost:
            return people
        findings.extend(
            _error(
                planned.row,
                "manager-left-out",
                f"The manager {planned.manager} of {planned.row.name} has a problem of their own.",
                "Correct the manager's row first.",
            )
            for planned in lost
        )
        people = tuple(planned for planned in people if planned.manager in keys)


def _error(row: PersonRow, code: str, sentence: str, remedy: str) -> Finding:
    return Finding(code, Severity.ERROR, row.email, sentence, remedy, f"line {row.line}")


def _unique(rows: Iterable[PersonRow], findings: list[Finding]) -> list[PersonRow]:
    seen: dict[tuple[str, str], int] = {}
    kept = []
    for row in rows:
        keys = [("e-mail address", row.email.casefold())]
        keys += [("id", row.external_id)] if row.external_id else []
        twice = next((key for key in keys if key in seen), None)
        if twice:
            findings.append(
                _error(
                    row,
                    "twice",
                    f"The {twice[0]} {twice[1]} is also on line {seen[twice]}.",
                    "Keep one of the two rows.",
                )
            )
            continue
        seen |= dict.fromkeys(keys, row.line)
        kept.append(row)
    return kept


def _matched(
    rows: list[PersonRow], known: Sequence[Known], findings: list[Finding]
) -> list[tuple[PersonRow, Known | None]]:
    by_id = {k.external_id: k for k in known if k.external_id}
    by_email = {k.email.casefold(): k for k in known}
    matched = []
    for row in rows:
        of_id = by_id.get(row.external_id) if row.external_id else None
        of_email = by_email.get(row.email.casefold())
        if of_id and of_email and of_id.pk != of_email.pk:
            findings.append(
                _error(
                    row,
                    "two-people",
                    f"The id belongs to {of_id.name}, the e-mail address to {of_email.name}.",
                    "Correct one of the two.",
                )
            )
            continue
        matched.append((row, of_id or of_email))
    return matched


def _managers(
    matched: list[tuple[PersonRow, Known | None]], known: Sequence[Known], findings: list[Finding]
) -> dict[Key, Key]:
    """The manager's key of each row; rows whose manager is not known are reported and left out."""
    by_ref, by_name = _references(matched, known)
    found: dict[Key, Key] = {}
    for row, person in matched:
        ref = row.manager.casefold()
        if not ref:
            found[row.email.casefold()] = person.manager if person else ""
            continue
        keys = [by_ref[ref]] if ref in by_ref else by_name.get(ref, [])
        if len(keys) == 1:
            found[row.email.casefold()] = keys[0]
        else:
            findings.append(_unknown_manager(row, len(keys), by_name))
    return found


def _references(
    matched: list[tuple[PersonRow, Known | None]], known: Sequence[Known]
) -> tuple[dict[str, Key], dict[str, list[Key]]]:
    by_ref: dict[str, Key] = {}
    by_name: dict[str, list[Key]] = defaultdict(list)
    moved = {person.pk for _, person in matched if person}
    people = [(k.external_id, k.email, k.name) for k in known if k.pk not in moved]
    people += [(row.external_id, row.email, row.name) for row, _ in matched]
    for external_id, email, name in people:
        key = email.casefold()
        by_ref[key] = key
        if external_id:
            by_ref[external_id.casefold()] = key
        by_name[name.casefold()].append(key)
    return by_ref, by_name


def _unknown_manager(row: PersonRow, count: int, by_name: Mapping[str, list[Key]]) -> Finding:
    if count > 1:
        return _error(
            row,
            "manager-ambiguous",
            f"{count} people are called '{row.manager}'.",
            "Give the manager's id or e-mail address.",
        )
    near = process.extractOne(
        row.manager.casefold(), by_name.keys(), scorer=fuzz.ratio, score_cutoff=80
    )
    hint = f"Did you mean {by_name[near[0]][0]}?" if near else "Add the manager to the file."
    return _error(
        row, "manager-unknown", f"The manager '{row.manager}' of {row.name} is not known.", hint
    )


def _loops(
    matched: list[tuple[PersonRow, Known | None]],
    managers: Mapping[Key, Key],
    known: Sequence[Known],
    findings: list[Finding],
) -> set[Key]:
    """People who would lead each other in a circle, reported by row."""
    renamed = {person.email.casefold(): row.email.casefold() for row, person in matched if person}
    edges = {k.email.casefold(): renamed.get(k.manager, k.manager) for k in known if k.manager}
    edges |= {key: renamed.get(manager, manager) for key, manager in managers.items()}
    rows = {row.email.casefold(): row for row, _ in matched}
    done: set[Key] = set()
    looped: set[Key] = set()
    for start in edges:
        path: dict[Key, None] = {}
        at = start
        while at and at not in done and at not in path:
            path[at] = None
            at = edges.get(at, "")
        if at in path:
            circle = list(path)[list(path).index(at) :]
            looped.update(circle)
            findings.extend(_loop_finding(rows[key], circle) for key in circle if key in rows)
        done.update(path)
    return looped


def _loop_finding(row: PersonRow, circle: list[Key]) -> Finding:
    if len(circle) == 1:
        return _error(
            row, "manager-self", f"{row.name} is their own manager.", "Correct the manager."
        )
    at = circle.index(row.email.casefold())
    around = [*circle[at:], *circle[:at]][:6]
    return _error(
        row,
        "manager-loop",
        f"Managers form a loop: {' → '.join([*around, around[0]])}.",
        "Correct one manager of the loop.",
    )


def _planned(row: PersonRow, person: Known | None, manager: Key) -> Planned:
    if person is None:
        return Planned(row, "unchanged" if row.has_left else "create", None, manager)
    if row.has_left:
        return Planned(row, "deactivate" if person.is_active else "unchanged", person, manager)
    new = {
        "name": row.name,
        "email": row.email.casefold(),
        "manager": manager,
        "external_id": row.external_id,
        "title": row.title,
        "unit": row.unit,
        "family": row.family,
        "level": row.level,
    }
    changes = tuple(f for f, value in new.items() if value and value != _of(person, f))
    changes += () if person.is_active else ("active",)
    return Planned(row, "update" if changes else "unchanged", person, manager, changes)


def _of(person: Known, name: str) -> str:
    value: str = getattr(person, name)
    return value.casefold() if name == "email" else value
