"""Links in a post, found exactly where X finds them.

X makes a link of `https://…` and also of a bare domain (`parti.ma`, with a known
top-level domain), whatever stands around it: Arabic letters, brackets, a full stop. Its
own pattern is quadratic on long runs of letters and dots; this reader gives the same
links in one pass:

1. A *run* is a stretch of domain letters, dots, hyphens and underscores.
2. In a run, a label followed by a dot can be the end of a domain when a TLD comes next.
3. Right to left, each label learns the furthest such end it can reach.
4. Left to right, the first place that may begin a link takes its furthest end, then the
   port, path and query behind it; reading goes on from there.

Source: the rules of npm `twitter-text` 3.1.0, read 2026-11-22.
"""

import re
from collections.abc import Iterator

import msgspec

from minbar.channels.domains import domain_ends, has_domain, labels_fit
from minbar.channels.link_alphabet import (
    BARE_LABEL,
    BEFORE,
    LABEL,
    PATH,
    PATH_TAIL,
    QUERY,
    QUERY_TAIL,
)

_URL_MAX_UNITS = 4096
_TCO_SLUG_MAX = 40

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_RUN = re.compile(f"[{LABEL}._-]+")
_BEFORE = re.compile(f"[{BEFORE}]")
_START = re.compile(f"[{BEFORE}](?=[{LABEL}])")
_SCHEME = re.compile("https?://", re.IGNORECASE | re.ASCII)
_PORT = re.compile(":[0-9]+")
_GROUP = f"\\((?:[{PATH}]++|[{PATH}]*+\\([{PATH}]++\\)[{PATH}]*+)\\)"
_PATH_PIECE = re.compile(f"[{PATH}]++|{_GROUP}")
_QUERY = re.compile(f"\\?[{QUERY}]*+")
_BARE = re.compile(f"(?:[{BARE_LABEL}]+\\.)+")
_TCO = re.compile("https?://t\\.co/([0-9a-z]+)", re.IGNORECASE | re.ASCII)


class Link(msgspec.Struct, frozen=True):
    """A link at `text[start:end]`; `bare` when it is written without `https://`."""

    start: int
    end: int
    bare: bool


def find_links(text: str) -> tuple[Link, ...]:
    """Give the links of a text in order, as X sees them.

    Linear in the text's length, whatever is in it.
    """
    if "." not in text or not has_domain(text):
        return ()
    units = _ASTRAL.sub(lambda astral: _surrogates(ord(astral[0])), text)
    links = tuple(_scan(units))
    return links if len(units) == len(text) else tuple(_in_letters(units, links))


def _surrogates(letter: int) -> str:
    return chr(0xD7C0 + (letter >> 10)) + chr(0xDC00 + (letter & 0x3FF))


def _in_letters(units: str, links: tuple[Link, ...]) -> Iterator[Link]:
    """Turn places counted in UTF-16 units into places counted in code points.

    X can end a link in the middle of a letter (a Latin name with the path of a longer,
    mixed domain): the letter is then left outside.
    """
    at = pairs = 0
    for link in links:
        pairs += len(_PAIR.findall(units, at, link.start))
        start = link.start - pairs
        at = link.end - (_PAIR.match(units, link.end - 1) is not None)
        pairs += len(_PAIR.findall(units, link.start, at))
        yield Link(start, at - pairs, link.bare)


def _scan(units: str) -> Iterator[Link]:
    at = 0
    for run in _RUN.finditer(units):
        if run.end() > at and "." in run[0]:
            domains = _Run(units, run.start(), run.end())
            while (found := domains.next_match(at)) is not None:
                match, at = found
                yield from match.links(domains.ends)


class _Match(msgspec.Struct, frozen=True):
    """One match of X's pattern: it takes its place even when it turns out to be no link."""

    units: str
    start: int
    domain_at: int
    domain_end: int
    path_end: int
    end: int
    before: str

    def links(self, ends: dict[int, int]) -> Iterator[Link]:
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
            yield Link(self.start, _query_end(self.units, short.end()), bare=False)

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


class _Run:
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

    def next_match(self, at: int) -> tuple[_Match, int] | None:
        """Give the next match beginning at or after `at`, and where it ends."""
        while self.at < len(self.labels):
            found = self._match_in_label(self.at, at)
            if found is not None:
                return found, found.end
            self.at += 1
        return None

    def _match_in_label(self, i: int, at: int) -> _Match | None:
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
        return begin > at and _BEFORE.match(self.units, begin - 1) is not None

    def _first_letter(self, first: int, dot: int, at: int) -> int | None:
        """Give the first letter of the label that may begin a domain."""
        found = _START.search(self.units, max(at, first - 1), dot)
        at_start = at == first == 0 and self.units[0] not in "-_."
        if at_start and (found is None or found.start() > 0):
            return 0
        return None if found is None else found.start() + 1

    def _match(self, start: int, domain_at: int, dot: int) -> _Match:
        domain_end = self.ends[dot]
        port = _PORT.match(self.units, domain_end)
        port_end = port.end() if port else domain_end
        path_end = _path_end(self.units, port_end)
        before = self.units[start - 1 : start] if start else ""
        return _Match(
            self.units,
            start,
            domain_at,
            domain_end,
            path_end if path_end > port_end else domain_end,
            _query_end(self.units, path_end),
            before,
        )


def _path_end(units: str, at: int) -> int:
    """Give where the path beginning at `at` ends.

    It ends after its last plain letter, or after the brackets right behind that letter:
    a full stop stays outside, and so do brackets behind the full stop.
    """
    if not units.startswith("/", at):
        return at
    end = at = at + 1
    while (piece := _PATH_PIECE.match(units, at)) is not None:
        plain = "" if piece[0][0] == "(" else piece[0].rstrip(PATH_TAIL)
        if plain:
            end = at + len(plain)
        elif piece[0][0] == "(" and end == at:
            end = piece.end()
        at = piece.end()
    return end


def _query_end(units: str, at: int) -> int:
    query = _QUERY.match(units, at)
    return at + len(query[0].rstrip(QUERY_TAIL)) if query else at
