"""Sending something to another server: no redirect, no inner network, never for long."""

import json
import socket
import ssl
from collections.abc import Mapping
from http.client import HTTPSConnection
from threading import Timer
from typing import Any

from trellis_web.notices.rules.outgoing import Target, target_of

STEP = 5  # seconds for one read or write
WHOLE = 15  # seconds for all of it


class _Pinned(HTTPSConnection):
    """Connects to the number that was looked up, and asks for the certificate of the name."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.safe = ssl.create_default_context()
        super().__init__(target.host, target.port, timeout=STEP, context=self.safe)

    def connect(self) -> None:
        """To one number, without another look."""
        plain = socket.create_connection((self.target.number, self.port), STEP)
        self.sock = self.safe.wrap_socket(plain, server_hostname=self.target.host)

    def cut(self) -> None:
        """Ends what drags on."""
        if self.sock:
            self.sock.shutdown(socket.SHUT_RDWR)


def post_json(url: str, content: dict[str, Any]) -> int:
    """Posts JSON as `post` does."""
    return post(url, json.dumps(content).encode())


def post(url: str, body: bytes, headers: Mapping[str, str] | None = None) -> int:
    """Posts bytes that are JSON, and returns the status of the answer, which is not read further.

    Raises `Refused` before anything is sent, or `OSError` and `HTTPException` when the line breaks.
    """
    target = target_of(url)
    connection = _Pinned(target)
    clock = Timer(WHOLE, connection.cut)
    clock.start()
    try:
        ours = {"Content-Type": "application/json", "User-Agent": "Trellis"}
        connection.request("POST", target.path, body, {**ours, **(headers or {})})
        return connection.getresponse().status
    finally:
        clock.cancel()
        connection.close()
