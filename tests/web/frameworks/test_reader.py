"""The reader: everyone reads what is published, and nothing else."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.factories import grant, hr, person
from tests.web.frameworks.factories import TEXT, draft, family, version
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db

MANY = "".join(
    f"  - id: extra{n}\n    title: Extra {n}\n    levels:\n"
    f"      IC2: [{{id: x{n}, text: Does thing {n}.}}]\n"
    for n in range(27)
)


def as_(someone: Person) -> Client:
    client = Client()
    client.force_login(someone)
    return client


@pytest.fixture
def maya() -> Client:
    return as_(person("Maya Okafor", level="IC2"))


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_every_employee_sees_the_families_and_their_own(maya: Client) -> None:
    version()
    version(TEXT.replace("id: engineering", "id: sales", 1), of=family("sales", "Sales"))
    text = page(maya, "/frameworks/")
    assert "/frameworks/engineering/" in text
    assert "/frameworks/sales/" in text
    assert text.count("You are here") == 1


def test_a_draft_alone_shows_no_family_to_an_employee(maya: Client) -> None:
    draft()
    assert "ngineering" not in page(maya, "/frameworks/")
    assert "No framework is published yet" in page(maya, "/frameworks/")


def test_an_unpublished_family_answers_as_a_missing_one(maya: Client) -> None:
    draft()
    for path in ("", "compare/", "moves/", "file.yaml", "design/IC2/", "?v=1"):
        hidden = maya.get(f"/frameworks/engineering/{path}")
        missing = maya.get(f"/frameworks/engineerinh/{path}")
        assert hidden.status_code == missing.status_code == 404
        assert masked(hidden.content) == masked(missing.content)


def masked(content: bytes) -> bytes:
    """An answer without the token that is new in every answer, and without its own address."""
    text = re.sub(rb'(csrfmiddlewaretoken"? value="|X-CSRFToken[^,}]*)[\w-]*', b"", content)
    return re.sub(rb"engineerin[gh]", b"", text)


def test_the_matrix_is_a_table_with_scopes_that_scrolls_by_keyboard(maya: Client) -> None:
    version()
    text = page(maya, "/frameworks/engineering/")
    assert 'role="region" tabindex="0" aria-label="Individual contributor' in text
    assert text.count('scope="col"') == 3
    assert text.count('scope="row"') == 2
    assert text.count("You are here") == 1
    assert 'lang="en"' in text


def test_the_track_is_in_the_address(maya: Client) -> None:
    version()
    text = page(maya, "/frameworks/engineering/?track=management")
    assert "Interviews with the agreed questions." in text
    assert "You are here" not in text


def test_a_phone_shows_my_level_or_the_one_in_the_address(maya: Client) -> None:
    version()
    shown = re.compile(r'<th scope="col" class="shown[^>]*>\s*<span class="fw-level"><b>(\w+)')
    assert shown.findall(page(maya, "/frameworks/engineering/")) == ["IC2"]
    assert shown.findall(page(maya, "/frameworks/engineering/?level=IC3")) == ["IC3"]


def test_an_earlier_version_stays_readable_and_says_so(maya: Client) -> None:
    version()
    version(TEXT.replace("one service", "a single service"), 2)
    pinned = page(maya, "/frameworks/engineering/?v=1")
    assert "Designs changes inside one service." in pinned
    assert "not the current one" in pinned
    assert "/frameworks/engineering/design/IC2/?v=1" in pinned
    assert "inside a single service" in page(maya, "/frameworks/engineering/")


@pytest.mark.parametrize("number", ["9", "0", "x", "-1", "1.0", "9" * 40, "%00", "²"])
def test_a_version_that_is_not_there_is_not_found(maya: Client, number: str) -> None:
    version()
    assert maya.get(f"/frameworks/engineering/?v={number}").status_code == 404


def test_a_cell_has_its_own_address_with_examples_and_neighbours(maya: Client) -> None:
    version()
    text = page(maya, "/frameworks/engineering/design/IC2/")
    assert "Designs changes inside one service." in text
    assert "Rate limiter" in text
    assert "Above, at IC3" in text
    assert "Below" not in text
    assert maya.get("/frameworks/engineering/design/X1/").status_code == 404
    assert maya.get("/frameworks/engineering/nothing/IC2/").status_code == 404


def test_a_link_of_a_statement_leads_to_the_web_and_nowhere_else(maya: Client) -> None:
    links = 'links: ["https://example.test/guide", "javascript:alert(1)"]'
    version(TEXT.replace("examples: [Rate limiter]", links))
    text = page(maya, "/frameworks/engineering/design/IC2/")
    assert 'href="https://example.test/guide"' in text
    assert 'href="javascript' not in text


def test_comparing_starts_at_my_level_and_folds_what_stays(maya: Client) -> None:
    version()
    text = page(maya, "/frameworks/engineering/compare/")
    assert "IC2 and IC3 compared" in text
    assert "<mark>that cross two services</mark>" in text
    assert "1 competency stays the same" in text


def test_comparing_over_tracks_says_what_is_new_and_no_longer_asked(maya: Client) -> None:
    version()
    text = page(maya, "/frameworks/engineering/compare/?a=IC3&b=M1")
    new, gone = text.index('id="new"'), text.index('id="gone"')
    assert new < text.index("Interviews with the agreed questions.") < gone
    assert gone < text.index("Designs changes that cross two services.")
    assert maya.get("/frameworks/engineering/compare/?a=IC3&b=Q9").status_code == 404


def test_moves_say_what_they_ask(maya: Client) -> None:
    version()
    text = page(maya, "/frameworks/engineering/moves/")
    assert "How to get from IC2 to IC3" in text
    assert "Average of at least 3.5" in text
    assert "At least 12 months in the level" in text
    assert "decided inside the case" in text


def test_search_leads_to_the_cell(maya: Client) -> None:
    version()
    for address in ("/frameworks/engineering/?q=cross+services", "/frameworks/?q=CROSS"):
        assert 'href="/frameworks/engineering/design/IC3/"' in page(maya, address)
    assert "No behaviour holds all of these words" in page(maya, "/frameworks/?q=zzz")


def test_words_of_a_framework_are_never_markup(maya: Client) -> None:
    version(TEXT.replace("Writes down decisions.", "<script>alert(1)</script> writes."))
    for path in ("", "compare/", "communication/IC2/", "?q=alert", "?q=<script>"):
        assert "<script>alert" not in page(maya, f"/frameworks/engineering/{path}")


def test_the_yaml_download_is_the_published_file(maya: Client) -> None:
    version()
    answer = maya.get("/frameworks/engineering/file.yaml")
    assert answer.content.decode() == TEXT
    assert answer["Content-Disposition"] == 'attachment; filename="engineering-v1.yaml"'


def test_the_csv_download_is_a_long_table(maya: Client) -> None:
    version()
    answer = maya.get("/frameworks/engineering/file.csv")
    assert answer["Content-Type"].startswith("text/csv")
    assert "Designs changes that cross two services." in answer.content.decode()
    assert maya.get("/frameworks/engineering/file.exe").status_code == 404


def test_pages_need_the_same_number_of_queries_for_3_and_30_competencies(maya: Client) -> None:
    version()
    small = [queries(maya, path) for path in PATHS]
    version(TEXT.replace("moves:", MANY + "moves:"), 2)
    assert [queries(maya, path) for path in PATHS] == small


PATHS = ("engineering/", "engineering/compare/", "engineering/moves/", "engineering/design/IC2/")


@pytest.mark.parametrize("path", [*PATHS, "engineering/?show=differences", "engineering/?q=writes"])
def test_a_page_of_the_reader_needs_at_most_ten_queries(maya: Client, path: str) -> None:
    version()
    version(TEXT.replace("one service", "a single service"), 2)
    assert queries(maya, path) <= 10


def queries(client: Client, path: str) -> int:
    """Queries of a page whose version was read before."""
    page(client, f"/frameworks/{path}")
    with CaptureQueriesContext(connection) as captured:
        page(client, f"/frameworks/{path}")
    return len(captured)


def test_the_list_needs_the_same_number_of_queries_for_1_and_6_families(maya: Client) -> None:
    version()
    one = queries(maya, "?q=decisions")
    for n in range(5):
        version(TEXT.replace("id: engineering", f"id: f{n}", 1), of=family(f"f{n}", f"F{n}"))
    assert queries(maya, "?q=decisions") == one


def test_someone_without_a_framework_reads_all_of_it() -> None:
    version()
    assert "You are here" not in page(as_(person()), "/frameworks/engineering/")


def test_nobody_reads_without_signing_in() -> None:
    version()
    answer = Client().get("/frameworks/engineering/")
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_an_author_may_look_at_the_administration_and_an_employee_may_not(maya: Client) -> None:
    author = person()
    grant(author, "framework_author")
    assert as_(author).get("/frameworks/administration/").status_code == 200
    assert as_(hr()).get("/frameworks/administration/").status_code == 200
    refused = maya.get("/frameworks/administration/")
    assert refused.status_code == 403
    assert "Your role does not include this" in refused.content.decode()


@pytest.mark.parametrize(
    "path", ["%00/", "a%00/design/IC2/", "engineering/a%2Fb/IC2/", "%ED%A0%80/"]
)
def test_an_address_that_is_no_id_is_not_found(maya: Client, path: str) -> None:
    version()
    assert maya.get(f"/frameworks/{path}").status_code == 404
