"""A levelling from its opening to its closing, by the rules."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from tests.web.factories import NOW, TODAY, grant, hr, person, position, report
from tests.web.levelling.factories import (
    SENIOR,
    STAFF,
    WHEN,
    Company,
    company,
    compared,
    confirmed,
    opened,
    said,
    told,
)
from trellis_web.access.rules import Denied
from trellis_web.levelling import actions
from trellis_web.levelling.models import Estimate, Objection, Proposal, ProposalChange
from trellis_web.levelling.rules import Said
from trellis_web.people.models import Person, Position, ReportingLine
from trellis_web.people.queries import position_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm() -> Company:
    return company()


def code(refused: pytest.ExceptionInfo[Denied]) -> str:
    return refused.value.denial.code


def test_a_title_map_proposes_to_everyone_with_the_title_who_has_no_proposal(
    firm: Company,
) -> None:
    number = actions.map_titles(
        firm.round, places={"Engineer": SENIOR}, reason="By job title", by=firm.hana, **WHEN
    )
    proposal = firm.proposal
    assert (number, proposal.place, proposal.source) == (1, SENIOR, "title_map")
    assert proposal.state == "proposed"
    change = ProposalChange.objects.get()
    assert (change.from_place, change.to_place, change.changed_by) == ("", SENIOR, firm.hana)
    again = {"places": {"Engineer": STAFF}, "reason": "again"}
    assert actions.map_titles(firm.round, **again, by=firm.hana, **WHEN) == 0  # type: ignore[arg-type]


def test_the_manager_confirms_and_credits_time_with_its_source(firm: Company) -> None:
    since = date(2024, 3, 1)
    proposal = confirmed(firm, level_since=since, since_source="Contract of 2024")
    assert (proposal.state, proposal.source) == ("confirmed", "manager")
    assert (proposal.level_since, proposal.since_source) == (since, "Contract of 2024")


def test_another_level_needs_a_reason_and_every_change_is_kept(firm: Company) -> None:
    confirmed(firm)
    with pytest.raises(Denied) as refused:
        confirmed(firm, STAFF)
    assert code(refused) == "levelling-no-reason"
    confirmed(firm, STAFF, reason="Leads three teams.")
    assert list(ProposalChange.objects.values_list("from_place", "to_place", "reason")) == [
        ("", SENIOR, ""),
        (SENIOR, STAFF, "Leads three teams."),
    ]


def test_hr_compares_only_what_a_manager_has_confirmed(firm: Company) -> None:
    actions.map_titles(firm.round, places={"Engineer": SENIOR}, reason="map", by=firm.hana, **WHEN)
    with pytest.raises(Denied) as refused:
        actions.confirm_levels(firm.round, proposals=[firm.proposal], by=firm.hana, **WHEN)
    assert code(refused) == "levelling-not-confirmed"


def test_comparing_is_all_or_nothing(firm: Company) -> None:
    confirmed(firm)
    other = person("Ben Okri")
    made = Proposal.objects.create(round=firm.round, person=other)
    with pytest.raises(Denied), transaction.atomic():
        actions.confirm_levels(firm.round, proposals=[firm.proposal, made], by=firm.hana, **WHEN)
    assert firm.proposal.calibrated_at is None


def test_a_settled_level_is_no_longer_the_managers_to_change(firm: Company) -> None:
    compared(firm)
    with pytest.raises(Denied) as refused:
        confirmed(firm, STAFF, reason="I changed my mind.")
    assert code(refused) == "levelling-compared"
    change = said(STAFF, reason="Compared with Berlin.")
    changed = actions.write_proposal(firm.proposal, said=change, by=firm.hana, **WHEN)
    assert (changed.source, changed.calibrated_at) == ("calibration", None)


def test_telling_writes_the_position_with_the_credited_time(firm: Company) -> None:
    since = date(2024, 3, 1)
    proposal = told(firm, level_since=since, since_source="Contract of 2024")
    held = position_of(firm.maya, today=TODAY)
    assert held is not None
    assert (held.family, held.track, held.level) == ("engineering", "ic", "L2")
    assert (held.level_since, held.since, held.cause) == (since, TODAY, "levelling")
    assert (proposal.state, proposal.told_by) == ("told", firm.tom)


def test_nobody_is_told_before_it_is_settled_and_nobody_twice(firm: Company) -> None:
    confirmed(firm)
    with pytest.raises(Denied) as refused:
        actions.tell(firm.proposal, by=firm.tom, **WHEN)
    assert code(refused) == "levelling-not-settled"
    actions.confirm_levels(firm.round, proposals=[firm.proposal], by=firm.hana, **WHEN)
    actions.tell(firm.proposal, by=firm.tom, **WHEN)
    with pytest.raises(Denied) as refused:
        actions.tell(firm.proposal, by=firm.tom, **WHEN)
    assert code(refused) == "levelling-told"
    with pytest.raises(Denied):
        actions.write_proposal(firm.proposal, said=said(STAFF), by=firm.hana, **WHEN)


def test_hr_does_not_tell_in_place_of_a_manager(firm: Company) -> None:
    compared(firm)
    with pytest.raises(Denied) as refused:
        actions.tell(firm.proposal, by=firm.hana, **WHEN)
    assert code(refused) == "levelling-not-leading"


def test_hr_confirms_and_tells_whom_nobody_leads(firm: Company) -> None:
    ReportingLine.objects.filter(person=firm.maya).delete()
    actions.write_proposal(firm.proposal, said=said(), by=firm.hana, **WHEN)
    actions.confirm_levels(firm.round, proposals=[firm.proposal], by=firm.hana, **WHEN)
    assert actions.tell(firm.proposal, by=firm.hana, **WHEN).told_by == firm.hana


def test_if_the_position_cannot_be_written_nobody_was_told(
    firm: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared(firm)

    def full_disk(*args: object, **kwargs: object) -> None:
        raise OSError

    monkeypatch.setattr(actions.proposals, "write_positions", full_disk)
    with pytest.raises(OSError):  # noqa: PT011  the point is what is left behind
        actions.tell(firm.proposal, by=firm.tom, **WHEN)
    assert firm.proposal.told_at is None


def test_a_level_that_the_framework_does_not_have_is_refused(firm: Company) -> None:
    for place in ("engineering/L9", "nowhere/L1", "", "L2"):
        with pytest.raises(Denied) as refused:
            actions.write_proposal(firm.proposal, said=Said(place), by=firm.tom, **WHEN)
        assert code(refused) == "levelling-no-level"


@pytest.mark.parametrize("days", [0, 14])
def test_the_person_may_object_until_the_last_day(firm: Company, days: int) -> None:
    told(firm)
    now = NOW + timedelta(days=days)
    assert actions.raise_objection(firm.proposal, words="No.", by=firm.maya, now=now).pk


def test_the_person_may_object_neither_late_nor_twice_nor_for_others(firm: Company) -> None:
    told(firm)
    late = NOW + timedelta(days=15)
    with pytest.raises(Denied) as refused:
        actions.raise_objection(firm.proposal, words="No.", by=firm.maya, now=late)
    assert code(refused) == "levelling-too-late"
    with pytest.raises(Denied):
        actions.raise_objection(firm.proposal, words="No.", by=firm.tom, now=NOW)
    actions.raise_objection(firm.proposal, words="No.", by=firm.maya, now=NOW)
    with pytest.raises(Denied) as refused:
        actions.raise_objection(firm.proposal, words="No.", by=firm.maya, now=NOW)
    assert code(refused) == "levelling-raised"


def test_the_last_day_ends_where_the_person_lives(firm: Company) -> None:
    Person.objects.filter(pk=firm.maya.pk).update(time_zone="Pacific/Kiritimati")  # UTC+14
    told(firm)
    late = NOW.replace(hour=10) + timedelta(days=15)  # the 8th there since 0:00, told on the 23rd
    with pytest.raises(Denied):
        actions.raise_objection(firm.proposal, words="No.", by=firm.maya, now=late)
    in_time = NOW.replace(hour=9) + timedelta(days=14)
    assert actions.raise_objection(firm.proposal, words="No.", by=firm.maya, now=in_time).pk


def objected(firm: Company) -> Objection:
    told(firm)
    return actions.raise_objection(firm.proposal, words="No.", by=firm.maya, now=NOW)


def test_nobody_who_had_a_part_decides(firm: Company) -> None:
    made = objected(firm)
    for who in (firm.tom, firm.hana, firm.maya):
        with pytest.raises(Denied):
            actions.decide_objection(made, place=SENIOR, answer="It stays.", by=who, **WHEN)
    assert Objection.objects.get().decided_at is None


def test_a_former_manager_who_proposed_does_not_decide_as_hr(firm: Company) -> None:
    made = objected(firm)
    ReportingLine.objects.filter(person=firm.maya).update(until=TODAY)
    report(firm.maya, person("New Lead"), since=TODAY)
    grant(firm.tom, "hr_admin")
    tom = Person.objects.get(pk=firm.tom.pk)
    with pytest.raises(Denied) as refused:
        actions.decide_objection(made, place=SENIOR, answer="Stays.", by=tom, **WHEN)
    assert code(refused) == "levelling-involved"


def test_an_outsider_does_not_decide(firm: Company) -> None:
    made = objected(firm)
    with pytest.raises(Denied):
        actions.decide_objection(made, place=SENIOR, answer="Stays.", by=person(), **WHEN)


def test_the_manager_of_the_manager_keeps_the_level_with_an_answer(firm: Company) -> None:
    made = objected(firm)
    decided = actions.decide_objection(
        made, place=SENIOR, answer="The other team does more.", by=firm.rita, **WHEN
    )
    assert (decided.outcome, decided.decided_by) == ("kept", firm.rita)
    assert Position.objects.filter(person=firm.maya, cause="correction").count() == 0


def test_other_hr_changes_the_level_which_is_a_correction_once(firm: Company) -> None:
    made, ines = objected(firm), hr("Ines Cole")
    decided = actions.decide_objection(made, place=STAFF, answer="You are right.", by=ines, **WHEN)
    held = position_of(firm.maya, today=TODAY)
    assert held is not None
    assert (decided.outcome, held.level, held.cause) == ("changed", "L3", "correction")
    with pytest.raises(Denied) as refused:
        actions.decide_objection(made, place=SENIOR, answer="No.", by=ines, **WHEN)
    assert code(refused) == "levelling-decided"


def test_closing_deletes_every_estimate_and_nothing_changes_afterwards(firm: Company) -> None:
    proposal = compared(firm)
    actions.note_estimates(proposal, guesses={"c1": (4, "shows")}, by=firm.tom, **WHEN)
    actions.close_round(firm.round, by=firm.hana, **WHEN)
    assert not Estimate.objects.exists()
    for act in (
        lambda: actions.tell(firm.proposal, by=firm.tom, **WHEN),
        lambda: confirmed(firm),
        lambda: actions.note_estimates(proposal, guesses={}, by=firm.tom, **WHEN),
        lambda: actions.close_round(firm.round, by=firm.hana, **WHEN),
        lambda: actions.count_trial(firm.round, by=firm.hana, **WHEN),
    ):
        with pytest.raises(Denied) as refused:
            act()
        assert code(refused) == "levelling-closed"


def test_an_objection_outlives_the_round(firm: Company) -> None:
    told(firm)
    actions.close_round(firm.round, by=firm.hana, **WHEN)
    made = actions.raise_objection(firm.proposal, words="No.", by=firm.maya, now=NOW)
    assert actions.decide_objection(
        made, place=SENIOR, answer="Stays.", by=firm.rita, **WHEN
    ).decided_at


def test_people_in_an_open_round_are_not_in_a_second_one(firm: Company) -> None:
    second = opened([firm.maya, firm.tom], by=firm.hana)
    assert [each.person for each in second.proposals.all()] == [firm.tom]


def test_who_joins_keeps_the_level_of_the_other_company_until_a_day(firm: Company) -> None:
    joining = person("Jo Ning")
    position(joining, family="", track="", level="", title="Principal at Acme")
    grace = date(2027, 12, 31)
    made = opened([joining], by=firm.hana, cause="acquisition", grace_on=grace)
    assert made.proposals.get().honoured == "Principal at Acme"
    assert opened([person()], by=firm.hana, grace_on=grace).grace_on is None


def test_a_new_structure_keeps_the_level_so_far_beside_the_new_one(firm: Company) -> None:
    placed = person("Pat Old", level="L1", title="Engineer")
    made = opened([placed], by=firm.hana, cause="restructure")
    assert made.proposals.get().before == "engineering/L1"


def test_only_hr_opens_maps_counts_and_closes(firm: Company) -> None:
    for act in (
        lambda: opened([firm.maya], by=firm.tom),
        lambda: actions.map_titles(firm.round, places={}, reason="", by=firm.tom, **WHEN),
        lambda: actions.count_trial(firm.round, by=firm.tom, **WHEN),
        lambda: actions.close_round(firm.round, by=firm.tom, **WHEN),
    ):
        with pytest.raises(Denied):
            act()
