"""Making and changing drafts. Nothing here is seen by anyone but those who write."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from trellis import library
from trellis.findings import BadInput, Finding
from trellis.framework.dump import dump
from trellis.framework.formats import read_any
from trellis.framework.load import load
from trellis.framework.model import Framework
from trellis.framework.resolve import resolve
from trellis.framework.text import decode
from trellis_web.access.rules import Permission, require
from trellis_web.audit.actions import record
from trellis_web.frameworks.events import FrameworkDrafted, FrameworkEdited
from trellis_web.frameworks.models import Draft, Family, Version
from trellis_web.frameworks.queries.drafts import read_text, refuse_reserved
from trellis_web.frameworks.queries.versions import blocks_at
from trellis_web.frameworks.rules import CHANGED_MEANWHILE, Conflict
from trellis_web.people.models import Person


@transaction.atomic
def import_framework(
    data: bytes, name: str, *, by: Person, now: datetime, family: str = "", title: str = ""
) -> Draft:
    """The file as the draft of its family, which is made when it is new.

    A draft that is there is replaced; nothing is ever published by an import. `family` and `title`
    override the id and the title in the file. Raises `BadInput` with every problem and its place;
    then nothing is written.
    """
    require(by, Permission.FRAMEWORK_EDIT, today=timezone.localdate(now))
    read, findings = read_any(data, name)
    chosen = {key: value for key, value in (("id", family), ("title", title)) if value}
    framework = read.model_copy(update=chosen)
    text = text_of(framework, data, name)
    draft = write_draft(framework, text, by=by, now=now, findings=findings)
    record(FrameworkDrafted(draft.family.slug, name, draft.revision), by=by, at=now)
    return draft


def write_draft(
    framework: Framework,
    text: str,
    *,
    by: Person,
    now: datetime,
    findings: Sequence[Finding] = (),
) -> Draft:
    """The framework in `text` as the draft of its family; part of an action, which records it.

    Raises `BadInput` for an id that is taken by a page, and for an include that is not there.
    """
    refuse_reserved(framework)
    resolve(load(text.encode(), framework.id), blocks_at(now))
    home, _ = Family.objects.get_or_create(slug=framework.id, defaults={"title": framework.title})
    return _write(home, text, by=by, now=now, findings=findings)


@transaction.atomic
def start_from_library(name: str, *, by: Person, now: datetime) -> Draft:
    """A template of the library as a draft. Raises `KeyError` for an unknown name."""
    return import_framework(library.read(name), f"{name}{library.SUFFIX}", by=by, now=now)


@transaction.atomic
def start_draft(family: Family, *, by: Person, now: datetime) -> Draft:
    """The draft of a family; a copy of the current version where there is none yet."""
    require(by, Permission.FRAMEWORK_EDIT, today=timezone.localdate(now))
    draft = Draft.objects.select_for_update().filter(family=family).first()
    if draft is not None:
        return draft
    current = Version.objects.get(family=family, family__current=F("pk"))
    draft = _write(family, current.text, by=by, now=now)
    record(FrameworkDrafted(family.slug, str(current), draft.revision), by=by, at=now)
    return draft


@transaction.atomic
def save_draft(draft: Draft, *, text: str, revision: int, by: Person, now: datetime) -> Draft:
    """The draft with a new text. `revision` is the one that the writer had opened.

    Raises `BadInput` with the line of every problem, `Conflict` with the draft as it is now when
    somebody else was first; then nothing is written.
    """
    require(by, Permission.FRAMEWORK_EDIT, today=timezone.localdate(now))
    stored = Draft.objects.select_for_update().select_related("family").get(pk=draft.pk)
    if stored.revision != revision:
        raise Conflict(CHANGED_MEANWHILE, stored)
    read_text(text, stored.family, now=now)
    stored.text, stored.updated_at, stored.updated_by = text, now, by
    stored.revision += 1
    stored.save()
    record(FrameworkEdited(stored.family.slug, stored.revision), by=by, at=now)
    return stored


def _write(
    family: Family,
    text: str,
    *,
    by: Person,
    now: datetime,
    findings: Sequence[Finding] = (),
) -> Draft:
    Family.objects.select_for_update().get(pk=family.pk)  # two first imports make one draft
    draft = Draft.objects.filter(family=family).first() or Draft(family=family, revision=0)
    draft.text, draft.updated_at, draft.updated_by = text, now, by
    draft.findings = [finding.as_dict() for finding in findings]
    draft.revision += 1
    draft.save()
    return draft


def text_of(framework: Framework, data: bytes, name: str) -> str:
    """The file as it was where it is one of ours, with its comments; otherwise written afresh."""
    try:
        return decode(dump(framework, over=data), name)[0]
    except BadInput:
        return dump(framework).decode()
