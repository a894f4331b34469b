"""A served demo under bounded load: requests per CPU second, waiting time, memory, start.

Two loads, both end by themselves: a few people who never pause show what a request costs; many who
read between two pages, as people do, show how long they wait.
"""

import http.client
import os
import random
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from bench.rows import MILLISECONDS, Row, at_least, at_most

PATHS = ("/", "/frameworks/engineering/", "/evidence/", "/reviews/", "/team")
THREADS = 8
REQUESTS = 50
"""Requests of each thread that never pauses."""
PEOPLE = 200
THINK = (5.0, 10.0)
"""Seconds between two pages of one person."""
SECONDS = 30.0
"""How long those people read."""

Answer = tuple[float, int]
"""Seconds until the whole page was there, and its status."""


def rows(db: str, people: int) -> list[Row]:
    """Starts `trellis serve`, signs in, asks a mix of pages, and stops it."""
    port = _free_port()
    command = [sys.executable, "-m", "trellis_web", "serve", "--demo", "--port", str(port)]
    started = time.perf_counter()
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        start = time.perf_counter() - started
        cookie = _sign_in(port)
        before = _family_cpu(server.pid)
        hurried = _together([_hurried(n) for n in range(THREADS)], port, cookie)
        spent = _family_cpu(server.pid) - before
        readers = _together([_reader(n) for n in range(PEOPLE)], port, cookie)
        memory = _largest_worker(server.pid)
    finally:
        server.terminate()
        server.wait(timeout=30)
    waits = sorted(wait for wait, _ in readers)
    failures = sum(status != HTTPStatus.OK for _, status in (*hurried, *readers))
    per_second = len(hurried) / spent
    p95 = waits[int(len(waits) * 0.95)] * MILLISECONDS
    return [
        at_most("server start", db, people, start, "s", 3),
        at_least("load: requests per CPU second", db, people, per_second, "1/s", 100),
        at_most(f"load: p95 of {PEOPLE} who read between pages", db, people, p95, "ms", 250),
        at_most("load: failures", db, people, failures, "answers", 0),
        at_most("worker memory after the load", db, people, memory, "MB", 150),
    ]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _get(port: int, path: str, cookie: str = "") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Cookie": cookie})
    return connection.getresponse()


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            if _get(port, "/account/login/").status == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the server did not start within 30 seconds")


def _sign_in(port: int) -> str:
    page = _get(port, "/account/login/")
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page.read())
    csrf = (page.getheader("Set-Cookie") or "").split(";")[0]
    if token is None:
        raise SystemExit("the sign-in page has no form")
    from trellis_web.demo.build import PASSWORD

    body = urlencode(
        {
            "csrfmiddlewaretoken": token[1].decode(),
            "login": "tom.reyes@northfield.example",
            "password": PASSWORD,
        }
    )
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": csrf, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/account/login/", body, headers)
    answer = connection.getresponse()
    cookies = [v.split(";")[0] for k, v in answer.getheaders() if k.lower() == "set-cookie"]
    if answer.status != 302:
        raise SystemExit(f"sign-in answered {answer.status}")
    return "; ".join([csrf, *cookies])


def _hurried(number: int) -> Iterator[str]:
    """The pages of somebody who never pauses."""
    for n in range(REQUESTS):
        yield PATHS[(n + number) % len(PATHS)]


def _reader(number: int) -> Iterator[str]:
    """The pages of somebody who reads each of them; the same pauses in each run."""
    dice, end = random.Random(number), time.perf_counter() + SECONDS
    time.sleep(dice.uniform(0, THINK[1]))
    while time.perf_counter() < end:
        yield dice.choice(PATHS)
        time.sleep(dice.uniform(*THINK))


def _together(visits: list[Iterator[str]], port: int, cookie: str) -> list[Answer]:
    """All visits at the same time, each in a thread."""
    answers: list[Answer] = []

    def work(paths: Iterator[str]) -> None:
        for path in paths:
            start = time.perf_counter()
            answer = _get(port, path, cookie)
            answer.read()
            answers.append((time.perf_counter() - start, answer.status))

    threads = [threading.Thread(target=work, args=(visit,)) for visit in visits]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in _family(int(child)))]


def _family_cpu(pid: int) -> float:
    total = 0
    for each in _family(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def _largest_worker(pid: int) -> float:
    pages = [int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in _family(pid)]
    return max(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6
