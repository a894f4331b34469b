"""The same request twice in one moment, with the same key: it is carried out once."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.contract.by_token import token_of
from tests.web.at_once import at_once
from tests.web.factories import hr
from trellis_web.api.models import KeptAnswer
from trellis_web.api.v1 import writing
from trellis_web.audit.models import Event
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
NEW = {"name": "Ida Novak", "email": "ida@example.test"}


def sent_twice(secret: str, folder: Path) -> list[Any]:
    """The answers to two requests of one program in one moment."""
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": "k1"}

    def send() -> Any:
        client = Client(raise_request_exception=False)
        return client.post("/api/v1/people", json.dumps(NEW), "application/json", headers=headers)

    return at_once(folder, send, send)


def test_the_second_waits_and_is_answered_like_the_first(tmp_path: Path) -> None:
    first, second = sent_twice(token_of(hr()), tmp_path)
    assert (first.status_code, first.content) == (201, second.content)
    assert Person.objects.filter(email=NEW["email"]).count() == 1
    assert Event.objects.filter(tag="person:added").count() == 1
    assert KeptAnswer.objects.count() == 1


def test_without_the_rule_the_second_would_be_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "answer_once", lambda *, act, **_: act())
    answers = sent_twice(token_of(hr()), tmp_path)
    assert sorted(answer.status_code for answer in answers) != [201, 201]
