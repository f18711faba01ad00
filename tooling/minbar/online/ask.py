"""Asking for one address: HEAD, then GET where that is refused; redirects are followed as long as they stay https."""

import socket
import ssl
from http.client import HTTPException
from time import monotonic
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from minbar import __version__
from minbar.checks.outward import Answer
from minbar.model.links import find_link_fault
from minbar.online.line import HTTPS_PORT, Network, PrivateError

MOST_REDIRECTS = 5
REDIRECTS = frozenset((301, 302, 303, 307, 308))
SHUT = frozenset((401, 402, 403, 405, 406, 407, 418, 429, 451, 999))
"""Whoever answers so does not want to be asked by a program: that says nothing of the page."""
SIGNS = "/%:?#[]@!$&'()*+,;=~-._"
"""What stands in an address as it is; all else goes out as bytes of UTF-8."""
OK, CLIENT_ERROR = 200, 400
HEADERS = {
    "User-Agent": f"minbar/{__version__} (checks whether links are alive)",
    "Accept": "*/*",
    "Connection": "close",
}


def ask(address: str, network: Network, timeout_s: float, until_s: float) -> Answer:
    """What an address answers.

    Args:
        address: an https address that may be linked to.
        network: how hosts are found and spoken to.
        timeout_s: how long one answer may take.
        until_s: when to stop, as `time.monotonic` tells it.
    """
    try:
        return _follow(address, network, timeout_s, until_s)
    except PrivateError:
        return Answer("gone", "its host has no public address")
    except TimeoutError:
        return Answer("gone", f"no answer within {timeout_s:g} seconds")
    except ssl.SSLError as error:
        return Answer(
            "gone", f"no secure answer ({getattr(error, 'verify_message', '') or error.reason})"
        )
    except socket.gaierror:
        return Answer("gone", "there is no such host")
    except (OSError, HTTPException, UnicodeError) as error:
        return Answer("gone", f"no answer ({str(error) or type(error).__name__})")


def _follow(address: str, network: Network, timeout_s: float, until_s: float) -> Answer:
    came_from = ""
    for _ in range(MOST_REDIRECTS + 1):
        status, target = _status(address, network, timeout_s, until_s)
        if status not in REDIRECTS or not target:
            return _judge(status, came_from and address)
        came_from, address = address, urljoin(address, target)
        if fault := find_link_fault(urldefrag(address)[0]):
            return Answer("gone", f"it answers {status} and leads on to {address}, which {fault}")
    return Answer("gone", f"it leads on more than {MOST_REDIRECTS} times")


def _judge(status: int, at: str) -> Answer:
    said = f"it answers {status}" + (f" at {at}" if at else "")
    if status in SHUT:
        return Answer("unknown", said)
    return Answer("there" if OK <= status < CLIENT_ERROR else "gone", said)


def _status(address: str, network: Network, timeout_s: float, until_s: float) -> tuple[int, str]:
    status, target = _request("HEAD", address, network, timeout_s, until_s)
    if status < CLIENT_ERROR:
        return status, target
    return _request("GET", address, network, timeout_s, until_s)


def _request(
    method: str, address: str, network: Network, timeout_s: float, until_s: float
) -> tuple[int, str]:
    """Status and where it leads on; the body stays where it is."""
    left_s = min(timeout_s, until_s - monotonic())
    if left_s <= 0:
        raise TimeoutError
    parts = urlsplit(address)
    line = network.open(parts.hostname or "", parts.port or HTTPS_PORT, left_s)
    try:
        path = urlsplit(address)._replace(scheme="", netloc="", fragment="").geturl() or "/"
        line.request(method, quote(path, safe=SIGNS), headers=HEADERS)
        answer = line.getresponse()
        return answer.status, answer.headers.get("Location", "")
    finally:
        line.close()
