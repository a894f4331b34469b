"""A served demo under bounded load: requests per CPU second, waiting time, memory, start."""

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

from bench.rows import Row, at_least, at_most

PATHS = ("/", "/frameworks/engineering/", "/evidence/", "/reviews/", "/team")
THREADS = 8
REQUESTS = 100
"""Requests of each thread: the load ends by itself."""


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
        times, failures = _ask(port, cookie)
        spent = _family_cpu(server.pid) - before
        memory = _largest_worker(server.pid)
    finally:
        server.terminate()
        server.wait(timeout=30)
    times.sort()
    return [
        at_most("server start", db, people, start, "s", 3),
        at_least("load: requests per CPU second", db, people, len(times) / spent, "1/s", 100),
        at_most("load: p95", db, people, times[int(len(times) * 0.95)] * 1000, "ms", 250),
        at_most("load: failures", db, people, failures, "answers", 0),
        at_most("worker memory after the load", db, people, memory, "MB", 150),
        at_most("load: median", db, people, statistics.median(times) * 1000, "ms", 250),
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


def _ask(port: int, cookie: str) -> tuple[list[float], int]:
    times: list[float] = []
    failures: list[int] = []

    def work(offset: int) -> None:
        for n in range(REQUESTS):
            start = time.perf_counter()
            answer = _get(port, PATHS[(n + offset) % len(PATHS)], cookie)
            answer.read()
            times.append(time.perf_counter() - start)
            if answer.status != 200:
                failures.append(answer.status)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, len(failures)


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
