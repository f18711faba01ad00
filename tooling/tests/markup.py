"""A page of the site, taken apart so that tests can ask what stands in it."""

from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)


class Element:
    """One element: its tag, its attributes, the text inside it, what it lies in."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: "Element | None") -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.text = ""

    def get(self, name: str) -> str | None:
        return self.attributes.get(name)

    def has_class(self, name: str) -> bool:
        return name in (self.get("class") or "").split()

    def inherited(self, name: str) -> str | None:
        """An attribute of the element or of the nearest one around it."""
        node: Element | None = self
        while node is not None:
            if name in node.attributes:
                return node.attributes[name]
            node = node.parent
        return None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> says an attribute twice: {names}"
        parent = self._open[-1] if self._open else None
        element = Element(tag, {name: value or "" for name, value in attrs}, parent)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open[-1].tag != tag:
            self._open.pop()
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data


class Markup:
    """A parsed page."""

    def __init__(self, html: str) -> None:
        reader = _Reader()
        reader.feed(html)
        reader.close()
        self.html = html
        self.elements = reader.elements

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    def one(self, tag: str) -> Element:
        found = self.all(tag)
        assert len(found) == 1, f"{len(found)} <{tag}>"
        return found[0]

    def classed(self, name: str) -> list[Element]:
        return [element for element in self.elements if element.has_class(name)]

    def links(self, relation: str) -> list[Element]:
        return [item for item in self.all("link") if relation in (item.get("rel") or "").split()]

    @cached_property
    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]


def read_markup(path: Path) -> Markup:
    return Markup(path.read_text(encoding="utf-8"))


def menu_entries(page: Markup) -> list[Element]:
    """The links of the list of sections, which is tabs on a desk and a drawer on a phone."""
    return [item for item in page.all("a") if _within(item, "mb-menu")]


def _within(element: Element, name: str) -> bool:
    node = element.parent
    while node is not None and not node.has_class(name):
        node = node.parent
    return node is not None
