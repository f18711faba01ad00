"""LK: the addresses outside the campaign that its texts lead to, and what a network that was asked says of them.

Nothing here asks anybody: `minbar.online` does, where `minbar check --online` wants it.
"""

from collections.abc import Container, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from minbar.checks.passages import Passage, passages_in, place_in
from minbar.markdown.render import render
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding, Place
from minbar.model.links import find_link_fault
from minbar.model.targets import may_link

HTTPS = "https://"


class Outward(Struct, frozen=True):
    """A link that leads out of the campaign, and where it stands."""

    address: str
    place: Place


class Answer(Struct, frozen=True):
    """What came of asking for an address: it is there, it is gone, or whoever answers does not let us know.

    `said` is the status or what went wrong, in words.
    """

    state: Literal["there", "gone", "unknown"]
    said: str


def outward_links(campaign: Campaign, chosen: Container[str] | None = None) -> Iterator[Outward]:
    """Yield the links of the chosen files, or of all, that lead out; those that are unsafe (LK001) are no question."""
    for document in campaign.documents:
        for version in document.versions.values():
            if chosen is None or version.path in chosen:
                if version is document.source:
                    yield from _facts(document)
                if may_link(version.body):
                    for address in dict.fromkeys(render(version.body).links):
                        if _leads_out(address):
                            at = max(version.body.find(address), 0)
                            yield Outward(address, place_in(version, Passage("", version.body), at))


def link_gone(links: list[Outward], answers: Mapping[str, Answer]) -> Iterator[Finding]:
    """A link leads to a page that is gone, or to a host that does not answer; only `minbar check --online` asks.

    **Why.** A source that cannot be opened proves nothing, and who follows the link believes that it never did.

    **Wrong.** A page of a ministry that answers 404 since its site was renewed.

    **Right.** The page's new address, another source, or a copy in a public web archive.
    """
    for link in links:
        answer = answers.get(link.address)
        if answer is not None and answer.state == "gone":
            yield rules.LINK_GONE.at(link.place, f"this link is dead: {answer.said}", link.address)


def _facts(document: Document) -> Iterator[Outward]:
    for name in document.facts.__struct_fields__:
        for passage in passages_in(name, getattr(document.facts, name)):
            if _leads_out(passage.text):
                yield Outward(passage.text, document.source.place(passage.mark))


def _leads_out(address: str) -> bool:
    return address.startswith(HTTPS) and not find_link_fault(address)
