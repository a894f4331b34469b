"""Promotions in the world of the contract: a case in each hand, committees, an objection."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.web.factories import NOW, TODAY
from trellis_web.frameworks.models import Family
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person
from trellis_web.promotions import actions
from trellis_web.promotions.models import Appeal, Case, Committee, Telling
from trellis_web.promotions.rules.verdicts import Verdict
from trellis_web.readiness.models import Move

if TYPE_CHECKING:
    from tests.contract.world import World

WHEN: dict[str, Any] = {"now": NOW, "today": TODAY}
LATER = date(2099, 1, 1)
ENOUGH = "She led it from the first day. I saw it myself, every week. Others ask her now. " * 3


def ask_for_promotions(world: "World", marks: Mapping[str, str]) -> dict[str, int | str]:
    """The owner was told a decision, objects, and writes another; the peer's is in committee."""
    first = _committee(world, "First committee", "other_manager", "author")
    heard = _committee(world, "Appeals", "elsewhere", "auditor", hears_appeals=True)
    move = _move()
    past, told, appeal = _decided(world, move, first, heard, marks)
    case, backer, cited = _draft(world, move, marks)
    voted, override = _in_committee(world, move, first, marks)
    waiver = actions.ask_waiver(
        person=world.owner, move=move, criterion="tenure", reason=marks["waiver"],
        by=world.manager, **WHEN,
    )  # fmt: skip
    actions.set_seats(
        family=move.version.family, level="L2", seats=1, rule="By the day of readiness.",
        by=world.hr_admin, **WHEN,
    )  # fmt: skip
    return {
        "case": case,
        "case_backer": backer,
        "case_evidence": cited,
        "case_move": move.pk,
        "committee": first.pk,
        "committee_member": first.members.get(is_chair=False).pk,
        "decided_case": past.pk,
        "decision": past.decisions.get().pk,
        "finding": voted.findings.earliest("pk").pk,
        "override": override,
        "sentence": voted.statements.earliest("pk").pk,
        "telling": told.pk,
        "voted_case": voted.pk,
        "waiver": waiver.pk,
        "appeal": appeal.pk,
    }


def _move() -> Move:
    family = Family.objects.get(slug="engineering")
    return Move.objects.get(slug="L1-L2", version=family.current_id)


def _committee(world: "World", title: str, chair: str, *others: str, **more: Any) -> Committee:
    hana = world.hr_admin
    made = actions.create_committee(title=title, **more, by=hana, **WHEN)
    people = [world.people[name] for name in (chair, *others)]
    for someone in people:
        is_chair = someone is people[0]
        actions.add_member(made, person=someone, is_chair=is_chair, by=hana, **WHEN)
    return made


def _started(person: Person, move: Move, text: str) -> Case:
    case = actions.start_case(person=person, move=move, by=person, **WHEN)
    return actions.save_statement(case, text=text, changed=case.changed, by=person, **WHEN)


def _passed_on(world: "World", person: Person, move: Move, to: Committee, text: str) -> Case:
    case = _started(person, move, text)
    actions.submit_case(case, changed=case.changed, by=person, **WHEN)
    return actions.pass_on(case, committee=to, by=world.manager, **WHEN)


def _decided(
    world: "World", move: Move, first: Committee, heard: Committee, marks: Mapping[str, str]
) -> tuple[Case, Telling, Appeal]:
    case = _passed_on(world, world.owner, move, first, marks["past-statement"])
    chair, member = world.other_manager, world.people["author"]
    for each in (chair, member):
        actions.cast_vote(case, choice="not_yet", reason=marks["past-vote"], by=each, **WHEN)
    actions.open_discussion(case, by=chair, **WHEN)
    case.refresh_from_db()
    verdict = Verdict("not_yet", marks["decision"], {}, recheck_on=LATER)
    actions.set_telling(days=5, by=world.hr_admin, **WHEN)
    made = actions.decide_case(case, verdict=verdict, changed=case.changed, by=chair, **WHEN)
    told = actions.tell_decision(Telling.objects.get(decision=made), by=world.manager, **WHEN)
    appeal = actions.raise_appeal(case, text=marks["appeal"], by=world.owner, **WHEN)
    actions.assign_appeal(appeal, committee=heard, by=world.hr_admin, **WHEN)
    return case, told, appeal


def _draft(world: "World", move: Move, marks: Mapping[str, str]) -> tuple[int, int, int]:
    case = _started(world.owner, move, marks["statement"])
    note = EvidenceNote.objects.get(pk=int(world.keys["shared_note"]))
    cited = actions.cite_evidence(case, note=note, statement="c1-l2", by=world.owner, **WHEN)
    [backer] = actions.ask_backers(
        case, people=[world.peer], part="supporter", due_on=LATER, by=world.owner, **WHEN
    )
    actions.answer_backing(
        backer, answer="given", text=f"{marks['backing']} {ENOUGH}", by=world.peer, **WHEN
    )
    return case.pk, backer.pk, cited.pk


def _in_committee(
    world: "World", move: Move, first: Committee, marks: Mapping[str, str]
) -> tuple[Case, int]:
    case = _passed_on(world, world.peer, move, first, marks["peer-statement"])
    chair = world.other_manager
    actions.cast_vote(case, choice="promote", reason=marks["vote"], by=chair, **WHEN)
    reason = marks["override"]
    override = actions.ask_override(case, reason=reason, by=chair, **WHEN)
    return case, override.pk
