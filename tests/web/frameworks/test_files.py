"""Downloads: every format with its name and type, bounded, and only for who may read."""

import io
import json
import zipfile

import pytest
from django.test import Client

from tests.web.factories import person
from tests.web.frameworks.factories import TEXT, draft, version
from trellis.findings import BadInput
from trellis.framework.formats import read_any
from trellis.framework.load import load
from trellis_web.frameworks.queries import files

pytestmark = pytest.mark.django_db

BEGINS = {
    "yaml": (b"schema: trellis/1", "application/yaml; charset=utf-8"),
    "csv": (b"\xef\xbb\xbffamily,", "text/csv; charset=utf-8"),
    "md": (b"---\nschema: trellis-markdown/1", "text/markdown; charset=utf-8"),
    "case.json": (b'{\n  "CFDocument"', "application/json"),
    "xlsx": (b"PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pdf": (b"%PDF-1.7", "application/pdf"),
    "mmd": (b"flowchart LR", "text/plain; charset=utf-8"),
    "dot": (b'digraph "engineering"', "text/vnd.graphviz; charset=utf-8"),
}


@pytest.fixture
def maya() -> Client:
    client = Client()
    client.force_login(person("Maya Okafor", level="IC2"))
    return client


@pytest.mark.parametrize("kind", BEGINS)
def test_every_format_is_offered_and_saved_under_its_name(maya: Client, kind: str) -> None:
    version()
    offered = maya.get("/frameworks/engineering/").content.decode()
    assert f'href="/frameworks/engineering/file.{kind}" download' in offered
    answer = maya.get(f"/frameworks/engineering/file.{kind}")
    start, media_type = BEGINS[kind]
    assert answer.content.startswith(start)
    assert answer["Content-Type"] == media_type
    name = f"engineering-v1.{kind}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


def test_the_menu_offers_what_is_tested_here() -> None:
    assert files.OFFERED.keys() == BEGINS.keys()


@pytest.mark.parametrize("kind", ["md", "case.json"])
def test_a_file_gives_the_framework_back(maya: Client, kind: str) -> None:
    version()
    content = maya.get(f"/frameworks/engineering/file.{kind}").content
    assert read_any(content, f"e.{kind}")[0] == load(TEXT.encode(), "e.yaml")


def test_case_tells_the_number_and_the_moment_of_the_version(maya: Client) -> None:
    version()
    of = version(TEXT.replace("one service", "a service"), 2)
    document = json.loads(maya.get("/frameworks/engineering/file.case.json").content)["CFDocument"]
    assert (document["version"], document["adoptionStatus"]) == ("2", "Adopted")
    assert document["lastChangeDateTime"] == of.published_at.isoformat()
    first = maya.get("/frameworks/engineering/file.md?v=1")
    assert b"inside one service" in first.content
    assert "engineering-v1.md" in first["Content-Disposition"]


@pytest.mark.parametrize("kind", BEGINS)
def test_a_draft_has_no_file(maya: Client, kind: str) -> None:
    draft()
    assert maya.get(f"/frameworks/engineering/file.{kind}").status_code == 404


@pytest.mark.parametrize("kind", ["exe", "html", "json", "yml", "PDF"])
def test_an_ending_that_is_not_offered_is_not_found(maya: Client, kind: str) -> None:
    version()
    assert maya.get(f"/frameworks/engineering/file.{kind}").status_code == 404


def test_a_framework_that_is_too_large_leads_back_with_a_sentence(
    maya: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bytes:
        raise BadInput.at("too-large-to-write", "engineering", "Too large.")

    version()
    monkeypatch.setattr(files, "write_bounded", refuse)
    files._file_of.cache_clear()
    answer = maya.get("/frameworks/engineering/file.pdf", follow=True)
    assert answer.redirect_chain == [("/frameworks/engineering/", 302)]
    assert "too large for PDF. Take YAML, CSV or Markdown." in answer.content.decode()


def test_the_blank_matrix_is_a_workbook_that_imports_back(maya: Client) -> None:
    answer = maya.get("/frameworks/administration/matrix.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="competency-matrix.xlsx"'
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert read_any(answer.content, "m.xlsx")[0].title == "Engineering"


@pytest.mark.parametrize("path", ["engineering/file.pdf", "administration/matrix.xlsx"])
def test_nobody_downloads_without_signing_in(client: Client, path: str) -> None:
    version()
    answer = client.get(f"/frameworks/{path}")
    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]
