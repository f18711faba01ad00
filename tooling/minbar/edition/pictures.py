"""Which pictures a set of documents shows."""

from collections.abc import Iterable

from minbar.markdown.render import render
from minbar.model.document import Document, Version
from minbar.model.settings import Settings
from minbar.model.targets import may_link, picture_named


def pictures_of(settings: Settings, documents: Iterable[Document]) -> set[str]:
    """Name the pictures of the party and of these documents, by path under content/media/."""
    names = {settings.party.symbol.image, settings.party.share_image}
    for document in documents:
        names |= {getattr(document.facts, field, None) for field in ("image", "photo")}
        for version in document.versions.values():
            names |= _in_body(version)
    return {name for name in names if name}


def _in_body(version: Version) -> set[str]:
    if not may_link(version.body):
        return set()
    return {picture_named(version.path, address) for address in render(version.body).links}
