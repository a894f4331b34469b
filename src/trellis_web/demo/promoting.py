"""Promotions of the demo: places, two committees, a case that was decided, one that is open."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from trellis_web.access.queries import reports_of
from trellis_web.frameworks.models import Family
from trellis_web.people.models import Person, ReportingLine
from trellis_web.people.queries import away_on, manager_of
from trellis_web.promotions.actions import (
    add_member,
    answer_backing,
    ask_backers,
    cast_vote,
    create_committee,
    decide_case,
    open_discussion,
    pass_on,
    save_statement,
    set_seats,
    start_case,
    submit_case,
)
from trellis_web.promotions.models import Backer, Case, Committee
from trellis_web.promotions.queries.criteria import standings
from trellis_web.promotions.rules.verdicts import Verdict, Weighed
from trellis_web.readiness.models import Readiness

STATEMENT = (
    "I led the move of our invoices to the new ledger, from the first question to the day on"
    " which the old system was switched off. Two other teams built on it. I wrote down the"
    " decisions, and I asked for a review before each of them."
)
ENDORSEMENT = (
    "I saw the whole way of this work, from the first sketch to the last invoice. Two teams who"
    " depended on it were told before anything changed for them. Others now ask for advice before"
    " they plan a move like this one, and they get it."
)
DECIDED = (
    "Not yet. The committee saw strong work in one team. What is still missing is named below,"
    " with the sentence of the framework, and it is looked at again on the day that is given."
)
STILL_OPEN = "The latest results do not show it yet; the next round is looked at first."
VOTE = "Strong in the own team; the criterion on the work beyond it is not met yet."
SEAT_RULE = "Decided every quarter, in the order of the decisions."
FEW_SEATS = "One place a year, given in the order in which the criteria were met; ties by tenure."
MOVE = "IC2-IC3"


def decide_promotions(persons: dict[str, Person], *, lead: str, apart: str, now: datetime) -> None:
    """Places and committees; in the team of `lead`, without `apart`, one case of each kind."""
    hana, tom, maya = (persons[each] for each in ("hana.sato@northfield.example", lead, apart))
    engineering = Family.objects.get(slug="engineering")
    _give_seats(engineering, hana, now=now)
    first = _seat_committees(engineering, hana, tom, now=now - timedelta(days=70))
    ready = _candidates(tom, maya, now=now)
    waits, decided = next(ready), next(ready)
    case = _case(decided, first, tom, now=now - timedelta(days=60))
    _decide(case, first, now=now - timedelta(days=38))
    _case(waits, first, tom, now=now - timedelta(days=12))


def _give_seats(family: Family, by: Person, *, now: datetime) -> None:
    today = now.date()
    for level, seats, rule in (("IC3", None, SEAT_RULE), ("IC5", 3, FEW_SEATS)):
        set_seats(
            family=family,
            level=level,
            seats=seats,
            rule=rule,
            decided_on=today + timedelta(days=45),
            owner=by,
            by=by,
            now=now,
            today=today,
        )


def _seat_committees(family: Family, by: Person, apart: Person, *, now: datetime) -> Committee:
    """One that decides and one that hears objections, of managers beside the line of `apart`."""
    day: dict[str, Any] = {"by": by, "now": now, "today": now.date()}
    lines = ReportingLine.objects.on(now.date()).filter(kind="line")
    above = manager_of(apart, today=now.date())
    heads = Person.objects.filter(pk__in=lines.values("manager")).order_by("pk")
    others = list(heads.exclude(pk__in=[apart.pk, by.pk, above.pk if above else 0])[1:7])
    made = []
    for title, people, hears in (
        ("Engineering committee", others[:3], False),
        ("Committee for objections", others[3:], True),
    ):
        committee = create_committee(title=title, families=[family], hears_appeals=hears, **day)
        for person in people:
            add_member(committee, person=person, is_chair=person == people[0], **day)
        made.append(committee)
    return made[0]


def _candidates(lead: Person, apart: Person, *, now: datetime) -> Iterator[Person]:
    """People of a team for whom the move is open, the most ready first."""
    rows = Readiness.objects.filter(
        move__slug=MOVE, person__in=reports_of(lead, today=now.date())
    ).exclude(person__in=away_on(now.date()).values("person"))
    found = rows.exclude(person=apart).order_by("n_open", "person_id").select_related("person")
    return (row.person for row in found)


def _case(person: Person, committee: Committee, manager: Person, *, now: datetime) -> Case:
    """Started, written, backed and passed on within ten days."""
    move = Readiness.objects.get(person=person, move__slug=MOVE).move
    written, handed = now + timedelta(days=2), now + timedelta(days=5)
    case = start_case(person=person, move=move, by=person, now=now, today=now.date())
    case = save_statement(
        case,
        text=STATEMENT,
        changed=case.changed,
        by=person,
        now=written,
        today=written.date(),
    )
    case = submit_case(case, changed=case.changed, by=person, now=handed, today=handed.date())
    [asked] = ask_backers(
        case,
        people=[manager],
        part=Backer.Part.ENDORSER,
        criterion="manager",
        due_on=handed.date() + timedelta(days=7),
        by=person,
        now=handed,
        today=handed.date(),
    )
    passed = handed + timedelta(days=4)
    day: dict[str, Any] = {"by": manager, "now": passed, "today": passed.date()}
    answer_backing(asked, answer=Backer.Answer.GIVEN, text=ENDORSEMENT, **day)
    return pass_on(case, committee=committee, **day)


def _decide(case: Case, committee: Committee, *, now: datetime) -> None:
    """Everybody votes alone, they talk, and the chair writes what the person reads."""
    today = now.date()
    members = [each.person for each in committee.members.order_by("-is_chair", "pk")]
    for each in members:
        cast_vote(case, choice="not_yet", reason=VOTE, by=each, now=now, today=today)
    open_discussion(case, by=members[0], now=now, today=today)
    case.refresh_from_db()
    missing = [each for each in standings(case, today=today) if not each.is_met]
    verdict = Verdict(
        "not_yet",
        DECIDED,
        {each.criterion: Weighed(each.state, STILL_OPEN) for each in missing},
        recheck_on=today + timedelta(days=120),
    )
    decide_case(case, verdict=verdict, changed=case.changed, by=members[0], now=now, today=today)
