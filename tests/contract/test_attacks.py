"""The attacks of the design: none is missing, every test exists; the rest is played here."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client
from django.urls import reverse

from tests.contract.addresses import addresses
from tests.contract.authorization import client_of
from tests.contract.test_canary import crawl
from tests.contract.tree import ROOT
from tests.contract.world import World, build
from tests.web.factories import person
from trellis_web.config.timers import TIMERS
from trellis_web.growth.models import EvidenceNote
from trellis_web.notices.actions.forgetting import forget_notices
from trellis_web.reference.attacks import attacks

DESIGN = ROOT.parent / "shared" / "design" / "security.md"
HOSTILE = """"><img src=x onerror=alert(1)>'--></script><svg/onload=alert(2)>{{7*7}}{%now 'Y'%}"""
RAW = ("<img src=x", "<svg/onload", "</script><svg")
DOORS = re.compile(
    r"impersonat|hijack|sudo|switch-user|saml|scim|^admin/|signup-open", re.IGNORECASE
)


def cases_of(design: str) -> set[str]:
    """The cases that the design names, each with what it gets."""
    part = " ".join(design.split("## Attack cases", 1)[1].split())
    body = part.split("anonymous. ", 1)[1]
    headed = re.split(r"\*\*[^*]+\*\*: ", body)[1:]
    return {case.strip(" ·") for section in headed for case in section.split(" · ")}


@cache
def names_in(path: Path) -> frozenset[str]:
    """The names of the tests in a file; none when there is no such file."""
    if not path.is_file():
        return frozenset()
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef))


def faults(listed: dict[str, dict[str, list[str]]], design: str) -> list[str]:
    """Cases that are missing, unknown or played by nothing, and tests that do not exist."""
    known = {case: tests for cases in listed.values() for case, tests in cases.items()}
    named = cases_of(design)
    found = [f"Not in the list: {case}" for case in sorted(named - known.keys())]
    found += [f"Not in the design: {case}" for case in sorted(known.keys() - named)]
    found += [f"Played by nothing: {case}" for case, tests in known.items() if not tests]
    return found + [
        f"There is no test {test}"
        for tests in known.values()
        for test in tests
        if test.split("::")[-1] not in names_in(ROOT / "tests" / test.split("::")[0])
    ]


def test_every_attack_of_the_design_is_played_by_a_test_that_exists() -> None:
    assert faults(attacks(), DESIGN.read_text(encoding="utf-8")) == []


def test_a_gap_in_the_list_is_noticed() -> None:
    case = "E reads [no]"
    design = f"## Attack cases (x)\nActors: a, anonymous.\n\n**One**: {case} · M writes [no]\n"
    listed = {"One": {case: ["contract/test_attacks.py::test_of_nothing"], "C [no]": []}}
    assert faults(listed, design) == [
        "Not in the list: M writes [no]",
        "Not in the design: C [no]",
        "Played by nothing: C [no]",
        "There is no test contract/test_attacks.py::test_of_nothing",
    ]


def doors() -> list[str]:
    """Addresses that let somebody in by another way, or act as somebody else."""
    return [route for route, _pattern in addresses() if DOORS.search(route)]


def test_nobody_can_act_as_somebody_else() -> None:
    assert doors() == []


def test_there_is_no_other_door() -> None:
    assert doors() == []
    assert settings.AUTHENTICATION_BACKENDS == [
        "allauth.account.auth_backends.AuthenticationBackend"
    ]


def test_there_is_no_administration_of_rows() -> None:
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def test_nothing_is_unpickled() -> None:
    source = [path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py")]
    assert not [text for text in source if re.search(r"\b(pickle|marshal|shelve)\b", text)]
    assert settings.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"


@pytest.fixture
def world() -> World:
    """The organisation of the contract tests."""
    return build()


@pytest.mark.django_db
def test_another_spelling_of_an_address_opens_nothing(world: World) -> None:
    client = client_of(world, "other_manager")
    url = reverse("evidence", args=[world.keys["private_note"]])
    tried = [
        url,
        f"{url}/",
        url.upper(),
        url.replace("/e", "/%65"),
        url.replace("/", "%2F", 2),
        f"/{url}",
    ]
    assert {client.get(each).status_code for each in tried} == {404}
    override: dict[str, Any] = {
        "HTTP_X_HTTP_METHOD_OVERRIDE": "GET",
        "HTTP_X_METHOD_OVERRIDE": "DELETE",
    }
    assert client.post(url, {"_method": "DELETE"}, **override).status_code == 404
    assert EvidenceNote.objects.filter(pk=int(world.keys["private_note"])).exists()


@pytest.mark.django_db
def test_what_one_reads_is_not_kept_for_the_next(world: World) -> None:
    url = reverse("evidence", args=[world.keys["private_note"]])
    answers = [client_of(world, actor).get(url) for actor in ("owner", "peer", "owner")]
    assert [each.status_code for each in answers] == [200, 404, 200]
    assert {each["Cache-Control"] for each in answers} == {"no-store, private"}


@pytest.mark.django_db
def test_an_export_is_made_for_whoever_asks_and_stored_nowhere(world: World) -> None:
    told = {}
    for actor in ("owner", "peer"):
        client = client_of(world, actor)
        told[actor] = [client.post(reverse("export_file"), {"kind": k}) for k in ("json", "pdf")]
    assert {each.status_code for each in told["owner"]} == {200}
    assert told["owner"][0].content != told["peer"][0].content
    assert b"MARK-released-reason" not in told["peer"][0].content
    assert not list(apps.get_app_config("exports").get_models())


@pytest.mark.django_db
def test_a_deleted_note_is_found_by_no_search(client: Client) -> None:
    maya = person("Maya Okafor")
    client.force_login(maya)
    client.post(reverse("evidence_new"), {"text": "Zebrafish", "happened_on": "2026-01-05"})
    [note] = maya.evidence.all()
    searches = [f"{reverse('evidence_list')}?q=Zebrafish", "/search?q=Zebrafish"]
    assert b"Zebrafish" in client.get(searches[0]).content
    client.post(reverse("evidence_deletion", args=[note.pk]))
    page = [client.get(each).content.replace(b'value="Zebrafish"', b"") for each in searches]
    assert not EvidenceNote.objects.exists()
    assert not [each for each in page if reverse("evidence", args=[note.pk]).encode() in each]


@pytest.mark.django_db
def test_a_session_is_a_new_one_after_the_sign_in_and_ends_after_twelve_hours(
    client: Client,
) -> None:
    maya = person("Maya Okafor")
    maya.set_password("walk-the-trellis")
    maya.save()
    client.get(reverse("account_login"))
    planted = client.session
    planted["planted"] = True
    planted.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(planted.session_key)
    client.post(reverse("account_login"), {"login": maya.email, "password": "walk-the-trellis"})
    assert client.get("/").status_code == 200
    assert client.session.session_key != planted.session_key
    assert client.session.get_expiry_age() <= 12 * 60 * 60
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE


@pytest.mark.django_db
def test_a_foreign_host_is_answered_with_nothing(client: Client) -> None:
    answer = client.get(reverse("account_reset_password"), headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert b"evil.example" not in answer.content


@pytest.mark.django_db
def test_guessing_a_password_is_slowed_down_and_locks_nobody_out_for_good(client: Client) -> None:
    maya = person("Maya Okafor")
    maya.set_password("walk-the-trellis")
    maya.save()
    tries = [
        client.post(reverse("account_login"), {"login": maya.email, "password": f"wrong-{n}"})
        for n in range(7)
    ]
    assert b"Too many" in tries[-1].content
    maya.refresh_from_db()
    assert maya.is_active
    assert maya.check_password("walk-the-trellis")


def test_what_is_cleared_away_by_the_clock_is_no_case() -> None:
    kept = {each for each in apps.get_models() if each._meta.app_label in ("promotions", "reviews")}
    deleting = [timer.action.__module__ for timer in TIMERS if "forget" in timer.action.__name__]
    assert kept
    assert forget_notices.__module__ in deleting
    assert {module.split(".")[1] for module in deleting} <= {
        "api",
        "frameworks",
        "notices",
        "webhooks",
    }


def poison() -> int:
    """Adds markup to every text that holds a mark of the world, and says how many there were."""
    changed = 0
    for model in apps.get_models():
        for field in model._meta.fields:
            if isinstance(field, (models.CharField, models.TextField)) and not field.choices:
                marked: models.QuerySet[Any] = models.QuerySet(model).filter(
                    **{f"{field.name}__contains": "MARK-"}
                )
                changed += models.QuerySet.update(
                    marked, **{field.name: Concat(F(field.name), Value(HOSTILE))}
                )
    return changed


@pytest.mark.django_db
@pytest.mark.parametrize("actor", ["owner", "manager", "hr_admin"])
def test_a_text_is_never_markup_wherever_it_is_shown(world: World, actor: str) -> None:
    assert poison() > 30
    client = client_of(world, actor)
    starts = [pattern.name for _route, pattern in addresses() if pattern.name]
    met = 0
    for url, text in crawl(client, ["/", "/evidence/", "/reviews/", "/team", "/frameworks/"]):
        assert not [raw for raw in RAW if raw in text], url
        assert "MARK-" not in text or "49{%" not in text, url
        met += "&lt;img src=x" in text
    assert starts
    assert met > 3
