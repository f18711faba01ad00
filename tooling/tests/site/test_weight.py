"""What a page weighs before its pictures: on a cheap line each kilobyte is a wait."""

import gzip
import re
from pathlib import Path

import pytest
from demonstration import Built, build_site, call_minbar
from markup import read_markup
from minbar.site.pages import MESSAGES_IN_FULL

CANDIDATE = re.compile(r"(ar|fr)/candidates/(?!index)[a-z0-9-]+\.html")
BUDGETS = (
    (CANDIDATE, 12_000, 4_000),
    (re.compile(r"(ar|fr)/index\.html"), 15_500, 5_000),
    (re.compile(r"(ar|fr)/programme/(?!index)[a-z0-9-]+\.html"), 14_500, 5_000),
)
"""Pages; bytes of HTML at most, and compressed as a host does it."""


def _weigh(site: Path, pages: re.Pattern[str]) -> dict[str, tuple[int, int]]:
    found = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if pages.fullmatch(name):
            html = path.read_bytes()
            found[name] = len(html), len(gzip.compress(html, 9))
    return found


def _over(sizes: dict[str, tuple[int, int]], html: int, packed: int) -> dict[str, tuple[int, int]]:
    for number in range(2):
        name = max(sizes, key=lambda page: sizes[page][number])
        print(f"{name}: {sizes[name][0]} bytes, {sizes[name][1]} compressed")  # noqa: T201 - what the test is about
    return {page: size for page, size in sizes.items() if size[0] > html or size[1] > packed}


@pytest.mark.parametrize(("pages", "html", "packed"), BUDGETS, ids=["candidate", "home", "plank"])
def test_a_page_weighs_little(
    demonstration: Built, pages: re.Pattern[str], html: int, packed: int
) -> None:
    sizes = _weigh(demonstration.site, pages)

    assert {name[:2] for name in sizes} == {"ar", "fr"}
    assert pages is not CANDIDATE or len(sizes) >= 100
    assert _over(sizes, html, packed) == {}


@pytest.fixture(scope="module")
def scaffold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a campaign with 200 messages and few candidates."""
    folder = tmp_path_factory.mktemp("scaffold")
    done = call_minbar("scaffold", "--candidates", "60", str(folder / "made"), cwd=folder)
    assert done.returncode == 0, done.stderr
    return build_site(folder / "made")


def test_a_candidate_of_a_scaffold_weighs_little(scaffold: Path) -> None:
    sizes = _weigh(scaffold, CANDIDATE)

    assert len(sizes) == 120
    assert _over(sizes, *BUDGETS[0][1:]) == {}


def test_the_posts_of_a_channel_weigh_no_more_with_each_day(scaffold: Path) -> None:
    sizes = _weigh(scaffold, re.compile(r"(ar|fr)/kit/(?!index)[a-z]+\.html"))

    assert len(sizes) == 24
    assert _over(sizes, 180_000, 15_000) == {}


def test_older_posts_of_a_channel_are_led_to(scaffold: Path) -> None:
    kit = read_markup(scaffold / "ar/kit/whatsapp.html")
    written = sorted((scaffold / "ar/messages").glob("message-*.html"))
    ids = [str(element.get("id")) for element in kit.all("h2") + kit.all("li") if element.get("id")]
    led = [str(link.get("href")) for link in kit.all("a") if "#for-" in str(link.get("href"))]

    assert len(written) == 200
    assert sorted(ids) == [path.stem for path in written]
    assert len(led) == 200 - MESSAGES_IN_FULL
    for address in led:
        path, _, anchor = address.partition("#")
        page = read_markup((scaffold / "ar/kit" / path).resolve())
        assert any(element.get("id") == anchor for element in page.all("details"))


def test_a_message_without_a_date_is_never_among_the_older(tmp_path: Path) -> None:
    root = tmp_path / "made"
    done = call_minbar("scaffold", "--candidates", "20", str(root), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    undated = sorted((root / "content/messages").rglob("message-00[1-3].*.md"))
    for path in undated:
        path.write_text(re.sub(r"^publish:.*\n", "", path.read_text("utf-8"), flags=re.M), "utf-8")
    kit = read_markup(build_site(root) / "ar/kit/sms.html")
    shown = {element.get("id") for element in kit.all("h2")}

    assert len(undated) == 6
    assert {"message-001", "message-002", "message-003"} <= shown
    assert len(shown - {None}) == MESSAGES_IN_FULL + 3
