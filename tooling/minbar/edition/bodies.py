"""A document's body with links that lead to what the edition shows, and to nothing else."""

import posixpath
import re

from minbar.edition.index import Index
from minbar.late import pattern
from minbar.markdown.render import map_links
from minbar.model.addresses import document_address
from minbar.model.kinds import KINDS

NOWHERE = "#"
"""Where a link to something that the edition does not show leads: only its words are kept."""
_TO_NOWHERE = pattern(rf'<a [^>]*href="{NOWHERE}"[^>]*>(.*?)</a>', re.DOTALL)
_DOCUMENT_LINK = pattern(r"([a-z0-9-]+)/(?:[a-z0-9-]+/)*([a-z0-9-]+)\.([a-z]{2,3})\.md\Z")


def link_body(clean: str, index: Index, kind: str, language: str, base: str, page: str = "") -> str:
    """Have the addresses in clean HTML lead to pages of the site.

    Args:
        clean: a body, rendered.
        index: an edition.
        kind: the kind of the document, which its links are relative to.
        language: that of the pages to lead to.
        base: what stands before an address of the site.
        page: the document's own address, where what it is shown in is not its own page.
    """
    if "<a " not in clean and "<img " not in clean:
        return clean

    def lead(address: str) -> str:
        if address.startswith("#"):
            return page + address if address != NOWHERE else address
        if ":" in address:
            return address
        path, _, fragment = address.partition("#")
        target = posixpath.normpath(posixpath.join(kind, path))
        if target.startswith("media/"):
            return base + target
        found = _DOCUMENT_LINK.match(target)
        linked = index.find(found[1], found[2]) if found else None
        if linked is None or KINDS[linked.kind].internal:
            return NOWHERE
        address = document_address(linked.kind, linked.slug, language)
        return base + address + (f"#{fragment}" if fragment else "")

    return _TO_NOWHERE.sub(r"\1", map_links(clean, lead))
