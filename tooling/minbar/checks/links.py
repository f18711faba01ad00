"""Links in the body lead to something, and leave the site only by https."""

import posixpath
from collections.abc import Iterator, Mapping

from minbar.markdown.render import is_safe_link, render
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document, Version
from minbar.model.finding import Finding, Place
from minbar.model.kinds import KINDS


def check_links(campaign: Campaign, chosen: frozenset[str]) -> Iterator[Finding]:
    """Yield links of the chosen files that are unsafe or lead nowhere."""
    paths = {
        version.path: document
        for document in campaign.documents
        for version in document.versions.values()
    }
    for document in campaign.documents:
        for version in document.versions.values():
            if version.path in chosen and (
                "](" in version.body or "<" in version.body or "]:" in version.body
            ):
                yield from _version(document, version, paths, campaign.media)


def _version(
    document: Document, version: Version, paths: dict[str, Document], media: Mapping[str, object]
) -> Iterator[Finding]:
    for address in render(version.body).links:
        place = _find(version, address)
        if not is_safe_link(address):
            message = "only https:// addresses, e-mail and files of the campaign can be linked to"
            yield rules.LINK_UNSAFE.at(place, message, address)
        elif resolve(version.path, address).removeprefix("content/media/") in media:
            continue
        elif ":" not in address.split("/", 1)[0] and not address.startswith("#"):
            yield from _inside(document, version, address, place, paths)


def _inside(
    document: Document, version: Version, address: str, place: Place, paths: dict[str, Document]
) -> Iterator[Finding]:
    target = resolve(version.path, address)
    if target not in paths:
        yield rules.LINK_DEAD.at(place, f"there is no document {target}", address)
    elif KINDS[paths[target].kind].internal and not KINDS[document.kind].internal:
        yield rules.LINK_DEAD.at(
            place, f"{target} is internal: the public cannot follow this link", address
        )


def resolve(path: str, address: str) -> str:
    """Name the file that a relative address in a file means, without its fragment."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address.split("#", 1)[0]))


def _find(version: Version, address: str) -> Place:
    offset = version.body.find(address)
    if offset < 0:
        return Place(version.path, version.body_line)
    start = version.body.rfind("\n", 0, offset) + 1
    return Place(
        version.path, version.body_line + version.body.count("\n", 0, offset), offset - start + 1
    )
