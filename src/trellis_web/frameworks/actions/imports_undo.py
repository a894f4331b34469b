"""An import undone, and what is forgotten when nobody can undo it any more."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from trellis_web.access.rules import Denied, Permission, require
from trellis_web.audit.actions import record
from trellis_web.frameworks.events import ImportUndone, UploadsForgotten
from trellis_web.frameworks.models import Draft, Family, Import, Upload
from trellis_web.frameworks.models.imports import KEPT
from trellis_web.frameworks.rules import CHANGED_SINCE_IMPORT, TOO_LATE, UNDONE, Conflict
from trellis_web.people.models import Person


@transaction.atomic
def undo_import(made: Import, *, by: Person, now: datetime) -> Import:
    """The draft as it was before the import, or none where there was none.

    Raises `Denied` after 30 days and for one that is undone, `Conflict` when somebody changed the
    draft since: then both texts stay where they are.
    """
    require(by, Permission.FRAMEWORK_EDIT, today=timezone.localdate(now))
    made = Import.objects.select_for_update(of=("self",)).select_related("family").get(pk=made.pk)
    if made.undone_at:
        raise Denied(UNDONE)
    if made.made_at <= now - KEPT:
        raise Denied(TOO_LATE)
    draft = Draft.objects.select_for_update().filter(family=made.family).first()
    if draft is None or made.family is None or _is_changed(draft, made):
        raise Conflict(CHANGED_SINCE_IMPORT, draft)
    slug, was_new = made.family.slug, not made.before
    made.undone_at, made.undone_by = now, by
    made.save()
    _give_back(draft, made, by, now)
    record(ImportUndone(slug, was_new), by=by, at=now)
    return made


@transaction.atomic
def forget_uploads(*, now: datetime) -> int:
    """Deletes uploads and earlier drafts that are older than 30 days; how many there were."""
    old = now - KEPT
    uploads, _each = Upload.objects.filter(made_at__lte=old).delete()
    imports = Import.objects.filter(made_at__lte=old).exclude(before="")
    drafts = imports.update(before="", before_findings=[])
    if uploads or drafts:
        record(UploadsForgotten(uploads, drafts), by=None, at=now)
    return uploads + drafts


def _is_changed(draft: Draft, made: Import) -> bool:
    """True when somebody worked on the draft since, or was asked to work on a new one."""
    return draft.revision != made.revision or (not made.before and draft.assignments.exists())


def _give_back(draft: Draft, made: Import, by: Person, now: datetime) -> None:
    if made.before:
        draft.text, draft.findings = made.before, made.before_findings
        draft.updated_at, draft.updated_by = now, by
        draft.revision += 1
        draft.save()
        return
    family = draft.family
    draft.delete()
    if not _is_used(family):
        family.delete()


def _is_used(family: Family) -> bool:
    """True when something else than drafts and imports belongs to the family."""
    ours = (Draft, Import)
    related = (each for each in Family._meta.related_objects if each.related_model not in ours)
    return any(
        each.field.model._default_manager.filter(**{each.field.name: family}).exists()
        for each in related
    )
