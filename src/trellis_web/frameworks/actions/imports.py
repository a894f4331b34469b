"""A file on its way to a draft: brought in, described, corrected, imported."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis.framework.formats.detect import read_any, read_tables
from trellis.framework.formats.shape import Shape, detect, filled_of, header_names
from trellis.framework.formats.table import Sheet
from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.frameworks.actions.drafts import text_of, write_draft
from trellis_web.frameworks.events import (
    ImportMade,
    ImportPresetKept,
    UploadChanged,
    UploadStored,
)
from trellis_web.frameworks.models import Import, ImportPreset, Upload
from trellis_web.frameworks.queries.imported import result_of
from trellis_web.frameworks.queries.imports import (
    Plan,
    plain_sheets,
    planned,
    questions_of,
    sheets_of,
)
from trellis_web.frameworks.rules import (
    BAD_ROWS,
    DRAFT_CHANGED_MEANWHILE,
    UNANSWERED,
    Conflict,
)
from trellis_web.people.models import Person

Cell = tuple[int, int, int]
"""The number of a sheet, a row and a column, from 0."""


@transaction.atomic
def store_upload(
    data: bytes, name: str, *, by: Person, now: datetime, title: str = "", into: str = ""
) -> Upload:
    """The file, kept for whoever brought it. Nothing is imported yet.

    `into` is the id of the family that it is meant for. Raises `BadInput` with the place of every
    problem for a document that is wrong, and for a file that cannot be opened.
    """
    require(by, Permission.FRAMEWORK_EDIT, today=timezone.localdate(now))
    upload = Upload(name=name[:200], title=title, into=into, data=data, made_at=now, made_by=by)
    tables = read_tables(data, name)
    if tables is None:
        read_any(data, name)
    else:
        sheets, findings = tables
        if not filled_of(sheets):
            raise BadInput.at(
                "empty", name, _("“%(name)s” holds no cells.") % {"name": name}, _("Fill it.")
            )
        upload.sheets, upload.shape = plain_sheets(sheets), detect(sheets).as_dict()
        upload.findings = [finding.as_dict() for finding in findings]
    upload.save()
    record(UploadStored(upload.pk, upload.name), by=by, at=now)
    return upload


@transaction.atomic
def describe_upload(upload: Upload, *, shape: Shape, by: Person, now: datetime) -> Upload:
    """What the table looks like, as a person says."""
    upload = _locked(upload, by, now)
    upload.shape = shape.as_dict()
    return _changed(upload, "shape", by, now)


@transaction.atomic
def name_upload(upload: Upload, *, title: str, into: str, by: Person, now: datetime) -> Upload:
    """Which family it is for: one that is there (`into`), or a new one of this title."""
    upload = _locked(upload, by, now)
    upload.title, upload.into = title, into
    return _changed(upload, "name", by, now)


@transaction.atomic
def correct_upload(
    upload: Upload, *, cells: Mapping[Cell, str], by: Person, now: datetime
) -> Upload:
    """Other texts for some cells of the stored table. Cells outside the table are left alone."""
    upload = _locked(upload, by, now)
    for (sheet, row, column), text in cells.items():
        _put(upload.sheets or [], sheet, row, column, text)
    return _changed(upload, "cells", by, now)


@transaction.atomic
def keep_preset(upload: Upload, *, name: str, by: Person, now: datetime) -> ImportPreset:
    """How the table is read, under a name; one of the same name is replaced."""
    upload = _locked(upload, by, now)
    shape = Shape.of(upload.shape or {})
    header = list(header_names(sheets_of(upload), shape))
    values = {"header": header, "shape": upload.shape, "made_at": now, "made_by": by}
    preset, _made = ImportPreset.objects.update_or_create(name=name, defaults=values)
    record(ImportPresetKept(name), by=by, at=now)
    return preset


@transaction.atomic
def import_upload(
    upload: Upload,
    *,
    revisions: Mapping[str, int],
    without_bad_rows: bool,
    by: Person,
    now: datetime,
) -> Sequence[Import]:
    """The upload as the draft of its family, or of each of its families; the upload is deleted.

    `revisions` gives for each family the revision of the draft that was compared (0 for none).
    Raises `Denied` while a question is open or rows are bad and were not expressly left out,
    `Conflict` when a draft changed since, `BadInput` for what cannot be imported at all.
    """
    upload = _locked(upload, by, now)
    if questions_of(upload):
        raise Denied(UNANSWERED)
    found = planned(upload, now=now)
    if found.rest or not found.plans:
        raise BadInput(*found.rest, *found.errors)
    if found.bad and not without_bad_rows:
        raise Denied(BAD_ROWS)
    if any(revisions.get(plan.framework.id) != plan.revision for plan in found.plans):
        raise Conflict(DRAFT_CHANGED_MEANWHILE)
    skipped = [finding.as_dict() for finding in found.errors]
    made = [_import(upload, plan, skipped, by, now) for plan in found.plans]
    families = [plan.framework.id for plan in found.plans]
    record(ImportMade(families, upload.name, len(found.bad)), by=by, at=now)
    upload.delete()
    return made


def _locked(upload: Upload, by: Person, now: datetime) -> Upload:
    require(by, Permission.FRAMEWORK_EDIT, today=timezone.localdate(now))
    return Upload.objects.select_for_update().get(pk=upload.pk)


def _changed(upload: Upload, what: str, by: Person, now: datetime) -> Upload:
    upload.save()
    record(UploadChanged(upload.pk, what), by=by, at=now)
    return upload


def _put(
    sheets: list[dict[str, list[list[str]]]], sheet: int, row: int, column: int, text: str
) -> None:
    rows = sheets[sheet]["rows"] if 0 <= sheet < len(sheets) else []
    width = Sheet("", rows).width
    if 0 <= row < len(rows) and 0 <= column < width:
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = text


def _import(
    upload: Upload, plan: Plan, skipped: list[dict[str, str]], by: Person, now: datetime
) -> Import:
    before = getattr(plan.home, "draft", None)
    result = result_of(plan, skipped)
    text = text_of(plan.framework, bytes(upload.data), upload.name)
    draft = write_draft(plan.framework, text, by=by, now=now, findings=plan.findings)
    return Import.objects.create(
        family=draft.family,
        title=plan.framework.title,
        source=upload.name,
        before=before.text if before else "",
        before_findings=before.findings if before else [],
        revision=draft.revision,
        result=result,
        made_at=now,
        made_by=by,
    )
