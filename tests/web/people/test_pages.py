"""People pages: import with preview, the list, one person; for HR only."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web import factories as make
from trellis_web.access.models import Grant
from trellis_web.people.models import Person, ReportingLine

pytestmark = pytest.mark.django_db
FILE = "id,name,email,manager\n1,Ana,ana@x.test,\n2,Ben,ben@x.test,1\n"


@pytest.fixture
def hr(client: Client) -> Client:
    client.force_login(make.hr())
    return client


def preview(client: Client, text: str) -> Any:
    return client.post(reverse("people_preview"), {"text": text})


def carry_out(client: Client, text: str, digest: str, **more: str) -> Any:
    return client.post(reverse("people_imported"), {"text": text, "digest": digest, **more})


def test_a_preview_writes_nothing(hr: Client) -> None:
    before = Person.objects.count()
    assert preview(hr, FILE).context["counts"]["create"] == 2
    assert Person.objects.count() == before


def test_what_was_previewed_is_imported(hr: Client) -> None:
    form = preview(hr, FILE).context["form"]
    answer = carry_out(hr, form.initial["text"], form.initial["digest"])
    assert answer.status_code == 302
    assert ReportingLine.objects.get(person__email="ben@x.test").manager.name == "Ana"


def test_a_preview_that_is_no_longer_true_is_shown_again(hr: Client) -> None:
    form = preview(hr, FILE).context["form"]
    make.person(email="ben@x.test")
    answer = carry_out(hr, form.initial["text"], form.initial["digest"])
    assert answer.status_code == 409
    assert b"Somebody changed people since this preview" in answer.content


def test_a_file_with_a_loop_names_its_rows_and_imports_nothing(hr: Client) -> None:
    answer = preview(hr, "id,name,email,manager\n1,A,a@x.test,2\n2,B,b@x.test,1\n")
    assert answer.status_code == 422
    assert b"line 2: Managers form a loop" in answer.content
    assert b"line 3: Managers form a loop" in answer.content


def test_bad_rows_are_left_out_only_when_hr_says_so(hr: Client) -> None:
    text = FILE + "3,Cem,cem@x.test,nobody\n"
    digest = preview(hr, text).context["form"].initial["digest"]
    assert carry_out(hr, text, digest).status_code == 409
    assert carry_out(hr, text, digest, without_bad_rows="on").status_code == 302
    assert not Person.objects.filter(email="cem@x.test").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", b"Choose a file, or paste its rows"),
        ("name,salary\nA,1", b"has no column for email"),
        ('name,email\n"A,a@x.test', b"not a readable CSV"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(hr: Client, text: str, words: bytes) -> None:
    answer = preview(hr, text)
    assert answer.status_code == 422
    assert words in answer.content


def test_names_are_escaped(hr: Client) -> None:
    answer = preview(hr, "name,email\n<script>alert(1)</script>,a@x.test\n")
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_costs_the_same_for_three_and_thirty_people(
    hr: Client, count: int, django_assert_num_queries: Any
) -> None:
    boss = make.person("Boss")
    for _ in range(count):
        make.person(level="IC1", manager=boss)
    with django_assert_num_queries(10):
        hr.get(reverse("people"))


def test_somebody_is_found_by_a_part_of_the_name(hr: Client) -> None:
    make.person("Maya Okafor")
    make.person("Tom Reyes")
    found = [
        shown.person.name for shown in hr.get(reverse("people"), {"q": "oka"}).context["people"]
    ]
    assert found == ["Maya Okafor"]


def test_a_manager_is_changed_from_a_day_on(hr: Client) -> None:
    ana, ben = make.person("Ana"), make.person("Ben")
    url = reverse("person_manager", args=[ben.pk])
    hr.post(url, {"manager": ana.pk, "since": "2026-11-22"})
    assert ReportingLine.objects.get(person=ben).manager == ana


def test_a_loop_is_refused_beside_the_field(hr: Client) -> None:
    ana = make.person("Ana")
    ben = make.person("Ben", manager=ana)
    url = reverse("person_manager", args=[ana.pk])
    answer = hr.post(url, {"manager": ben.pk, "since": "2026-11-22"})
    assert answer.status_code == 422
    assert b"lead each other in a circle" in answer.content


def test_a_role_is_given_and_ended(hr: Client) -> None:
    ana = make.person("Ana")
    hr.post(reverse("grant_new", args=[ana.pk]), {"role": "auditor"})
    [held] = Grant.objects.filter(person=ana)
    hr.post(reverse("grant_end", args=[held.pk]))
    assert not Grant.objects.filter(person=ana).exists()


def test_a_person_is_added_and_the_same_address_refused(hr: Client) -> None:
    fields = {"name": "Ana", "email": "Ana@x.test"}
    assert hr.post(reverse("person_new"), fields).status_code == 302
    answer = hr.post(reverse("person_new"), fields)
    assert answer.status_code == 422
    assert b"Somebody has this e-mail address already" in answer.content


@pytest.mark.parametrize("name", ["people", "person_new", "people_import"])
def test_an_employee_reads_why_a_page_is_closed(client: Client, name: str) -> None:
    client.force_login(make.person())
    answer = client.get(reverse(name))
    assert answer.status_code == 403
    assert b"Your role does not include this" in answer.content
