"""Opening a panel, which freezes the draft for it, and closing it, which deletes the answers."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from trellis.findings import BadInput, Finding, Severity
from trellis.framework.parts import whole_digest
from trellis_web.access.queries import reports_of
from trellis_web.access.rules import Denied
from trellis_web.audit.actions import record
from trellis_web.frameworks.models import Draft
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.people.models import Person
from trellis_web.validation.access import require_holder
from trellis_web.validation.actions.preparation import prepared
from trellis_web.validation.emails import send_panel_invitation
from trellis_web.validation.events import PanelClosed, PanelOpened
from trellis_web.validation.models import Panel, Panelist, Placing, Proposal, Rating, Vignette
from trellis_web.validation.queries.asked import framework_of
from trellis_web.validation.queries.tables import count_answers, results_of
from trellis_web.validation.rules import CLOSED, lacking


@transaction.atomic
def open_panel(panel: Panel, *, by: Person, now: datetime) -> Panel:
    """Freezes the draft as it is now, and writes to everybody who is asked.

    Raises `BadInput` with a sentence for each thing that is lacking; then nobody is written to.
    """
    stored = prepared(panel, by=by, now=now)
    draft = Draft.objects.get(family=stored.family_id)
    framework = read_text(draft.text, stored.family, now=now)
    panelists = list(stored.panelists.select_related("person"))
    refuse_lacking(stored, panelists, set(framework.levels), today=timezone.localdate(now))
    stored.text, stored.digest = draft.text, whole_digest(framework.framework)
    stored.opened_at, stored.opened_by = now, by
    stored.save()
    payload = PanelOpened(stored.pk, stored.family.slug, len(panelists), stored.digest)
    record(payload, by=by, at=now)
    for each in panelists:
        send_panel_invitation(each, now=now)
    return stored


@transaction.atomic
def close_panel(panel: Panel, *, by: Person, now: datetime) -> Panel:
    """Turns the answers into figures and deletes them, real people and proposals included.

    Raises `Denied` unless the panel is open.
    """
    require_holder(by, panel.family, today=timezone.localdate(now))
    rows = Panel.objects.select_for_update(of=("self",)).select_related("family")
    stored: Panel = rows.get(pk=panel.pk)
    if not stored.is_open:
        raise Denied(CLOSED)
    answers = count_answers(stored)
    stored.results = results_of(stored, framework_of(stored))
    stored.closed_at, stored.closed_by = now, by
    stored.save()
    for model in (Rating, Placing, Proposal):
        model.objects.filter(panelist__panel=stored).delete()
    Vignette.objects.filter(panel=stored, subject__isnull=False).delete()
    record(PanelClosed(stored.pk, stored.family.slug, answers), by=by, at=now)
    return stored


def refuse_lacking(
    panel: Panel, panelists: Sequence[Panelist], levels: set[str], *, today: date
) -> None:
    """Raises `BadInput` when the panel cannot open."""
    vignettes = list(panel.vignettes.select_related("subject"))
    real = [each for each in vignettes if each.subject_id is not None]
    raters = {
        each.pk: sum(
            reports_of(seat.person, today=today).filter(person=each.subject_id).exists()
            for seat in panelists
        )
        for each in real
    }
    sentences = lacking(
        panelists=len(panelists),
        vignettes=len(vignettes),
        unknown=sorted({each.level for each in vignettes} - levels),
        lonely=[each.title for each in real if raters[each.pk] < 2],
    )
    if sentences:
        raise BadInput(
            *(Finding("panel-lacks", Severity.ERROR, str(panel), each) for each in sentences)
        )
