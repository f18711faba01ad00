"""Links in the body lead to something, and leave the site only by https; pictures are our own, and described."""

from collections.abc import Container, Iterator, Mapping

from minbar.checks.media import shown_in
from minbar.markdown.render import render
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document, Version
from minbar.model.finding import Finding, Place
from minbar.model.kinds import KINDS
from minbar.model.links import find_reference_fault
from minbar.model.spelling import did_you_mean
from minbar.model.targets import may_link, picture_named, resolve


def check_links(
    campaign: Campaign, paths: Container[str], chosen: Container[str]
) -> Iterator[Finding]:
    """Yield links of the chosen files that are unsafe or lead nowhere.

    Args:
        campaign: the documents, and all that they show.
        paths: the files of all documents that there are.
        chosen: the files to look into.
    """
    for document in campaign.documents:
        for version in document.versions.values():
            if version.path in chosen:
                yield from _version(document, version, paths, campaign.media)


def _version(
    document: Document, version: Version, paths: Container[str], media: Mapping[str, object]
) -> Iterator[Finding]:
    if not may_link(version.body):
        return
    rendered = render(version.body)
    for address in rendered.undescribed:
        message = "this picture has no alternative text: say in […] what it shows"
        example = f"![{shown_in(version.language)}]({address})"
        place = _find(version, address)
        yield rules.ALTERNATIVE_MISSING.at(place, message, address, example)
    for address in rendered.links:
        place = _find(version, address)
        if fault := find_reference_fault(address):
            message = f"{fault}; only https:// addresses, e-mail and files of the campaign can be linked to"
            yield rules.LINK_UNSAFE.at(place, message, address)
        elif picture_named(version.path, address) in media:
            continue
        elif address in rendered.pictures:
            yield _no_picture(version, address, place, media)
        elif ":" not in address.split("/", 1)[0] and not address.startswith("#"):
            yield from _inside(document, version, address, place, paths)


def _no_picture(
    version: Version, address: str, place: Place, media: Mapping[str, object]
) -> Finding:
    name = picture_named(version.path, address) or address
    message = f"a text shows pictures of content/media/ only, and {name} is none of them; "
    known = "put it there" if ":" in name else did_you_mean(name, sorted(media))
    example = f"![{shown_in(version.language)}](../media/themes/health.webp)"
    return rules.LINK_DEAD.at(place, message + known, address, example)


def _inside(
    document: Document, version: Version, address: str, place: Place, paths: Container[str]
) -> Iterator[Finding]:
    target = resolve(version.path, address)
    if target not in paths:
        yield rules.LINK_DEAD.at(
            place, f"there is no document {target}", address, related=(target,)
        )
    elif KINDS[target.split("/", 2)[1]].internal and not KINDS[document.kind].internal:
        yield rules.LINK_DEAD.at(
            place,
            f"{target} is internal: the public cannot follow this link",
            address,
            related=(target,),
        )


def _find(version: Version, address: str) -> Place:
    offset = version.body.find(address)
    if offset < 0:
        return Place(version.path, version.body_line)
    start = version.body.rfind("\n", 0, offset) + 1
    return Place(
        version.path, version.body_line + version.body.count("\n", 0, offset), offset - start + 1
    )
