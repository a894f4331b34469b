"""The import wizard: a file is looked at, corrected, compared, imported as a draft, and undone."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.web.frameworks.factories import TEXT, draft
from tests.web.frameworks.importing import (
    ADDRESS,
    LONG,
    WIDE,
    imported,
    paste,
    plan_of,
    shown,
    statements,
)
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions import forget_uploads
from trellis_web.frameworks.models import Draft, Family, Import, ImportPreset, Upload, Version
from trellis_web.frameworks.queries.drafts import read_text

pytestmark = pytest.mark.django_db

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "frameworks"


def test_a_table_that_is_understood_goes_to_the_check_at_once_and_nothing_is_imported(
    hana: Client,
) -> None:
    page = shown(hana, paste(hana, WIDE, title="Product"))
    assert "Check before importing" in page
    assert "Becomes the draft of a new job family, Product" in page
    assert "<dd>4</dd>" in page
    assert not Family.objects.exists()
    assert [event.tag for event in Event.objects.all()] == ["upload:stored"]


def test_an_import_makes_a_draft_and_never_a_version_and_deletes_the_file(hana: Client) -> None:
    answer = imported(hana, paste(hana, WIDE, title="Product"))
    made = Import.objects.get()
    assert answer["Location"] == f"{ADDRESS}results/{made.pk}/"
    assert set(statements("product").values()) >= {"Draws a plan.", "Runs meetings."}
    assert not Version.objects.exists()
    assert not Upload.objects.exists()
    page = shown(hana, answer["Location"])
    assert "Every row was imported." in page
    assert Event.objects.filter(tag="import:made").count() == 1


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("carvago/frontend-assessment-template.xlsx", 83),
        ("financial-times/engineering.yml", 72),
        ("monzo/engineering/backend.md", 135),
    ],
)
def test_a_published_framework_is_imported_in_three_steps(
    hana: Client, name: str, count: int
) -> None:
    path = DATA / name
    assert path.exists(), f"{path} is missing: the real frameworks lie beside the repository."
    file = SimpleUploadedFile(path.name, path.read_bytes())
    address = hana.post(ADDRESS, {"file": file, "title": "Frontend"})["Location"]
    imported(hana, address)
    assert len(statements("frontend")) == count


def test_a_document_is_imported_as_it_was_pasted(hana: Client) -> None:
    imported(hana, paste(hana, TEXT.replace("\n", "\r\n")))
    assert Draft.objects.get().text == TEXT


def test_levels_whose_names_say_no_order_are_asked_about_and_never_guessed(hana: Client) -> None:
    address = paste(hana, "Competency;Senior;Junior\nDesign;Leads.;Draws a plan.\n", title="D")
    page = shown(hana, address)
    assert "Which level is above which?" in page
    refused = hana.post(f"{address}drafts/", {})
    assert refused.status_code == 422
    assert not Draft.objects.exists()
    same = hana.post(f"{address}shape/", shape(order=["1", "1"]))
    assert same.status_code == 422
    assert "Two levels have the same place" in same.content.decode()
    done = hana.post(f"{address}shape/", shape(order=["2", "1"]))
    assert done["Location"] == address
    imported(hana, address)
    made = Draft.objects.get()
    levels = read_text(made.text, made.family, now=made.updated_at).framework.tracks[0].levels
    assert [level.id for level in levels] == ["junior", "senior"]


def shape(
    layout: str = "across",
    header: int = 1,
    roles: tuple[str, ...] = ("names", "cells", "cells"),
    order: list[str] | None = None,
    **more: str,
) -> dict[str, object]:
    """The form of the shape page."""
    columns = {f"role-{number}": role for number, role in enumerate(roles)}
    places = {f"order-{number}": place for number, place in enumerate(order or [])}
    return {"layout": layout, "header": header, **columns, **places, **more}


def test_rows_and_columns_are_swapped(hana: Client) -> None:
    address = paste(hana, "Topic;Design 1;Talk 2\nL1;Draws.;Writes.\nL2;Leads.;Runs.\n", title="S")
    assert "Which level is above which?" in shown(hana, address), "the topics are taken for levels"
    hana.post(f"{address}shape/", {"swap": "1"})
    framework = plan_of(hana, address)
    assert [level.id for level in framework.tracks[0].levels] == ["L1", "L2"]
    assert [each.title for each in framework.competencies] == ["Design 1", "Talk 2"]


def test_a_table_that_is_no_framework_is_asked_about_and_can_still_be_described(
    hana: Client,
) -> None:
    address = paste(hana, "Product;Price;Stock\nTea;3;10\nCoffee;4;20\n")
    page = shown(hana, address)
    assert "No row was found that names the levels" in page
    assert "Choose another file" in page
    assert hana.post(f"{address}drafts/", {}).status_code == 422
    assert not Family.objects.exists()


def test_a_list_of_people_is_led_to_the_people_import(hana: Client) -> None:
    page = shown(hana, paste(hana, "Name,Email,Level\nMaya,maya@example.test,L2\n"))
    assert "This looks like a list of people" in page
    assert 'href="/people/import"' in page


FAMILIES = (
    "Family;Competency;L1;L2\nDesign;Plans;Draws a plan.;Leads a plan.\n"
    ";Talk;Writes notes.;Runs meetings.\nSales;Deals;Calls people.;Closes deals.\n"
)


def test_one_of_two_families_in_a_table_is_chosen(hana: Client) -> None:
    address = paste(hana, FAMILIES)
    assert "more than one job family" in shown(hana, address)
    roles = ("family", "names", "cells", "cells")
    hana.post(f"{address}shape/", shape(roles=roles, family="Design"))
    imported(hana, address)
    assert [family.slug for family in Family.objects.all()] == ["design"]
    assert len(statements("design")) == 4


def test_each_of_two_families_becomes_a_draft_of_its_own(hana: Client) -> None:
    address = paste(hana, FAMILIES)
    roles = ("family", "names", "cells", "cells")
    hana.post(f"{address}shape/", shape(roles=roles, family="*"))
    imported(hana, address)
    assert (len(statements("design")), len(statements("sales"))) == (4, 2)
    assert Import.objects.count() == 2


def test_bad_rows_are_shown_with_a_field_and_corrected_in_place(hana: Client) -> None:
    address = paste(hana, LONG, title="D")
    page = shown(hana, address)
    assert "2 rows cannot be read" in page
    assert "line 4" in page
    assert 'name="cell-0-3-1" value="x"' in page
    hana.post(f"{address}corrections/", {"cell-0-3-1": "3", "cell-0-4-2": "Talk"})
    assert "cannot be read" not in shown(hana, address)
    imported(hana, address)
    assert set(statements("d")) == {"a", "b", "c", "d"}


def test_bad_rows_stop_the_import_until_they_are_expressly_left_out(hana: Client) -> None:
    address = paste(hana, LONG, title="D")
    refused = imported(hana, address)
    assert refused.status_code == 422
    assert "choose to import without them" in refused.content.decode()
    assert not Draft.objects.exists()
    answer = imported(hana, address, without_bad_rows="on")
    assert set(statements("d")) == {"a", "b"}
    page = shown(hana, answer["Location"])
    assert "No competency is named." in page
    assert "Writes notes." in Draft.objects.get().text, "what was left out is kept in the file"


def test_an_id_used_twice_is_named_with_both_places(hana: Client) -> None:
    page = shown(hana, paste(hana, LONG.replace(";b\n", ";a\n"), title="D"))
    assert "belongs to line 2 already" in page


def test_a_correction_outside_the_table_changes_nothing(hana: Client) -> None:
    address = paste(hana, WIDE, title="D")
    before = Upload.objects.get().sheets
    hana.post(
        f"{address}corrections/", {"cell-0-999-0": "x", "cell-7-0-0": "x", "cell-0-0-99": "x"}
    )
    assert Upload.objects.get().sheets == before


def test_duplicate_row_names_are_put_together_with_a_way_to_keep_them_apart(hana: Client) -> None:
    address = paste(hana, WIDE + "Sum;a;b\nDesign;More.;Even more.\n", title="D")
    page = shown(hana, address)
    assert "1 name stands there twice" in page
    hana.post(f"{address}corrections/", {"cell-0-4-0": "Drawing"})
    titles = [each.title for each in plan_of(hana, address).competencies]
    assert titles == ["Design", "Talk", "Sum", "Drawing"]


def test_names_that_are_nearly_the_same_are_merged_or_kept(hana: Client) -> None:
    text = "Competency;L1;L2\nCommunication;a;b\nComunication;c;d\n"
    address = paste(hana, text, title="D")
    assert "nearly the same" in shown(hana, address)
    hana.post(f"{address}names/", {"first": "Communication", "second": "Comunication"})
    assert [each.title for each in plan_of(hana, address).competencies] == ["Communication"]
    hana.post(f"{address}names/", {"apart": "Comunication"})
    assert len(plan_of(hana, address).competencies) == 2


def test_columns_kept_under_a_name_are_offered_for_the_same_header_only(hana: Client) -> None:
    text = "What;Notes;L1;L2\nDesign;old;Draws.;Leads.\n"
    address = paste(hana, text, title="D")
    roles = ("names", "summary", "cells", "cells")
    hana.post(f"{address}shape/", shape(roles=roles))
    hana.post(f"{address}presets/", {"name": "Our matrix"})
    again = paste(hana, text.replace("Draws", "Paints"), title="D")
    assert "Read it as “Our matrix”" in shown(hana, f"{again}shape/")
    assert "Our matrix" not in shown(hana, f"{paste(hana, WIDE)}shape/")
    hana.post(f"{again}shape/", {"preset": str(ImportPreset.objects.get().pk)})
    assert plan_of(hana, again).competencies[0].summary == "old"


def test_the_check_compares_with_the_draft_and_counts_how_the_sentences_read(
    hana: Client,
) -> None:
    draft()
    changed = TEXT.replace("Writes down decisions.", "Writes down all decisions.")
    page = shown(hana, paste(hana, changed))
    assert "Replaces the draft of Engineering" in page
    assert "<ins>all</ins>" in page
    assert "How the sentences read" in page


def test_an_import_is_refused_when_the_draft_changed_since_it_was_compared(hana: Client) -> None:
    draft()
    address = paste(hana, TEXT.replace("decisions", "all decisions"))
    answer = hana.post(f"{address}drafts/", {"revision": "engineering=0"})
    assert answer.status_code == 409
    assert "Compare again" in answer.content.decode()
    assert Draft.objects.get().text == TEXT
    assert Upload.objects.exists()


def test_an_undone_import_gives_the_earlier_draft_back(hana: Client) -> None:
    draft()
    imported(hana, paste(hana, TEXT.replace("decisions", "all decisions")))
    made = Import.objects.get()
    assert "all decisions" in Draft.objects.get().text
    hana.post(f"{ADDRESS}results/{made.pk}/withdrawal/")
    assert Draft.objects.get().text == TEXT
    twice = hana.post(f"{ADDRESS}results/{made.pk}/withdrawal/")
    assert twice.status_code == 409
    assert "undone already" in twice.content.decode()


def test_undoing_the_first_import_of_a_family_leaves_nothing(hana: Client) -> None:
    imported(hana, paste(hana, WIDE, title="Product"))
    hana.post(f"{ADDRESS}results/{Import.objects.get().pk}/withdrawal/")
    assert not Draft.objects.exists()
    assert not Family.objects.exists()
    assert "Undone by Hana Sato" in shown(hana, f"{ADDRESS}results/{Import.objects.get().pk}/")


def test_a_draft_that_somebody_changed_since_is_not_undone_and_both_texts_stay(
    hana: Client,
) -> None:
    draft()
    imported(hana, paste(hana, TEXT.replace("decisions", "all decisions")))
    made = Import.objects.get()
    mine = Draft.objects.get().text.replace("One service", "My service")
    Draft.objects.update(text=mine, revision=9)
    answer = hana.post(f"{ADDRESS}results/{made.pk}/withdrawal/")
    assert answer.status_code == 409
    assert "Somebody changed the draft after this import" in answer.content.decode()
    assert Draft.objects.get().text == mine
    assert hana.get(f"{ADDRESS}results/{made.pk}/before/").content.decode() == TEXT


def test_an_import_is_not_undone_after_30_days_and_the_file_is_forgotten(hana: Client) -> None:
    draft()
    imported(hana, paste(hana, TEXT.replace("decisions", "all decisions")))
    left = paste(hana, WIDE)
    long_ago = timezone.now() - timedelta(days=31)
    Import.objects.update(made_at=long_ago)
    Upload.objects.update(made_at=long_ago)
    assert hana.get(left).status_code == 404
    made = Import.objects.get()
    answer = hana.post(f"{ADDRESS}results/{made.pk}/withdrawal/")
    assert answer.status_code == 409
    assert "for 30 days" in answer.content.decode()
    assert forget_uploads(now=timezone.now()) == 2
    assert not Upload.objects.exists()
    assert Import.objects.get().before == ""
    assert forget_uploads(now=timezone.now()) == 0
