"""LK: a link says where it leads, and leads there in the reader's language."""

import re
from collections.abc import Iterator
from functools import lru_cache

from minbar.late import pattern
from minbar.markdown.render import render
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document, Version
from minbar.model.finding import Finding, Place, Rule
from minbar.model.targets import may_link, resolve

SHORTENERS = frozenset(
    [
        "bit.ly",
        "t.co",
        "tinyurl.com",
        "goo.gl",
        "is.gd",
        "v.gd",
        "ow.ly",
        "buff.ly",
        "cutt.ly",
        "rb.gy",
        "shorturl.at",
        "t.ly",
        "tiny.cc",
        "lnkd.in",
        "s.id",
        "rebrand.ly",
        "soo.gd",
        "adf.ly",
        "bl.ink",
    ]
)
_ADDRESS = pattern(r"\]\(\s*<?([^()\s<>]{1,600})|<(https?://[^<>\s]{1,600})>")
_HOST = pattern(r"https?://([^/?#:]+)", re.IGNORECASE)


def link_shortened(campaign: Campaign, document: Document) -> Iterator[Finding]:
    """A link goes through a shortener that the campaign has not allowed.

    **Why.** Nobody sees where it leads; who holds the shortener can change that, count the readers,
    or let it die.

    **Wrong.** https://bit.ly/3xYz

    **Right.** The whole address. `shorteners: [go.parti.example]` in `campaign.yml` allows one of your own.
    """
    allowed = campaign.settings.shorteners
    for version, address, place in _links(document):
        host = _host(address)
        if host in SHORTENERS and host not in allowed:
            message = f"{host} hides where this link leads: write the whole address"
            yield _found(rules.LINK_SHORTENED, version, place, message, address)


def host_encoded(_campaign: Campaign, document: Document) -> Iterator[Finding]:
    """A link's host is written in punycode, xn--.

    **Why.** Nobody can read it, and it may stand for letters that look like another name's.

    **Wrong.** https://xn--80ak6aa92e.com/

    **Right.** The host in its own letters, or in Latin ones.
    """
    for version, address, place in _links(document):
        if any(label.startswith("xn--") for label in _host(address).split(".")):
            message = f"«{_host(address)}» cannot be read: write the host in its own letters"
            yield _found(rules.HOST_ENCODED, version, place, message, address)


def anchor_missing(campaign: Campaign, document: Document) -> Iterator[Finding]:
    """A link leads to a heading that is not there.

    **Why.** The reader lands at the top of the page, or stays where they are.

    **Wrong.** `[لماذا](#wy)` where the heading is `## لماذا؟ {#why}`

    **Right.** `[لماذا](#why)`
    """
    for version, address, place in _links(document):
        target, mark, anchor = address.partition("#")
        if not (mark and anchor) or ":" in target.split("/", 1)[0]:
            continue
        aimed = campaign.version_at(resolve(version.path, target)) if target else version
        if aimed is not None and anchor not in _anchors(aimed.body):
            message = f"{aimed.path} has no heading #{anchor}"
            yield _found(rules.ANCHOR_MISSING, version, place, message, address, aimed.path)


def link_crosses_language(_campaign: Campaign, document: Document) -> Iterator[Finding]:
    """A text links to a page in another language.

    **Why.** The reader lands in a text that they may not be able to read.

    **Wrong.** `[santé](../programme/health.ar.md)` in a French text.

    **Right.** `[santé](../programme/health.fr.md)`
    """
    for version, address, place in _links(document):
        path = address.split("#", 1)[0]
        if ":" in path.split("/", 1)[0] or not path.endswith(".md") or path.count(".") < 2:
            continue
        language = path.rsplit(".", 2)[1]
        if language and "/" not in language and language != version.language:
            message = f"a text in «{version.language}» leads to a page in «{language}»"
            yield _found(rules.LANGUAGE_CROSSED, version, place, message, address)


def _links(document: Document) -> Iterator[tuple[Version, str, Place]]:
    for version in document.versions.values():
        link = getattr(document.facts, "link", None)
        if link and version is document.source:
            yield version, link, version.place("link")
        if may_link(version.body):
            for match in _ADDRESS.finditer(version.body):
                start = match.start(1 if match[1] else 2)
                yield version, match[1] or match[2], _place(version, start)


def _place(version: Version, offset: int) -> Place:
    start = version.body.rfind("\n", 0, offset) + 1
    line = version.body_line + version.body.count("\n", 0, offset)
    return Place(version.path, line, offset - start + 1)


def _host(address: str) -> str:
    match = _HOST.match(address)
    return match[1].lower().removeprefix("www.") if match else ""


@lru_cache(maxsize=64)
def _anchors(body: str) -> frozenset[str]:
    return frozenset(heading.id for heading in render(body).headings) | frozenset(
        re.findall(r"\{[^{}\n]*#([\w-]+)", body)
    )


def _found(
    rule: Rule, version: Version, place: Place, message: str, address: str, other: str = ""
) -> Finding:
    return rule.at(place, message, address, related=(other,) if other else (version.path,))
