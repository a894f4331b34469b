"""A panel that has read the next draft of one family, so that its results can be looked at."""

import random
from datetime import datetime, timedelta

from trellis.framework.parts import whole_digest
from trellis.library import vignettes as library
from trellis_web.audit.actions import record
from trellis_web.demo.organisation import Member
from trellis_web.frameworks.actions import start_draft
from trellis_web.frameworks.models import Draft, Family
from trellis_web.frameworks.queries.drafts import read_text
from trellis_web.people.models import Person
from trellis_web.validation import actions
from trellis_web.validation.events import PanelOpened
from trellis_web.validation.models import Panel, Panelist
from trellis_web.validation.queries.asked import framework_of, pairs, questions

FAMILY, LEVEL, SENIOR = "engineering", "IC3", ("IC4", "IC5")
OF_EACH = 4
DAYS_AGO = 12


def hold_panel(
    crowd: list[Member], persons: dict[str, Person], by: Person, *, seed: int, now: datetime
) -> None:
    """Four managers and four senior engineers rate five descriptions and sort sentences."""
    began = now - timedelta(days=DAYS_AGO)
    draft = start_draft(Family.objects.get(slug=FAMILY), by=by, now=began)
    panel = actions.prepare_panel(draft, asks_order=True, asks_team=False, by=by, now=began)
    for group, people in _asked(crowd, persons).items():
        for person in people:
            actions.add_panelist(panel, person=person, group=group, by=by, now=began)
    for each in library.examples(FAMILY)[:5]:
        actions.add_vignette(panel, level=LEVEL, title=each.title, text=each.text, by=by, now=began)
    opened = _opened(panel, draft, by, began)
    chance = random.Random(seed)
    for seat in opened.panelists.select_related("person", "panel__family"):
        _answer(seat, chance, began)
    actions.close_panel(opened, by=by, now=now - timedelta(days=2))


def _opened(panel: Panel, draft: Draft, by: Person, now: datetime) -> Panel:
    """As `open_panel` leaves it, without writing to anybody: invented people have no mailbox."""
    framework = read_text(draft.text, draft.family, now=now).framework
    panel.text, panel.digest = draft.text, whole_digest(framework)
    panel.opened_at, panel.opened_by = now, by
    panel.save()
    count = panel.panelists.count()
    record(PanelOpened(panel.pk, panel.family.slug, count, panel.digest), by=by, at=now)
    return panel


def _asked(crowd: list[Member], persons: dict[str, Person]) -> dict[str, list[Person]]:
    bosses = sorted({each.manager for each in crowd if each.family == FAMILY and each.manager})
    seniors = sorted(e.email for e in crowd if e.family == FAMILY and e.level in SENIOR)
    picked = [each for each in seniors if each not in bosses]
    return {
        "manager": [persons[each] for each in bosses[:OF_EACH]],
        "senior": [persons[each] for each in picked[:OF_EACH]],
    }


def _answer(seat: Panelist, chance: random.Random, now: datetime) -> None:
    """Plain sentences are read alike, about one in four is not, and some cannot be told."""
    panel: Panel = seat.panel
    framework = framework_of(panel)
    for n, vignette in enumerate(panel.vignettes.all()):
        scores: dict[str, int | None] = {}
        for m, each in enumerate(questions(framework, vignette.level)):
            truth, spread = 1 + (2 * n + m) % 5, 1.1 if m % 4 == 3 else 0.35
            score = max(1, min(5, round(chance.gauss(truth, spread))))
            scores[each.statement.id] = None if chance.random() < spread / 8 else score
        actions.rate_vignette(seat, vignette=vignette, scores=scores, by=seat.person, now=now)
    for pair in pairs(panel, framework):
        swapped = {pair.below: pair.above, pair.above: pair.below}
        said = {
            name: level if chance.random() < 0.8 else swapped[level]
            for name, level in pair.levels.items()
        }
        actions.place_sentences(seat, pair=pair.key, levels=said, by=seat.person)
