"""The API as each actor's programs read it: with a token that includes everything."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.test import Client
from django.utils import timezone

import trellis_web.api.views  # noqa: F401 (routes everything)
from tests.contract.world import World
from trellis_web.access.models import ApiToken
from trellis_web.access.rules import Scope, digest_of
from trellis_web.api.schemas.boards import STATES
from trellis_web.api.v1.reading import RESOURCES
from trellis_web.api.v1.resource import Resource
from trellis_web.frameworks.models import Family
from trellis_web.people.models import Person

SECRET = "trellis_test_{}"


def token_of(person: Person, *scopes: str) -> str:
    """The secret of a token with these scopes, or with all of them."""
    made: dict[str, Any] = {"scopes": sorted(scopes or Scope.values), "name": "Test"}
    secret = SECRET.format(f"{person.pk}_{'_'.join(scopes)}")
    values = {"person": person, "created_at": timezone.now(), "expires_on": date(2099, 1, 1)}
    ApiToken.objects.get_or_create(digest=digest_of(secret), defaults=made | values)
    return secret


def headers_of(world: World, actor: str) -> dict[str, str]:
    """What the programs of an actor send; nothing for nobody."""
    if actor == "anonymous":
        return {}
    return {"Authorization": f"Bearer {token_of(world.people[actor])}"}


def ask(headers: dict[str, str], url: str) -> Any:
    """The answer to a program; whatever it changed is undone."""
    with transaction.atomic():
        answer = Client(raise_request_exception=False).get(url, headers=headers)
        transaction.set_rollback(True)
    return answer


def many(resource: Resource, *, expanded: bool) -> str:
    """The address of a resource; `expanded` with everything inside that everybody may ask for."""
    open_to_all = [n for n, each in resource.expands.items() if each.of.permission is None]
    wish = f"&expand={','.join(open_to_all)}" if expanded and open_to_all else ""
    return f"/api/v1/{resource.name}?limit=100{wish}"


def one(resource: Resource, key: object) -> str:
    """The address of one row."""
    return f"/api/v1/{resource.name}/{key}"


def targets() -> dict[str, list[dict[str, str]]]:
    """Every address about one thing, for the walk: a session opens none of them."""
    names = [f"{each.name.replace('-', '_')}_one" for each in RESOURCES]
    names += ["account_position", "account_manager", "account_deactivation"]
    names += ["assessment_sheet", "assessment_summary", "assessment_submission"]
    names += ["case_evidence", "case_statement", "case_submission", "case_withdrawal"]
    names += ["readiness_findings", "readiness_explanation", "calibration_minutes"]
    names += ["readiness_board", "readiness_board_cards", "readiness_thresholds"]
    names += ["version_levels", "version_competencies", "version_moves", "family_promotion"]
    answers = {"api_assessment_answer": [{"pk": "owner", "competency": "competency"}]}
    answers |= {"api_case_evidence_one": [{"pk": "owner", "cited": "case_evidence"}]}
    role = {"family": "family", "level": "level"}
    answers |= {f"api_{name}": [role] for name in ("role", "career_map_station")}
    answers |= {"api_competency_roles": [{"competency": "competency"}]}
    return {f"api_{name}": [{"pk": "owner"}] for name in names} | answers


def addresses(world: World) -> Iterator[str]:
    """Every reading address: lists with all that can be expanded, and what hangs on one row."""
    yield from (many(each, expanded=True) for each in RESOURCES)
    yield "/api/v1/evidence"
    sheets = ("own_sheet", "manager_sheet", "peer_sheet")
    yield from (f"/api/v1/assessments/{world.keys[each]}/sheet" for each in sheets)
    session, board = world.keys["session"], f"/api/v1/readiness-boards/{world.keys['board_move']}"
    yield f"/api/v1/calibration-sessions/{session}/minutes"
    yield from ("/api/v1/readiness-boards", board, f"{board}?numbers=true", f"{board}/thresholds")
    yield from (f"{board}/cards?state={each}" for each in STATES)
    for row in world.owner.readiness.all():
        yield f"/api/v1/readiness/{row.pk}/findings"
        yield f"/api/v1/readiness/{row.pk}/explanation"
    whole = ("career-map", "career-map/people", "parity", "reachable-roles", "roles")
    yield from (f"/api/v1/{each}" for each in whole)
    family, level, competency = (world.keys[each] for each in ("family", "level", "competency"))
    yield from (f"/api/v1/{each}/{family}/{level}" for each in ("career-map", "roles"))
    yield f"/api/v1/competencies/{competency}/roles"
    yield from (f"/api/v1/families/{each.pk}/promotion" for each in Family.objects.all())
