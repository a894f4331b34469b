"""A real server on a SQLite file, and what is in that file when the server is dead."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.contract.tree import ROOT

PATIENCE = 120  # seconds


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """`trellis serve` in a folder of its own, as a group of processes."""

    folder: Path
    smtp_port: int
    settings: str = "trellis_web.config.settings"
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def database(self) -> Path:
        """The file that must hold every acknowledged word."""
        return self.folder / "trellis.sqlite3"

    def fill(self) -> list[dict[str, str]]:
        """Makes the world of `tests.kill.world`; who may save what."""
        done = self._run("-m", "tests.kill.world")
        people: list[dict[str, str]] = json.loads(done.splitlines()[-1])
        return people

    def trail(self) -> str:
        """What `trellis audit` says."""
        return self._run("-m", "trellis_web", "audit")

    def start(self) -> None:
        """Starts it and waits until it answers."""
        command = [sys.executable, "-m", "trellis_web", "serve", "--port", str(self.port)]
        log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen(
            command, env=self._environment(), stdout=log, stderr=log, start_new_session=True
        )
        end = time.monotonic() + PATIENCE
        while not self._answers():
            assert time.monotonic() < end, (self.folder / "log").read_text()
            time.sleep(0.05)

    def kill(self) -> None:
        """kill -9 to the server, its workers and the worker of the mail, all at once."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def rows(self, sql: str) -> list[tuple[str | int, ...]]:
        """What the file holds."""
        connection = sqlite3.connect(self.database)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/account/login/")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def _run(self, *command: str) -> str:
        return subprocess.run(
            [sys.executable, *command],
            env=self._environment(),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "DATABASE_URL": f"sqlite:///{self.database}",
            "DJANGO_SETTINGS_MODULE": self.settings,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
            "TRELLIS_DATA_DIR": str(self.folder),
            "TRELLIS_DEMO": "false",
            "TRELLIS_SECRET_KEY": "a key for tests only",
            "TRELLIS_SMTP_PORT": str(self.smtp_port),
            "TRELLIS_URL": f"http://127.0.0.1:{self.port}",
        }
