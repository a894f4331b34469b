"""A decision, and a case, as a sheet of paper: the same words as on the page."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from trellis.readiness.criteria import State
from trellis_web.promotions.models import Backer, Decision, Outcome
from trellis_web.promotions.queries.page import CasePage
from trellis_web.promotions.rules.wording import STEPS, WORDS

Sheet = dict[str, Any]


def letter(decision: Decision, page: CasePage) -> Sheet:
    """The decision as its person reads it: only what is stored with it."""
    rows = [
        [each.wording, str(WORDS[State(each.state)]), each.reason]
        for each in decision.criteria.all()
    ]
    said = _section("", *decision.text.splitlines())
    return _sheet(page, _facts(decision), said, {**_section(_("Criteria")), "rows": rows})


def one_page(page: CasePage) -> Sheet:
    """The whole case on one page, for a meeting."""
    case = page.case
    rows = [
        [row.standing.wording, str(WORDS[row.standing.state]), _cited(row.standing.sentence, row)]
        for row in page.criteria
    ]
    shown = _("%(n)d of %(m)d published sentences shown") % {
        "n": page.n_shown,
        "m": len(page.sentences),
    }
    backed = [f"{each.person.name}: {_answer(each)}" for each in page.backers]
    facts = [[_("Step"), str(STEPS[case.state])], [_("Started"), _day(case.started_at)]]
    return _sheet(
        page,
        facts,
        {**_section(_("Criteria"), shown), "rows": rows},
        _section(_("Statement"), *case.statement.splitlines()),
        _section(_("Who backs it"), *backed),
    )


def _sheet(page: CasePage, facts: list[list[str]], *sections: Sheet) -> Sheet:
    title = f"{page.case.person.name}: {page.case.move.from_level} → {page.goal}"
    return {
        "title": title,
        "language": translation.get_language() or "en",
        "organisation": settings.ORGANISATION,
        "facts": facts,
        "sections": sections,
    }


def _section(heading: str, *paragraphs: str) -> Sheet:
    said = [each for each in paragraphs if each.strip()]
    return {"heading": heading, "paragraphs": said, "rows": []}


def _facts(decision: Decision) -> list[list[str]]:
    found = [
        (_("Decision"), Outcome(decision.outcome).label.capitalize()),
        (_("Decided on"), _day(decision.decided_at)),
        (_("By"), decision.decided_by.name),
        (_("From"), _day(decision.effective_on)),
        (_("Level"), decision.level),
        (_("Job title"), decision.title),
        (_("Looked at again on"), _day(decision.recheck_on)),
        (_("Who looks after the place"), decision.owner.name if decision.owner else ""),
        (_("How places are given"), decision.seat_rule),
    ]
    return [[name, str(value)] for name, value in found if value]


def _day(day: Any) -> str:
    return date_format(day, "j F Y") if day else ""


def _answer(backer: Backer) -> str:
    if not backer.answer:
        return _("asked")
    return f"{backer.get_answer_display()}. {backer.text}"


def _cited(sentence: str, row: Any) -> str:
    notes = " · ".join(each.note.text for each in row.evidence)
    return f"{sentence} {notes}".strip()
