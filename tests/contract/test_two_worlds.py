"""Two worlds that differ in one secret read alike, byte for byte, for everyone not entitled.

Each pair of worlds differs either in one unreleased answer of a sheet, or in who of the peers wrote
which anonymous answer. Each pair is read at a third of all addresses, another third than the pair
before, each by an actor chosen at random. `TRELLIS_WORLDS` says how many pairs (20; `make soak`
1,000).
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from random import Random
from typing import Any

import pytest
from django import shortcuts
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.contract import by_token
from tests.contract.authorization import ask, client_of, targets
from tests.contract.world import ACTORS, World, build
from tests.contract.world_peers import GIVERS, answer_in_turn, asked
from tests.web.factories import NOW
from tests.web.reviews.factories import sheet
from trellis_web.people.models import Person
from trellis_web.reviews.actions.batches import close_peer_stages
from trellis_web.reviews.models import (
    AnswerBatch,
    Assessment,
    Nomination,
    Participant,
    Rating,
)
from trellis_web.reviews.queries import peers as peer_queries
from trellis_web.reviews.views import results

pytestmark = pytest.mark.django_db

PAIRS = int(os.environ.get("TRELLIS_WORLDS", "20"))
THIRDS = 3
NEW_EACH_TIME = "/account/2fa/totp/activate/"
"""It shows a secret that is made anew for each reading."""
SEARCHES = ("/search?q=Maya", "/search?q=MARK", "/people/?q=Maya", "/evidence/?q=MARK")
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]*"|DTSTAMP:\w+')
"""What is new on every page: tokens, and the moment at which a calendar is read."""
HR = {"hr_admin", "partner_in"}
Page = tuple[int, list[tuple[str, str]], bytes]
Change = Callable[[], None]
SHEETS: dict[str, tuple[str, str, set[str]]] = {
    "a manager's draft": ("owner", "manager", {"manager"}),
    "a self-assessment in draft": ("owner", "self", {"owner"}),
    "a manager's review that was handed in": ("peer", "manager", {"manager", *HR}),
    "a self-assessment that was handed in": ("peer", "self", {"peer", "manager", *HR}),
}
"""About whom, from where, and who may read it."""


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens within did not happen afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rewrite(world: World, name: str, chance: Random) -> None:
    """Other words and another score for one competency of a sheet."""
    whom, perspective, _ = SHEETS[name]
    found = sheet(world.people[whom], perspective, cycle_id=world.keys["cycle"])
    said = {"score": chance.randint(1, 5), "next": chance.choice(["shows", "not_yet"])}
    Rating.objects.filter(
        assessment=found, competency__slug=chance.choice(["c1", "c2", "c3"])
    ).update(reason=f"Other words {chance.random()}.", **said)
    Assessment.objects.filter(pk=found.pk).update(summary=f"Other {chance.random()}.")


def swap(world: World, givers: list[str]) -> None:
    """The same anonymous answers about the peer, from the same people, but in this order."""
    about = Participant.objects.get(pk=int(world.keys["about_peer"]))
    AnswerBatch.objects.filter(participant=about).delete()
    before = Nomination.objects.filter(participant=about)
    keys = dict(before.values_list("peer", "pk"))
    before.delete()
    words = [f"What they said, part {n}." for n in range(len(GIVERS))]
    nominations = {name: _asked_again(about, world.people[name], keys) for name in GIVERS}
    answer_in_turn([nominations[name] for name in givers], words)
    close_peer_stages(Participant.objects.filter(pk=about.pk), now=NOW)


def _asked_again(about: Participant, peer: Person, keys: dict[int, int]) -> Nomination:
    """With the key that it had: a key counts how often the worlds were made, and tells nothing."""
    made, key = asked(about, peer), keys[peer.pk]
    Nomination.objects.filter(pk=made.pk).update(id=key)
    return Nomination.objects.get(pk=key)


class Reading:
    """What actors read in a world: one request at a time, each undone."""

    def __init__(self, world: World) -> None:
        known = [target.url for target in targets(world) if target.url != NEW_EACH_TIME]
        self.programs = list(by_token.addresses(world))
        self.urls = [*known, *SEARCHES, *self.programs]
        self.clients: dict[str, Client] = {name: client_of(world, name) for name in ACTORS}
        self.headers = {name: by_token.headers_of(world, name) for name in ACTORS}
        self.kept: dict[tuple[str, str], Page] = {}

    def read(self, actor: str, url: str) -> Page:
        """Status, headers and body without what is new on every page."""
        answer = self._answer(actor, url)
        body = b"".join(answer) if answer.streaming else answer.content
        headers = sorted((k, v) for k, v in answer.headers.items() if k != "Set-Cookie")
        return answer.status_code, headers, TOKEN.sub(b"", body)

    def _answer(self, actor: str, url: str) -> Any:
        if url in self.programs:
            return by_token.ask(self.headers[actor], url)
        return ask(self.clients[actor], "GET", url)

    def before(self, actor: str, url: str) -> Page:
        """The same in the world that nothing was changed in, read once."""
        if (actor, url) not in self.kept:
            self.kept[actor, url] = self.read(actor, url)
        return self.kept[actor, url]


def differences(
    reading: Reading, urls: Sequence[str], actors: Sequence[str], change: Change, chance: Random
) -> list[str]:
    """Addresses that read otherwise after the change, for one of these actors each."""
    opened = [(chance.choice(actors), url) for url in urls]
    before = [reading.before(*each) for each in opened]
    with undone():
        change()
        after = [reading.read(*each) for each in opened]
    return [
        f"{actor} reads {url}"
        for (actor, url), a, b in zip(opened, before, after, strict=True)
        if a != b
    ]


@pytest.fixture
def world() -> World:
    """The organisation with somebody on each side of every rule."""
    return build()


def unreleased(world: World, number: int, chance: Random) -> Iterator[str]:
    """What leaks of a sheet to somebody who may not read it."""
    reading = Reading(world)
    for n in range(number):
        name = list(SHEETS)[n % len(SHEETS)]
        actors = [each for each in ACTORS if each not in SHEETS[name][2]]
        change = partial(rewrite, world, name, chance)
        yield from differences(reading, reading.urls[n % THIRDS :: THIRDS], actors, change, chance)


def anonymous(world: World, reading: Reading, number: int, chance: Random) -> Iterator[str]:
    """What tells who wrote which answer: nobody at all is entitled to know that."""
    for n in range(number):
        order = chance.sample(GIVERS, len(GIVERS))
        urls = reading.urls[n % THIRDS :: THIRDS]
        yield from differences(reading, urls, ACTORS, partial(swap, world, order), chance)


def test_an_unreleased_answer_changes_nothing_for_those_who_may_not_read_it(world: World) -> None:
    assert list(unreleased(world, PAIRS // 2, Random(1))) == []


def test_who_wrote_an_anonymous_answer_changes_nothing_for_anybody(world: World) -> None:
    swap(world, list(GIVERS))
    assert list(anonymous(world, Reading(world), PAIRS - PAIRS // 2, Random(2))) == []


def test_a_page_that_shows_the_score_of_a_draft_is_noticed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = shortcuts.render

    def telling(*args: Any, **kwargs: Any) -> HttpResponse:
        page = honest(*args, **kwargs)
        draft = Rating.objects.filter(assessment=int(world.keys["manager_sheet"]))
        page.write("".join(draft.order_by("pk").values_list("reason", flat=True)))
        return page

    monkeypatch.setattr(results, "render", telling)
    reading, change = Reading(world), partial(rewrite, world, "a manager's draft", Random(3))
    found = differences(reading, ["/reviews/"], ["owner"], change, Random(3))
    assert found == ["owner reads /reviews/"]


def test_an_order_that_the_words_do_not_decide_is_noticed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peer_queries, "_by_words", lambda word: str(word.answer.pk))
    swap(world, list(GIVERS))
    reading, page = Reading(world), f"/reviews/participants/{world.keys['about_peer']}/peers"
    change = partial(swap, world, list(GIVERS))
    found = [differences(reading, [page], ["manager"], change, Random(n)) for n in range(8)]
    assert any(found)
