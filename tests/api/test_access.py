"""By token, every actor reads exactly the rows that `visible` gives them, and no others exist."""

from datetime import date
from typing import Any

import pytest
from django.db.models import Model, Q

from tests.contract.by_token import ask, headers_of, many, one, token_of
from tests.contract.world import ACTORS, World
from trellis_web.access import queries
from trellis_web.access.rules import Scope, is_permitted
from trellis_web.api.v1.people import ABSENCES, PEOPLE
from trellis_web.api.v1.reading import RESOURCES, Reader
from trellis_web.api.v1.resource import Resource
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
FEW = 2
"""Rows of each kind that are opened one by one."""


def faults(world: World, actor: str, resource: Resource) -> list[str]:
    """Where the list, or the address of a row, differs from what the actor sees."""
    headers, person = headers_of(world, actor), world.people.get(actor)
    listed = ask(headers, many(resource, expanded=False))
    if person is None or not person.is_active:
        return [] if listed.status_code == 401 else [f"{resource.name}: {listed.status_code}"]
    wanted = resource.permission
    if wanted and not is_permitted(person, wanted, today=date(2026, 11, 22)):
        return [] if listed.status_code == 403 else [f"{resource.name}: {listed.status_code}"]
    rows = resource.load(queries.visible(resource.model, to=person))
    seen = set(rows.values_list("pk", flat=True))
    told = {each["id"] for each in listed.json()["items"]}
    found = [] if told == seen else [f"{resource.name} lists {told ^ seen} otherwise"]
    for key in list(resource.model._default_manager.values_list("pk", flat=True)[:FEW]):
        answer = ask(headers, one(resource, key))
        is_right = answer.status_code == 200 if key in seen else _is_missing(answer, headers)
        found += [] if is_right else [f"{resource.name}/{key}: {answer.status_code}"]
    return found


def _is_missing(answer: Any, headers: dict[str, str]) -> bool:
    """Whether what is hidden answers like what is missing, byte for byte."""
    nothing = ask(headers, one(PEOPLE, 987654321))
    parts = ("status_code", "content", "headers")
    return all(getattr(answer, each) == getattr(nothing, each) for each in parts)


def test_everybody_reads_what_they_see_and_the_rest_is_missing(world: World) -> None:
    found = [
        f"{actor}: {fault}"
        for actor in ACTORS
        for resource in RESOURCES
        for fault in faults(world, actor, resource)
    ]
    assert found == []


def test_a_rule_that_shows_everything_is_noticed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def everything(actor: Person, today: date) -> Q:
        return Q()

    hidden = faults(world, "peer", ABSENCES)
    rules: dict[type[Model], queries.Rule] = {**queries._rules, EvidenceNote: everything}
    monkeypatch.setattr(queries, "_rules", rules)
    listed = ask(headers_of(world, "other_manager"), "/api/v1/shared-evidence").json()["items"]
    assert (hidden, len(listed)) == ([], 1)


NOT_FOR_ALL = {
    "filter": ("email=a@b.example", "external_id=1"),
    "order": ("order=email", "order=-email"),
    "expansion": ("expand=account",),
}
"""What those who manage people may ask for, and nobody else."""
FOR_NOBODY = ("manager_rating__gte=4", "order=rating", "expand=grants", "cursor=x", "depth=3")


def answered(headers: dict[str, str], kind: str) -> set[int]:
    """How the wishes of a kind are answered."""
    return {ask(headers, f"/api/v1/people?{each}").status_code for each in NOT_FOR_ALL[kind]}


@pytest.mark.parametrize("kind", NOT_FOR_ALL)
def test_a_wish_about_what_the_reader_may_not_see_is_refused(
    world: World, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    peer, hr = headers_of(world, "peer"), headers_of(world, "hr_admin")
    assert (answered(peer, kind), answered(hr, kind)) == ({400}, {200})
    monkeypatch.setattr(Reader, "may", lambda *_: True)
    assert answered(peer, kind) == {200}  # a reader who may everything is noticed


def test_what_is_not_for_the_reader_is_refused_like_what_does_not_exist(world: World) -> None:
    peer = headers_of(world, "peer")
    asked = [*(each for wishes in NOT_FOR_ALL.values() for each in wishes), *FOR_NOBODY]
    answers = [ask(peer, f"/api/v1/people?{each}") for each in asked]
    assert {answer.status_code for answer in answers} == {400}
    [content] = {answer.content for answer in answers}
    assert b"The description of the API lists what can." in content


def test_an_expansion_shows_nothing_that_is_hidden(world: World) -> None:
    manager = ask(headers_of(world, "manager"), "/api/v1/positions?expand=person,unit").json()
    assert {each["person"]["name"] for each in manager["items"]} == {"Maya Okafor", "Priya Nair"}
    found = ask(headers_of(world, "auditor"), "/api/v1/results?expand=feedback,ratings,cycle")
    [result] = found.json()["items"]
    assert result["cycle"] is None  # the auditor reads results, and no rounds
    assert len(result["ratings"]) == 2


def test_a_token_reads_what_its_scopes_say_also_inside(world: World) -> None:
    secret = token_of(world.people["owner"], Scope.RESULTS_READ)
    headers = {"Authorization": f"Bearer {secret}"}
    assert ask(headers, "/api/v1/results?expand=ratings").status_code == 200
    for refused in ("results?expand=person", "plans", "people", "readiness"):
        answer = ask(headers, f"/api/v1/{refused}")
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "without-scope")


def test_a_token_ends_with_the_role_and_with_the_person(world: World) -> None:
    headers, hr = headers_of(world, "hr_admin"), world.people["hr_admin"]
    assert ask(headers, "/api/v1/accounts").status_code == 200
    hr.grants.all().delete()
    assert ask(headers, "/api/v1/accounts").status_code == 403
    assert ask(headers, "/api/v1/absences").json()["items"] == []
    Person.objects.filter(pk=hr.pk).update(deactivated_at="2026-11-22T10:00Z")
    assert ask(headers, "/api/v1/people").status_code == 401
