"""Every address, tried by every actor, by GET and by an empty POST: the table of who gets what.

`python -m tests.contract.authorization` writes `authorization.txt` anew; its difference is read by
a person before it is committed.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from tests import conftest  # prepares Django when this runs as a command

from django.db import transaction  # isort: skip
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.contract.addresses import addresses
from tests.contract.targets import TARGETS
from tests.contract.world import ACTORS, World, build

TABLE = Path(__file__).with_name("authorization.txt")
METHODS = ("GET", "POST")
MISSING: dict[type, int | str | UUID] = {int: 987654321, str: "missing", UUID: UUID(int=1)}
"""Keys of nothing."""


@dataclass(frozen=True)
class Target:
    """One address about one thing, and the same address about nothing that exists."""

    label: str
    url: str
    missing: str | None


def targets(world: World) -> list[Target]:
    """Every address of the program with the keys of the world. `KeyError` for one not listed."""
    keys = world.keys | {
        "owner": world.owner.pk,
        "peer": world.peer.pk,
        "move": "L1-L2",
        "kind": "yaml",
        "part_kind": "level",
    }
    return [
        _target(pattern.name or "", names, keys)
        for route, pattern in addresses()
        for names in (TARGETS[pattern.name or ""] if "<" in route or "(?P" in route else [{}])
    ]


def _target(name: str, names: dict[str, str], keys: dict[str, int | str | UUID]) -> Target:
    values = {parameter: keys[key] for parameter, key in names.items()}
    gone = {key: MISSING[type(value)] for key, value in values.items()}
    shown = f"{name}({', '.join(names.values())})" if names else name
    missing = reverse(name, kwargs=gone) if values and not name.startswith("account_") else None
    return Target(shown, reverse(name, kwargs=values), missing)


def client_of(world: World, actor: str) -> Client:
    """A browser in which this actor is signed in."""
    client = Client(raise_request_exception=False)
    if actor != "anonymous":
        client.force_login(world.people[actor])
    return client


def ask(client: Client, method: str, url: str) -> HttpResponse:
    """The answer; whatever it changed is undone, who is signed in too."""
    cookies = copy(client.cookies)
    with transaction.atomic():
        response = client.generic(method, url)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response  # type: ignore[return-value]


def differences_from_missing(answer: HttpResponse, missing: HttpResponse) -> list[str]:
    """Where a 404 about something invisible differs from a 404 about nothing."""
    faults = [] if missing.status_code == 404 else [f"missing answers {missing.status_code}"]
    if dict(answer.headers) != dict(missing.headers):
        faults.append("the headers differ")
    if _plain(answer) != _plain(missing):
        faults.append("the bodies differ")
    return faults


def _plain(answer: HttpResponse) -> bytes:
    """The body without the token that is new on every page, and without the address itself."""
    body = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)
    path = answer.request["PATH_INFO"].encode()  # type: ignore[attr-defined]
    return body.replace(path, b"/")


def walk(world: World, wanted: Iterable[Target], actors: Iterable[str] = ACTORS) -> list[str]:
    """One line for each address and method: the status for every actor."""
    clients = [client_of(world, actor) for actor in actors]
    return [
        f"{method:<4} {target.label:<48} "
        + " ".join(str(ask(client, method, target.url).status_code) for client in clients)
        for target in wanted
        for method in METHODS
    ]


def heading() -> Iterator[str]:
    """What the columns are."""
    yield "# python -m tests.contract.authorization writes this table. Columns:"
    yield "# " + ", ".join(ACTORS)


def main() -> None:
    """Writes the table from a new database."""
    from django.test.utils import override_settings, setup_databases, setup_test_environment

    setup_test_environment()
    setup_databases(verbosity=0, interactive=False)
    with override_settings(**conftest.QUICK), transaction.atomic():
        world = build()
        lines = [*heading(), *walk(world, targets(world))]
        transaction.set_rollback(True)
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{TABLE.name}: {len(lines)} lines\n")


if __name__ == "__main__":
    main()
