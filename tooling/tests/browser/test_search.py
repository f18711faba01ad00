"""What somebody looks for is found, among ten thousand, in either language, at a price that is counted."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from demonstration import Built
from minbar.finder import Person
from minbar.model.addresses import document_address, item_address
from synthetic import morocco, national_people

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LIMIT_FIRST_ANSWER_BYTES = 60_000
LIMIT_SCRIPT_BYTES = 8_000
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@cache
def person() -> Person:
    """Who is looked for; ten thousand are not made before a test asks."""
    return national_people(10_000)[4_321]


def place() -> Mapping[str, str]:
    return morocco()[person().place].names


def called(code: str) -> str:
    return person().names[code].split(" (")[0]


def first() -> str:
    return called("ar").rsplit(" ", 1)[0]


def family() -> str:
    return called("ar").rsplit(" ", 1)[1]


def number() -> str:
    return re.findall(r"\d+", person().names["ar"])[0]


@pytest.fixture(scope="module")
def address(national_address: str) -> str:
    return national_address


def search(visit: Any, code: str, query: str) -> Any:
    """Type nothing, follow a link: the answer of every index is there when this comes back."""
    page = visit.open(f"{code}/search/?q={quote(query)}")
    page.wait_for_load_state("networkidle")
    page.wait_for_function("() => document.querySelector('[data-mb-said]').textContent")
    return page


def found(page: Any, kind: str) -> list[str]:
    return [
        str(link.get_attribute("href")).split("/", 3)[3]
        for link in page.locator(f"[data-mb-found={kind}]:not([hidden]) li > a").all()
    ]


def own_bytes(visit: Any) -> int:
    """What the first answer cost: the script and the finder's files."""
    return sum(
        size
        for path, size in visit.loaded.items()
        if path.startswith("finder/") or path == "assets/minbar/find.js"
    )


def with_marks(text: str) -> str:
    return "".join(letter + ("\u064e" if letter.isalpha() else "") for letter in text)


ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
QUERIES: dict[str, Callable[[], str]] = {
    "arabic": lambda: f"{first()} {family()} {number()}",
    "arabic-without-article": lambda: f"{first()} {family().removeprefix('ال')} {number()}",
    "arabic-with-vowel-marks": lambda: with_marks(f"{first()} {family()} {number()}"),
    "arabic-digits": lambda: f"{family()} {number().translate(ARABIC_DIGITS)}",
    "french": lambda: f"{called('fr')} {number()}",
    "french-upper-case": lambda: f"{person().names['fr'].split()[-3]} {number()}".upper(),
    "name-and-place": lambda: f"{first()} {family()} {place()['ar']}",
    "french-name-and-place": lambda: f"{called('fr')} {place()['fr']}",
}


@pytest.mark.parametrize("code", ["ar", "fr"])
@pytest.mark.parametrize("way", QUERIES)
def test_one_among_ten_thousand(visit: Any, capsys: Any, code: str, way: str) -> None:
    query = QUERIES[way]()
    page = search(visit, code, query)
    cost = own_bytes(visit)
    with capsys.disabled():
        print(f"\n{code} {query}: {cost} bytes", end="")  # noqa: T201 - what the test is about

    assert found(page, "people")[0] == document_address("candidates", person().slug, code)
    assert (
        page.locator("[data-mb-found=people] li")
        .first.inner_text()
        .startswith(person().names[code])
    )
    assert cost <= LIMIT_FIRST_ANSWER_BYTES


@pytest.mark.parametrize("code", ["ar", "fr"])
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_place_and_who_stands_there(visit: Any, code: str, language: str) -> None:
    page = search(visit, code, place()[language])
    everybody = {
        document_address("candidates", one.slug, code)
        for one in national_people(10_000)
        if one.place == person().place
    }

    assert found(page, "places")[0] == item_address("places", person().place, code)
    assert everybody >= set(found(page, "people")[:4])
    assert own_bytes(visit) <= LIMIT_FIRST_ANSWER_BYTES


@pytest.mark.parametrize(
    "query", ["محمد", "نموذج", "a", "sidi", "fatima zahra namoudaji modèle beni", "m", "بن"]
)
def test_no_first_answer_is_dear(visit: Any, query: str) -> None:
    page = visit.open(f"ar/search/?q={quote(query)}")
    page.wait_for_load_state("networkidle")

    assert own_bytes(visit) <= LIMIT_FIRST_ANSWER_BYTES


def test_more_results_come_on_demand_and_the_focus_goes_on(visit: Any) -> None:
    page = search(visit, "fr", "khadija")
    people = page.locator("[data-mb-found=people] li")
    assert people.count() == 8
    page.locator("[data-mb-found=people] button").press("Enter")
    page.wait_for_function(
        "() => document.querySelectorAll('[data-mb-found=people] li').length === 16"
    )

    assert people.nth(8).locator("a").evaluate("node => node === document.activeElement")
    assert len(set(found(page, "people"))) == 16


TEXTS = {
    "ar": ("مستوصف مفتوح ساعة الحاجة", "مُسْتَوْصَف مفتوح"),
    "fr": ("centre de santé ouvert", "CENTRES DE SANTÉ"),
}


@pytest.mark.parametrize(
    ("code", "query"), [(code, query) for code, queries in TEXTS.items() for query in queries]
)
def test_a_plank_is_found_by_what_it_says(visit: Any, code: str, query: str) -> None:
    page = search(visit, code, query)
    result = page.locator(f"[data-mb-found=texts] li:has(a[href*='/{code}/programme/health'])")
    if not result.count():
        page.locator("[data-mb-found=texts] button").click()
    result.first.wait_for()

    assert result.first.locator("mark").count()
    assert page.locator("[data-mb-found=texts]").locator("b, script, img").count() == 0


def test_nothing_of_pagefind_is_loaded_before_a_query(visit: Any) -> None:
    page = visit.open("ar/search/")
    page.wait_for_load_state("networkidle")

    assert [path for path in visit.loaded if path.startswith(("search/", "finder/"))] == []
    assert page.evaluate("() => document.activeElement.name") == "q"


@pytest.mark.parametrize("visit", [PHONE, {}], indirect=True, ids=["phone", "desk"])
@pytest.mark.parametrize("code", ["ar", "fr"])
def test_typing_finds_and_keeps_the_focus_and_the_address(visit: Any, code: str) -> None:
    page = visit.open(f"{code}/search/")
    box = page.locator("[data-mb-find] input")
    box.press_sequentially(f"{called(code)} {number()}", delay=20)
    page.wait_for_function(
        "slug => document.querySelector('[data-mb-found=people] li a')?.href.includes(slug)",
        arg=person().slug,
    )

    assert box.evaluate("node => node === document.activeElement")
    assert number() in page.url
    assert page.locator("[role=status]").inner_text()
    assert (
        page.locator(".mb-languages a").first.get_attribute("href").endswith(page.url.split("?")[1])
    )
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("visit", [PHONE, {}], indirect=True, ids=["phone", "desk"])
@pytest.mark.parametrize("code", ["ar", "fr"])
def test_the_header_leads_there_from_every_page(visit: Any, code: str) -> None:
    page = visit.open(f"{code}/places/")
    field = page.locator(".md-header .mb-find input")
    if field.is_visible():
        field.fill(place()[code])
    page.locator(".md-header .mb-find button").click()
    page.wait_for_url(re.compile(f"/{code}/search/\\?q="))

    assert page.locator("[data-mb-find] input").input_value() in ("", place()[code])


def test_nothing_found_says_so_and_what_to_do(visit: Any) -> None:
    page = search(visit, "fr", "<zqxj> $& zqxw")

    assert "<zqxj> $& zqxw" in page.locator("[role=status]").inner_text()
    assert page.locator("[data-mb-browse] a.mb-tag").first.is_visible()


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
@pytest.mark.parametrize("code", ["ar", "fr"])
def test_without_scripts_the_page_says_where_to_look(visit: Any, code: str) -> None:
    page = visit.open(f"{code}/search/?q=x")

    assert page.locator("[data-mb-without]").is_visible()
    assert not page.locator("[data-mb-found]").first.is_visible()
    page.locator("[data-mb-browse] a.mb-tag").first.click()
    page.wait_for_url(re.compile(f"/{code}/places/"))


@pytest.fixture
def broken(visit: Any) -> Iterator[Any]:
    visit.page.route("**/finder/people/*", lambda route: route.abort())
    yield visit
    assert visit.errors
    visit.errors.clear()


def test_a_broken_line_is_said(broken: Any) -> None:
    page = search(broken, "fr", "khadija")

    assert "connexion" in page.locator("[role=status]").inner_text()


def test_the_script_is_small(demonstration: Built) -> None:
    script: Path = demonstration.site / "assets/minbar/find.js"

    assert script.stat().st_size <= LIMIT_SCRIPT_BYTES
