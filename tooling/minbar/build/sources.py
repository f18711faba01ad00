"""What a build needs of a campaign beside its edition: where things stand, and since when."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property
from pathlib import Path

from minbar.content.history import Dates, date_documents, read_dates
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding, Place
from minbar.model.hosts import HOSTING, SETTINGS, limits_of, weigh
from minbar.model.settings import Hosting
from minbar.site.page import Page
from minbar.sitemap import ENTRANCE, About


class Sources:
    """The files behind an edition. Nothing is asked of git before somebody wants to know."""

    def __init__(self, root: Path, campaign: Campaign | None = None) -> None:
        """Take the campaign in a folder; without one, no date is known."""
        self._root = root
        self._documents: tuple[Document, ...] = campaign.documents if campaign else ()
        self._hosting: Hosting | None = campaign.settings.hosting if campaign else None
        self._place = campaign.place(SETTINGS, HOSTING) if campaign else Place(SETTINGS)

    @cached_property
    def history(self) -> Dates:
        """When the files last changed, and what stood in the way of knowing it."""
        paths = [version.path for item in self._documents for version in item.versions.values()]
        return read_dates(self._root, paths)

    @cached_property
    def dates(self) -> dict[str, datetime]:
        """When documents last changed, by `kind/slug`."""
        return date_documents(self._documents, self.history.dates)

    def weigh(self, folder: Path) -> tuple[int, list[Finding]]:
        """Weigh what was built: bytes of all files, and what comes near to the host's limits."""
        sizes = list_sizes(folder)
        return sum(sizes.values()), weigh(sizes, limits_of(self._hosting), self._place)


def list_sizes(root: Path) -> dict[str, int]:
    """Bytes of every file under a folder, by its path with `/`."""
    sizes: dict[str, int] = {}
    folders = [(str(root), "")]
    while folders:
        folder, below = folders.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, f"{below}{entry.name}/"))
                else:
                    sizes[below + entry.name] = entry.stat(follow_symlinks=False).st_size
    return sizes


def abouts(pages: Iterable[Page], language: str) -> Iterator[About]:
    """What the sitemap has to know of the pages; the entrance is put with a language's."""
    yield About("", language, ENTRANCE)
    for page in pages:
        context = page.context
        item = context.get("code") or context.get("theme") or context.get("contest") or ""
        if "channel" in context:
            item = context["channel"].id
        yield About(page.address, page.language, page.section, context.get("document"), item)
