"""What readers do on the site: find a candidate, change language, colours and size, copy a text."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from demonstration import Built

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
PAGES = (
    "",
    "programme/health.html",
    "messages/night-clinics-open.html",
    "candidates/abderrahim-zaari.html",
    "candidates/",
    "kit/",
    "kit/whatsapp.html",
    "search/",
)
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  const wide = Array.from(document.querySelectorAll('.md-content *, footer *')).filter(node => {
    const box = node.getBoundingClientRect();
    return box.width && box.height && (box.left < -1 || box.right > width + 1);
  });
  return {page: document.documentElement.scrollWidth - width,
          wide: wide.slice(0, 3).map(node => node.outerHTML.slice(0, 120))};
}"""


def _html(page: Any) -> tuple[str, str]:
    return page.evaluate(
        "() => [document.documentElement.lang, getComputedStyle(document.body).direction]"
    )


@pytest.mark.parametrize("visit", [DESK, PHONE], indirect=True, ids=["desk", "phone"])
def test_a_voter_finds_a_candidate_by_place_and_reads_on_in_french(
    visit: Any, demonstration: Built
) -> None:
    page = visit.open("ar/")
    tree = demonstration.site / "ar/places"
    page.locator("#place + ul a").first.click()
    page.wait_for_url(re.compile(r"/ar/places/\d+\.html$"))
    while not page.locator(".mb-people a").count():
        deeper = page.locator("#places + ul a:has(.mb-tag__count)")
        assert deeper.count(), page.url
        before = page.url
        deeper.last.click()
        page.wait_for_url(lambda url, before=before: url != before)
    assert (tree / page.url.rsplit("/", 1)[1]).is_file()
    person = page.locator(".mb-people a").first
    name = person.inner_text()
    person.click()
    page.wait_for_url("**/ar/candidates/*.html")
    file = page.url.rsplit("/", 1)[1]

    assert page.locator("h1").inner_text() == name
    assert list(_html(page)) == ["ar", "rtl"]
    page.locator(".mb-languages a[hreflang=fr]").click()
    page.wait_for_url("**/fr/candidates/*.html")
    assert page.url == f"{visit.address}fr/candidates/{file}"
    assert list(_html(page)) == ["fr", "ltr"]
    assert page.locator(f"bdi:text-is('{name}')").count() == 1


@pytest.mark.parametrize(
    "visit", [{"locale": "fr-MA"}, {"locale": "ar-MA"}], indirect=True, ids=["fr", "ar"]
)
def test_the_root_opens_the_reader_s_language(visit: Any) -> None:
    page = visit.open("")
    page.wait_for_url(re.compile("/(ar|fr)/$"))

    assert page.evaluate("() => navigator.language.slice(0, 2)") == _html(page)[0]


@pytest.mark.parametrize(
    "visit",
    [{"locale": "ja-JP"}, {"java_script_enabled": False}],
    indirect=True,
    ids=["unknown", "no-script"],
)
def test_the_root_offers_all_languages_otherwise(visit: Any) -> None:
    page = visit.open("")

    assert page.url == visit.address
    assert page.locator("main a[hreflang]").all_inner_texts()
    page.locator("a[hreflang=fr]").click()
    page.wait_for_url("**/fr/")


@pytest.mark.parametrize("visit", [CLIPBOARD], indirect=True)
@pytest.mark.parametrize("code", ["ar", "fr"])
def test_copying_takes_exactly_the_text(visit: Any, demonstration: Built, code: str) -> None:
    page = visit.open(f"{code}/kit/whatsapp.html")
    button = page.locator("[data-mb-copy]").first
    words = button.inner_text()
    section = button.locator("xpath=ancestor::section")
    slug = section.get_attribute("id").removeprefix("post-")
    expected = _pack_text(demonstration.site, f"channel-whatsapp-{code}", slug)
    button.click()

    said = [button.element_handle(), words]
    page.wait_for_function("([node, words]) => node.innerText !== words", arg=said)
    assert page.evaluate("() => navigator.clipboard.readText()") == expected


def _pack_text(site: Path, pack: str, slug: str) -> str:
    with zipfile.ZipFile(site / f"packs/{pack}.zip") as archive:
        posts = json.loads(archive.read("posts.json"))["posts"]
    return next(post["text"] for post in posts if post["message"] == slug)


def test_an_address_that_names_a_fold_opens_it(visit: Any) -> None:
    page = visit.open("ar/messages/night-clinics-open.html#for-whatsapp")

    assert page.locator("#for-whatsapp").get_attribute("open") is not None
    assert page.locator("#for-sms").get_attribute("open") is None
    page.evaluate("() => { location.hash = 'for-sms'; }")
    page.wait_for_function("() => document.getElementById('for-sms').open")


@pytest.mark.parametrize("visit", [CLIPBOARD], indirect=True)
def test_every_text_of_a_message_is_copied_as_it_stands(visit: Any) -> None:
    page = visit.open("ar/messages/night-clinics-open.html")
    page.evaluate(
        "() => document.querySelectorAll('details').forEach(node => { node.open = true; })"
    )
    buttons = page.locator(".mb-post [data-mb-copy]")

    assert buttons.count() > 5
    for position in range(buttons.count()):
        text = buttons.nth(position).evaluate(
            "node => { let at = node.closest('.mb-post__row').previousElementSibling;"
            " return (at.matches('[data-mb-text]') ? at : at.querySelector('[data-mb-text]')).textContent; }"
        )
        words = buttons.nth(position).inner_text()
        buttons.nth(position).click()
        said = [buttons.nth(position).element_handle(), words]
        page.wait_for_function("([node, words]) => node.innerText !== words", arg=said)
        assert page.evaluate("() => navigator.clipboard.readText()") == text


@pytest.mark.parametrize("visit", [CLIPBOARD], indirect=True)
def test_an_answer_is_copied_without_the_page_around_it(visit: Any) -> None:
    page = visit.open("fr/replies/women-on-the-list.html")
    button = page.locator("[data-mb-copy]")
    words = button.inner_text()
    button.click()
    said = [button.element_handle(), words]
    page.wait_for_function("([node, words]) => node.innerText !== words", arg=said)
    copied = page.evaluate("() => navigator.clipboard.readText()")

    assert copied == page.locator("[data-mb-text]").inner_text().strip()
    assert len(copied) > 80


@pytest.mark.parametrize("visit", [{"color_scheme": "light"}], indirect=True)
def test_light_and_dark_stay_as_chosen(visit: Any) -> None:
    def scheme() -> str:
        return str(page.evaluate("() => document.body.dataset.mdColorScheme"))

    page = visit.open("ar/")
    assert scheme() == "default"
    page.locator("[data-mb-scheme]").click()
    assert scheme() == "slate"
    page.locator(".mb-menu a").nth(1).click()
    page.wait_for_url("**/ar/programme/")
    assert scheme() == "slate"
    visit.open("fr/candidates/")
    assert scheme() == "slate"
    page.locator("[data-mb-scheme]").click()
    visit.open("fr/")
    assert scheme() == "default"


@pytest.mark.parametrize("visit", [{"color_scheme": "dark"}], indirect=True)
def test_a_machine_that_asks_for_dark_gets_dark(visit: Any) -> None:
    page = visit.open("fr/")

    assert page.evaluate("() => document.body.dataset.mdColorScheme") == "slate"


INSIDE = """node => {
  const box = node.getBoundingClientRect();
  return box.left >= 0 && box.right <= innerWidth && getComputedStyle(node).visibility === 'visible';
}"""
FOCUSED = "() => document.activeElement.closest('.mb-menu') !== null"


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
@pytest.mark.parametrize("code", ["ar", "fr"])
def test_the_menu_opens_on_a_phone(visit: Any, code: str) -> None:
    page = visit.open(f"{code}/")
    entry = page.locator(".mb-menu a").nth(2)
    assert not entry.is_visible()
    _opener(page).press("Enter")
    page.wait_for_function(INSIDE, arg=entry.element_handle())
    entry.click()

    page.wait_for_url(f"**/{code}/candidates/")
    assert not page.locator("#__drawer").is_checked()


@pytest.mark.parametrize(
    "visit", [PHONE, PHONE | {"java_script_enabled": False}], indirect=True, ids=["", "no-script"]
)
@pytest.mark.parametrize("code", ["ar", "fr"])
def test_a_finger_opens_the_menu_and_shuts_it_beside(visit: Any, code: str) -> None:
    page = visit.open(f"{code}/candidates/")
    _opener(page).tap()
    page.locator(".mb-menu a").first.wait_for(state="visible")
    assert page.locator(".mb-menu a:visible").count() == 9
    assert page.locator(".mb-menu a[aria-current]").count() == 1

    page.locator(".mb-shade").tap(position={"x": 350 if code == "fr" else 10, "y": 400})
    page.locator(".mb-menu a").first.wait_for(state="hidden")


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
@pytest.mark.parametrize("code", ["ar", "fr"])
def test_the_keyboard_enters_the_menu_only_while_it_is_open(visit: Any, code: str) -> None:
    page = visit.open(f"{code}/candidates/")
    for _ in range(20):
        page.keyboard.press("Tab")
        assert not page.evaluate(FOCUSED)

    opener = _opener(page)
    assert opener.get_attribute("aria-expanded") == "false"
    opener.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    assert page.evaluate(FOCUSED)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)
    page.keyboard.press("Escape")
    page.locator(".mb-menu a").first.wait_for(state="hidden")
    assert opener.get_attribute("aria-expanded") == "false"
    assert opener.evaluate("node => node === document.activeElement")


@pytest.mark.parametrize("visit", [DESK], indirect=True)
@pytest.mark.parametrize("code", ["ar", "fr"])
def test_the_same_list_is_tabs_on_a_desk(visit: Any, code: str) -> None:
    page = visit.open(f"{code}/candidates/")
    boxes = [entry.bounding_box() for entry in page.locator(".mb-menu a").all()]

    assert not _opener(page).is_visible()
    assert len({box["y"] for box in boxes}) == 1
    starts = [box["x"] for box in boxes]
    assert starts == sorted(starts, reverse=code == "ar")
    reached = 0
    for _ in range(20):
        page.keyboard.press("Tab")
        reached += page.evaluate(FOCUSED)
    assert reached == 9


def _opener(page: Any) -> Any:
    return page.locator("label[for=__drawer][role=button]")


@pytest.mark.parametrize("visit", [PHONE, DESK], indirect=True, ids=["360px", "1280px"])
@pytest.mark.parametrize("code", ["ar", "fr"])
def test_nothing_runs_over_the_edge(visit: Any, code: str) -> None:
    found = {}
    for path in PAGES:
        page = visit.open(f"{code}/{path}")
        page.evaluate(
            "() => document.querySelectorAll('details').forEach(node => { node.open = true; })"
        )
        found[path] = page.evaluate(OVERFLOW)

    assert {path: over for path, over in found.items() if over["page"] > 0 or over["wide"]} == {}


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
@pytest.mark.parametrize(
    "path",
    [
        "ar/",
        "ar/candidates/abderrahim-zaari.html",
        "fr/programme/health.html",
        "fr/kit/whatsapp.html",
        "ar/messages/night-clinics-open.html",
    ],
)
def test_little_moves_when_the_fonts_come_late(visit: Any, path: str) -> None:
    visit.page.route(
        "**/*.woff2", lambda route: (visit.page.wait_for_timeout(400), route.continue_())
    )
    visit.page.add_init_script(
        "window.shifts = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => "
        "{ if (!entry.hadRecentInput) window.shifts += entry.value; })).observe({type: 'layout-shift', buffered: true});"
    )
    page = visit.open(path)
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.wait_for_timeout(300)

    assert page.evaluate("() => document.fonts.size") > 0
    assert page.evaluate("() => window.shifts") < 0.05
