"""The walk: every address by every actor answers as the reviewed table says."""

from datetime import date

import pytest
from django.db.models import Model, Q

from tests.contract.authorization import (
    TABLE,
    Target,
    ask,
    client_of,
    differences_from_missing,
    heading,
    targets,
    walk,
)
from tests.contract.targets import TARGETS
from tests.contract.world import ACTORS, World, build
from trellis_web.access import queries
from trellis_web.growth.models import EvidenceNote
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """The organisation with somebody on each side of every rule."""
    return build()


def known() -> list[str]:
    """The lines of the reviewed table."""
    return TABLE.read_text(encoding="utf-8").splitlines()


def as_read_by(actor: str) -> list[str]:
    """The lines of the reviewed table with the column of this actor alone."""
    split = [line.rsplit(maxsplit=len(ACTORS)) for line in known() if not line.startswith("#")]
    return [f"{row[0]:<53} {row[1 + ACTORS.index(actor)]}" for row in split]


@pytest.mark.parametrize("actor", ACTORS)
def test_every_actor_gets_what_the_table_says(world: World, actor: str) -> None:
    assert walk(world, targets(world), [actor]) == as_read_by(actor)


def test_the_table_has_a_column_for_every_actor() -> None:
    assert [line for line in known() if line.startswith("#")] == list(heading())


OPEN = (
    "account_", "api_description", "ballot", "calendar", "export_key", "identity_", "mfa_",
    "public_framework", "theme",
)  # fmt: skip
"""What somebody who is not signed in may open: signing in, what a token or a link of HR opens, and
what says nothing about anybody. Programs without a token are told so by 401, and by 405 where
nobody may write."""


def test_nothing_fails_and_anonymous_reads_no_page_of_ours(world: World) -> None:
    rows = [line.split() for line in known() if not line.startswith("#")]
    assert [row for row in rows if "500" in row] == []
    for row in rows:
        answers = dict(zip(ACTORS, row[-len(ACTORS) :], strict=True))
        anonymous, deactivated = answers["anonymous"], answers["deactivated"]
        assert anonymous == deactivated, row
        assert anonymous in ("302", "401", "405") or row[1].startswith(OPEN), row


def hidden(world: World, actor: str) -> list[Target]:
    """Addresses about things that this actor cannot see."""
    client = client_of(world, actor)
    return [
        target
        for target in targets(world)
        if target.missing and ask(client, "GET", target.url).status_code == 404
    ]


@pytest.mark.parametrize("actor", ["peer", "other_manager", "partner_out", "auditor"])
def test_what_is_invisible_answers_like_what_is_missing(world: World, actor: str) -> None:
    client = client_of(world, actor)
    found = hidden(world, actor)
    assert len(found) >= 3
    for target in found:
        answer = ask(client, "GET", target.url)
        missing = ask(client, "GET", str(target.missing))
        assert differences_from_missing(answer, missing) == [], target


def test_a_rule_that_shows_everything_is_noticed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def everything(actor: Person, today: date) -> Q:
        return Q()

    rules: dict[type[Model], queries.Rule] = {**queries._rules, EvidenceNote: everything}
    monkeypatch.setattr(queries, "_rules", rules)
    evidence = [target for target in targets(world) if target.label.startswith("evidence(")]
    walked = walk(world, evidence)
    assert [line for line in walked if line not in known()] != []


def test_an_address_that_is_not_listed_is_noticed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(TARGETS, "result")
    with pytest.raises(KeyError, match="result"):
        targets(world)


def test_a_404_that_says_more_is_noticed(world: World) -> None:
    client = client_of(world, "owner")
    missing = ask(client, "GET", "/evidence/987654321")
    note = ask(client, "GET", f"/evidence/{world.keys['private_note']}")
    assert "the bodies differ" in differences_from_missing(note, missing)
