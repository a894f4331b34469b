"""The setting of a round: templates, scope, days in order; all of it open while it is a draft."""

from datetime import date
from typing import Any

import pytest

from tests.web.factories import NOW, TODAY, hr, person
from tests.web.reviews.browsing import signed_in, text
from tests.web.reviews.factories import STEPPED, cycle, member, opened, version
from trellis_web.access.rules import Denied
from trellis_web.notices.models import Mail
from trellis_web.people.models import Unit
from trellis_web.reviews.actions import change_cycle, open_cycle
from trellis_web.reviews.models import Cycle, Participant
from trellis_web.reviews.queries import entrants
from trellis_web.reviews.rules import Conflict, Unsettable
from trellis_web.reviews.rules.templates import templates

pytestmark = pytest.mark.django_db

PLAIN: dict[str, Any] = {
    "title": "Second half", "kind": "review",
    "from_on": date(2026, 7, 1), "to_on": date(2026, 12, 31), "due_on": date(2027, 1, 20),
}  # fmt: skip


def test_only_those_who_manage_rounds_change_one() -> None:
    family = version().family
    draft = cycle([family])
    with pytest.raises(Denied):
        change_cycle(draft, **PLAIN, families=[family], by=person(), now=NOW)
    assert Cycle.objects.get().title == "Half-year review"


def test_a_round_that_is_open_is_not_changed() -> None:
    member()
    family = version().family
    found = opened([family])
    with pytest.raises(Conflict):
        change_cycle(found, **PLAIN, families=[family], by=hr(), now=NOW)


def test_a_draft_keeps_its_number_when_it_is_changed() -> None:
    family = version().family
    draft, later = cycle([family]), cycle([family])
    change_cycle(draft, **PLAIN, families=[family], by=hr(), now=NOW)
    draft.refresh_from_db()
    assert (draft.title, draft.seq, later.seq) == ("Second half", 1, 2)


def test_a_draft_that_takes_another_family_follows_its_rounds() -> None:
    engineering, people = version().family, version(STEPPED).family
    draft = cycle([engineering])
    cycle([people], seq=7)
    changed = change_cycle(draft, **PLAIN, families=[people], by=hr(), now=NOW)
    assert changed.seq == 8


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"self_due_on": date(2026, 12, 20)}, "due_on"),
        ({"release_on": date(2026, 12, 1)}, "release_on"),
        ({"is_told_first": True}, "told_by_on"),
        ({"is_told_first": True, "told_by_on": date(2026, 12, 1)}, "told_by_on"),
        ({"to_on": date(2026, 1, 1)}, "to_on"),
        ({"threshold": 1}, "threshold"),
        ({"peers_least": 6}, "peers_most"),
    ],
)
def test_what_does_not_fit_together_is_named_by_its_field(
    days: dict[str, object], field: str
) -> None:
    with pytest.raises(Unsettable) as refused:
        cycle([version().family], **days)
    assert list(refused.value.faults) == [field]
    assert not Cycle.objects.exists()


def test_somebody_of_another_family_is_refused_by_name() -> None:
    stranger = person("Ines Duarte", level="L1", family="people")
    with pytest.raises(Unsettable) as refused:
        cycle([version().family], people=[stranger])
    assert refused.value.faults["people"].startswith("Ines Duarte: not in a job family")


def test_a_round_asks_about_its_units_and_its_people_only() -> None:
    north, south = (Unit.objects.create(name=name) for name in ("North", "South"))
    here, there, other = member(unit=north), member(unit=south), member(unit=north)
    family = version().family
    of_unit = cycle([family], units=[north])
    named = cycle([family], people=[here, there])
    assert {each.person for each in entrants(of_unit, today=TODAY)} == {here.pk, other.pk}
    assert {each.person for each in entrants(named, today=TODAY)} == {here.pk, there.pk}


def test_kinds_of_workers_are_left_out() -> None:
    member(worker_type="contractor")
    employee = member()
    opened([version().family], excluded_workers=["contractor"])
    assert Participant.objects.get().person == employee


def test_the_manager_is_always_asked() -> None:
    member()
    opened([version().family], perspectives=["self"])
    perspectives = Participant.objects.get().assessments.values_list("perspective", flat=True)
    assert set(perspectives) == {"manager", "self"}


@pytest.mark.parametrize("slug", list(templates()))
@pytest.mark.parametrize("today", [date(2026, 1, 31), date(2026, 11, 22), date(2028, 2, 29)])
def test_every_template_makes_a_round_that_can_be_set_up(slug: str, today: date) -> None:
    initial = templates()[slug].initial(today=today)
    made = cycle([version().family], **initial)
    assert made.from_on <= today <= made.to_on
    assert made.due_on > today


def test_the_half_year_is_that_of_today() -> None:
    initial = templates()["half-year"].initial(today=TODAY)
    assert (initial["from_on"], initial["to_on"]) == (date(2026, 7, 1), date(2026, 12, 31))


def test_the_form_begins_with_the_template_that_was_chosen() -> None:
    version()
    page = text(signed_in(hr()).get("/reviews/cycles/new?template=quarter"))
    assert "Quarter check-in" in page
    assert 'value="checkin" selected' in page


def _sent(family: int, **changed: object) -> dict[str, object]:
    days = {"from_on": "2026-07-01", "to_on": "2026-12-31", "due_on": "2027-01-20"}
    return {"title": "Mine", "kind": "review", "families": [family], **days, **changed}


def test_people_are_named_by_name_or_address_and_strangers_are_said() -> None:
    maya, family = member(name="Maya Okafor"), version().family
    client = signed_in(hr())
    wrong = client.post("/reviews/cycles/new", _sent(family.pk, people="Maya Okafor\nNobody"))
    assert wrong.status_code == 422
    assert "Nobody is called “Nobody”." in text(wrong)
    client.post("/reviews/cycles/new", _sent(family.pk, people=f"{maya.email.upper()}"))
    assert list(Cycle.objects.get().people.all()) == [maya]


def test_two_people_of_one_name_are_told_apart_by_address() -> None:
    member(name="Ana Sousa"), member(name="Ana Sousa")
    sent = _sent(version().family.pk, people="ana sousa")
    answer = signed_in(hr()).post("/reviews/cycles/new", sent)
    assert "Several people are called" in text(answer)


def test_the_setting_of_a_draft_is_changed_on_its_page() -> None:
    family = version().family
    draft, client = cycle([family]), signed_in(hr())
    path = f"/reviews/cycles/{draft.pk}/setting"
    assert "Half-year review" in text(client.get(path))
    assert client.post(path, _sent(family.pk, release_on="2026-12-01")).status_code == 422
    assert client.post(path, _sent(family.pk)).status_code == 302
    assert Cycle.objects.get().title == "Mine"


def test_opening_a_round_tells_each_author_once() -> None:
    boss = person("Tom Reyes")
    maya, ben = member(boss), member(boss)
    draft = cycle([version().family])
    open_cycle(draft, by=hr(), now=NOW, today=TODAY)
    assert set(Mail.objects.values_list("to", flat=True)) == {boss.pk, maya.pk, ben.pk}
