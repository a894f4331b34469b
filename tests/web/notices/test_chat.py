"""The chat is told once, with a title and a link."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from tests.web.factories import NOW, hr, person
from tests.web.reviews.factories import fill, member, opened, released, sheet, version
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.notices.actions import chat, queue_mail, send_queued
from trellis_web.notices.models import ChatMessage, ChatRoom, Mail
from trellis_web.people.models import Person
from trellis_web.reviews.actions.announcements import announce_due

pytestmark = pytest.mark.django_db

HOOK = "https://93.184.216.34/hook"


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """What rooms were told."""
    told: list[tuple[str, Any]] = []

    def post(url: str, content: Any) -> int:
        told.append((url, content))
        return 200

    monkeypatch.setattr(chat, "post_json", post)
    return told


def room(by: Person | None = None) -> ChatRoom:
    return chat.add_room(title="People team", url=HOOK, by=by or hr(), now=NOW)


def texts() -> QuerySet[ChatMessage, str]:
    return ChatMessage.objects.order_by("pk").values_list("text", flat=True)


def test_a_room_is_told_of_the_beginning_the_last_day_and_the_results(
    said: list[tuple[str, Any]],
) -> None:
    room()
    member(person("Tom Reyes"), name="Maya Okafor")
    cycle = opened([version().family])
    day = datetime(2026, 12, 11, 9, tzinfo=NOW.tzinfo)
    for hours in (0, 1):
        announce_due(now=day + timedelta(hours=hours))
    for each in cycle.participants.all():
        for kind in ("self", "manager"):
            fill(sheet(each.person, kind))
    released(cycle)
    chat.send_chat(now=NOW)
    chat.send_chat(now=NOW)
    assert [url for url, _ in said] == [HOOK] * 3
    words = [content["text"] for _, content in said]
    assert ["has begun" in words[0], "Tomorrow" in words[1], "Results" in words[2]] == [True] * 3
    assert all("/reviews/" in each for each in words)
    assert not any("Okafor" in each or "Reyes" in each for each in words)


def test_a_room_that_fails_is_not_told_again_and_the_page_says_why(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    def post(url: str, content: Any) -> int:
        return 302

    monkeypatch.setattr(chat, "post_json", post)
    hana = hr()
    room(hana)
    chat.queue_chat(text="Hello", key="a", now=NOW)
    assert chat.send_chat(now=NOW) == 0
    assert chat.send_chat(now=NOW) == 0
    client.force_login(hana)
    page = client.get(reverse("outbox")).content.decode()
    assert "The room answered with 302." in page
    assert HOOK not in page


def test_a_message_that_was_taken_when_the_process_died_is_not_said_again(
    said: list[tuple[str, Any]],
) -> None:
    room()
    chat.queue_chat(text="Hello", key="a", now=NOW)
    ChatMessage.objects.update(taken_at=NOW)
    chat.send_chat(now=NOW)
    assert said == []


def test_rooms_are_added_and_removed_by_hr(client: Client) -> None:
    client.force_login(hr())
    inner = client.post(reverse("rooms"), {"title": "In", "url": "https://10.0.0.1/x"})
    assert inner.status_code == 422
    assert "inner network" in inner.content.decode()
    assert client.post(reverse("rooms"), {"title": "Out", "url": HOOK}).status_code == 302
    assert client.post(reverse("rooms"), {"title": "Out", "url": HOOK}).status_code == 422
    client.post(reverse("room_deletion", args=[ChatRoom.objects.get().pk]))
    assert not ChatRoom.objects.exists()
    assert [e.tag for e in Event.objects.all()] == ["chat:added", "chat:removed"]


def test_others_neither_see_nor_add_rooms(client: Client) -> None:
    client.force_login(person())
    assert client.get(reverse("outbox")).status_code == 403
    assert client.post(reverse("rooms"), {"title": "Out", "url": HOOK}).status_code == 403
    with pytest.raises(Denied):
        room(person())


def test_a_letter_of_which_nobody_knows_is_sent_again_by_hand_only(client: Client) -> None:
    queue_mail(to=person("Maya Okafor"), subject="Hello", text="Hi", key="a", now=NOW)
    Mail.objects.update(taken_at=NOW)
    assert send_queued(now=NOW) == 0
    client.force_login(hr())
    assert "Nobody knows whether it arrived" in client.get(reverse("outbox")).content.decode()
    again = reverse("mail_again", args=[Mail.objects.get().pk])
    client.post(again)
    assert send_queued(now=NOW + timedelta(days=3650)) == 1
    assert client.post(again).status_code == 403
