"""Which pictures a set of documents shows."""

import re
from collections.abc import Iterable

from minbar.model.document import Facts
from minbar.model.settings import Settings

_IN_BODY = re.compile(r"!\[[^\]]*\]\((?:\.\./)+media/([a-z0-9/.-]+)\)")


def pictures_of(settings: Settings, documents: Iterable[tuple[Facts, list[str]]]) -> set[str]:
    """Name the pictures of the party and of these documents, by path under content/media/."""
    names = {settings.party.symbol.image, settings.party.share_image}
    for facts, bodies in documents:
        names |= {getattr(facts, "image", None), getattr(facts, "photo", None)}
        names |= {name for body in bodies for name in _IN_BODY.findall(body)}
    return {name for name in names if name}
