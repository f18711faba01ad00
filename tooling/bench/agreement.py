"""Do the sites of different generators say the same thing? Counts, and a sample of pages looked at closely."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from bench.campaign import Campaign, Document

COUNTED = ("candidates", "programme", "messages", "places", "themes")
OPEN_GRAPH = ("og:type", "og:site_name", "og:title", "og:description", "og:url")
SAMPLE = 20
DIRECTIONS = {"ar": "rtl"}


@dataclass
class Seen:
    """What a page turned out to have."""

    language: str = ""
    direction: str = ""
    canonical: str = ""
    description: str = ""
    alternates: dict[str, str] = field(default_factory=dict)
    graph: set[str] = field(default_factory=set)
    crumbs: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    navigation: int = 0
    headings: int = 0
    words: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Fills a Seen from a page."""

    def __init__(self, breadcrumb: set[str]) -> None:
        super().__init__()
        self.seen = Seen()
        self._breadcrumb = breadcrumb
        self._navs: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.seen.language, self.seen.direction = values.get("lang", ""), values.get("dir", "")
        elif tag == "body":
            self.seen.direction = self.seen.direction or values.get("dir", "")
        elif tag == "link":
            self._link(values)
        elif tag == "meta":
            self._meta(values)
        elif tag == "nav":
            is_path = values.get("aria-label") in self._breadcrumb or "md-path" in values.get(
                "class", ""
            )
            self._navs.append(is_path)
        elif tag == "a" and "href" in values:
            self._anchor(values)
        elif tag == "h1":
            self.seen.headings += 1

    def _link(self, values: dict[str, str]) -> None:
        if values.get("rel") == "canonical":
            self.seen.canonical = values["href"]
        elif values.get("rel") == "alternate" and "hreflang" in values:
            self.seen.alternates[values["hreflang"]] = values["href"]

    def _meta(self, values: dict[str, str]) -> None:
        if values.get("name") == "description":
            self.seen.description = values.get("content", "")
        if values.get("property", "").startswith("og:") and values.get("content"):
            self.seen.graph.add(values["property"])

    def _anchor(self, values: dict[str, str]) -> None:
        if any(self._navs):
            self.seen.crumbs.append(values["href"])
        elif self._navs:
            self.seen.navigation += 1
        if "hreflang" in values:
            self.seen.links.append((values["hreflang"], values["href"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "nav" and self._navs:
            self._navs.pop()

    def handle_data(self, data: str) -> None:
        self.seen.words.append(data)


@dataclass
class Site:
    """A built site: where it is, and how it puts languages and pages into addresses.

    `ending` is what follows a page's name: a slash where each page has a folder, or `.html`.
    """

    tool: str
    folder: Path
    roots: dict[str, str]
    ending: str = "/"

    def address(self, document: Document, code: str) -> str:
        """Where a document's page in a language stands, with a slash before."""
        name = document.slug + self.ending
        return "/".join(["", *filter(None, [self.roots[code]]), document.kind, name])

    def page(self, document: Document) -> Path:
        """The file of a document's page."""
        return page_file(self.folder, self.address(document, document.language))

    def counts(self) -> dict[str, int]:
        """How many pages of each kind there are, in all languages together."""
        return {
            kind: sum(self._items(self.folder / root / kind) for root in self.roots.values())
            for kind in COUNTED
        }

    def weight(self) -> tuple[int, int]:
        """Bytes and files of the whole output."""
        sizes = [path.stat().st_size for path in self.folder.rglob("*") if path.is_file()]
        return sum(sizes), len(sizes)

    def _items(self, folder: Path) -> int:
        pattern = "*/index.html" if self.ending == "/" else f"*{self.ending}"
        others = {folder / "page" / "index.html", folder / "index.html"}
        return len(set(folder.glob(pattern)) - others)


def page_file(root: Path, address: str) -> Path:
    """The file at an address: that of a folder is its index."""
    path = root / address.removeprefix("/")
    return path / "index.html" if address.endswith("/") or not address else path


def look_at(site: Site, document: Document, campaign: Campaign) -> list[str]:
    """Name what a document's page lacks."""
    path = site.page(document)
    if not path.is_file():
        return ["page"]
    code = document.language
    reader = _Reader({campaign.word("breadcrumb", item) for item in campaign.languages})
    reader.feed(path.read_text("utf-8"))
    seen = reader.seen
    address = urljoin(campaign.settings["site"]["url"], site.address(document, code))
    others = {item: site.address(document, item) for item in campaign.languages}
    switch = {item: urlsplit(urljoin(address, href)).path for item, href in seen.links}
    text = re.sub(r"\s+", " ", "".join(seen.words))
    expected = {
        "lang": seen.language == code,
        "dir": seen.direction == DIRECTIONS.get(code, "ltr"),
        "canonical": seen.canonical == address,
        "description": seen.description == document.description,
        "hreflang": all(
            urlsplit(urljoin(address, seen.alternates.get(item, "-"))).path == path
            for item, path in others.items()
        ),
        "language switch": all(
            switch.get(item) == path for item, path in others.items() if item != code
        ),
        "OpenGraph": seen.graph.issuperset(OPEN_GRAPH),
        "breadcrumbs": len(seen.crumbs) >= (4 if document.kind == "candidates" else 2),
        "navigation": seen.navigation >= 9,
        "one h1": seen.headings == 1,
        "text": all(_plain(part) in text for part in _paragraphs(document)),
    }
    return [name for name, there in expected.items() if not there]


def _paragraphs(document: Document) -> list[str]:
    return [part for part in document.body.split("\n\n") if not part.startswith(("#", "-", "|"))]


def _plain(part: str) -> str:
    return re.sub(r"\s+", " ", part)


def compare(sites: list[Site], campaign: Campaign) -> tuple[list[str], dict[str, dict[str, int]]]:
    """Say where the sites differ from the campaign and so from each other.

    Returns:
        One line a difference, and the counts of each tool.
    """
    counts = {site.tool: site.counts() for site in sites}
    expected = {
        **dict.fromkeys(COUNTED, 0),
        "places": len(campaign.places) * len(campaign.languages),
        "themes": len(campaign.house["themes"]) * len(campaign.languages),
    }
    sample: dict[str, list[Document]] = {}
    for document in campaign.documents():
        expected[document.kind] += 1
        sample.setdefault(document.kind, []).append(document)
    found = [
        f"{tool}: {made[kind]} pages of {kind}, expected {expected[kind]}"
        for tool, made in counts.items()
        for kind in COUNTED
        if made[kind] != expected[kind]
    ]
    for site in sites:
        found += _lacking(site, sample, campaign)
        found += [f"{site.tool}: no {name}" for name in _standing(site)]
    return found, counts


def _lacking(site: Site, documents: dict[str, list[Document]], campaign: Campaign) -> list[str]:
    lacking: dict[str, int] = {}
    looked = 0
    for every in documents.values():
        step = max(1, len(every) // SAMPLE) | 1  # odd, so that both languages are met
        for document in every[::step]:
            looked += 1
            for name in look_at(site, document, campaign):
                lacking[name] = lacking.get(name, 0) + 1
    return [
        f"{site.tool}: {name} missing or wrong on {count} of {looked} pages"
        for name, count in lacking.items()
    ]


def _standing(site: Site) -> list[str]:
    """What a site has once: a sitemap and feeds."""
    heads = {
        path.read_text("utf-8", "replace")[:600]
        for depth in ("*.xml", "*/*.xml", "*/*/*.xml")
        for path in site.folder.glob(depth)
    }
    has_map = any("<urlset" in head or "<sitemapindex" in head for head in heads)
    has_feed = any("<rss" in head or "<feed" in head for head in heads)
    return [name for name, there in (("sitemap", has_map), ("feeds", has_feed)) if not there]
