"""A connection to a public host: the address that was looked at is the one that is spoken to."""

import socket
import ssl
from collections.abc import Callable
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from msgspec import Struct

HTTPS_PORT = 443
_TRANSLATED = IPv6Network("64:ff9b::/96")
_LOCAL = (IPv6Network("64:ff9b:1::/48"),)
"""Translation to IPv4 for everybody (RFC 6052), and inside one network (RFC 8215), which Python 3.11 calls global."""


class PrivateError(Exception):
    """A host has no public address: readers cannot reach it, and we must not."""


class _Line(HTTPSConnection):
    """A TLS connection to one address of a host, whose certificate must be the host's."""

    def __init__(self, host: str, port: int, address: str, timeout_s: float) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(host, port, timeout=timeout_s, context=self._tls)
        self._address = address

    def connect(self) -> None:
        """Speak to the address that was looked at, whatever the name means by now."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._tls.wrap_socket(self.sock, server_hostname=self.host)


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as numbers.

    Raises:
        OSError: there is no such host.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def is_public(address: str) -> bool:
    """Tell whether an address is one of the open network: not of a house, this machine, a link or a group."""
    known = ip_address(address.partition("%")[0])
    if known.is_multicast or not known.is_global or any(known in net for net in _LOCAL):
        return False
    inner = _inner(known)
    return inner is None or is_public(str(inner))


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address that one of the sixth version leads to, where it does."""
    if isinstance(address, IPv4Address):
        return None
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


class Network(Struct, frozen=True):
    """How hosts are found and spoken to; tests put their own machine in the place of the open network."""

    resolve: Callable[[str, int], list[str]] = resolve
    is_public: Callable[[str], bool] = is_public
    line: Callable[[str, int, str, float], HTTPConnection] = _Line

    def open(self, host: str, port: int, timeout_s: float) -> HTTPConnection:
        """A line to a host, not yet connected.

        Raises:
            OSError: there is no such host.
            PrivateError: one of its addresses is not public.
        """
        name = host.encode("idna").decode("ascii") if not host.isascii() else host
        addresses = self.resolve(name, port)
        if not addresses or not all(map(self.is_public, addresses)):
            raise PrivateError
        return self.line(name, port, addresses[0], timeout_s)
