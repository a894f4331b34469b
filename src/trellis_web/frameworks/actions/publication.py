"""Publishing: the draft becomes an immutable version that every employee can read."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis.framework.diff import Diff
from trellis.framework.resolve import ResolvedFramework
from trellis_web.access.rules import Permission, require
from trellis_web.audit.actions import record
from trellis_web.frameworks.events import FrameworkPublished
from trellis_web.frameworks.models import Competency, Draft, Family, Version
from trellis_web.frameworks.queries.changes import changes_of, current_of
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.frameworks.queries.versions import next_number
from trellis_web.frameworks.rules import PUBLISHED_MEANWHILE, Conflict
from trellis_web.people.models import Person


@transaction.atomic
def publish_version(draft: Draft, *, note: str, by: Person, now: datetime) -> Version:
    """The draft as the next version of its family; the draft is used up.

    Raises `BadInput` when the text has problems, nothing changed or the note is empty, `Conflict`
    when somebody changed or published the draft since it was read; then nothing is written.
    """
    require(by, Permission.FRAMEWORK_PUBLISH, today=timezone.localdate(now))
    if not note.strip():
        raise BadInput.at("note", _("the note"), _("Say in a sentence what changed, and why."))
    family = Family.objects.select_for_update().get(pk=draft.family_id)
    stored = Draft.objects.select_for_update().filter(pk=draft.pk, revision=draft.revision).first()
    if stored is None:
        raise Conflict(PUBLISHED_MEANWHILE)
    framework = read_text(stored.text, family, now=now)
    if framework.framework == current_of(family):
        raise BadInput.at(
            "nothing-changed",
            family.slug,
            _("The draft says the same as the current version."),
            _("Change something, then publish."),
        )
    changes = changes_of(family, framework)
    version = _version(family, stored.text, note.strip(), by=by, now=now)
    _make_current(family, version, framework)
    stored.delete()
    record(_event(family, version, changes), by=by, at=now)
    return version


def _version(family: Family, text: str, note: str, *, by: Person, now: datetime) -> Version:
    return Version.objects.create(
        family=family,
        number=next_number(family),
        text=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        note=note,
        published_at=now,
        published_by=by,
    )


def _make_current(family: Family, version: Version, framework: ResolvedFramework) -> None:
    """The family points to the version, and each of its competencies has a key with this title."""
    family.current, family.title = version, framework.framework.title
    family.save()
    Competency.objects.bulk_create(
        [Competency(family=family, slug=c.id, title=c.title) for c in framework.competencies],
        update_conflicts=True,
        unique_fields=["family", "slug"],
        update_fields=["title"],
    )


def _event(family: Family, version: Version, changes: Diff) -> FrameworkPublished:
    return FrameworkPublished(
        family=family.slug,
        version=version.number,
        version_id=version.pk,
        wording=len(changes.wording),
        structural=len(changes.structure),
    )
