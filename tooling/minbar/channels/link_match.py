"""One place in a post that X's link pattern matches: which links it makes, and how far it goes.

Source: the rules of npm `twitter-text` 3.1.0, read 2026-11-22 (see `links`).
"""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from minbar.channels.domains import labels_fit
from minbar.channels.link_alphabet import BARE_LABEL, PATH, PATH_TAIL, QUERY, QUERY_TAIL
from minbar.late import pattern

_URL_MAX_UNITS = 4096
_TCO_SLUG_MAX = 40

_GROUP = f"\\((?:[{PATH}]++|[{PATH}]*+\\([{PATH}]++\\)[{PATH}]*+)\\)"
_QUERY = pattern(f"\\?[{QUERY}]*+")
_BARE = pattern(f"(?:[{BARE_LABEL}]+\\.)+")
_TCO = pattern("https?://t\\.co/([0-9a-z]+)", re.IGNORECASE | re.ASCII)


@cache
def _path_piece() -> re.Pattern[str]:
    """Plain letters of a path, or brackets; few texts have one, and this takes 3 ms to compile."""
    return re.compile(f"[{PATH}]++|{_GROUP}")


class Link(msgspec.Struct, frozen=True):
    """A link at `text[start:end]`; `bare` when it is written without `https://`."""

    start: int
    end: int
    bare: bool


class Match(msgspec.Struct, frozen=True):
    """One match of X's pattern: it takes its place even when it turns out to be no link."""

    units: str
    start: int
    domain_at: int
    domain_end: int
    path_end: int
    end: int
    before: str

    def links(self, ends: dict[int, int]) -> Iterator[Link]:
        """Give the links of the match, none or several.

        Args:
            ends: where each dot's top-level domain ends, as `domain_ends` gives it.
        """
        domain = self.units[self.domain_at : self.domain_end]
        bare = self.start == self.domain_at
        scheme_size = len("https://") if bare else self.domain_at - self.start
        if scheme_size + self.end - self.start > _URL_MAX_UNITS or not labels_fit(domain):
            return
        names = list(_bare_names(domain, self.domain_at, ends))
        if domain.startswith("xn--") and not names:
            return
        if not bare:
            yield from self._with_scheme()
        elif self.before not in set("-_./"):
            yield from self._without_scheme(names)

    def _with_scheme(self) -> Iterator[Link]:
        short = _TCO.match(self.units, self.start, self.end)
        if short is None:
            yield Link(self.start, self.end, bare=False)
        elif len(short[1]) <= _TCO_SLUG_MAX:
            yield Link(self.start, query_end(self.units, short.end()), bare=False)

    def _without_scheme(self, names: list[tuple[int, int]]) -> Iterator[Link]:
        has_path = self.path_end > self.domain_end
        for start, end in names[:-1]:
            yield Link(start, end, bare=True)
        for start, end in names[-1:]:
            more = self.end - self.domain_end if has_path else 0
            yield Link(start, end + more, bare=True)


def _bare_names(domain: str, base: int, ends: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Give the domain names in Latin letters inside a domain, in any script.

    X looks a name up again by its text, so a name that also stands earlier, where it was
    no link, is placed there: we do the same.
    """
    at = placed = 0
    while (chain := _BARE.search(domain, at)) is not None:
        dot = chain.end() - 1
        while dot >= chain.start() and base + dot not in ends:
            dot = domain.rfind(".", chain.start(), dot)
        if dot < chain.start():
            at = chain.end()
            continue
        at = ends[base + dot] - base
        start = domain.find(domain[chain.start() : at], placed)
        placed = start + at - chain.start()
        yield base + start, base + placed


def path_end(units: str, at: int) -> int:
    """Give where the path beginning at `at` ends.

    It ends after its last plain letter, or after the brackets right behind that letter:
    a full stop stays outside, and so do brackets behind the full stop.
    """
    if not units.startswith("/", at):
        return at
    end = at = at + 1
    while (piece := _path_piece().match(units, at)) is not None:
        plain = "" if piece[0][0] == "(" else piece[0].rstrip(PATH_TAIL)
        if plain:
            end = at + len(plain)
        elif piece[0][0] == "(" and end == at:
            end = piece.end()
        at = piece.end()
    return end


def query_end(units: str, at: int) -> int:
    """Give where the query beginning at `at` ends; `at` when there is none."""
    query = _QUERY.match(units, at)
    return at + len(query[0].rstrip(QUERY_TAIL)) if query else at
