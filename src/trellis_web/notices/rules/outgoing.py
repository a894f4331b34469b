"""Where the program may send something, whatever somebody typed."""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import Denial

NOT_HTTPS = Denial("not-https", _("The address does not begin with https://."))
NO_HOST = Denial("no-host", _("The address names no server that can be found."))
INSIDE = Denial(
    "inside-network",
    _("The address leads into the inner network or to this machine; nothing is sent there."),
)


class Refused(Exception):
    """Nothing is sent to an address, with the reason."""

    def __init__(self, denial: Denial) -> None:
        self.denial = denial
        super().__init__(str(denial))


@dataclass(frozen=True, slots=True)
class Target:
    """A server by its name, and the one number under which it was found."""

    host: str
    number: str
    port: int
    path: str


def is_outside(number: str) -> bool:
    """Whether an IP address belongs to the public internet, IPv4 within IPv6 looked through."""
    address: IPv4Address | IPv6Address = ip_address(number.partition("%")[0])
    if isinstance(address, IPv6Address):
        if address.sixtofour or address.teredo:
            return False
        address = address.ipv4_mapped or address
    return address.is_global and not address.is_multicast and not address.is_reserved


def target_of(url: str) -> Target:
    """Where an address leads. The name is looked up once, and every answer must be outside.

    Whoever connects uses the number found here: a second look could find another one. Raises
    `Refused` for what is not https, is not found, or leads inside, in whatever form it is written.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError as error:
        raise Refused(NO_HOST) from error
    if parts.scheme != "https" or parts.username or parts.password:
        raise Refused(NOT_HTTPS)
    numbers = _numbers_of(parts.hostname or "", port)
    if not all(is_outside(each) for each in numbers):
        raise Refused(INSIDE)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return Target(parts.hostname or "", numbers[0], port, path)


def _numbers_of(host: str, port: int) -> list[str]:
    """Decimal, octal and shortened numbers become plain ones here, as for any program."""
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refused(NO_HOST) from error
    if not host or not found:
        raise Refused(NO_HOST)
    return [str(each[4][0]) for each in found]
