"""Nothing is sent into the inner network, in whatever form its address is written."""

import socket
from typing import Any

import pytest

from trellis_web.notices.actions import outgoing
from trellis_web.notices.actions.outgoing import post_json
from trellis_web.notices.rules.outgoing import Refused, is_outside, target_of

INNER = [
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1",
    "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "2001:db8::1", "2002:7f00:1::", "64:ff9b:1::7f00:1",
]  # fmt: skip


def finds(monkeypatch: pytest.MonkeyPatch, *numbers: str) -> list[str]:
    """Names that were looked up, with these answers to all of them."""
    asked: list[str] = []

    def look(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", look)
    return asked


@pytest.mark.parametrize("number", INNER)
def test_an_inner_number_is_not_outside(number: str) -> None:
    assert not is_outside(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "8.8.8.8", "2606:4700::1111"])
def test_a_public_number_is_outside(number: str) -> None:
    assert is_outside(number)


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]",
     "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0"],
)  # fmt: skip
def test_this_machine_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(Refused, match="inner network"):
        target_of(f"https://{host}/hook")


@pytest.mark.parametrize(
    "url",
    ["http://chat.example/x", "ftp://chat.example", "file:///etc/passwd", "chat.example",
     "https://chat.example@10.0.0.1/", "https://a:b@chat.example/"],
)  # fmt: skip
def test_only_https_without_a_password_is_taken(url: str) -> None:
    with pytest.raises(Refused, match="https"):
        target_of(url)


@pytest.mark.parametrize("url", ["https://", "https:///hook", "https://[bad/", "https://x:99999/"])
def test_an_address_without_a_server_is_refused(url: str) -> None:
    with pytest.raises(Refused, match="no server"):
        target_of(url)


def test_a_name_with_one_inner_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    finds(monkeypatch, "93.184.216.34", "10.0.0.1")
    with pytest.raises(Refused, match="inner network"):
        target_of("https://chat.example/hook")


def test_the_name_is_looked_up_once_and_that_number_is_called(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = finds(monkeypatch, "93.184.216.34")
    called: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(ConnectionRefusedError):
        post_json("https://chat.example/hook?x=1", {"text": "Hello"})
    assert asked == ["chat.example"]
    assert called == [("93.184.216.34", 443)]


def test_the_name_stays_in_the_question_and_the_certificate(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    finds(monkeypatch, "93.184.216.34")
    connection = outgoing._Pinned(target_of("https://chat.example:8443/hook"))
    assert (connection.host, connection.port) == ("chat.example", 8443)
    assert connection.safe.check_hostname
