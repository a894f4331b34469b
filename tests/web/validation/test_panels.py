"""A panel from the first form to the results."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.factories import NOW, TODAY, hr, person
from tests.web.posting import posted
from tests.web.validation.factories import answer_all, draft, opened, panel, rate
from trellis.findings import BadInput
from trellis_web.frameworks.models import Draft
from trellis_web.frameworks.queries.signatures import signing_of
from trellis_web.people.models import Person
from trellis_web.validation import actions
from trellis_web.validation.models import Panel, Rating
from trellis_web.validation.queries import validated

pytestmark = pytest.mark.django_db


@pytest.fixture
def hana() -> Person:
    """HR, who holds the panel."""
    return hr()


@pytest.fixture
def client(hana: Person) -> Client:
    """Hana's browser."""
    client = Client()
    client.force_login(hana)
    return client


def closed(by: Person, **fields: int) -> Panel:
    made = opened(by, **fields)
    answer_all(made)
    return actions.close_panel(made, by=by, now=NOW)


def page_of(client: Client, of: Panel) -> str:
    answer = client.get(reverse("panel_results", args=[of.pk]))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_panel_is_set_up_with_plain_forms(hana: Person, client: Client) -> None:
    draft(hana)
    page = client.post(reverse("panel_list", args=["design"]), {"asks_order": "on"})
    made = Panel.objects.get()
    assert page["Location"] == reverse("panel", args=[made.pk])
    for group in ("manager", "senior"):
        sent = {"person": person().pk, "group": group}
        assert client.post(reverse("panel_panelists", args=[made.pk]), sent).status_code == 302
    example = {"level": "L2", "example": "general-project"}
    assert client.post(reverse("panel_examples", args=[made.pk]), example).status_code == 302
    own = {"level": "L2", "title": "Kim", "text": "Did this and that."}
    assert client.post(reverse("panel_texts", args=[made.pk]), own).status_code == 302
    assert client.post(reverse("panel_opening", args=[made.pk])).status_code == 302
    made.refresh_from_db()
    assert made.is_open
    assert made.vignettes.count() == made.panelists.count() == 2


def test_a_form_that_is_not_filled_in_comes_back_with_its_sentence(
    hana: Person, client: Client
) -> None:
    made = panel(hana)
    for name in ("panel_panelists", "panel_examples", "panel_texts", "panel_subjects"):
        answer = client.post(reverse(name, args=[made.pk]), {})
        assert answer.status_code == 422, name
        assert "This field is required." in answer.content.decode()


def test_a_panel_without_readers_does_not_open_and_says_why(hana: Person, client: Client) -> None:
    made = panel(hana, managers=1, seniors=0, vignettes=0)
    answer = client.post(reverse("panel_opening", args=[made.pk]))
    assert answer.status_code == 422
    assert "one reader cannot agree with anybody" in answer.content.decode()
    assert "Add at least one description" in answer.content.decode()


def test_a_level_that_vanished_from_the_draft_keeps_it_from_opening(hana: Person) -> None:
    made = panel(hana)
    actions.add_vignette(made, level="L9", title="Kim", text="Did this.", by=hana, now=NOW)
    with pytest.raises(BadInput, match="no level “L9” any more"):
        actions.open_panel(made, by=hana, now=NOW)


def test_everybody_asked_gets_a_link_and_no_word_of_the_draft(
    hana: Person,
) -> None:
    made = panel(hana, managers=2, seniors=1)
    actions.open_panel(made, by=hana, now=NOW)
    letters = posted()
    assert {mail.to[0] for mail in letters} == {
        seat.person.email for seat in made.panelists.select_related("person")
    }
    for seat, mail in zip(made.panelists.order_by("pk"), letters, strict=True):
        assert reverse("panel_seat", args=[seat.pk]) in str(mail.body)
        assert "craft" not in str(mail.body).casefold()


def test_two_who_prepare_at_once_hold_the_same_panel(hana: Person) -> None:
    first = panel(hana)
    same = actions.prepare_panel(
        Draft.objects.get(), asks_order=False, asks_team=True, by=hana, now=NOW
    )
    assert same.pk == first.pk


def test_a_panelist_rates_with_a_plain_form_and_finds_the_answers_again(hana: Person) -> None:
    made = opened(hana)
    seat = made.panelists.select_related("person").first()
    assert seat
    client = Client()
    client.force_login(seat.person)
    url = reverse("panel_rating", args=[seat.pk, made.vignettes.get(title="Alex 0").pk])
    assert client.post(url, {"c1-l2": "4", "c2-l2": "cannot"}).status_code == 302
    stored = dict(Rating.objects.values_list("statement", "score"))
    assert stored == {"c1-l2": 4, "c2-l2": None}
    assert client.post(url, {"c1-l2": "2"}, headers={"X-Autosave": "1"}).status_code == 204
    assert Rating.objects.get(statement="c1-l2").score == 2
    assert client.post(url, {"c1-l2": "6"}).status_code == 422
    page = client.get(reverse("panel_seat", args=[seat.pk])).content.decode()
    assert "2 of 3" in page


def test_sentences_are_sorted_without_their_level(hana: Person) -> None:
    made = opened(hana)
    seat = made.panelists.select_related("person").first()
    assert seat
    client = Client()
    client.force_login(seat.person)
    url = reverse("panel_order", args=[seat.pk, 1])
    assert client.post(url, {"c1-l1": "L1", "c1-l2": "L1"}).status_code == 302
    page = client.get(url).content.decode()
    assert page.count("checked") == 2
    assert client.post(url, {"c1-l1": "L3"}).status_code == 422
    assert client.get(reverse("panel_order", args=[seat.pk, 9])).status_code == 404


def test_results_show_the_worst_sentence_first_with_intervals(hana: Person, client: Client) -> None:
    page = page_of(client, closed(hana))
    places = [page.index(f"<h3>Does craft {n} as L2.") for n in (3, 2, 1)]
    assert places == sorted(places)
    assert "Two readers agree" in page
    assert re.search(r"0\.43 \(0\.\d\d to \d\.\d\d\)", page)  # 12 of 28 pairs agree on craft 2
    assert "“Cannot tell” was 10.0 in 10 of the answers" in page
    assert reverse("framework_editor_cell", args=["design", "c3", "L2"]) in page


def test_results_say_how_levels_were_told_apart(hana: Person, client: Client) -> None:
    page = page_of(client, closed(hana))
    assert "Most readers put 6 of 6 sentences to their own level." in page
    assert "with a chance of 0.016" in page


def test_managers_and_contributors_are_shown_apart_only_where_neither_is_few(
    hana: Person,
) -> None:
    both = closed(hana).results["figures"]
    assert both["manager"].keys() == both["senior"].keys() == both["all"].keys()
    few = closed(hana, managers=5, seniors=2).results["figures"]
    assert few["all"]
    assert few["manager"] == few["senior"] == {}


def test_a_panel_that_hardly_anybody_answered_says_that_there_is_no_figure(
    hana: Person, client: Client
) -> None:
    made = opened(hana)
    for seat in made.panelists.select_related("person", "panel__family")[:2]:
        rate(seat, made.vignettes.get(title="Alex 0"), c1=4)
    actions.close_panel(made, by=hana, now=NOW)
    assert "Fewer than three people answered about any sentence" in page_of(client, made)


def test_few_mapped_people_are_not_counted_by_level(hana: Person) -> None:
    made = opened(hana, asks_team=True)
    closed_one = actions.close_panel(made, by=hana, now=NOW)
    assert closed_one.results["team"] == {}


def test_a_draft_is_validated_until_it_changes(hana: Person, client: Client) -> None:
    made = closed(hana)
    written = Draft.objects.get()
    found = validated(written)
    assert found is not None
    assert found.is_whole
    assert not found.changed
    written.text = written.text.replace("Does craft 1 as L2.", "Leads craft 1.")
    written.save()
    later = validated(written)
    assert later is not None
    assert not later.is_whole
    assert later.changed == {"c1-l2"}
    assert "changed since" in page_of(client, made)


def test_a_draft_of_which_no_sentence_is_left_is_not_validated(hana: Person) -> None:
    closed(hana)
    written = Draft.objects.get()
    written.text = written.text.replace("Does craft", "Leads craft")
    assert validated(written) is None


def test_a_draft_without_a_panel_is_not_validated(hana: Person) -> None:
    assert validated(draft(hana)) is None


def test_hr_signs_that_a_result_is_enough_while_the_draft_is_what_was_read(
    hana: Person, client: Client
) -> None:
    made = closed(hana)
    client.post(f"/panels/{made.pk}/signature/")
    written = Draft.objects.get(family=made.family)
    assert len(signing_of(written, TODAY).validations) == 1


def test_a_result_about_another_text_cannot_be_signed(hana: Person, client: Client) -> None:
    made = closed(hana)
    written = Draft.objects.get(family=made.family)
    written.text = written.text.replace("Does craft 1 as L2.", "Does something else.")
    written.save()
    answer = client.post(f"/panels/{made.pk}/signature/", follow=True)
    assert "changed" in answer.content.decode()
    assert signing_of(written, TODAY).validations == ()
