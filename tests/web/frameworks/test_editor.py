"""The pages of the editor: what they show, and that nothing that was written is lost."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.web.factories import NOW, hr, person
from tests.web.frameworks.factories import TEXT, draft, family, version
from trellis_web.frameworks.actions.authorship import name_author
from trellis_web.frameworks.models import Draft
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
EDITOR = "/frameworks/administration/drafts/engineering/editor/"
CELL = f"{EDITOR}design/IC3/"


def client_of(someone: Person) -> Client:
    client = Client()
    client.force_login(someone)
    return client


def author(role: str) -> Client:
    """Somebody with this part in the family, signed in."""
    someone = person()
    name_author(family(), person=someone, role=role, by=hr(f"HR {someone.pk}"), now=NOW)
    return client_of(someone)


def fields(page: str) -> dict[str, str]:
    """What a browser would send from the form of the cell, unchanged."""
    form = (page.partition('class="ed-form"')[2] or page).partition("</form>")[0]
    sent = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', form))
    sent |= dict(re.findall(r'<textarea name="([\w-]+)"[^>]*>([^<]*)<', form))
    chosen = re.search(r'name="choice" value="(\w+)"[^>]*checked', form)
    return sent | ({"choice": chosen[1]} if chosen else {})


def open_cell(client: Client, address: str = CELL) -> dict[str, Any]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return fields(answer.content.decode())


def saved() -> str:
    return Draft.objects.get().text


@pytest.fixture
def hana() -> Client:
    draft(updated_by=hr("Ines Duarte"))
    return client_of(hr())


def test_the_matrix_shows_every_cell_with_a_link_to_write_it(hana: Client) -> None:
    text = hana.get(EDITOR).content.decode()
    assert f'href="{CELL}"' in text
    assert "Designs changes that cross two services." in text
    assert "As at the level below" in text


def test_a_cell_shows_its_neighbours_and_its_fields(hana: Client) -> None:
    text = hana.get(CELL).content.decode()
    assert "One level lower, IC2" in text
    assert "Designs changes inside one service." in text
    assert fields(text)["s-0-text"] == "Designs changes that cross two services."
    assert fields(text)["s-0-id"] == "d3"


def test_a_save_leads_back_to_the_cell_and_keeps_the_comments_of_the_file() -> None:
    draft(f"# Ours since 2019\n{TEXT}")
    client = author("writer")
    sent = open_cell(client) | {"s-0-text": "Leads a change over two services.", "done": "1"}
    answer = client.post(CELL, sent)
    assert (answer.status_code, answer["Location"]) == (302, CELL)
    assert saved().startswith("# Ours since 2019\n")
    assert "Leads a change over two services." in saved()


def test_a_pause_in_typing_saves_and_changes_only_what_is_around_the_fields(hana: Client) -> None:
    sent = open_cell(hana) | {"s-1-text": "Writes down what was decided."}
    answer = hana.post(CELL, sent, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<textarea" not in text
    assert "Saved" in text
    made = re.findall(r'name="s-1-id" value="(design-IC3-\w+)"', text)[0]
    again = sent | fields(text) | {"s-1-text": "Writes down decisions, too."}
    hana.post(CELL, again, headers={"HX-Request": "true"})
    assert saved().count(made) == 1, "the sentence keeps the id that it got first"
    assert "Writes down decisions, too." in saved()


@pytest.mark.parametrize("part", ["", "true"])
def test_of_two_browsers_the_second_sees_both_texts_and_chooses(hana: Client, part: str) -> None:
    tom = author("writer")
    headers = {"HX-Request": part} if part else {}
    sent, theirs = open_cell(hana), open_cell(tom)
    tom.post(CELL, theirs | {"s-0-text": "Toms sentence."})
    answer = hana.post(CELL, sent | {"s-0-text": "Hanas sentence."}, headers=headers)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Toms sentence." in text
    assert "Hanas sentence." in text
    assert fields(text)["digest"] == sent["digest"], "autosave cannot overwrite"
    seen = re.findall(r'name="theirs" value="(\w+)"', text)[0]
    chosen = sent | {"s-0-text": "Hanas sentence.", "keep": "both", "theirs": seen}
    assert hana.post(CELL, chosen).status_code == 302
    assert "Toms sentence." in saved()
    assert "Hanas sentence." in saved()


def test_an_emptied_sentence_is_asked_about_and_a_removed_one_goes(hana: Client) -> None:
    sent = open_cell(hana) | {"s-0-text": ""}
    refused = hana.post(CELL, sent)
    assert refused.status_code == 422
    assert "tick “Remove”" in refused.content.decode()
    assert hana.post(CELL, sent | {"s-0-is_removed": "on"}).status_code == 302
    assert "id: d3" not in saved()


@pytest.mark.parametrize("part", ["", "true"])
def test_a_paste_of_10_mb_gets_a_sentence_and_nothing_is_saved(hana: Client, part: str) -> None:
    sent = open_cell(hana) | {"s-0-text": "word " * 2_000_000}
    answer = hana.post(CELL, sent, headers={"HX-Request": part} if part else {})
    assert answer.status_code == 422
    assert "one sentence has at most 2000" in answer.content.decode()
    assert saved() == TEXT


def test_an_id_that_is_used_twice_gets_a_sentence(hana: Client) -> None:
    answer = hana.post(CELL, open_cell(hana) | {"s-0-id": "c2"})
    assert answer.status_code == 422
    assert "is used twice" in answer.content.decode()
    assert saved() == TEXT


def test_a_publication_during_writing_keeps_the_text_on_the_page(hana: Client) -> None:
    sent = open_cell(hana) | {"s-0-text": "Not lost."}
    address = "/frameworks/administration/drafts/engineering/publication/"
    hana.post(address, {"note": "The first one.", "revision": 1})
    answer = hana.post(CELL, sent)
    assert answer.status_code == 409
    assert "Not lost." in answer.content.decode()
    assert "published" in answer.content.decode()


def test_a_cell_that_was_taken_out_keeps_the_text_on_the_page(hana: Client) -> None:
    sent = open_cell(hana) | {"s-0-text": "Not lost."}
    Draft.objects.update(text=TEXT.replace("id: design", "id: drawing"))
    answer = hana.post(CELL, sent)
    assert answer.status_code == 409
    assert "Not lost." in answer.content.decode()
    assert hana.get(CELL).status_code == 404


def test_a_co_author_reads_the_cell_without_its_form_and_a_save_is_refused() -> None:
    draft()
    co_author, writer = author("co_author"), author("writer")
    assert "ed-form" not in co_author.get(CELL).content.decode()
    sent = open_cell(writer) | {"s-0-text": "Mine."}
    answer = co_author.post(CELL, sent)
    assert answer.status_code == 403
    assert "leave a suggestion" in answer.content.decode()
    assert saved() == TEXT


PAGES = (
    "", "findings/", "includes/", "outline/", "outline/level/IC3/", "outline/level/IC3/place/",
    "outline/level/IC3/removal/", "design/IC3/", "design/IC3/core/", "../authors/",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_to_an_outsider_a_draft_is_a_missing_one(page: str) -> None:
    draft()
    client = client_of(person())
    for method in (client.get, client.post):
        hidden = method(EDITOR + page)
        missing = method(EDITOR.replace("engineering", "engineerinh") + page)
        assert hidden.status_code == missing.status_code
        assert hidden.status_code in (404, 405)
        assert len(hidden.content) == len(missing.content)


def test_what_the_linter_says_comes_while_somebody_types(hana: Client) -> None:
    sent = {"s-0-text": "Demonstrates leadership.", "s-0-id": "d3"}
    text = hana.post(f"{EDITOR}findings/?n=0", sent).content.decode()
    assert "OBS101" in text
    assert 'id="lint-0"' in text
    assert hana.post(f"{EDITOR}findings/?n=0", {}).status_code == 200


def test_notes_on_the_wording_wait_behind_a_line_and_warnings_do_not(hana: Client) -> None:
    sent = {"s-0-text": "Always demonstrates leadership.", "s-0-id": "d3"}
    warnings, notes = (
        hana.post(f"{EDITOR}findings/?n=0", sent).content.decode().split("1 note on the wording")
    )
    assert "OBS101" in warnings
    assert "OBS111" not in warnings
    assert "OBS111" in notes


def test_a_rule_is_silenced_with_a_reason_together_with_the_text(hana: Client) -> None:
    vague = {"s-0-text": "Demonstrates leadership.", "silence": "0-OBS101"}
    sent = open_cell(hana) | vague
    hana.post(CELL, sent | {"reason-0-OBS101": "Agreed with the managers."})
    text = hana.get(CELL).content.decode()
    assert "OBS101 is silenced: Agreed with the managers." in text
    hana.post(CELL, open_cell(hana) | {"silence": "0-OBS101"})
    assert "is silenced" not in hana.get(CELL).content.decode()


def test_a_sentence_says_since_when_it_reads_so_and_how_it_read_before() -> None:
    version(TEXT.replace("cross two", "touch two"), number=1)
    version(number=2)
    draft()
    text = author("writer").get(CELL).content.decode()
    assert "This sentence since version 2" in text
    assert "Designs changes that touch two services." in text


def test_a_translation_is_marked_stale_until_somebody_says_it_still_fits() -> None:
    draft(TEXT.replace("{id: d3,", "{id: d3, texts: {de: Entwirft.},"))
    client = author("writer")
    client.post(CELL, open_cell(client) | {"s-0-text": "Leads the design."})
    assert "Still says the same" in client.get(CELL).content.decode()
    client.post(CELL, open_cell(client) | {"s-0-current-de": "on"})
    assert "Still says the same" not in client.get(CELL).content.decode()
    assert "{de: Entwirft.}" in saved()


def test_the_editor_needs_the_same_queries_for_few_and_many_cells(
    hana: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20) as few:
        hana.get(CELL)
    version(number=1)
    version(TEXT.replace("cross two", "touch two"), number=2)
    more = "".join(
        f"  - {{id: c{n}, title: C{n}, levels: {{IC2: [{{id: n{n}, text: Does {n}.}}]}}}}\n"
        for n in range(40)
    )
    Draft.objects.update(text=TEXT.replace("competencies:\n", f"competencies:\n{more}"))
    with django_assert_max_num_queries(len(few.captured_queries)):
        hana.get(CELL)


def test_hr_names_an_author_and_ends_the_part(hana: Client) -> None:
    tom = person("Tom Reyes", email="tom@example.test")
    address = "/frameworks/administration/drafts/engineering/authors/"
    hana.post(address, {"email": "TOM@example.test", "role": "writer"})
    assert "Tom Reyes" in hana.get(address).content.decode()
    assert client_of(tom).get(CELL).status_code == 200
    hana.post(address, {"email": "tom@example.test", "role": ""})
    assert client_of(tom).get(CELL).status_code == 404
    unknown = hana.post(address, {"email": "nobody@example.test", "role": "owner"})
    assert unknown.status_code == 422
    assert "Nobody with this address" in unknown.content.decode()
