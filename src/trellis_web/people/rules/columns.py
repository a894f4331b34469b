"""Columns of people files: ours, and those that BambooHR, Personio and Workday export."""

from collections.abc import Sequence
from dataclasses import dataclass

from trellis.findings import BadInput


@dataclass(frozen=True, slots=True)
class Preset:
    """The columns of one system: our field -> the headers that mean it, best first."""

    name: str
    title: str
    headers: dict[str, tuple[str, ...]]


OWN = Preset(
    "trellis",
    "Trellis",
    {
        "external_id": ("external_id", "employee_id", "id"),
        "name": ("name", "full_name"),
        "email": ("email",),
        "manager": ("manager", "manager_id", "manager_email"),
        "title": ("title", "job_title"),
        "unit": ("unit", "department", "team"),
        "started_on": ("started_on", "start_date", "hire_date"),
        "left_on": ("left_on", "termination_date", "end_date"),
        "status": ("status",),
        "family": ("family",),
        "level": ("level",),
        "level_since": ("level_since",),
        "time_zone": ("time_zone",),
        "worker_type": ("worker_type",),
    },
)
BAMBOOHR = Preset(
    "bamboohr",
    "BambooHR",
    {
        "external_id": ("employeenumber", "id"),
        "first_name": ("preferredname", "firstname"),
        "last_name": ("lastname",),
        "email": ("workemail",),
        "manager": ("supervisoreid", "supervisoremail", "supervisor"),
        "title": ("jobtitle",),
        "unit": ("department", "division"),
        "started_on": ("hiredate",),
        "left_on": ("terminationdate",),
        "status": ("status",),
    },
)
PERSONIO = Preset(
    "personio",
    "Personio",
    {
        "external_id": ("id",),
        "first_name": ("first_name",),
        "last_name": ("last_name",),
        "email": ("email",),
        "manager": ("supervisor_id", "supervisor"),
        "title": ("position",),
        "unit": ("team", "department"),
        "started_on": ("hire_date",),
        "left_on": ("termination_date",),
        "status": ("status",),
    },
)
WORKDAY = Preset(
    "workday",
    "Workday",
    {
        "external_id": ("employee_id",),
        "name": ("full_name",),
        "email": ("email",),
        "manager": ("manager_id", "manager_name"),
        "title": ("business_title",),
        "unit": ("team_name", "supervisory_organization"),
        "started_on": ("start_date",),
        "left_on": ("termination_date",),
        "level": ("management_level",),
    },
)
PRESETS = (BAMBOOHR, PERSONIO, WORKDAY, OWN)


def folded(header: str) -> str:
    """A header without case and with one way to write a space: `Hire Date` is `hire_date`."""
    return "_".join(header.strip().casefold().replace("-", " ").replace("_", " ").split())


def preset_for(headers: Sequence[str]) -> Preset:
    """The preset that explains most of the headers; a draw goes to the earlier one in `PRESETS`."""
    return max(
        PRESETS, key=lambda preset: (_has_names(preset, headers), len(placed(preset, headers)))
    )


def placed(preset: Preset, headers: Sequence[str]) -> dict[str, int]:
    """Our field -> the index of its column, for the fields that the file has."""
    index = {folded(header): at for at, header in reversed(list(enumerate(headers)))}
    return {
        field: index[next(h for h in names if h in index)]
        for field, names in preset.headers.items()
        if any(h in index for h in names)
    }


def require_columns(preset: Preset, columns: dict[str, int], headers: Sequence[str]) -> None:
    """Raises `BadInput` unless the file says who somebody is."""
    missing = [f for f in ("email",) if f not in columns]
    if not _has_names(preset, headers):
        missing.insert(0, "name")
    if missing:
        raise BadInput.at(
            "column-missing",
            preset.title,
            f"The first row has no column for {' and '.join(missing)}. It reads:"
            f" {', '.join(h for h in headers if h)[:300]}.",
            f"As a {preset.title} file it needs e.g."
            f" {', '.join(names[0] for names in list(preset.headers.values())[:5])}.",
            "line 1",
        )


def _has_names(preset: Preset, headers: Sequence[str]) -> bool:
    columns = placed(preset, headers)
    return "name" in columns or {"first_name", "last_name"} <= columns.keys()
