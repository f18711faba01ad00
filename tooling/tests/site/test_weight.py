"""What a page weighs before its pictures: on a cheap line each kilobyte is a wait."""

import gzip
import re
from pathlib import Path

import pytest
from demonstration import Built, build_site, call_minbar

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


def test_a_candidate_of_a_scaffold_weighs_little(tmp_path: Path) -> None:
    done = call_minbar("scaffold", "--candidates", "60", str(tmp_path / "made"), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    sizes = _weigh(build_site(tmp_path / "made"), CANDIDATE)

    assert len(sizes) == 120
    assert _over(sizes, *BUDGETS[0][1:]) == {}
