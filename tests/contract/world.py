"""A small organisation in which every rule of visibility has somebody on each side of it.

Every private text holds a mark of its own (`MARK-...`), so that the canary test can look for it.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from tests.contract import world_growth, world_insights, world_paths
from tests.contract.world_calibration import hold_sessions
from tests.contract.world_outgoing import outgoing
from tests.contract.world_peers import ask_colleagues
from tests.contract.world_promotions import ask_for_promotions
from tests.web import factories as make
from tests.web.factories import NOW, TODAY
from tests.web.reviews import factories as rounds
from trellis_web.access.actions import give_reason, make_token
from trellis_web.frameworks.actions import (
    grant_stay,
    import_framework,
    import_upload,
    raise_trigger,
    store_upload,
)
from trellis_web.frameworks.actions.assignments import assign
from trellis_web.frameworks.actions.comments import write_comment
from trellis_web.frameworks.actions.public_links import make_public_link
from trellis_web.frameworks.actions.questions import ask_question
from trellis_web.frameworks.actions.suggestions import make_suggestion
from trellis_web.frameworks.actions.titles import decide_title
from trellis_web.frameworks.models import Draft
from trellis_web.growth import actions as growth
from trellis_web.growth.actions.files import Attachment, attach_files
from trellis_web.growth.models import EvidenceNote, MetricValue
from trellis_web.growth.rules.evidence import Tag
from trellis_web.levelling import actions as levelling
from trellis_web.levelling.models import Proposal
from trellis_web.levelling.rules import Said
from trellis_web.organisation.actions import switch_feature
from trellis_web.organisation.rules import Feature
from trellis_web.people.actions.absences import note_absence
from trellis_web.people.actions.lines import add_second_line
from trellis_web.people.models import Person, Unit
from trellis_web.reviews.actions import exempt, plan_release, save_assessment, submit_assessment
from trellis_web.reviews.models import Assessment, Participant
from trellis_web.reviews.rules import Answer, Sent, SentText
from trellis_web.validation import actions as validation
from trellis_web.validation.models import Panel, Panelist

WHEN: dict[str, Any] = {"now": NOW, "today": TODAY}
ACTORS = (
    "anonymous", "owner", "peer", "manager", "other_manager", "ex_manager", "hr_admin",
    "partner_in", "partner_out", "author", "auditor", "deactivated", "delegate", "second_line",
    "skip_level", "executive",
)  # fmt: skip

CASES = (
    "appeal", "backing", "decision", "override", "past-statement", "past-vote", "peer-statement",
    "statement", "vote", "waiver",
)  # fmt: skip
"""The private texts about cases."""


@dataclass
class World:
    """Who is there, by role, and the keys of what the owner's addresses are about."""

    people: dict[str, Person] = field(default_factory=dict)
    keys: dict[str, int | str | UUID] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        return self.people[name]


FIGURE = "831746290538.00"
"""The value of a metric: so long that no secret and no drawing holds it by chance."""


def mark(name: str) -> str:
    """The unique text that stands in one private field."""
    return f"MARK-{name}-5f2c"


def build() -> World:
    """The organisation, built by the actions that people use."""
    world = World(people=_people())
    version = rounds.version()
    _frameworks(world)
    _earlier_result(world, version)
    _open_round(world, version)
    _collected(world)
    names = ("nomination", "anonymous-0", "anonymous-1", "anonymous-2", "ask")
    world.keys |= ask_colleagues(world, {name: mark(name) for name in names})
    world.keys |= _everyday(world)
    world.keys |= _panels(world)
    world.keys |= _two_versions(world)
    world.keys |= _levels(world)
    world.keys |= _reading(world, version)
    world.keys |= _brought_in(world)
    world.keys |= _asked_to_watch(world)
    world.keys |= world_growth.plan(world.owner, world.manager)
    world.keys |= world_growth.check_ins(world.owner, world.manager)
    world.keys |= world_paths.way_back(world.owner, world.manager)
    world.keys |= world_insights.readiness(world.owner, world.manager)
    compared = [f"calibration-{each}" for each in ("rating", "reason", "employee", "conflict")]
    world.keys |= hold_sessions(world, {name: mark(name) for name in compared})
    world.keys |= ask_for_promotions(world, {name: mark(name) for name in CASES})
    world.keys |= outgoing(world.owner, world.people["hr_admin"], now=NOW)
    return world


def _people() -> dict[str, Person]:
    payments, sales = (Unit.objects.create(name=name) for name in ("Payments", "Sales"))
    manager, other, before = (make.person(n) for n in ("Tom Reyes", "Olga Marsh", "Xavier Moss"))
    place = {"level": "L1", "unit": payments, "title": "Engineer"}
    owner = make.person("Maya Okafor", manager=manager, **place)
    make.report(owner, before, since=date(2025, 1, 1), until=date(2025, 9, 1))
    people = {
        "owner": owner,
        "peer": make.person("Priya Nair", manager=manager, **place),
        "manager": manager,
        "other_manager": other,
        "ex_manager": before,
        "hr_admin": make.hr(),
        "partner_in": make.person("Paula Inman"),
        "partner_out": make.person("Pete Outer"),
        "author": make.person("Fay Writer"),
        "auditor": make.person("Ada Check"),
        "deactivated": make.person("Dean Gone", deactivated_at=NOW),
        "delegate": make.person("Dora Stand"),
        "second_line": make.person("Leo Line"),
        "skip_level": make.person("Ines Above"),
        "executive": make.person("Eva Board"),
        "elsewhere": make.person("Sam Sale", manager=other, level="L1", unit=sales),
    }
    make.report(manager, people["skip_level"])
    make.report(owner, people["delegate"], kind="delegate", until=date(2099, 1, 1))
    make.grant(people["partner_in"], "hr_partner", payments)
    make.grant(people["partner_out"], "hr_partner", sales)
    make.grant(people["author"], "framework_author")
    make.grant(people["auditor"], "auditor")
    make.grant(people["executive"], "executive")
    make.grant(people["deactivated"], "hr_admin")
    return people


def _everyday(world: World) -> dict[str, int]:
    """The owner was away for a while, and works for two; their colleague is read about today."""
    by = world.hr_admin
    away: dict[str, Any] = {"from_on": date(2025, 2, 1), "to_on": date(2025, 2, 14)}
    absence = note_absence(world.owner, kind="sick", **away, by=by, **WHEN)
    line = add_second_line(
        world.owner, world.second_line, since=date(2025, 9, 1), until=None, by=by, **WHEN
    )
    reason = mark("reading-reason")
    give_reason(
        person=world.peer,
        reason=reason,
        by=world.skip_level,
        now=timezone.now(),
        today=timezone.localdate(),
    )
    return {"absence": absence.pk, "line": line.pk}


def _frameworks(world: World) -> None:
    """A draft of a family that nobody has published, and the published one."""
    text = rounds.document("design").replace("Does craft 1 as L1.", mark("draft"))
    import_framework(text.encode(), "design.yaml", by=world.hr_admin, now=NOW)
    world.keys |= {"family": "engineering", "draft": "design", "competency": "c1", "level": "L1"}
    world.keys |= _talk(world)


def _two_versions(world: World) -> dict[str, int | str]:
    """A family with an earlier version on which somebody stays, and a reason to look at it."""
    earlier = rounds.version(rounds.document("support"))
    family = rounds.version(rounds.document("support")).family
    why, happened = mark("stay-reason"), mark("trigger")
    by, day = world.hr_admin, date(2099, 1, 1)
    stay = grant_stay(earlier, person=world.owner, until=day, reason=why, by=by, now=NOW)
    raised = raise_trigger(family, cause="drift", note=happened, by=by, now=NOW)
    return {
        "lasting": "support",
        "statement": "c1-l1",
        "stay": stay.pk,
        "trigger": raised.pk,
        "version": earlier.number,
    }


def _reading(world: World, version: Any) -> dict[str, int | str]:
    """A question about a sentence, a link for the world, and a title that HR refused."""
    hr, peer = world.hr_admin, world.peer
    asked = ask_question(version, statement="c1-l1", text=mark("question"), by=peer, now=NOW)
    shown: dict[str, Any] = {"name": mark("link"), "allow": [], "last_day": None}
    link, token = make_public_link(version.family, **shown, by=hr, now=NOW)
    world.elsewhere.positions.update(title="Sales Wizard")
    said: dict[str, Any] = {"title": "Sales Wizard", "reason": mark("title-reason")}
    decide_title(world.elsewhere, is_approved=False, **said, by=hr, now=NOW)
    return {"question": asked.pk, "public_link": link.pk, "token": token}


def _brought_in(world: World) -> dict[str, int]:
    """A file that HR looks over, and one that became a draft."""
    by, table = world.hr_admin, "Competency,L1,L2\nDesign,{},Leads plans.\n"
    first = store_upload(table.format(mark("imported")).encode(), "support ops.csv", by=by, now=NOW)
    sent: dict[str, Any] = {"revisions": {"support-ops": 0}, "without_bad_rows": False}
    [made] = import_upload(first, **sent, by=by, now=NOW)
    upload = store_upload(table.format(mark("upload")).encode(), "design.csv", by=by, now=NOW)
    return {"upload": upload.pk, "import": made.pk}


def _asked_to_watch(world: World) -> dict[str, int | str]:
    """A feature that could watch people, and that a second person has not agreed to."""
    said: dict[str, Any] = {"is_on": True, "reason": mark("switch")}
    asked = switch_feature(Feature.MINUTES, **said, by=world.hr_admin, **WHEN)
    return {"switch": asked.pk, "feature": asked.feature}


def _talk(world: World) -> dict[str, int]:
    """What is said about a cell of the draft, and who is to write it."""
    draft, by = Draft.objects.get(family__slug="design"), world.author
    cell: dict[str, Any] = {"competency": "c1", "by": by, "now": NOW}
    said = write_comment(draft, level="L1", text=mark("remark"), **cell)
    other, why = mark("suggested"), mark("suggestion-reason")
    made = make_suggestion(draft, level="L1", text=other, reason=why, **cell)
    given = assign(draft, author=by, due_on=date(2027, 1, 31), **cell)
    return {"remark": said.pk, "suggestion": made.pk, "assignment": given.pk}


def _earlier_result(world: World, version: Any) -> None:
    said = {"score": 2, "next": "not_yet", "reason": mark("released-reason")}
    result = rounds.result(
        world.owner,
        version,
        summary=mark("released-summary"),
        manager=world.ex_manager,
        ratings={"c1": said, "c2": said | {"reason": ""}},
    )
    world.keys |= {"result": result.pk, "past_cycle": result.cycle_id}


def _open_round(world: World, version: Any) -> None:
    hr, family = world.hr_admin, version.family
    draft = rounds.cycle([family], by=hr, title="A later half-year", seq=9)
    exemption = exempt(
        draft, person=world.peer, kind="excluded", reason=mark("exemption"), by=hr, now=NOW
    )
    cycle = rounds.opened([family], by=hr)
    planned = plan_release(cycle, at=NOW + timedelta(days=30), by=hr, now=NOW)
    _write(world.owner, "self", "own-draft")
    _write(world.owner, "manager", "manager-draft")
    submit_assessment(_write(world.peer, "self", "peer-self"), by=world.peer, now=NOW)
    handed_in = _write(world.peer, "manager", "manager-final")
    submit_assessment(handed_in, by=world.manager, now=NOW)
    world.keys |= {
        "cycle": cycle.pk,
        "release": planned.pk,
        "draft_cycle": draft.pk,
        "exemption": exemption.pk,
        "own_sheet": rounds.sheet(world.owner, "self").pk,
        "manager_sheet": rounds.sheet(world.owner, "manager").pk,
        "peer_sheet": rounds.sheet(world.peer, "self").pk,
        "participant": Participant.objects.get(cycle=cycle, person=world.owner).pk,
    }


def _write(of: Person, perspective: str, name: str) -> Assessment:
    sheet = rounds.sheet(of, perspective)
    answer = Answer(score=2, next="not_yet", reason=mark(name))
    return save_assessment(
        sheet,
        answers=dict.fromkeys(("c1", "c2", "c3"), Sent(answer)),
        summary=SentText(mark(f"{name}-summary")),
        by=sheet.author,
        now=NOW,
    )


def _collected(world: World) -> None:
    owner, peer, other = world.owner, world.peer, world.other_manager
    private, shared, asked = (_note(owner, name) for name in ("private", "shared", "asked"))
    growth.share_evidence(note=shared, by=owner, **WHEN)
    answered = growth.ask_confirmation(note=shared, colleague=peer, by=owner, **WHEN)
    growth.confirm_evidence(confirmation=answered, comment=mark("comment"), by=peer, **WHEN)
    refused = growth.ask_confirmation(note=asked, colleague=other, by=owner, **WHEN)
    growth.decline_confirmation(confirmation=refused, comment=mark("refusal"), by=other, **WHEN)
    waiting = growth.ask_confirmation(note=asked, colleague=peer, by=owner, **WHEN)
    endorsement = growth.endorse(
        person=owner, family="engineering", move="L1-L2", text=mark("endorsement"),
        by=world.manager, **WHEN,
    )  # fmt: skip
    MetricValue.objects.create(
        person=owner, name="quota", period_on=date(2026, 7, 1), value=FIGURE, imported_at=NOW
    )
    world.keys |= {
        "private_note": private.pk,
        "file": _file(private),
        "token_of_owner": _token(owner),
        "shared_note": shared.pk,
        "confirmation": waiting.pk,
        "endorsement": endorsement.pk,
        "grant": world.partner_in.grants.get().pk,
    }


def _file(of: EvidenceNote) -> UUID:
    sent = Attachment("notes.txt", "text/plain", mark("file").encode())
    return attach_files(note=of, files=[sent], by=of.person, **WHEN)[0].pk


def _token(of: Person) -> int:
    made: dict[str, Any] = {"scopes": ["evidence:read"], "expires_on": date(2099, 1, 1)}
    return make_token(name=mark("token"), **made, by=of, **WHEN)[0].pk


def _note(of: Person, name: str) -> Any:
    tag = Tag("criterion", "engineering", "L1-L2/scope")
    text, day = mark(f"{name}-note"), date(2026, 11, 20)
    return growth.add_evidence(person=of, text=text, happened_on=day, tags=[tag], by=of, **WHEN)


def _panels(world: World) -> dict[str, int]:
    """A closed panel about the draft that has figures, and an open one with one answer."""
    closed = _panel(world)
    for seat in closed.panelists.select_related("person"):
        _rate(seat)
    validation.close_panel(closed, by=world.hr_admin, now=NOW)
    opened = _panel(world)
    seat = opened.panelists.get(person=world.manager)
    _rate(seat)
    vignette = opened.vignettes.get()
    return {
        "closed_panel": closed.pk,
        "panel": opened.pk,
        "panel_seat": seat.pk,
        "panel_part": 1,
        "vignette": vignette.pk,
    }


def _panel(world: World) -> Panel:
    by = world.hr_admin
    draft = Draft.objects.get(family__slug="design")
    made = validation.prepare_panel(draft, asks_order=True, asks_team=True, by=by, now=NOW)
    for name in ("manager", "other_manager", "peer"):
        validation.add_panelist(made, person=world.people[name], group="manager", by=by, now=NOW)
    validation.add_vignette(made, level="L1", title="Alex", text=mark("vignette"), by=by, now=NOW)
    return validation.open_panel(made, by=by, now=NOW)


def _rate(seat: Panelist) -> None:
    vignette = seat.panel.vignettes.get()
    said = {"c1-l1": 4, "c2-l1": 2, "c3-l1": None}
    validation.rate_vignette(seat, vignette=vignette, scores=said, by=seat.person, now=NOW)


def _levels(world: World) -> dict[str, int]:
    """A new structure: the owner's level is settled and not told, somebody objects to theirs."""
    people, hr = [world.owner, world.elsewhere], world.hr_admin
    made = levelling.open_round(
        people, title="New levels", cause="restructure", objection_days=14,
        told_by_on=date(2099, 1, 31), grace_on=None, by=hr, **WHEN,
    )  # fmt: skip
    untold, told = (Proposal.objects.get(round=made, person=each) for each in people)
    _settle(untold, world.manager, hr)
    _settle(told, world.other_manager, hr)
    levelling.note_estimates(untold, guesses={"c1": (2, "")}, by=world.manager, **WHEN)
    levelling.tell(told, by=world.other_manager, **WHEN)
    told.refresh_from_db()
    words = mark("objection")
    raised = levelling.raise_objection(told, words=words, by=world.elsewhere, now=NOW)
    return {
        "levels": made.pk,
        "proposal": untold.pk,
        "told_proposal": told.pk,
        "objection": raised.pk,
    }


def _settle(proposal: Proposal, manager: Person, hr: Person) -> None:
    """The manager says why and credits time, HR agrees."""
    name = "level" if manager.name == "Tom Reyes" else "other-level"
    said = Said(
        "engineering/L1", level_since=date(2024, 3, 1), since_source=mark(f"{name}-credit"),
        reason=mark(f"{name}-reason"),
    )  # fmt: skip
    levelling.write_proposal(proposal, said=said, by=manager, **WHEN)
    levelling.confirm_levels(proposal.round, proposals=[proposal], by=hr, **WHEN)
