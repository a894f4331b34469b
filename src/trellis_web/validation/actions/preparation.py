"""Who will be asked, and about what: everything before a panel opens."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from trellis_web.access.rules import Denied
from trellis_web.audit.actions import record
from trellis_web.frameworks.models import Draft, Family
from trellis_web.people.models import Person
from trellis_web.validation.access import require_holder
from trellis_web.validation.events import PanelChanged, PanelPrepared
from trellis_web.validation.models import Panel, Panelist, Vignette
from trellis_web.validation.rules import NOT_PREPARED


@transaction.atomic
def prepare_panel(
    draft: Draft, *, asks_order: bool, asks_team: bool, by: Person, now: datetime
) -> Panel:
    """A panel for a draft; the one that is not closed yet where there is one.

    `asks_order`: sentences are sorted to neighbouring levels without seeing theirs. `asks_team`:
    managers map their own reports.
    """
    require_holder(by, draft.family, today=timezone.localdate(now))
    Family.objects.select_for_update().get(pk=draft.family_id)  # two at once make one panel
    found = Panel.objects.filter(family=draft.family_id, closed_at__isnull=True).first()
    if found is not None:
        return found
    panel = Panel.objects.create(
        family=draft.family,
        asks_order=asks_order,
        asks_team=asks_team,
        prepared_at=now,
        prepared_by=by,
    )
    record(PanelPrepared(panel.pk, draft.family.slug), by=by, at=now)
    return panel


@transaction.atomic
def add_panelist(
    panel: Panel, *, person: Person, group: str, by: Person, now: datetime
) -> Panelist:
    """Somebody to be asked when the panel opens; whoever is there already changes group."""
    stored = prepared(panel, by=by, now=now)
    panelist, _ = Panelist.objects.update_or_create(
        panel=stored, person=person, defaults={"group": group}
    )
    _changed(stored, by=by, now=now)
    return panelist


@transaction.atomic
def remove_panelist(panelist: Panelist, *, by: Person, now: datetime) -> None:
    """Somebody will not be asked after all."""
    stored = prepared(panelist.panel, by=by, now=now)
    Panelist.objects.filter(pk=panelist.pk).delete()
    _changed(stored, by=by, now=now)


@transaction.atomic
def add_vignette(
    panel: Panel,
    *,
    level: str,
    title: str = "",
    text: str = "",
    subject: Person | None = None,
    by: Person,
    now: datetime,
) -> Vignette:
    """A description at a level of the draft, or a person who stands there."""
    stored = prepared(panel, by=by, now=now)
    vignette = Vignette.objects.create(
        panel=stored,
        level=level,
        title=subject.name if subject else title,
        text="" if subject else text,
        subject=subject,
    )
    _changed(stored, by=by, now=now)
    return vignette


@transaction.atomic
def remove_vignette(vignette: Vignette, *, by: Person, now: datetime) -> None:
    """Something will not be rated after all."""
    stored = prepared(vignette.panel, by=by, now=now)
    Vignette.objects.filter(pk=vignette.pk).delete()
    _changed(stored, by=by, now=now)


def prepared(panel: Panel, *, by: Person, now: datetime) -> Panel:
    """The panel, locked and as it is now. Raises `Denied` once it is open, and for strangers."""
    require_holder(by, panel.family, today=timezone.localdate(now))
    stored = Panel.objects.select_for_update(of=("self",)).select_related("family")
    found: Panel = stored.get(pk=panel.pk)
    if not found.is_prepared:
        raise Denied(NOT_PREPARED)
    return found


def _changed(panel: Panel, *, by: Person, now: datetime) -> None:
    record(PanelChanged(panel.pk, panel.family.slug), by=by, at=now)
