"""The server dies at any moment while 50 people save: no word that it confirmed is lost, the audit
trail is whole, and nobody gets a letter twice.

`TRELLIS_KILLS` says how often it dies: 10 times for `make test`, 200 for `make soak`.
"""

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.kill.server import PATIENCE, Server, free_port
from tests.kill.world import LETTERS, PEOPLE
from tests.kill.writers import Writer

KILLS = int(os.environ.get("TRELLIS_KILLS", "10"))
LONGEST = 1.5  # seconds of writing before a kill
MOST = PEOPLE * LETTERS
"""Letters that wait; when about all of them are out, the server dies without sending one."""


class Letterbox:
    """Counts the letters that a mail server took, by their id."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        text = content.decode() if isinstance(content, bytes) else str(content)
        self.ids += [line for line in text.splitlines() if line.startswith("Message-ID")][:1]
        return "250 taken"


@pytest.fixture
def letterbox() -> Iterator[tuple[Letterbox, int]]:
    """A mail server that stays up while Trellis dies."""
    box, port = Letterbox(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


def lost_words(server: Server, writers: Sequence[Writer]) -> list[str]:
    """Answers that were confirmed, and are not what is stored, nor older than what is."""
    sql = (
        "SELECT r.assessment_id, r.reason FROM reviews_rating r"
        " JOIN frameworks_competency c ON c.id = r.competency_id WHERE c.slug = 'c1'"
    )
    stored = {str(sheet): int(reason or 0) for sheet, reason in server.rows(sql)}
    return [
        f"sheet {each.sheet}: {each.acknowledged} was confirmed, {stored.get(each.sheet, 0)} is"
        for each in writers
        if stored.get(each.sheet, 0) < each.acknowledged
    ]


def lost_events(server: Server, writers: Sequence[Writer]) -> int:
    """How many confirmed switches the trail does not hold."""
    ((noted,),) = server.rows("SELECT count(*) FROM audit_event WHERE tag = 'reminders:changed'")
    return max(0, sum(each.switched for each in writers) - int(noted))


def twice(ids: Sequence[str]) -> list[str]:
    """Letters that arrived more than once."""
    return [each for each, n in Counter(ids).items() if n > 1]


def confirmed(writers: Sequence[Writer]) -> int:
    """How much the server has confirmed to all of them."""
    return sum(each.confirmations for each in writers)


def write_and_kill(
    server: Server, writers: Sequence[Writer], seconds: float, box: Letterbox | None = None
) -> None:
    """Everybody writes; so long after the first word (and the first letter), the server is dead."""
    over, words = threading.Event(), confirmed(writers)
    letters = len(box.ids) if box else 0

    def is_busy() -> bool:
        is_mail_out = box is None or letters >= MOST or len(box.ids) > letters
        return is_mail_out and confirmed(writers) > words

    with ThreadPoolExecutor(len(writers)) as people:
        for each in writers:
            people.submit(each.write_until, over)
        end = time.monotonic() + PATIENCE
        while not is_busy() and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(seconds)
        server.kill()
        over.set()


def test_nothing_that_was_confirmed_is_lost_and_no_letter_comes_twice(
    tmp_path: Path, letterbox: tuple[Letterbox, int]
) -> None:
    box, port = letterbox
    server, moments = Server(tmp_path, port), random.Random()
    writers = [Writer(each["session"], each["sheet"], server.port) for each in server.fill()]
    for _ in range(KILLS):
        server.start()
        write_and_kill(server, writers, moments.uniform(0.05, LONGEST), box)
        assert lost_words(server, writers) == []
        assert lost_events(server, writers) == 0
        assert server.rows("PRAGMA quick_check") == [("ok",)]
    assert "whole" in server.trail()
    assert twice(box.ids) == []
    assert [each.refusals for each in writers if each.refusals] == []
    assert confirmed(writers) >= KILLS
    assert box.ids


def test_a_server_that_confirms_before_it_stores_is_found_out(
    tmp_path: Path, letterbox: tuple[Letterbox, int]
) -> None:
    server = Server(tmp_path, letterbox[1], settings="tests.kill.early")
    writers = [Writer(each["session"], each["sheet"], server.port) for each in server.fill()]
    server.start()
    write_and_kill(server, writers, 1.0)
    assert lost_words(server, writers) != []


def test_a_letter_that_comes_twice_is_noticed() -> None:
    assert twice(["a", "b", "a"]) == ["a"]
