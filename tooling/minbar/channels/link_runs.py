"""Stretches of letters and dots, read label by label for the domains in them.

Source: the rules of npm `twitter-text` 3.1.0, read 2026-11-22 (see `links`).
"""

import re
from collections.abc import Iterator
from functools import cache

from minbar.channels.domains import domain_ends
from minbar.channels.link_alphabet import BEFORE, LABEL
from minbar.channels.link_match import Match, path_end, query_end

_SCHEME = re.compile("https?://", re.IGNORECASE | re.ASCII)
_PORT = re.compile(":[0-9]+")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(f"[{BEFORE}]")


@cache
def _start() -> re.Pattern[str]:
    return re.compile(f"[{BEFORE}](?=[{LABEL}])")


class Run:
    """A stretch of domain letters, dots, hyphens and underscores, label by label."""

    def __init__(self, units: str, start: int, end: int) -> None:
        self.units = units
        self.ends = domain_ends(units, start, end)
        self.labels = list(self._split(start, end)) if self.ends else []
        self.reach = self._furthest()
        self.at = 0
        self.start = start

    def _split(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        while (dot := self.units.find(".", start, end)) >= 0:
            yield start, dot
            start = dot + 1

    def _furthest(self) -> list[int]:
        """Give for each label the furthest domain end after it, as a dot's place, or -1."""
        reach = [-1] * len(self.labels)
        for i in range(len(self.labels) - 2, -1, -1):
            start, dot = self.labels[i + 1]
            if dot > start and self.units[start] not in "-_" and self.units[dot - 1] not in "-_":
                ends_here = dot in self.ends and self.units.find("_", start, dot) < 0
                reach[i] = reach[i + 1] if reach[i + 1] >= 0 else dot if ends_here else -1
        return reach

    def next_match(self, at: int) -> tuple[Match, int] | None:
        """Give the next match beginning at or after `at`, and where it ends."""
        while self.at < len(self.labels):
            found = self._match_in_label(self.at, at)
            if found is not None:
                return found, found.end
            self.at += 1
        return None

    def _match_in_label(self, i: int, at: int) -> Match | None:
        start, dot = self.labels[i]
        first, domain_dot = start, self.reach[i]
        if domain_dot < 0 and dot in self.ends:
            first, domain_dot = max(start, self.units.rfind("_", start, dot) + 1), dot
        if domain_dot < 0 or dot <= at or self.units[dot - 1 : dot] in ("-", "_", "."):
            return None
        begin = self._scheme_before(first, at)
        if begin is not None:
            return self._match(begin, first, domain_dot)
        begin = self._first_letter(first, dot, at)
        return None if begin is None else self._match(begin, begin, domain_dot)

    def _scheme_before(self, first: int, at: int) -> int | None:
        """Give where `https://` begins when it stands just before the run."""
        if first != self.start or self.units[first] in "-_.":
            return None
        for size in (8, 7):
            begin = first - size
            if begin >= 0 and _SCHEME.fullmatch(self.units, begin, first):
                return begin if self._may_begin(begin, at) else None
        return None

    def _may_begin(self, begin: int, at: int) -> bool:
        if begin == 0:
            return at == 0
        return begin > at and _before().match(self.units, begin - 1) is not None

    def _first_letter(self, first: int, dot: int, at: int) -> int | None:
        """Give the first letter of the label that may begin a domain."""
        found = _start().search(self.units, max(at, first - 1), dot)
        at_start = at == first == 0 and self.units[0] not in "-_."
        if at_start and (found is None or found.start() > 0):
            return 0
        return None if found is None else found.start() + 1

    def _match(self, start: int, domain_at: int, dot: int) -> Match:
        domain_end = self.ends[dot]
        port = _PORT.match(self.units, domain_end)
        port_end = port.end() if port else domain_end
        after_path = path_end(self.units, port_end)
        before = self.units[start - 1 : start] if start else ""
        return Match(
            self.units,
            start,
            domain_at,
            domain_end,
            after_path if after_path > port_end else domain_end,
            query_end(self.units, after_path),
            before,
        )
