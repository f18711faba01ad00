"""Asking for many addresses: a few hosts at a time, each host one address at a time, all of it within a bound."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic, sleep
from urllib.parse import urldefrag, urlsplit

from msgspec import Struct

from minbar.checks.outward import Answer
from minbar.online.ask import ask
from minbar.online.line import Network

Tell = Callable[[int, int], None]
"""Is told how many addresses of how many have been answered for."""


class Limits(Struct, frozen=True):
    """How long and how many at a time; times are in seconds."""

    workers: int = 4
    pause_s: float = 1.0
    """Between two questions to one host."""
    timeout_s: float = 8.0
    total_s: float = 300.0
    addresses: int = 2_000


def ask_all(
    addresses: Iterable[str],
    tell: Tell = lambda done, of: None,
    limits: Limits = Limits(),  # noqa: B008 - it cannot be changed
    network: Network = Network(),  # noqa: B008 - the same
) -> dict[str, Answer]:
    """What each address answers; those that were not reached within the limits are not in it.

    A fragment is not asked for: addresses that differ in it alone are one question.
    """
    wanted = list(dict.fromkeys(addresses))
    plain = list(dict.fromkeys(urldefrag(address)[0] for address in wanted))[: limits.addresses]
    until_s = monotonic() + limits.total_s
    answers = _ask_hosts(plain, tell, limits, network, until_s)
    return {
        address: answers[asked] for address in wanted if (asked := urldefrag(address)[0]) in answers
    }


def _ask_hosts(
    addresses: list[str], tell: Tell, limits: Limits, network: Network, until_s: float
) -> dict[str, Answer]:
    hosts: SimpleQueue[list[str]] = SimpleQueue()
    for group in _by_host(addresses):
        hosts.put(group)
    said: SimpleQueue[tuple[str, Answer]] = SimpleQueue()

    def work() -> None:
        while monotonic() < until_s:
            try:
                group = hosts.get_nowait()
            except Empty:
                return
            for number, address in enumerate(group):
                sleep(limits.pause_s if number else 0)
                if monotonic() >= until_s:
                    return
                said.put((address, ask(address, network, limits.timeout_s, until_s)))

    for _ in range(limits.workers):  # one that hangs is left behind: nothing waits for a daemon
        Thread(target=work, daemon=True).start()
    return _collect(said, len(addresses), tell, until_s)


def _collect(
    said: "SimpleQueue[tuple[str, Answer]]", wanted: int, tell: Tell, until_s: float
) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    while len(answers) < wanted and (left_s := until_s - monotonic()) > 0:
        try:
            address, answer = said.get(timeout=left_s)
        except Empty:
            break
        answers[address] = answer
        tell(len(answers), wanted)
    return answers


def _by_host(addresses: list[str]) -> Iterable[list[str]]:
    """Addresses of one host together; the host with most of them first, since it takes longest."""
    groups: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        groups[urlsplit(address).hostname or ""].append(address)
    return sorted(groups.values(), key=len, reverse=True)
