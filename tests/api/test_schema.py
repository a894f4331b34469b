"""Requests made up from the description, as each role: every answer is one that it describes.

`TRELLIS_SOAK` asks for thirteen times as many, right and wrong ones of each.
"""

import os
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from django.db import transaction
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    response_schema_conformance,
    status_code_conformance,
)

from tests.contract.by_token import headers_of
from tests.contract.world import World
from trellis_web.api.v1 import reading
from trellis_web.api.views import described
from trellis_web.config.wsgi import application

ROLES = ("owner", "manager", "hr_admin", "partner_in", "auditor", "anonymous")
SOAK = bool(os.environ.get("TRELLIS_SOAK"))
EXAMPLES = 40 if SOAK else 3
"""Requests for each operation, role and mode: right or wrong ones by turns, both when soaking."""
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
LEAST = (20_000 if SOAK else 1_000) / len(ROLES)
"""So many requests are made as each role."""
CHECKS = (not_a_server_error, status_code_conformance, response_schema_conformance)
DESCRIPTION = schemathesis.openapi.from_dict(described())
DESCRIPTION.app = application
OPERATIONS: list[Any] = [each.ok() for each in DESCRIPTION.get_all_operations()]  # type: ignore[union-attr]


@dataclass
class Run:
    """What came of the requests of one role."""

    requests: int
    faults: list[str]


def tried(operation: Any, mode: GenerationMode, headers: dict[str, str], number: int) -> Run:
    """Made-up requests, each undone: half of them about rows that there are."""
    run = Run(0, [])

    @seed(number)
    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), key=st.integers(0, 4))
    def ask(case: Any, key: int) -> None:
        if key and "pk" in (case.path_parameters or {}):
            case.path_parameters["pk"] = key
        with transaction.atomic():
            answer = case.call(headers=headers, base_url="http://127.0.0.1")
            transaction.set_rollback(True)
        run.requests += 1
        try:
            case.validate_response(answer, checks=CHECKS)
        except BaseExceptionGroup as found:
            run.faults += [f"{case.as_curl_command()}: {each}" for each in found.exceptions]
        except AssertionError as fault:
            run.faults.append(f"{case.as_curl_command()}: {fault}")

    ask()
    return run


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_every_answer_to_a_role_is_one_that_the_description_knows(world: World, role: str) -> None:
    headers, number = headers_of(world, role), ROLES.index(role)
    runs = [
        tried(operation, mode, headers, number)
        for place, operation in enumerate(OPERATIONS)
        for mode in (MODES if SOAK else MODES[(place + number) % 2 :][:1])
    ]
    assert [fault for run in runs for fault in run.faults] == []
    assert sum(run.requests for run in runs) >= LEAST


@pytest.mark.django_db
def test_a_fault_and_an_answer_that_is_not_described_are_noticed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    [people] = [each for each in OPERATIONS if each.label == "GET /api/v1/people"]
    headers = headers_of(world, "hr_admin")
    monkeypatch.setattr(reading, "page_of", lambda *args, **kwargs: 1 / 0)
    assert "500" in str(tried(people, GenerationMode.POSITIVE, headers, 1).faults)
    monkeypatch.setattr(reading, "_many", lambda *args: {"items": [{"id": "x"}], "next": None})
    assert "violates schema" in str(tried(people, GenerationMode.POSITIVE, headers, 1).faults)


def test_the_description_is_whole() -> None:
    found = described()
    named = [node for methods in found["paths"].values() for node in methods.values()]
    assert found["openapi"].startswith("3.1")
    assert len({node["operationId"] for node in named}) == len(named) == len(OPERATIONS)
    assert all(node["x-scope"] and node["summary"] and node["tags"] for node in named)
