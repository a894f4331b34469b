"""Answers are blind: no channel shows one person's answer to anybody else, ever."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.factories import NOW, grant, hr, person, position, report
from tests.web.validation.factories import answer_all, opened, panel, rate
from trellis.findings import BadInput
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions.authorship import name_author
from trellis_web.frameworks.models import Family
from trellis_web.people.models import Person
from trellis_web.validation import actions
from trellis_web.validation.models import Panel, Panelist, Placing, Proposal, Rating, Vignette

pytestmark = pytest.mark.django_db


@pytest.fixture
def hana() -> Person:
    """HR, who holds the panel."""
    return hr()


def browser(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def seats(of: Panel) -> list[Panelist]:
    return list(of.panelists.select_related("person", "panel__family"))


def addresses(of: Panel, seat: Panelist) -> list[str]:
    """Every page of a panel and of a seat on it."""
    first = of.vignettes.first()
    assert first
    return [
        reverse("panel", args=[of.pk]),
        reverse("panel_results", args=[of.pk]),
        reverse("panel_seat", args=[seat.pk]),
        reverse("panel_rating", args=[seat.pk, first.pk]),
        reverse("panel_order", args=[seat.pk, 1]),
        reverse("panel_team", args=[seat.pk]),
    ]


def test_an_outsider_meets_nothing_on_any_address(hana: Person) -> None:
    made = opened(hana)
    outsider = browser(person())
    for url in addresses(made, seats(made)[0]):
        assert outsider.get(url).status_code == 404, url
        assert outsider.post(url).status_code in (404, 405), url


def test_a_panelist_opens_neither_anothers_pages_nor_the_panel_itself(hana: Person) -> None:
    made = opened(hana)
    first, second = seats(made)[:2]
    client = browser(second.person)
    for url in addresses(made, first):
        assert client.get(url).status_code == 404, url


def test_a_panelist_sees_no_other_panelists_answers(hana: Person) -> None:
    made = opened(hana)
    first, second = seats(made)[:2]
    vignette = made.vignettes.get(title="Alex 0")
    rate(first, vignette, c1=5, c2=1)
    assert not visible(Rating, to=second.person).exists()
    page = browser(second.person).get(reverse("panel_rating", args=[second.pk, vignette.pk]))
    assert page.status_code == 200
    assert "checked" not in page.content.decode()
    own = browser(first.person).get(reverse("panel_rating", args=[first.pk, vignette.pk]))
    assert own.content.decode().count("checked") == 2


def test_those_who_hold_a_panel_see_no_answer_on_any_page(hana: Person) -> None:
    made = opened(hana)
    seat = seats(made)[0]
    vignette = made.vignettes.get(title="Alex 0")
    client = browser(hana)
    before = client.get(reverse("panel", args=[made.pk])).content
    rate(seat, vignette, c1=5, c2=1)
    after = client.get(reverse("panel", args=[made.pk])).content
    hidden = rb'name="csrfmiddlewaretoken" value="\w+"'
    assert re.sub(hidden, b"", before) == re.sub(hidden, b"", after)
    for model in (Rating, Placing, Proposal):
        assert not visible(model, to=hana).exists()
    for url in addresses(made, seat)[1:]:
        assert client.get(url).status_code == 404, url


def test_results_of_an_open_panel_are_shown_to_nobody(hana: Person) -> None:
    made = opened(hana)
    answer_all(made)
    url = reverse("panel_results", args=[made.pk])
    assert browser(hana).get(url).status_code == 404


def test_after_closing_nothing_can_be_answered_and_no_answer_is_left(hana: Person) -> None:
    made = opened(hana)
    answer_all(made)
    seat = seats(made)[0]
    vignette = made.vignettes.get(title="Alex 0")
    closed = actions.close_panel(made, by=hana, now=NOW)
    assert not any(model.objects.exists() for model in (Rating, Placing, Proposal))
    with pytest.raises(Denied):
        rate(seat, vignette, c1=1)
    with pytest.raises(Denied):
        actions.place_sentences(seat, pair="L1/L2", levels={}, by=seat.person)
    with pytest.raises(Denied):
        actions.propose_levels(seat, levels={}, by=seat.person, now=NOW)
    with pytest.raises(Denied):
        actions.close_panel(closed, by=hana, now=NOW)
    url = reverse("panel_rating", args=[seat.pk, vignette.pk])
    assert browser(seat.person).post(url, {"c1-l2": "5"}).status_code == 404


def test_an_open_panel_stays_as_it_was_opened(hana: Person) -> None:
    made = opened(hana)
    first = made.vignettes.first()
    assert first
    with pytest.raises(Denied):
        actions.add_panelist(made, person=person(), group="senior", by=hana, now=NOW)
    with pytest.raises(Denied):
        actions.remove_panelist(seats(made)[0], by=hana, now=NOW)
    with pytest.raises(Denied):
        actions.remove_vignette(first, by=hana, now=NOW)


def test_nobody_answers_in_anothers_place(hana: Person) -> None:
    made = opened(hana)
    seat = seats(made)[0]
    vignette = made.vignettes.get(title="Alex 0")
    with pytest.raises(Denied):
        actions.rate_vignette(seat, vignette=vignette, scores={"c1-l2": 1}, by=hana, now=NOW)


def test_what_was_not_asked_is_not_stored(hana: Person) -> None:
    made = opened(hana)
    seat = seats(made)[0]
    vignette = made.vignettes.get(title="Alex 0")
    elsewhere = Vignette.objects.create(panel=made, level="L2", title="x", text="y")
    Vignette.objects.filter(pk=elsewhere.pk).update(panel=_other_panel(hana))
    for asked, name in ((vignette, "c1-l1"), (vignette, "no-such"), (elsewhere, "c1-l2")):
        with pytest.raises(Denied):
            actions.rate_vignette(seat, vignette=asked, scores={name: 1}, by=seat.person, now=NOW)
    assert not Rating.objects.exists()


def _other_panel(hana: Person) -> Panel:
    other = Family.objects.create(slug="other", title="Other")
    return Panel.objects.create(family=other, prepared_at=NOW, prepared_by=hana)


@pytest.mark.parametrize("who", ["employee", "writer", "manager"])
def test_only_those_who_own_structure_or_publish_hold_a_panel(hana: Person, who: str) -> None:
    made = panel(hana)
    actor = person()
    if who == "manager":
        report(person(), actor)
    if who == "writer":
        name_author(made.family, person=actor, role="writer", by=hana, now=NOW)
    with pytest.raises(Denied):
        actions.open_panel(made, by=actor, now=NOW)
    assert browser(actor).get(reverse("panel", args=[made.pk])).status_code == 404
    url = reverse("panel_list", args=["design"])
    answer = browser(actor).post(url, {"asks_order": "on"})
    assert answer.status_code == (403 if who == "writer" else 404)


def test_the_owner_of_a_family_holds_its_panels(hana: Person) -> None:
    made = panel(hana)
    owner = person()
    name_author(made.family, person=owner, role="owner", by=hana, now=NOW)
    assert browser(owner).get(reverse("panel", args=[made.pk])).status_code == 200
    assert actions.open_panel(made, by=owner, now=NOW).is_open


@pytest.fixture
def led(hana: Person) -> dict[str, Any]:
    """A real person, led by two panelists; a third panelist does not lead them."""
    made = panel(hana, managers=3, seniors=0, vignettes=1, asks_team=True)
    boss, dotted, stranger = seats(made)
    maya = person("Maya Okafor", manager=boss.person)
    report(maya, dotted.person, kind="functional")
    position(maya, family="design", level="L2")
    real = actions.add_vignette(made, level="L2", subject=maya, by=hana, now=NOW)
    return {
        "panel": made, "boss": boss, "dotted": dotted, "stranger": stranger, "real": real,
        "maya": maya, "hana": hana,
    }  # fmt: skip


def test_a_real_person_is_rated_only_by_those_who_lead_them(led: dict[str, Any]) -> None:
    actions.open_panel(led["panel"], by=led["hana"], now=NOW)
    rate(led["boss"], led["real"], c1=4)
    with pytest.raises(Denied):
        rate(led["stranger"], led["real"], c1=4)
    url = reverse("panel_rating", args=[led["stranger"].pk, led["real"].pk])
    client = browser(led["stranger"].person)
    assert client.get(url).status_code == 404
    assert (
        "Maya" not in client.get(reverse("panel_seat", args=[led["stranger"].pk])).content.decode()
    )


def test_whoever_no_longer_leads_somebody_no_longer_rates_them(led: dict[str, Any]) -> None:
    actions.open_panel(led["panel"], by=led["hana"], now=NOW)
    led["boss"].person.reports.update(until=NOW.date())
    with pytest.raises(Denied):
        rate(led["boss"], led["real"], c1=4)


def test_a_person_whom_one_panelist_leads_keeps_the_panel_from_opening(led: dict[str, Any]) -> None:
    actions.remove_panelist(led["dotted"], by=led["hana"], now=NOW)
    with pytest.raises(BadInput, match="Fewer than two panelists lead Maya Okafor"):
        actions.open_panel(led["panel"], by=led["hana"], now=NOW)


def test_real_people_are_forgotten_when_the_panel_closes(led: dict[str, Any]) -> None:
    opened_one = actions.open_panel(led["panel"], by=led["hana"], now=NOW)
    rate(led["boss"], led["real"], c1=4)
    rate(led["dotted"], led["real"], c1=4)
    closed = actions.close_panel(opened_one, by=led["hana"], now=NOW)
    assert not Vignette.objects.filter(subject__isnull=False).exists()
    assert "Maya" not in str(closed.results)
    assert all("Maya" not in str(event.payload) for event in Event.objects.all())


def test_a_manager_maps_only_own_reports(led: dict[str, Any]) -> None:
    actions.open_panel(led["panel"], by=led["hana"], now=NOW)
    maya = led["maya"].pk
    actions.propose_levels(led["boss"], levels={maya: "L3"}, by=led["boss"].person, now=NOW)
    for levels in ({person().pk: "L3"}, {maya: "L9"}):
        with pytest.raises(Denied):
            actions.propose_levels(led["boss"], levels=levels, by=led["boss"].person, now=NOW)
    assert not visible(Proposal, to=led["hana"]).exists()
    assert not visible(Proposal, to=led["dotted"].person).exists()


def test_a_deactivated_panelist_answers_nothing(hana: Person) -> None:
    made = opened(hana)
    seat = seats(made)[0]
    vignette = made.vignettes.get(title="Alex 0")
    seat.person.deactivated_at = NOW
    seat.person.save()
    with pytest.raises(Denied):
        rate(seat, vignette, c1=1)


def test_an_auditor_reads_that_a_panel_was_held_and_no_answer(hana: Person) -> None:
    made = opened(hana)
    answer_all(made)
    actions.close_panel(made, by=hana, now=NOW)
    grant(person(), "auditor")
    tags = list(Event.objects.filter(tag__startswith="panel:").values_list("tag", flat=True))
    assert tags[0] == "panel:prepared"
    assert tags[-2:] == ["panel:opened", "panel:closed"]
    assert set(tags[1:-2]) == {"panel:changed"}
