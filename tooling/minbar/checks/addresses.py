"""Every document has an address of its own on the site."""

from collections.abc import Iterator

from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding
from minbar.model.sections import SECTIONS


def check_addresses(campaign: Campaign) -> Iterator[Finding]:
    """Yield standing pages whose slug is the name of a section."""
    for document in campaign.documents:
        if document.kind == "pages" and document.slug in SECTIONS:
            message = f"/{document.slug}/ is a section of the site already"
            yield rules.ADDRESS_TAKEN.at(document.source.place(), message, document.slug)
