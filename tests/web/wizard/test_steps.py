"""Setting a framework up: each step is saved in the draft, can be left, and loses nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.factories import NOW, TODAY, hr, person, position
from tests.web.reviews.factories import result, version
from trellis.framework.load import load
from trellis.framework.model import Framework
from trellis.library.sizes import Size
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions import publish_version
from trellis_web.frameworks.models import Draft, Family
from trellis_web.people.models import Person
from trellis_web.reviews.actions import create_cycle
from trellis_web.wizard.actions import start_framework
from trellis_web.wizard.models import FinishedStep
from trellis_web.wizard.queries import progress_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def hana() -> Person:
    return hr()


@pytest.fixture
def draft(hana: Person) -> Draft:
    return start_framework(template="support", title="", size=Size.MEDIUM, by=hana, now=NOW)


@pytest.fixture
def hr_client(client: Client, hana: Person) -> Client:
    client.force_login(hana)
    return client


def held(slug: str = "support") -> Framework:
    return load(Draft.objects.get(family__slug=slug).text.encode(), slug)


def revision() -> int:
    return Draft.objects.get().revision


def send(hr_client: Client, name: str, *args: str, slug: str = "support", **data: Any) -> Any:
    data.setdefault("revision", revision())
    return hr_client.post(reverse(name, args=[slug, *args]), data)


def finished() -> set[str]:
    return set(FinishedStep.objects.values_list("step", flat=True))


def test_a_new_installation_is_asked_for_one_family_first(hr_client: Client) -> None:
    assert hr_client.get("/setup/").headers["Location"] == "/setup/new/"


def test_a_template_becomes_a_draft_that_fits_the_company(hr_client: Client) -> None:
    answer = hr_client.post("/setup/new/", {"template": "design", "size": Size.SMALL, "title": ""})
    assert answer.headers["Location"] == "/setup/design/levels/"
    assert len(held("design").tracks[0].levels) == 4
    assert finished() == {"scope"}


def test_another_name_makes_another_family(hr_client: Client) -> None:
    hr_client.post(
        "/setup/new/", {"template": "support", "size": Size.SMALL, "title": "Field service"}
    )
    assert held("field-service").title == "Field service"


def test_a_family_without_a_template_begins_with_levels(hr_client: Client) -> None:
    hr_client.post("/setup/new/", {"template": "", "size": Size.SMALL, "title": "Logistics"})
    assert [level.scope is not None for level in held("logistics").tracks[0].levels] == [True] * 4


def test_a_family_without_a_template_needs_a_name(hr_client: Client) -> None:
    answer = hr_client.post("/setup/new/", {"template": "", "size": Size.SMALL, "title": ""})
    assert answer.status_code == 422
    assert not Family.objects.exists()


def test_a_family_that_is_there_is_never_replaced(hr_client: Client, draft: Draft) -> None:
    answer = hr_client.post("/setup/new/", {"template": "support", "size": Size.SMALL, "title": ""})
    assert answer.status_code == 422
    assert "There is a framework “Support” already." in answer.content.decode()
    assert Draft.objects.get().text == draft.text


def test_titles_and_scopes_are_kept(hr_client: Client, draft: Draft) -> None:
    names = {f"title-{x.id}": f"Name of {x.id}" for _t, x in held().levels()}
    scopes = {f"scope-{x.id}": f"Reach of {x.id}" for _t, x in held().levels()}
    answer = send(hr_client, "wizard_levels", **names, **scopes)
    assert answer.headers["Location"] == "/setup/support/competencies/"
    assert [(x.title, x.scope) for _t, x in held().levels()] == [
        (f"Name of {x.id}", f"Reach of {x.id}") for _t, x in held().levels()
    ]
    assert "levels" in finished()


def test_fewer_levels_lose_no_sentence_unless_somebody_says_so(
    hr_client: Client, draft: Draft
) -> None:
    answer = send(hr_client, "wizard_level_count", count=3)
    assert answer.status_code == 422
    assert "S4, S5 would go with" in answer.content.decode()
    assert Draft.objects.get().text == draft.text
    send(hr_client, "wizard_level_count", count=3, is_sure="on")
    assert [level.id for level in held().tracks[0].levels] == ["S1", "S2", "S3"]


def test_more_levels_are_still_to_write(hr_client: Client, draft: Draft) -> None:
    send(hr_client, "wizard_level_count", count=6)
    assert held().tracks[0].levels[-1].id == "S6"
    assert "cells to write" in hr_client.get("/setup/support/behaviours/").content.decode()


@pytest.mark.parametrize(("count", "is_advised"), [(4, True), (5, False), (8, True)])
def test_advice_comes_outside_five_to_seven_levels(
    hr_client: Client, draft: Draft, count: int, is_advised: bool
) -> None:
    send(hr_client, "wizard_level_count", count=count, is_sure="on")
    page = hr_client.get("/setup/support/levels/").content.decode()
    assert ("Five to seven levels are usual" in page) is is_advised


def test_competencies_come_from_the_library_and_go(hr_client: Client, draft: Draft) -> None:
    ids = [c.id for c in held().competencies if c.id != "coaching"]
    answer = send(
        hr_client, "wizard_competencies", chosen=[*ids, "product:discovery"], other="Languages"
    )
    assert answer.status_code == 302
    after = [c.id for c in held().competencies]
    assert "coaching" not in after
    assert after[-2:] == ["discovery", "languages"]


def test_a_competency_that_a_criterion_names_stays_with_a_sentence(
    hr_client: Client, draft: Draft
) -> None:
    ids = [c.id for c in held().competencies if c.id != "people-leadership"]
    answer = send(hr_client, "wizard_competencies", chosen=ids)
    assert answer.status_code == 422
    assert Draft.objects.get().text == draft.text


def test_sentences_are_written_one_a_line(hr_client: Client, draft: Draft) -> None:
    send(hr_client, "wizard_level_count", count=6)
    cells = {
        f"cell-{level}": "\n".join(s.text for s in cell)
        for level, cell in _competency("troubleshooting").levels.items()
        if isinstance(cell, tuple)
    }
    cells["cell-S6"] = "Publishes the yearly list of causes.\nTrains ten colleagues a year."
    send(hr_client, "wizard_behaviour", "troubleshooting", **cells)
    after = _competency("troubleshooting").levels["S6"]
    assert isinstance(after, tuple)
    assert [s.text for s in after] == cells["cell-S6"].split("\n")


def test_a_sentence_that_stays_keeps_its_id_and_star(hr_client: Client, draft: Draft) -> None:
    before = _competency("troubleshooting").levels["S3"]
    assert isinstance(before, tuple)
    cells = {
        f"cell-{level}": "\n".join(s.text for s in cell)
        for level, cell in _competency("troubleshooting").levels.items()
        if isinstance(cell, tuple)
    }
    cells["cell-S3"] = "Something new is done.\n" + cells["cell-S3"]
    send(hr_client, "wizard_behaviour", "troubleshooting", **cells)
    after = _competency("troubleshooting").levels["S3"]
    assert isinstance(after, tuple)
    assert after[1:] == before


def test_the_linter_grades_what_is_written(hr_client: Client, draft: Draft) -> None:
    vague = {"cell-S1": "Demonstrates leadership."}
    send(hr_client, "wizard_behaviour", "troubleshooting", **vague)
    page = hr_client.get("/setup/support/behaviours/troubleshooting/").content.decode()
    assert "Vague" in page


def test_the_rules_of_all_promotions_come_from_one_form(hr_client: Client, draft: Draft) -> None:
    sent = {"average": "3.2", "floor": "2", "quarters": "1", "has_endorsement": "on"}
    answer = send(hr_client, "wizard_criteria", **sent)
    assert answer.headers["Location"] == "/setup/support/tracks/"
    kinds = {c.kind for m in held().moves if m.kind == "promotion" for c in m.criteria}
    assert "calibration" not in kinds
    averages = {c.average.min for m in held().moves for c in m.criteria if c.average}
    assert {str(each) for each in averages} >= {"3.2"}


def test_going_on_changes_no_promotion_that_differs(hr_client: Client, draft: Draft) -> None:
    page = hr_client.get("/setup/support/criteria/")
    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    sent = {name: value for name, value in shown.items() if value is not False}
    before = held().moves
    send(hr_client, "wizard_criteria", **sent)
    assert held().moves == before
    assert "criteria" in finished()


def test_a_trial_names_levels_and_criteria_in_words(hr_client: Client, draft: Draft) -> None:
    position(person(), family="support", level="S1")
    page = hr_client.get("/setup/support/criteria/").content.decode()
    trial = page[page.index('id="trial"') :]
    assert "S1 to S2" in trial
    assert "S1-S2" not in trial


def test_rules_are_tried_on_the_people_of_today_without_being_saved(
    hr_client: Client, draft: Draft
) -> None:
    position(person(), family="support", level="S1")
    sent = {"revision": revision(), "average": "1", "floor": "", "quarters": ""}
    page = hr_client.post("/setup/support/criteria/trial/", sent, HTTP_HX_REQUEST="true")
    assert "0 of 1 would qualify" in page.content.decode()
    assert Draft.objects.get().text == draft.text


def test_a_second_track_can_be_taken_out_and_come_back(hr_client: Client, draft: Draft) -> None:
    kept = [m.id for m in held().moves if m.kind == "lateral"]
    send(hr_client, "wizard_tracks", management=0, kept=kept)
    assert [track.id for track in held().tracks] == ["ic"]
    send(hr_client, "wizard_tracks", management=2, kept=kept)
    assert {m.kind for m in held().moves} >= {"crossover", "return"}


def test_a_move_to_another_family_names_what_is_missing(hr_client: Client, draft: Draft) -> None:
    send(hr_client, "wizard_laterals", start="S2", end="product/PM2")
    move = next(m for m in held().moves if m.to == "product/ic/PM2")
    assert "discovery" in move.gaps
    assert "communication" in move.carries


def test_moves_are_named_by_titles(hr_client: Client, draft: Draft) -> None:
    page = hr_client.get("/setup/support/tracks/")
    competencies = {c.id for c in held().competencies} - {c.title for c in held().competencies}
    assert page.context["laterals"]
    for move in page.context["laterals"]:
        assert " " in move.start
        assert move.family
        assert not competencies & {*move.carries, *move.gaps}


def test_a_framework_that_was_published_without_the_wizard_has_only_its_use_left(
    hana: Person,
) -> None:
    family = version().family
    assert progress_of([family], to=hana)[0].next == "connection"


def test_somebody_elses_save_is_not_overwritten(hr_client: Client, draft: Draft) -> None:
    Draft.objects.update(revision=9)
    names = {f"title-{x.id}": "Mine" for _t, x in held().levels()}
    answer = send(hr_client, "wizard_levels", revision=1, **names)
    assert answer.status_code == 422
    assert "after you opened it" in answer.content.decode()
    assert Draft.objects.get().text == draft.text


def test_the_wizard_stays_at_six_of_seven_until_a_round_uses_the_version(
    hr_client: Client, draft: Draft, hana: Person
) -> None:
    for step in ("levels", "competencies", "behaviours", "criteria", "tracks"):
        FinishedStep.objects.create(family=draft.family, step=step, finished_at=NOW)
    publish_version(draft, note="The first one.", by=hana, now=NOW)
    family = Family.objects.get()
    (before,) = progress_of([family], to=hana)
    create_cycle(
        title="Autumn",
        kind="review",
        from_on=TODAY.replace(month=1, day=1),
        to_on=TODAY,
        due_on=TODAY,
        seq=1,
        families=[family],
        by=hana,
        now=NOW,
    )
    (after,) = progress_of([family], to=hana)
    assert (before.count, after.count) == (6, 7)


def test_each_step_is_recorded_once(hr_client: Client, draft: Draft) -> None:
    for _again in range(2):
        send(hr_client, "wizard_behaviours")
    steps = [e.payload["step"] for e in Event.objects.filter(tag="wizard:advanced")]
    assert steps == ["scope", "behaviours"]


PAGES = (
    *("", "levels/", "competencies/", "behaviours/", "behaviours/coaching/"),
    *("criteria/", "tracks/", "connection/"),
)


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_of_the_wizard_are_for_those_who_own_the_structure(
    client: Client, draft: Draft, page: str
) -> None:
    client.force_login(person())
    assert client.get(f"/setup/support/{page}").status_code in (403, 404)


def test_a_step_after_publication_leads_to_the_list(
    hr_client: Client, draft: Draft, hana: Person
) -> None:
    publish_version(draft, note="The first one.", by=hana, now=NOW)
    assert hr_client.get("/setup/support/levels/").headers["Location"] == "/setup/support/"


def test_a_published_version_tried_again_says_what_readiness_says(hana: Person) -> None:
    from trellis_web.frameworks.queries import resolved
    from trellis_web.readiness.actions import refresh
    from trellis_web.readiness.models import Readiness
    from trellis_web.reviews.actions import push_facts
    from trellis_web.reviews.queries import dry_runs

    pinned = version()
    people = [person(level="L1", level_since=TODAY.replace(year=2023)) for _ in range(4)]
    for n, someone in enumerate(people):
        ratings = {c: {"score": 2 + n % 3, "next": "shows"} for c in ("c1", "c2", "c3")}
        result(someone, pinned, seq=1, level="L1", ratings=ratings)
    push_facts([p.pk for p in people], today=TODAY)
    refresh(today=TODAY)
    found = {run.move.id: run.ready for run in dry_runs(resolved(pinned), today=TODAY)}
    stored = {
        move: Readiness.objects.filter(move__slug=move, state="ready").count() for move in found
    }
    assert found == stored


def _competency(id_: str) -> Any:
    return next(c for c in held().competencies if c.id == id_)
