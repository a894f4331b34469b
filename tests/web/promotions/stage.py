"""A small framework, a person with a manager, a committee, and a case in any state."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.web.factories import NOW, TODAY, grant, hr, person
from tests.web.reviews.factories import version
from trellis_web.access.rules import Denied
from trellis_web.growth.actions import add_evidence, share_evidence
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person
from trellis_web.promotions.actions import (
    add_member,
    assign_appeal,
    cast_vote,
    create_committee,
    decide_case,
    open_discussion,
    pass_on,
    raise_appeal,
    save_statement,
    set_finding,
    start_case,
    submit_case,
)
from trellis_web.promotions.models import Appeal, Case, Committee, Decision
from trellis_web.promotions.rules.verdicts import Verdict, Weighed
from trellis_web.readiness.actions import refresh
from trellis_web.readiness.models import Move
from trellis_web.reviews.rules import Refused

WHEN: dict[str, Any] = {"now": NOW, "today": TODAY}
SOON = date(2027, 3, 1)
ENOUGH = (
    "She led the billing migration across three teams. I saw her weigh two designs and write down"
    " why she chose one. Since then other teams copy the way in which she prepares a cut-over, and"
    " they ask her first."
)
FRAMEWORK = """schema: trellis/1
id: engineering
title: Engineering
tracks:
  - id: ic
    title: Individual
    levels:
      - {id: L1, rank: 1, titles: [Engineer]}
      - {id: L2, rank: 2, titles: [Senior Engineer]}
      - {id: L3, rank: 3, titles: [Staff Engineer]}
competencies:
  - id: c1
    title: Craft
    levels:
      L1: [{id: c1-l1, text: Does craft as told.}]
      L2: [{id: c1-l2, text: Does craft alone., star: true}, {id: c1-l2b, text: Says why.}]
      L3: [{id: c1-l3, text: Does craft with others.}]
moves:
  - id: L1-L2
    from: ic/L1
    to: ic/L2
    criteria:
      - {id: tenure, months_in_level: {min: 6}}
      - {id: led, text: Led a project from the first question to the last user.}
      - {id: manager, endorsement: {by: manager, count: 1}}
  - {id: L2-L1, kind: return, from: ic/L2, to: ic/L1, criteria: [{id: wish, text: Wants to.}]}
"""
WITHOUT_L2 = FRAMEWORK.replace(
    "      - {id: L2, rank: 2, titles: [Senior Engineer]}\n", ""
).split("moves:")[0].replace(
    "      L2: [{id: c1-l2, text: Does craft alone., star: true}, {id: c1-l2b, text: Says why.}]\n",
    "",
)  # fmt: skip


class Stage:
    """Maya at L1, Tom who leads her, Olu who leads Tom, Hana and Ines of HR, a committee."""

    def __init__(self) -> None:
        self.version = version(FRAMEWORK)
        self.move = Move.objects.get(slug="L1-L2", version=self.version)
        self.hana, self.ines = hr(), hr("Ines Weber")
        self.olu = person("Olu Ade")
        self.tom = person("Tom Reyes", manager=self.olu)
        self.maya = person("Maya Okafor", manager=self.tom, level="L1", title="Engineer")
        self.chair, self.member = person("Wei Zhang"), person("Priya Nair")
        self.committee = self.make_committee("First", self.chair, self.member)
        refresh(today=TODAY)

    def make_committee(self, title: str, chair: Person, *others: Person, **more: Any) -> Committee:
        """A committee with a chair and members."""
        made = create_committee(title=title, **more, by=self.hana, **WHEN)
        add_member(made, person=chair, is_chair=True, by=self.hana, **WHEN)
        for each in others:
            add_member(made, person=each, by=self.hana, **WHEN)
        return made

    def note(self, **fields: Any) -> EvidenceNote:
        """A note of Maya's; shared unless `shared=False`."""
        of, shared = fields.pop("of", self.maya), fields.pop("shared", True)
        values: dict[str, Any] = {"text": "Led the migration.", "happened_on": TODAY} | fields
        written = add_evidence(person=of, **values, by=of, **WHEN)
        return share_evidence(note=written, by=of, **WHEN) if shared else written

    def draft(self) -> Case:
        """Started by Maya, with a statement."""
        case = start_case(person=self.maya, move=self.move, by=self.maya, **WHEN)
        text = "I led the billing migration."
        return save_statement(case, text=text, changed=case.changed, by=self.maya, **WHEN)

    def submitted(self) -> Case:
        """Handed in."""
        case = self.draft()
        return submit_case(case, changed=case.changed, by=self.maya, **WHEN)

    def in_committee(self, *, led: bool = False) -> Case:
        """Passed on; with `led`, Tom found the criterion met that people answer."""
        case = self.submitted()
        if led:
            self.find(case, "met")
        return pass_on(case, committee=self.committee, by=self.tom, **WHEN)

    def find(self, case: Case, state: str, **more: Any) -> None:
        """Tom says how `led` stands; Ana confirms."""
        case.refresh_from_db()
        values: dict[str, Any] = {"confirmer": person("Ana Lima"), "by": self.tom} | more
        set_finding(
            case.findings.get(criterion="led"),
            state=state,
            reason="She did.",
            changed=case.changed,
            **values,
            **WHEN,
        )

    def discussed(self, **more: Any) -> Case:
        """Everybody voted, and the discussion is open."""
        case = self.in_committee(**more)
        for each in (self.chair, self.member):
            cast_vote(case, choice="promote", reason="By the criteria.", by=each, **WHEN)
        open_discussion(case, by=self.chair, **WHEN)
        case.refresh_from_db()
        return case

    def objected(self) -> tuple[Case, Appeal, Person, Person]:
        """A case whose objection a second committee discusses: its chair, and its other member."""
        case = self.discussed()
        self.decide(case, not_yet())
        words = "The second project was left out."
        appeal = raise_appeal(case, text=words, by=self.maya, **WHEN)
        judge, other = person("Judge"), person("Other")
        second = self.make_committee("Second", judge, other, hears_appeals=True)
        assign_appeal(appeal, committee=second, by=self.hana, **WHEN)
        for each in (judge, other):
            cast_vote(case, appeal=appeal, choice="promote", reason="It is.", by=each, **WHEN)
        open_discussion(case, appeal=appeal, by=judge, **WHEN)
        appeal.refresh_from_db()
        return case, appeal, judge, other

    def decide(self, case: Case, verdict: Verdict, **more: Any) -> Decision:
        """The chair decides what they see now."""
        case.refresh_from_db()
        values: dict[str, Any] = {"changed": case.changed, "by": self.chair} | WHEN | more
        return decide_case(case, verdict=verdict, **values)


def not_yet(**more: Any) -> Verdict:
    """Not yet: `led` is not met."""
    values: dict[str, Any] = {
        "text": "Not yet: no project was led to its end.",
        "criteria": {"led": Weighed("not_met", "It was handed over half way.")},
        "recheck_on": SOON,
    } | more
    return Verdict("not_yet", **values)


def promoted(**more: Any) -> Verdict:
    """Promoted, from today on."""
    values: dict[str, Any] = {"text": "Promoted.", "effective_on": TODAY} | more
    return Verdict("promoted", **values)


def auditor() -> Person:
    """Somebody who audits."""
    someone = person("Ada Auditor")
    grant(someone, "auditor")
    return someone


def code(action: Callable[[], Any]) -> str:
    """Why something is refused; empty when it is not."""
    try:
        action()
    except Refused as refused:
        return refused.denial.code
    except Denied as denied:
        return denied.denial.code
    return ""
