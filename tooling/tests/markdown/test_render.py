"""What comes out of Markdown is clean, whatever went in."""

import re
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from minbar.markdown.allowed import ATTRIBUTES, TAGS
from minbar.markdown.guard import check_body
from minbar.markdown.render import (
    EXTENSIONS,
    is_safe_link,
    map_links,
    plain_text,
    render,
    render_full,
)

TOKENS = st.sampled_from(
    [
        *"[]()!<>*_`~{}|:-=+#&\\\"'/ \n\tab\u0627\u200f",
        "<script>", "</script>", "<style>", "<b onclick=x>", "<svg/onload=x>", "<a href='",
        "<img src=x onerror=y>", "javascript:", "JaVaScRiPt&colon;", "data:text/html,", "https://",
        "//evil.example", "\n\n", "](", "[a](", "[a]: ", "{: ", "{#__config}", "{: onclick=x }",
        "{: href=javascript:x }", "<!--", "-->", "<![CDATA[", "<div id=\"__a\">", "> ", "- ", "1. ",
        "\n    ", "# ", "&lt;", "&#106;", "[^1]", "[^1]: ", "*[a]: ", "!!! note\n", "| a |\n|---|\n",
    ]
)  # fmt: skip
BODIES = st.lists(TOKENS, max_size=40).map("".join) | st.text(max_size=200)


class Elements(HTMLParser):
    """Collects every element with its attributes."""

    def __init__(self, clean: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(clean)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@settings(max_examples=150, deadline=None)
@given(BODIES)
def test_html_is_always_within_the_allow_list(body: str) -> None:
    for tag, attributes in Elements(render(body).html).found:
        assert tag in TAGS
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) | {"class", "rel"}
        assert set(attributes) <= allowed
        assert not (attributes.get("id") or "").startswith("__")
        for name in ("href", "src"):
            assert is_safe_link(attributes.get(name) or "")


@settings(max_examples=150, deadline=None)
@given(BODIES.filter(lambda body: not check_body(body, "p", 1)))
def test_of_a_body_that_is_taken_no_element_is_dropped(body: str) -> None:
    engine = markdown.Markdown(extensions=EXTENSIONS)
    elements = Elements(engine.convert(body)).found
    assert {tag for tag, _ in elements} <= TAGS
    assert not [name for _, names in elements for name in names if name.startswith("on")]


@settings(max_examples=200, deadline=None)
@given(st.lists(TOKENS.filter(lambda token: not set(token) & set("<&")), max_size=40).map("".join))
def test_plain_text_holds_no_tag(body: str) -> None:
    assert not re.search(r"</?[a-z]", plain_text(render(body).html))


@settings(max_examples=100, deadline=None)
@given(BODIES)
def test_rendering_depends_on_nothing_rendered_before(body: str) -> None:
    first = render_full.__wrapped__(body)
    render_full.__wrapped__("[^1]\n\n[^1]: x\n\n*[HCP]: y\n\n# z\n\n[a]: https://a.example")
    assert render_full.__wrapped__(body) == first


@settings(max_examples=100, deadline=None)
@given(BODIES)
def test_links_that_are_not_changed_leave_the_page_as_it_is(body: str) -> None:
    clean = render(body).html
    once = map_links(clean, lambda address: address)
    assert map_links(once, lambda address: address) == once


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/x?y=1#z",
        "mailto:a@b.example",
        "#a",
        "a.ar.md",
        "../b/c.ar.md",
        "HTTPS://a",
    ],
)
def test_a_safe_link(address: str) -> None:
    assert is_safe_link(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example", "//a.example", "\\\\a.example", "/\\a.example", "https:a.example",
        "https://", "https:///a", "https://a@b.example", "https://a.example\\@b", "javascript:x",
        "JAVASCRIPT:x", "java\tscript:x", "java\nscript:x", " javascript:x", "data:text/html,x",
        "vbscript:x", "file:///etc/passwd", "blob:x", "ftp://a.example", "tel:1", "\x00https://a",
    ],
)  # fmt: skip
def test_an_unsafe_link(address: str) -> None:
    assert not is_safe_link(address)


def test_plain_text_keeps_paragraphs_and_items_apart() -> None:
    body = "أول **مهم**.\n\nثان\n\n- بند\n- بند [رابط](https://a.example)\n\n`<b>` &lt;i&gt;"
    assert plain_text(render(body).html) == "أول مهم.\n\nثان\n\n- بند\n- بند رابط\n\n<b> <i>"
