"""Publishing: the draft becomes an immutable version that every employee can read."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput, Finding, Severity
from trellis.framework.diff import Diff
from trellis.framework.migration import decide
from trellis.framework.resolve import ResolvedFramework
from trellis_web.access.rules import Denial
from trellis_web.audit.actions import record
from trellis_web.frameworks.access import Ability, require_ability
from trellis_web.frameworks.emails import send_publication
from trellis_web.frameworks.events import FrameworkPublished
from trellis_web.frameworks.models import Competency, Draft, Family, Succession, Trigger, Version
from trellis_web.frameworks.queries.changes import changes_of, current_of
from trellis_web.frameworks.queries.concern import concerned
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.frameworks.queries.signatures import missing_signatures
from trellis_web.frameworks.queries.successions import proposed, stored
from trellis_web.frameworks.queries.versions import next_number
from trellis_web.frameworks.rules import PUBLISHED_MEANWHILE, Conflict
from trellis_web.people.models import Person


@transaction.atomic
def publish_version(
    draft: Draft,
    *,
    note: str,
    by: Person,
    now: datetime,
    choices: Mapping[str, str] | None = None,
) -> Version:
    """The draft as the next version of its family; the draft is used up, and people are told.

    `choices` say what became of statements otherwise than proposed (`migration.decide`); what is
    not chosen is accepted, and all of it is kept with the version. Rounds that run stay on theirs.
    Raises `BadInput` when the text has problems, nothing changed, a signature is missing or the
    note is empty, `Conflict` when somebody changed or published the draft since it was read; then
    nothing is written.
    """
    today = timezone.localdate(now)
    require_ability(by, Ability.PUBLISH, draft.family, today=today)
    if not note.strip():
        raise BadInput.at("note", _("the note"), _("Say in a sentence what changed, and why."))
    family = Family.objects.select_for_update().get(pk=draft.family_id)
    held = Draft.objects.select_for_update().filter(pk=draft.pk, revision=draft.revision).first()
    if held is None:
        raise Conflict(PUBLISHED_MEANWHILE)
    framework = read_text(held.text, family, now=now)
    _refuse_unchanged(family, framework)
    _refuse_unsigned(missing_signatures(held, today))
    changes = changes_of(family, framework)
    entries = decide(proposed(family.current, framework), choices or {})
    version = _version(family, held.text, note.strip(), by=by, now=now)
    if family.current is not None:
        Succession.objects.create(version=version, entries=stored(entries))
    _make_current(family, version, framework)
    _settle_triggers(version, by=by, now=now)
    held.delete()
    send_publication(version, concerned(family, today=today), now=now)
    record(_event(family, version, changes), by=by, at=now)
    return version


def _refuse_unchanged(family: Family, framework: ResolvedFramework) -> None:
    if framework.framework == current_of(family):
        raise BadInput.at(
            "nothing-changed",
            family.slug,
            _("The draft says the same as the current version."),
            _("Change something, then publish."),
        )


def _refuse_unsigned(missing: tuple[Denial, ...]) -> None:
    if missing:
        raise BadInput(
            *(Finding(each.code, Severity.ERROR, _("the draft"), str(each)) for each in missing)
        )


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
    family.reviewed_on, family.reminded_on = timezone.localdate(version.published_at), None
    family.save()
    Competency.objects.bulk_create(
        [Competency(family=family, slug=c.id, title=c.title) for c in framework.competencies],
        update_conflicts=True,
        unique_fields=["family", "slug"],
        update_fields=["title"],
    )


def _settle_triggers(version: Version, *, by: Person, now: datetime) -> None:
    """What asked for a review before its time has its answer: the new version."""
    Trigger.objects.filter(family=version.family_id, settled_at__isnull=True).update(
        settled_at=now, settled_by=by, settled_version=version
    )


def _event(family: Family, version: Version, changes: Diff) -> FrameworkPublished:
    return FrameworkPublished(
        family=family.slug,
        version=version.number,
        version_id=version.pk,
        wording=len(changes.wording),
        structural=len(changes.structure),
    )
