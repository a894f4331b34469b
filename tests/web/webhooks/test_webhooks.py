"""Another program is told of each event by keys, signed, and tried again until it answers."""

import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any, get_args, get_type_hints

import pytest
from django.db import transaction
from django.urls import reverse

from tests.web.factories import NOW, TODAY, hr, person
from tests.web.growth.factories import signed_in
from trellis.findings import BadInput
from trellis_web.access.rules import Denied
from trellis_web.audit.events import payloads
from trellis_web.audit.models import Event
from trellis_web.notices.rules.outgoing import INSIDE, Refused
from trellis_web.organisation.actions import switch_feature
from trellis_web.organisation.rules import Feature
from trellis_web.people.actions.persons import add_person
from trellis_web.people.models import Person
from trellis_web.webhooks.actions import deliveries
from trellis_web.webhooks.actions.hooks import add_hook, remove_hook, repeat_delivery
from trellis_web.webhooks.models import Delivery, Hook
from trellis_web.webhooks.rules import TOLD

pytestmark = pytest.mark.django_db
ADDRESS = "https://93.184.216.34/events"
MINUTE = timedelta(minutes=1)


class Outside:
    """The other side: answers with these, one after another, and keeps what it got."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.got: list[tuple[bytes, dict[str, str]]] = []

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        """Takes a message."""
        self.got.append((body, headers))
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, Exception):
            raise answer
        return int(answer)


@pytest.fixture
def admin() -> Person:
    """An administrator of an organisation in which webhooks are on."""
    someone = hr()
    wish: dict[str, Any] = {"is_on": True, "reason": "For the directory."}
    switch_feature(Feature.WEBHOOKS, **wish, by=someone, now=NOW, today=TODAY)
    return someone


def outside(monkeypatch: pytest.MonkeyPatch, *answers: Any) -> Outside:
    side = Outside(*answers)
    monkeypatch.setattr(deliveries, "post", side.post)
    return side


def hook(by: Person, *tags: str) -> Hook:
    wanted = tags or ("person:added",)
    return add_hook(title="Directory", url=ADDRESS, tags=wanted, by=by, now=NOW)


def happen(by: Person) -> Person:
    return add_person(name="Ida Novak", email="ida@example.test", by=by, now=NOW, today=TODAY)


def test_what_happened_is_told_by_keys_and_signed(
    admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    side, made = outside(monkeypatch), hook(admin)
    added = happen(admin)
    assert (deliveries.send_deliveries(now=NOW), deliveries.send_deliveries(now=NOW)) == (1, 0)
    [(body, headers)] = side.got
    told = json.loads(body)
    assert told.keys() == {"id", "event", "at", "ids"}
    assert (told["event"], told["ids"]) == (
        "person:added",
        {"person": added.pk, "subject": added.pk},
    )
    assert b"Ida" not in body
    at, signed = (part.partition("=")[2] for part in headers["Trellis-Signature"].split(","))
    wanted = hmac.new(made.secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    assert (at, signed) == (str(int(NOW.timestamp())), wanted)


def test_what_is_undone_is_told_to_nobody(admin: Person) -> None:
    hook(admin)
    with transaction.atomic():
        happen(admin)
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()


def test_only_what_a_hook_wants_and_only_while_they_are_on(admin: Person) -> None:
    hook(admin, "cycle:opened")
    happen(admin)
    assert not Delivery.objects.exists()
    hook(admin)
    wish: dict[str, Any] = {"is_on": False, "reason": "Enough."}
    switch_feature(Feature.WEBHOOKS, **wish, by=admin, now=NOW, today=TODAY)
    happen_again = add_person(name="B", email="b@example.test", by=admin, now=NOW, today=TODAY)
    assert happen_again.pk
    assert not Delivery.objects.exists()
    with pytest.raises(Denied):
        hook(admin)


def test_what_fails_is_tried_again_and_given_up_after_three_days(
    admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    side = outside(monkeypatch, 503, OSError(), Refused(INSIDE), 302)
    hook(admin)
    happen(admin)
    reasons, now = [], NOW
    for _ in range(4):
        deliveries.send_deliveries(now=now)
        left = Delivery.objects.get()
        reasons.append((left.status, left.reason))
        assert (left.delivered_at, left.failed_at, left.due_at > now) == (None, None, True)
        now = left.due_at
    assert [status for status, _ in reasons] == [503, None, None, 302]
    assert ADDRESS not in str(reasons)
    side.answers = [500]
    deliveries.send_deliveries(now=NOW + timedelta(days=4))
    given_up = Delivery.objects.get()
    assert given_up.failed_at
    assert deliveries.send_deliveries(now=NOW + timedelta(days=9)) == 0
    repeat_delivery(given_up, by=admin, now=now)
    assert deliveries.send_deliveries(now=now) == 1


def test_a_sender_that_died_leaves_the_message_to_the_next(
    admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    side = outside(monkeypatch)
    hook(admin)
    happen(admin)
    Delivery.objects.update(taken_at=NOW)
    assert deliveries.send_deliveries(now=NOW + MINUTE) == 0
    assert deliveries.send_deliveries(now=NOW + 6 * MINUTE) == 1
    assert len(side.got) == 1


@pytest.mark.parametrize(
    "url",
    ["http://example.org/", "https://127.0.0.1/", "https://169.254.169.254/", "https://2130706433/",
     "https://[::ffff:10.0.0.1]/", "https://user:pass@93.184.216.34/"],
)  # fmt: skip
def test_an_address_that_leads_inside_is_refused(admin: Person, url: str) -> None:
    with pytest.raises(BadInput):
        add_hook(title="x", url=url, tags=["person:added"], by=admin, now=NOW)


def test_hr_manages_them_sees_the_secret_once_and_reads_the_log(
    admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside(monkeypatch, 500)
    client, form = (
        signed_in(admin),
        {"title": "Directory", "url": ADDRESS, "tags": ["person:added"]},
    )
    made = client.post(reverse("hook_list"), form)
    secret = Hook.objects.get().secret
    assert secret in made.content.decode()
    assert secret not in client.get(reverse("hook_list")).content.decode()
    happen(admin)
    deliveries.send_deliveries(now=NOW)
    log = client.get(reverse("hook", args=[Hook.objects.get().pk])).content.decode()
    assert "The other side answered with 500." in log
    assert ADDRESS not in log
    assert client.post(reverse("hook_list"), form | {"tags": ["token:used"]}).status_code == 422
    assert client.post(reverse("hook_list"), form | {"url": "https://10.0.0.1/"}).status_code == 422
    client.post(reverse("hook_removal", args=[Hook.objects.get().pk]))
    assert (Hook.objects.count(), Event.objects.filter(tag="hook:removed").count()) == (0, 1)
    assert signed_in(person("Maya")).get(reverse("hook_list")).status_code == 403


def test_nobody_else_adds_or_removes_one(admin: Person) -> None:
    made, maya = hook(admin), person("Maya")
    with pytest.raises(Denied):
        hook(maya)
    with pytest.raises(Denied):
        remove_hook(made, by=maya, now=NOW)


def test_only_keys_go_out_and_every_event_exists() -> None:
    for tag, names in TOLD.items():
        hints = get_type_hints(payloads[tag])
        for name in names:
            kinds = {int, *get_args(hints[name])} - {type(None)}
            assert hints[name] is int or kinds == {int}, (tag, name)
    assert list(TOLD) == sorted(TOLD)


def test_messages_are_forgotten_after_a_month(admin: Person) -> None:
    hook(admin)
    happen(admin)
    assert deliveries.forget_deliveries(now=NOW + timedelta(days=30)) == 0
    assert deliveries.forget_deliveries(now=NOW + timedelta(days=32)) == 1
