"""What holds for every page of the demonstration campaign's site."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from demonstration import Built
from markup import Markup, menu_entries, read_markup
from minbar.build.protect import MARKER

ORIGIN = "https://pont-civique.example/"
DIRECTIONS = {"ar": "rtl", "fr": "ltr"}
LOADING = {"stylesheet", "preload", "icon", "modulepreload", "manifest", "apple-touch-icon"}
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


class Site:
    """Every page by its address: the path of its file, or of its folder where it is the index."""

    def __init__(self, root: Path) -> None:
        self.root = root
        found = sorted(root.glob("*/**/*.html"))
        self.pages = {
            path.relative_to(root).as_posix().removesuffix("index.html"): read_markup(path)
            for path in found
        }

    def faults(self, find: Callable[[str, Markup], Iterator[str]]) -> list[str]:
        return [
            f"/{address}: {fault}"
            for address, page in self.pages.items()
            for fault in find(address, page)
        ]


@pytest.fixture(scope="module")
def site(demonstration: Built) -> Site:
    return Site(demonstration.site)


def test_both_languages_have_the_same_pages(site: Site) -> None:
    addresses = {
        code: {a[3:] for a in site.pages if a.startswith(f"{code}/")} for code in DIRECTIONS
    }

    assert addresses["ar"] == addresses["fr"]
    assert len(addresses["ar"]) > 200


def test_each_page_says_its_language_and_direction(site: Site) -> None:
    def find(address: str, page: Markup) -> Iterator[str]:
        code = address[:2]
        html, body = page.one("html"), page.one("body")
        if html.get("lang") != code:
            yield f"html lang={html.get('lang')}"
        if DIRECTIONS[code] not in (html.get("dir"), body.get("dir")):
            yield f"dir={html.get('dir')}, {body.get('dir')}"
        if body.get("dir") not in (None, DIRECTIONS[code]):
            yield f"body dir={body.get('dir')}"

    assert site.faults(find) == []


def test_each_page_has_one_heading_and_a_title_of_its_own(site: Site) -> None:
    def find(address: str, page: Markup) -> Iterator[str]:
        headings = page.all("h1")
        if len(headings) != 1 or not headings[0].text.strip():
            yield f"{len(headings)} h1"
        if not page.one("title").text.strip():
            yield "no title"
        if not [
            item
            for item in page.all("meta")
            if item.get("name") == "description" and item.get("content")
        ]:
            yield "no description"

    assert site.faults(find) == []
    titles = Counter(page.one("title").text for page in site.pages.values())
    shared = {title: count for title, count in titles.items() if count > 2}
    assert shared == {}, (
        "a title stands on more than two pages (a name may be one in both languages)"
    )


def test_each_page_has_its_canonical_address_and_its_other_languages(site: Site) -> None:
    def find(address: str, page: Markup) -> Iterator[str]:
        canonical = [item.get("href") for item in page.links("canonical")]
        if canonical != [ORIGIN + address]:
            yield f"canonical {canonical}"
        expected = {code: f"{ORIGIN}{code}/{address[3:]}" for code in DIRECTIONS}
        said = {
            item.get("hreflang"): item.get("href")
            for item in page.links("alternate")
            if item.get("hreflang")
        }
        if said != expected | {"x-default": ORIGIN}:
            yield f"hreflang {said}"

    assert site.faults(find) == []


def test_the_language_switch_leads_to_the_same_document(site: Site) -> None:
    def find(address: str, page: Markup) -> Iterator[str]:
        other = {"ar": "fr", "fr": "ar"}[address[:2]]
        switches = [
            item
            for item in page.all("a")
            if item.get("hreflang") == other
            and item.parent is not None
            and item.parent.has_class("mb-languages")
        ]
        if not switches:
            yield "no switch"
        for switch in switches:
            if _resolve(address, cast("str", switch.get("href"))) != f"/{other}/{address[3:]}":
                yield f"switch to {switch.get('href')}"
            if (switch.get("lang"), switch.get("dir")) != (other, DIRECTIONS[other]):
                yield "the switch is not marked as the other language"

    assert site.faults(find) == []


def test_the_navigation_leads_to_the_same_sections_from_every_page(site: Site) -> None:
    sections = (
        "",
        "programme/",
        "candidates/",
        "messages/",
        "replies/",
        "rebuttals/",
        "events/",
        "press/",
        "kit/",
    )

    def find(address: str, page: Markup) -> Iterator[str]:
        expected = [f"/{address[:2]}/{section}" for section in sections]
        led = [_resolve(address, cast("str", item.get("href"))) for item in menu_entries(page)]
        if led != expected:
            yield f"{led}"
        if len(page.classed("mb-menu")) != 1 or not page.classed("mb-menu")[0].get("aria-label"):
            yield "not one list of sections with a name"

    assert site.faults(find) == []


def test_the_section_that_a_page_stands_in_is_marked(site: Site) -> None:
    def marked(address: str) -> list[str]:
        entries = menu_entries(site.pages[address])
        return [entry.text.strip() for entry in entries if entry.get("aria-current")]

    assert marked("fr/candidates/") == marked("fr/places/") == marked("fr/contests/communal.html")
    assert marked("fr/programme/") == marked("fr/themes/") != marked("fr/candidates/")
    assert marked("fr/candidates/") == marked("fr/candidates/abderrahim-zaari.html")
    assert marked("fr/") == marked("fr/about.html") == ["Accueil"]


def _resolve(address: str, href: str) -> str:
    return urlsplit(urljoin(f"https://here.test/{address}", href)).path


def test_no_id_stands_twice_and_none_is_made_up(site: Site) -> None:
    def find(address: str, page: Markup) -> Iterator[str]:
        twice = [name for name, count in Counter(page.ids).items() if count > 1]
        odd = [name for name in page.ids if re.fullmatch(r"_\d+", name) or not name or " " in name]
        if twice or odd:
            yield f"twice {twice}, odd {odd}"

    assert site.faults(find) == []


def test_every_link_and_every_fragment_leads_somewhere(site: Site) -> None:
    ids = {address: set(page.ids) for address, page in site.pages.items()}

    def find(address: str, page: Markup) -> Iterator[str]:
        for element in page.elements:
            for name in ("href", "src"):
                href = element.get(name)
                if href is None or re.match(r"https?:|mailto:|sms:|tel:|whatsapp:", href):
                    continue
                target, _, fragment = href.partition("#")
                if href == "#" or not href:
                    yield f"<{element.tag}> leads nowhere: {element.text.strip()}"
                    continue
                path = unquote(_resolve(address, target)).removeprefix("/") if target else address
                file = (
                    site.root / path / "index.html"
                    if path.endswith("/") or not path
                    else site.root / path
                )
                if not file.is_file():
                    yield f"{href} is no file"
                elif fragment and unquote(fragment) not in ids.get(path, set()):
                    yield f"{href} is no id"

    assert site.faults(find) == []


def test_every_picture_is_described_and_has_its_size(site: Site) -> None:
    def find(address: str, page: Markup) -> Iterator[str]:
        for image in page.all("img"):
            if image.get("alt") is None:
                yield f"{image.get('src')} has no alt"
            if not all((image.get(name) or "").isdigit() for name in ("width", "height")):
                yield f"{image.get('src')} has no size"

    assert site.faults(find) == []


def test_nothing_is_asked_of_another_host(site: Site) -> None:
    def find(address: str, page: Markup) -> Iterator[str]:
        for element in page.elements:
            loaded = [element.get(name) for name in ("src", "srcset", "poster", "data", "action")]
            if element.tag == "link" and LOADING & set((element.get("rel") or "").split()):
                loaded.append(element.get("href"))
            loaded += _styles(element.get("style") or "")
            yield from (f"{url}" for url in loaded if url and _leaves(url))
        yield from (
            url for style in page.all("style") for url in _styles(style.text) if _leaves(url)
        )

    assert site.faults(find) == []


def test_no_style_sheet_asks_another_host(demonstration: Built) -> None:
    sheets = list(demonstration.site.rglob("*.css"))

    assert sheets
    for sheet in sheets:
        assert [url for url in _styles(sheet.read_text(encoding="utf-8")) if _leaves(url)] == [], (
            sheet
        )


def _styles(text: str) -> list[str]:
    return [match[1] or match[2] for match in _CSS_URL.finditer(text)]


def _leaves(url: str) -> bool:
    return url.startswith(("http:", "https:", "//")) or (
        ":" in url.split("/")[0] and not url.startswith("data:")
    )


def test_every_address_in_a_style_sheet_is_a_file(demonstration: Built) -> None:
    for sheet in demonstration.site.rglob("*.css"):
        for url in _styles(sheet.read_text(encoding="utf-8")):
            if not url.startswith(("data:", "#")):
                assert (sheet.parent / url.partition("?")[0].partition("#")[0]).is_file(), (
                    f"{sheet}: {url}"
                )


def test_the_demonstration_says_so_on_every_page(site: Site) -> None:
    words = {"ar": "للعرض التجريبي", "fr": "Site de démonstration"}

    def find(address: str, page: Markup) -> Iterator[str]:
        banners = [item.text.strip() for item in page.classed("md-banner")]
        if len(banners) != 1 or not banners[0]:
            yield f"banner {banners}"

    assert site.faults(find) == []
    assert words["fr"] in site.pages["fr/"].classed("md-banner")[0].text


def test_a_preview_is_not_indexed(site: Site, demonstration: Built) -> None:
    def find(address: str, page: Markup) -> Iterator[str]:
        robots = [item.get("content") for item in page.all("meta") if item.get("name") == "robots"]
        if robots != ["noindex"]:
            yield f"robots {robots}"

    assert site.faults(find) == []
    assert "Disallow: /" in (demonstration.site / "robots.txt").read_text(encoding="utf-8")


def test_internal_kinds_have_no_page_and_no_link(site: Site, demonstration: Built) -> None:
    assert not [address for address in site.pages if "monitoring" in address]
    for path in demonstration.site.rglob("*"):
        if path.suffix in {".html", ".xml", ".json", ".txt"}:
            assert "monitoring/" not in path.read_text(encoding="utf-8"), path


def test_no_template_is_left_unrendered(demonstration: Built) -> None:
    for path in demonstration.site.rglob("*"):
        if path.suffix in {".html", ".xml", ".txt", ".json"}:
            text = path.read_text(encoding="utf-8")
            assert "{{" not in text, path
            assert "{%" not in text, path
            assert not re.search("[\ue000\ue001]", text), path


def test_the_report_counts_what_is_there(site: Site, demonstration: Built) -> None:
    counted = Counter(address[:2] for address in site.pages)

    assert demonstration.report["pages"] == dict(counted)
    assert demonstration.report["packs"] == len(list((demonstration.site / "packs").glob("*.zip")))
    assert demonstration.report["files_written"] == sum(
        path.is_file() and path.name != MARKER for path in demonstration.site.rglob("*")
    )


def test_the_root_offers_every_language_without_scripts(demonstration: Built) -> None:
    page = read_markup(demonstration.site / "index.html")
    links = [
        (item.get("href"), item.inherited("lang"), item.inherited("dir")) for item in page.all("a")
    ]

    assert links == [("ar/", "ar", "rtl"), ("fr/", "fr", "ltr")]
    assert [item.get("href") for item in page.links("canonical")] == [ORIGIN]
    for script in page.all("script"):
        assert (demonstration.site / cast("str", script.get("src"))).is_file()


def test_the_page_for_lost_readers_leads_home_from_any_depth(demonstration: Built) -> None:
    page = read_markup(demonstration.site / "404.html")

    assert [item.get("href") for item in page.all("a")] == ["/ar/", "/fr/"]
    assert all(cast("str", item.get("href")).startswith("/") for item in page.links("stylesheet"))
