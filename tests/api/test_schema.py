"""Requests made up from the description: every answer is one that it describes."""

from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from tests.web.growth.factories import publish, seller
from trellis_web.access.actions import make_token
from trellis_web.api.views import api
from trellis_web.config.wsgi import application

DESCRIPTION = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/"))
DESCRIPTION.app = application
OPERATIONS: list[Any] = [each.ok() for each in DESCRIPTION.get_all_operations()]  # type: ignore[union-attr]
ANSWERS = {200, 201, 400, 401, 403, 422}
EXAMPLES = 50
BOUNDED = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def faults(operation: Any, mode: GenerationMode, secret: str) -> list[str]:
    """What is wrong with the answers to fifty requests, right or (by `mode`) wrong ones."""
    found: list[str] = []

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        answer = case.call(headers=headers, base_url="http://127.0.0.1")
        if answer.status_code not in ANSWERS or not answer.json():
            found.append(f"{answer.status_code}: {case.as_curl_command()}")

    ask()
    return found


def test_there_are_operations_to_try() -> None:
    assert [each.label for each in OPERATIONS] == ["GET /api/v1/evidence", "POST /api/v1/evidence"]


@pytest.mark.django_db
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.label)
def test_every_answer_is_one_that_the_description_knows(
    operation: Any, mode: GenerationMode
) -> None:
    publish()
    maya, now, today = seller(), timezone.now(), timezone.localdate()
    scopes, until = ["evidence:read", "evidence:write"], today + timedelta(days=9)
    made = make_token(name="x", scopes=scopes, expires_on=until, by=maya, now=now, today=today)
    assert faults(operation, mode, secret=made[1]) == []
