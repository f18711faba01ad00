"""A document's body: Markdown to HTML that has passed the allow-list, and to plain text."""

import html
import itertools
import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

import nh3
from msgspec import Struct

from minbar.late import pattern
from minbar.markdown.allowed import ATTRIBUTES, CLASSES, SCHEMES, TAGS
from minbar.markdown.simple import render_simple
from minbar.model.links import find_reference_fault

EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "sane_lists",
    "tables",
    "toc",
]

_WORDLESS = pattern(r'<img (?![^>]*\balt="\s*[^\s"])[^>]*?\bsrc="([^"]*)"')
_LINK = pattern(r'(<(?:a|img) [^>]*?\b(?:href|src)=")([^"]*)(")')
_TAG = pattern(r"<[^>]+>")
_BLOCK_END = pattern(
    r"</(?:p|h[2-6]|blockquote|table|ul|ol|dl|div)>\s*|<br ?/?>|</(?:li|tr|dt|dd)>\s*"
)
_NUMBERED = pattern(r'<ol(?: start="(\d{1,6})")?>(?:(?!<[ou]l).)*?</ol>')
_ITEM = re.compile(r"<li[^>]*>\s*")
_SPACES = pattern(r"\n{3,}")


class Heading(Struct, frozen=True):
    """A heading for the table of contents."""

    level: int
    id: str
    name: str


class Rendered(Struct, frozen=True):
    """Clean HTML, its headings, every address that it links to or shows, those it shows, and those without words."""

    html: str
    headings: tuple[Heading, ...]
    links: tuple[str, ...]
    pictures: tuple[str, ...] = ()
    undescribed: tuple[str, ...] = ()


def _attribute(tag: str, attribute: str, value: str) -> str | None:
    """Drop ids that the theme keeps for itself, and addresses that leave by a side door."""
    if attribute == "id" and value.startswith("__"):
        return None
    if attribute in {"href", "src"} and not is_safe_link(value):
        return None
    return value


def is_safe_link(address: str) -> bool:
    """Tell whether an address is https, mailto, a fragment or a relative path, and nothing cleverer."""
    return not find_reference_fault(address)


@cache
def _engine() -> Any:
    import markdown  # most builds meet no text that needs it
    from pymdownx.slugs import slugify

    return markdown.Markdown(
        extensions=EXTENSIONS,
        extension_configs={"toc": {"slugify": slugify(case="lower")}},
        output_format="html",
    )


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        allowed_classes={tag: set(names) for tag, names in CLASSES.items()},
        url_schemes=set(SCHEMES),
        attribute_filter=_attribute,
        link_rel="noopener",
        strip_comments=True,
    )


def render(body: str) -> Rendered:
    """Render Markdown; addresses stay as written.

    What costs is remembered; the plainest texts are made again sooner than they are kept.
    """
    simple = render_simple(body)
    if simple is not None:
        return Rendered(simple[0], tuple(Heading(*heading) for heading in simple[1]), ())
    return render_full(body)


@lru_cache(maxsize=256)
def render_full(body: str) -> Rendered:
    """Render any Markdown with Python-Markdown, and clean what comes out."""
    engine = _engine()
    engine.reset()
    raw = engine.convert(body)
    clean = _cleaner().clean(raw)
    headings = tuple(_headings(engine.toc_tokens))
    found = [(match[1], html.unescape(match[2])) for match in _LINK.finditer(raw)]
    return Rendered(
        clean,
        headings,
        tuple(address for _, address in found),
        tuple(address for tag, address in found if tag.startswith("<img")),
        tuple(html.unescape(match[1]) for match in _WORDLESS.finditer(raw)),
    )


def _headings(tokens: list[dict[str, Any]]) -> list[Heading]:
    found = []
    for token in tokens:
        found.append(
            Heading(token["level"], token["id"], html.unescape(_TAG.sub("", token["name"])))
        )
        found += _headings(token["children"])
    return found


def map_links(clean: str, change: Callable[[str], str]) -> str:
    """Rewrite every address in clean HTML."""
    return _LINK.sub(
        lambda match: match[1] + html.escape(change(html.unescape(match[2]))) + match[3], clean
    )


def _number(match: re.Match[str]) -> str:
    """Write the numbers of a list that holds no other list."""
    numbers = itertools.count(int(match[1] or 1))
    return _ITEM.sub(lambda _: f"{next(numbers)}. ", match[0])


def plain_text(clean: str) -> str:
    """Take clean HTML to plain text: paragraphs apart, list items with a dash or their number."""
    text = " ".join(line.strip() for line in clean.split("\n") if line.strip())
    text = _ITEM.sub("- ", _NUMBERED.sub(_number, text))
    text = _BLOCK_END.sub(
        lambda match: (
            "\n"
            if match[0].startswith(("</li", "</tr", "</d", "<br"))
            and not match[0].startswith(("</dl", "</div"))
            else "\n\n"
        ),
        text,
    )
    text = html.unescape(_TAG.sub("", text))
    lines = [line.strip(" ") for line in text.split("\n")]
    return _SPACES.sub("\n\n", "\n".join(lines)).strip()
