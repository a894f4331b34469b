"""Suggesting other sentences for a cell, and deciding about them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis.framework.lines import clean_lines
from trellis_web.audit.actions import record
from trellis_web.frameworks.access import Ability, require_ability
from trellis_web.frameworks.events import SuggestionMade
from trellis_web.frameworks.models import Draft, Suggestion
from trellis_web.frameworks.queries.cells import text_of
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.frameworks.rules import refuse_long
from trellis_web.people.models import Person


@transaction.atomic
def make_suggestion(
    draft: Draft,
    *,
    competency: str,
    level: str,
    text: str,
    reason: str,
    by: Person,
    now: datetime,
) -> Suggestion:
    """Other sentences for a cell, one a line. A cell that is gone keeps them readable all the same.

    Raises `BadInput` when nothing, too much or just what stands there is suggested.
    """
    family = draft.family
    require_ability(by, Ability.SUGGEST, family, today=timezone.localdate(now))
    wanted = clean_lines(text)
    refuse_long(text=wanted, reason=reason)
    base = text_of(read_text(draft.text, family, now=now), competency, level)
    if not wanted or wanted == base:
        raise BadInput.at(
            "nothing-suggested",
            f"{competency} {level}",
            _("The suggestion says what stands there already, or nothing."),
            _("Write the sentences as you would have them."),
        )
    made = Suggestion.objects.create(
        family=family,
        competency=competency,
        level=level,
        base=base,
        text=wanted,
        reason=reason.strip(),
        made_at=now,
        made_by=by,
    )
    record(SuggestionMade(family.slug, competency, level, made.pk), by=by, at=now)
    return made
