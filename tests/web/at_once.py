"""Several people who act in the same moment, each over a connection of their own."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import Any

from django.db import connection, connections

Action = Callable[[], Any]
PATIENCE = 30  # seconds for one of them to wait for the others


def at_once(folder: Path, *actions: Action) -> list[Any]:
    """What each action returns or raises, all started together; for tests with `transaction=True`.

    On PostgreSQL they meet in the database of the tests. SQLite's lies in memory, where nobody
    waits for anybody: they meet in a copy in a file in `folder`, as an installation has it, and
    what they made of it is read back.
    """
    start = Barrier(len(actions))

    def act(action: Action) -> Any:
        start.wait(PATIENCE)
        try:
            return action()
        except Exception as error:  # what somebody is told is what the test is about
            return error
        finally:
            connections.close_all()

    with _shared(folder / "at-once.sqlite3"), ThreadPoolExecutor(len(actions)) as people:
        return list(people.map(act, actions))


@contextmanager
def _shared(path: Path) -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    memory, settings = connection.connection, connection.settings_dict
    name = settings["NAME"]
    _copy(memory, path)
    settings["NAME"] = str(path)
    try:
        yield
    finally:
        settings["NAME"] = name
    with sqlite3.connect(path) as written:
        written.backup(memory)
    written.close()


def _copy(memory: sqlite3.Connection, path: Path) -> None:
    file = sqlite3.connect(path)
    memory.backup(file)
    file.close()
