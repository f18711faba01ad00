"""Every page has an address of its own on the site."""

from collections.abc import Iterator

from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding, Place
from minbar.model.sections import SECTIONS

INDEX = "index"


def check_addresses(campaign: Campaign) -> Iterator[Finding]:
    """Yield standing pages whose slug is the name of a section, and what is called index.

    A page is a file in the folder of its section, and `index.html` there is the section itself.
    Hosts that leave out `.html` would find a page and a section of one name at one address.
    """
    for document in campaign.documents:
        if document.slug == INDEX:
            yield _index(document.source.place())
        elif document.kind == "pages" and document.slug in SECTIONS:
            message = f"/{document.slug}/ is a section of the site already"
            yield rules.ADDRESS_TAKEN.at(document.source.place(), message, document.slug)
    for path, group, names in (
        ("content/campaign.yml", "contests", campaign.settings.contests),
        ("content/message-house.yml", "themes", campaign.house.themes),
    ):
        if INDEX in names:
            yield _index(campaign.place(path, f"{group}.{INDEX}"))
    if INDEX in campaign.territory:
        yield _index(Place("content/territory.csv"))


def _index(place: Place) -> Finding:
    message = f"/{INDEX}.html is the page of the section already"
    return rules.ADDRESS_TAKEN.at(place, message, INDEX)
