"""People who write all the time, and remember what the server said was saved."""

import json
import threading
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlencode

CSRF = "x" * 32
SWITCHED_EVERY = 3
"""So often somebody does what the audit trail notes, between two saves."""


@dataclass
class Writer:
    """One person. `acknowledged` is the number of the last answer that the server confirmed."""

    session: str
    sheet: str
    port: int
    written: int = 0
    acknowledged: int = 0
    confirmations: int = 0
    switched: int = 0
    base: str = ""
    refusals: list[str] = field(default_factory=list)

    def write_until(self, over: threading.Event) -> None:
        """Saves one answer after the other over one connection, until the line breaks."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            while not over.is_set():
                self._save(connection)
                if self.written % SWITCHED_EVERY == 1:
                    self._switch(connection)
        except (OSError, HTTPException):
            pass  # killed: what was not confirmed may be there or not
        finally:
            connection.close()

    def _save(self, connection: HTTPConnection) -> None:
        self.written += 1
        values = {"c1-score": "4", "c1-reason": str(self.written), "c1-base": self.base}
        status, said = self._post(connection, f"/reviews/{self.sheet}/ratings/c1", values)
        told: dict[str, Any] = json.loads(said)
        self.base = told.get("base", self.base)
        if status == 200:
            self.acknowledged = self.written
            self.confirmations += 1
        elif status != 409:  # after a break, what is stored is newer than what was confirmed
            self.refusals.append(f"{status} {said[:200]!r}")

    def _switch(self, connection: HTTPConnection) -> None:
        status, said = self._post(connection, "/notices/reminders", {"wanted": "yes"})
        if status == 302:
            self.switched += 1
            self.confirmations += 1
        else:
            self.refusals.append(f"{status} {said[:200]!r}")

    def _post(
        self, connection: HTTPConnection, path: str, values: dict[str, str]
    ) -> tuple[int, bytes]:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={self.session}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
        }
        connection.request("POST", path, urlencode(values), headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
