"""A way back from management: offered, agreed to, carried out; nothing is lost by it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.web.careers.company import ENGINEERING, as_, engineering, page
from tests.web.factories import NOW, TODAY, hr, person, position
from tests.web.posting import posted
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.careers.actions import answer_return, carry_out_due, end_return, offer_return
from trellis_web.careers.models import Return
from trellis_web.people.models import Person, Position
from trellis_web.people.queries import position_of
from trellis_web.promotions.models import Case

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"now": NOW, "today": TODAY}
BEFORE, CROSSED = date(2022, 3, 1), date(2025, 3, 1)


def manager(*, level: str = "M1", before: str = "L3", leader: Person | None = None) -> Person:
    """Somebody who led for a while, and was an engineer before."""
    someone = person("Ana Ruiz", manager=leader)
    if before:
        held = {"level": before, "track": "ic", "title": "Senior of old", "until": CROSSED}
        position(someone, since=BEFORE, **held)
    position(someone, level=level, track="management", since=CROSSED)
    return someone


def offered(to: Person, by: Person | None = None, **fields: Any) -> Return:
    values: dict[str, Any] = {"effective_on": TODAY, "by": by or hr()} | WHEN | fields
    return offer_return(to, **values)


def agreed(of: Return) -> Return:
    return answer_return(of, is_agreed=True, by=of.person, **WHEN)


def test_the_level_last_held_comes_back_with_its_title_its_time_and_the_same_pay() -> None:
    engineering()
    ana = manager()
    made = agreed(offered(ana))
    now = position_of(ana, today=TODAY)
    assert now is not None
    assert (now.level, now.track, now.title, now.level_since) == (
        "L3", "ic", "Senior of old", BEFORE,
    )  # fmt: skip
    assert (now.cause, made.band, made.done_at) == ("return", "B4", NOW)


def test_no_case_is_needed_and_the_history_stays() -> None:
    engineering()
    ana = manager()
    agreed(offered(ana))
    held = Position.objects.filter(person=ana).order_by("since").values_list("level", "until")
    assert list(held) == [("L3", CROSSED), ("M1", TODAY), ("L3", None)]
    assert not Case.objects.exists()


def test_the_equal_level_counts_the_time_as_a_manager() -> None:
    engineering()
    made = agreed(offered(manager(level="M2")))
    now = position_of(made.person, today=TODAY)
    assert now is not None
    assert (now.level, now.level_since, made.basis) == ("L5", CROSSED, "equivalent")


def test_a_manager_hired_from_outside_lands_on_the_equal_level() -> None:
    engineering()
    assert offered(manager(before="")).level == "L4"


def test_nothing_happens_before_the_person_agrees_and_only_they_can() -> None:
    engineering()
    lead = hr()
    made = offered(manager(leader=lead), by=lead)
    for other in (lead, person()):
        with pytest.raises(Denied) as denied:
            answer_return(made, is_agreed=True, by=other, **WHEN)
        assert denied.value.denial.code == "not-your-return"
    now = position_of(made.person, today=TODAY)
    assert now is not None
    assert now.level == "M1"


def test_declining_changes_nothing_and_ends_it() -> None:
    engineering()
    made = offered(manager())
    answer_return(made, is_agreed=False, by=made.person, **WHEN)
    with pytest.raises(Denied) as denied:
        agreed(made)
    assert denied.value.denial.code == "return-answered"
    assert Position.objects.get(person=made.person, until=None).level == "M1"


def test_a_day_ahead_is_carried_out_by_the_clock_once() -> None:
    engineering()
    made = agreed(offered(manager(), effective_on=TODAY + timedelta(days=9)))
    assert carry_out_due(now=NOW + timedelta(days=8)) == 0
    assert [carry_out_due(now=NOW + timedelta(days=9)) for _ in range(2)] == [1, 0]
    assert Position.objects.get(person=made.person, until=None).since == made.effective_on


def test_who_went_elsewhere_meanwhile_stays_there_and_both_are_told() -> None:
    engineering()
    made = agreed(offered(manager(), effective_on=TODAY + timedelta(days=9)))
    Position.objects.filter(person=made.person, until=None).update(level="M2")
    before = len(posted())
    carry_out_due(now=NOW + timedelta(days=9))
    made.refresh_from_db()
    assert (made.ended_at is None, made.done_at) == (False, None)
    assert Position.objects.get(person=made.person, until=None).level == "M2"
    assert {mail.to[0] for mail in posted()[before:]} == {made.person.email, made.offered_by.email}


def test_a_level_that_is_retired_meanwhile_is_not_landed_on() -> None:
    engineering()
    made = offered(manager())
    engineering(ENGINEERING.replace("L3", "L3b"))
    with pytest.raises(Denied) as denied:
        agreed(made)
    assert denied.value.denial.code == "level-to-land-on-retired"


REFUSED: dict[str, dict[str, Any]] = {
    "no-way-back": {"level": "L5", "before": ""},
    "no-level-to-land-on": {"before": "", "text": ("{a: ic/L4, b: management/M1}, ", "")},
    "level-to-land-on-retired": {"before": "L1"},
    "return-before-position": {"effective_on": CROSSED},
    "return-for-oneself": {"by": "self"},
    "not-leading": {"by": "colleague"},
    "return-open-already": {"twice": True},
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_cannot_be_offered_is_refused_with_a_sentence(code: str) -> None:
    case = dict(REFUSED[code])
    engineering(ENGINEERING.replace(*case.pop("text", ("", ""))))
    by, twice = case.pop("by", ""), case.pop("twice", False)
    fields = {k: case.pop(k) for k in ("effective_on",) if k in case}
    ana = manager(**case)
    who = {"self": ana, "colleague": person(), "": hr()}[by]
    if twice:
        offered(ana, by=who)
    with pytest.raises(Denied) as denied:
        offered(ana, by=who, **fields)
    assert denied.value.denial.code == code
    assert str(denied.value.denial.sentence).endswith(".")


def test_each_step_is_in_the_trail_and_the_person_is_told_without_the_level() -> None:
    engineering()
    made = agreed(offered(manager()))
    tags = Event.objects.filter(subject=made.person, tag__startswith="return").order_by("pk")
    assert [each.tag for each in tags] == [
        "return:offered",
        "return:answered",
        "return:carried-out",
    ]
    mails = [mail for mail in posted() if mail.to == [made.person.email]]
    assert len(mails) == 2
    assert not any("L3" in mail.subject + str(mail.body) for mail in mails)


def test_who_leads_the_person_now_takes_it_back_and_who_led_them_does_not() -> None:
    engineering()
    lead = person()
    made = offered(manager(leader=lead), by=lead)
    made.person.lines.update(until=TODAY)
    with pytest.raises(Denied):
        end_return(made, by=lead, **WHEN)
    end_return(made, by=hr(), **WHEN)
    assert Return.objects.get(pk=made.pk).ended_at == NOW


def test_the_pages_lead_from_the_offer_to_the_answer() -> None:
    engineering()
    lead = person("Tom Reyes")
    ana = manager(leader=lead)
    form = page(lead, f"/careers/people/{ana.pk}/return")
    assert "M1 → L3 Senior of old" in form
    sent = {
        "move": "back",
        "effective_on": timezone.localdate().isoformat(),
        "note": "Welcome back.",
    }
    made = Return.objects.get(
        pk=int(as_(lead).post(f"/careers/people/{ana.pk}/return", sent)["Location"].split("/")[-1])
    )
    own = page(ana, f"/careers/returns/{made.pk}")
    assert "Welcome back." in own
    assert "stays in band B4" in own
    as_(ana).post(f"/careers/returns/{made.pk}/answer", {"answer": "agree"})
    assert "Carried out" in page(ana, f"/careers/returns/{made.pk}")
    assert as_(person()).get(f"/careers/returns/{made.pk}").status_code == 404


def test_a_day_that_erases_the_position_comes_back_as_the_form_with_the_sentence() -> None:
    engineering()
    ana = manager()
    sent = {"move": "back", "effective_on": CROSSED.isoformat()}
    answer = as_(hr()).post(f"/careers/people/{ana.pk}/return", sent)
    assert answer.status_code == 422
    assert "before the present position began" in answer.content.decode()


def test_the_home_of_whom_it_is_offered_to_leads_to_it_until_it_is_answered() -> None:
    engineering()
    made = offered(manager())
    link = f'href="/careers/returns/{made.pk}"'
    assert link in page(made.person, "/")
    answer_return(made, is_agreed=False, by=made.person, **WHEN)
    assert link not in page(made.person, "/")
