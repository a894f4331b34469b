"""The worker: background jobs, mail and timers. `trellis serve` keeps one beside the pages."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from types import FrameType

from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from trellis_web.config.timers import TIMERS
from trellis_web.notices.actions import send_queued
from trellis_web.notices.actions.chat import send_chat
from trellis_web.notices.actions.timers import run_timers
from trellis_web.webhooks.actions.deliveries import send_deliveries

log = logging.getLogger(__name__)

PAUSE = 0.5  # seconds
LEAVE = 10  # seconds that a worker has to end by itself


def work_once() -> None:
    """Runs queued jobs, sends mail, chat and webhooks, and runs the timers whose time has come."""
    if DBTaskResult.objects.ready().exists():
        _tasks().run()
    send_queued(now=timezone.now())
    send_chat(now=timezone.now())
    send_deliveries(now=timezone.now())
    run_timers(TIMERS, now=timezone.now())


def _tasks() -> Worker:
    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=str(os.getpid()),
        excluded_queue_names=[],
    )


class Work:
    """Works until it is asked to stop, or until its parent is gone."""

    def __init__(self, parent: int | None = None) -> None:
        self.parent = parent
        self.is_stopped = False

    def run(self) -> None:
        """What breaks is logged, and the next round begins: a worker does not give up."""
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self._stop)
        while not self.is_stopped and self.parent in (None, os.getppid()):
            close_old_connections()
            try:
                work_once()
            except OperationalError as error:
                log.warning("The database does not answer: %s", error)
            except Exception:
                log.exception("The worker goes on after a fault")
            time.sleep(PAUSE)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.is_stopped = True


class Keeper:
    """Keeps one worker process alive while the pages are served."""

    def __init__(self) -> None:
        self.is_over = False
        self.process: subprocess.Popen[bytes] | None = None
        self.thread = threading.Thread(target=self._keep, daemon=True)

    def __enter__(self) -> "Keeper":
        self.thread.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self.is_over = True
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(LEAVE)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def _keep(self) -> None:
        command = [sys.executable, "-m", "trellis_web", "work", "--parent", str(os.getpid())]
        while not self.is_over:
            self.process = subprocess.Popen(command)
            self.process.wait()
            time.sleep(1)
