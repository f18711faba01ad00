"""The page that stands at every address while the law wants silence.

It names who answers for the site and says when it comes back; feeds keep their addresses and are
empty; packs, pictures, search and sitemaps are not there.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any

import jinja2

from minbar.edition import Edition
from minbar.edition.feeds import region_feed
from minbar.edition.index import Index
from minbar.feeds.render import render_empty, render_feeds
from minbar.model.addresses import feed_address
from minbar.strings import Strings

KEPT = ("assets/minbar/root.css", "assets/minbar/fonts/")
"""Files of the site that the page itself is made with."""
ALWAYS = ("index.html", "404.html")


def render_holding(
    edition: Edition,
    words: Mapping[str, Strings],
    environment: jinja2.Environment,
    paths: Iterable[str],
    until: datetime,
) -> Iterator[tuple[str, bytes]]:
    """Yield (path on the site, bytes) of what stands there during the silence.

    Args:
        edition: without any document.
        words: every language's strings.
        environment: of pages.
        paths: of the site that it stands in the place of.
        until: when the site comes back.
    """

    @cache
    def page(first: str) -> bytes:
        ordered = {first: words[first], **words}
        shared: dict[str, Any] = {"settings": edition.settings, "words": ordered}
        template = environment.get_template("root/holding.html")
        return template.render(shared | {"first": first, "until": until}).encode()

    feeds = dict(_empty_feeds(edition, words))
    source = edition.settings.source_language
    homes = (f"{language}/index.html" for language in words)
    for path in sorted({*paths, *ALWAYS, *homes}):
        if path.endswith(".html"):
            language = path.partition("/")[0]
            yield path, page(language if language in words else source)
        elif path in feeds:
            yield path, feeds[path]


def _empty_feeds(edition: Edition, words: Mapping[str, Strings]) -> Iterator[tuple[str, bytes]]:
    """Every feed that there can be, without an entry."""
    index = Index(edition)
    yield from render_feeds(index, words, {})
    tree = edition.territory
    for code in tree.children(tree.root):
        for language, own in words.items():
            name = region_feed(code)
            yield feed_address(name, language), render_empty(index, own, name)
