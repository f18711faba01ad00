"""A text that came by WhatsApp: official, altered, withdrawn or unknown, told on the phone and without a network."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_site import serve
from campaigns import translation, write, write_campaign
from demonstration import build_site, read_tree

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
PHONES = pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["phone"])
LIMIT_SCRIPT_BYTES = 16_000
HEADER = "pillar: closeness\ntheme: health\n"
CLINIC = """\
في بنسليمان مستوصف يفتح ليلًا منذ 12 مارس، وفيه 3 ممرضات وطبيبة تستقبل المرضى حتى الفجر.

نلتزم بفتح 40 مستوصفًا مثله قبل نهاية 2030، بكلفة 250 000 درهم لكل واحد، وسننشر لائحة الأماكن كل 6 أشهر.
"""
CLINIQUE = """\
À Benslimane, un dispensaire ouvre la nuit depuis le 12 mars, avec 3 infirmières et une médecin.

Nous ouvrirons 40 dispensaires semblables avant fin 2030, pour 250 000 dirhams chacun.
"""
GONE = """\
سنبني جسرًا جديدًا فوق الوادي في شهر واحد، بكلفة 40 مليون درهم يدفعها المجلس الجماعي.

هذا وعد نوقعه أمامكم اليوم، ولن نتراجع عنه مهما كانت الظروف والمواسم.
"""
EARLIER = "وعدنا في الأسبوع الماضي بحافلة مجانية لكل تلميذة وتلميذ من أول يوم في الدراسة."


def message(root: Path, slug: str, header: str, title: str, body: str, french: str) -> None:
    source = f"---\n{header}{HEADER}title: {title}\nshort: {title}، قريبًا منكم.\n---\n\n{body}"
    write(root, f"content/messages/{slug}.ar.md", source)
    if french:
        text = f"title: Titre {slug}\nshort: Titre {slug}, près de vous.\n---\n\n{french}"
        path = f"messages/{slug}"
        write(root, f"content/{path}.fr.md", translation(path, source, text))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("verify") / "campaign"
    write_campaign(root)
    message(root, "clinic", "", "مستوصف الليل", CLINIC, CLINIQUE)
    message(root, "bridge", "withdrawn: 2026-11-20T10:00\n", "جسر الوادي", GONE, "")
    message(root, "bus", "expires: 2026-11-01\n", "حافلة المدرسة", EARLIER, "")
    return build_site(root)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serve(site) as found:
        yield found


def open_offline(visit: Any, code: str = "ar") -> Any:
    """Load the page, then cut the network."""
    page = visit.open(f"{code}/verify/")
    page.wait_for_selector("[data-mb-ready]:not([hidden])")
    visit.context.set_offline(True)
    visit.asked = []
    page.on("request", lambda request: visit.asked.append(request.url))
    return page


def verdict(page: Any, text: str) -> str:
    page.evaluate("document.querySelector('[data-mb-said]').replaceChildren()")
    page.fill("textarea", text)
    page.click("[data-mb-verify] button:not([type])")
    shown = page.wait_for_selector(".mb-verdict")
    kinds = re.search(r"mb-verdict--(\w+)", str(shown.get_attribute("class")))
    return kinds[1] if kinds else ""


def with_marks(text: str) -> str:
    return "".join(letter + ("\u064e" if "\u0621" <= letter <= "\u064a" else "") for letter in text)


def without_marks(text: str) -> str:
    return re.sub("[\u064b-\u0652]", "", text).replace("أ", "ا").replace("ى", "ي")


SAME = {
    "as it is": CLINIC,
    "with vowel marks": with_marks(CLINIC),
    "without marks and hamzas": without_marks(CLINIC),
    "Arabic digits": CLINIC.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "one line, stars, emoji": "📢 *" + CLINIC.replace("\n", " ").strip() + "* 👍🏽",
    "bidi marks and other spaces": "\u200f" + CLINIC.replace(" ", "\u00a0") + "\u202c",
}


@PHONES
@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_a_copy_is_official(visit: Any, text: str) -> None:
    page = open_offline(visit)

    assert verdict(page, text) in {"official", "part"}
    assert visit.asked == []


def test_the_whole_post_is_official_and_its_page_is_one_step_away(visit: Any, site: Path) -> None:
    page = open_offline(visit)
    post = f"{CLINIC}\nhttps://pont.example/ar/messages/clinic.html?utm_source=whatsapp"

    assert verdict(page, post) == "official"
    link = page.locator(".mb-verdict a").get_attribute("href")
    assert str(link).endswith("/ar/messages/clinic.html")
    assert "واتساب" in page.inner_text(".mb-verdict")


@PHONES
@pytest.mark.parametrize(
    ("official", "pasted", "said"),
    [
        ("40 مستوصفًا", "14 مستوصفًا", "«14» بدل «40»"),
        ("250 000 درهم", "25 000 درهم", "«25 000» بدل «250 000»"),
        ("40 مستوصفًا", "٤٥ مستوصفا", "«٤٥» بدل «40»"),
        ("نلتزم بفتح", "لن نلتزم بفتح", "أُضيف: «لن»"),
        ("قبل نهاية 2030", "قبل نهاية 2035", "«2035» بدل «2030»"),
        (" وطبيبة", "", "حُذف: «وطبيبة»"),
    ],
)
def test_what_was_altered_is_shown(visit: Any, official: str, pasted: str, said: str) -> None:
    page = open_offline(visit)

    assert verdict(page, CLINIC.replace(official, pasted)) == "altered"
    assert said in page.inner_text(".mb-changes").splitlines()
    shown = page.locator(".mb-verdict [data-mb-text]").text_content()
    assert "".join(official.split()) in "".join(shown.split())
    assert visit.asked == []


def test_an_altered_link_is_shown_before_all_else(visit: Any) -> None:
    page = open_offline(visit)
    post = f"{CLINIC.replace('ممرضات', 'أطباء')}\nhttps://pont.exarnple/ar/messages/clinic.html"

    assert verdict(page, post) == "altered"
    first = page.inner_text(".mb-changes li:first-child")
    assert "pont.exarnple" in first


@PHONES
def test_in_french_too(visit: Any) -> None:
    page = open_offline(visit, "fr")

    assert verdict(page, CLINIQUE.replace("250 000", "25 000")) == "altered"
    assert "«\xa025\xa0000\xa0» au lieu de «\xa0250\xa0000\xa0»".replace("\xa0", " ") in (
        page.inner_text(".mb-changes").replace("\xa0", " ")
    )
    assert verdict(page, CLINIQUE.split("\n")[0]) == "part"


def test_words_put_around_are_told_from_ours(visit: Any) -> None:
    page = open_offline(visit)

    assert verdict(page, f"عاجل، شاركوا قبل الحذف:\n{EARLIER[:20]}\n{CLINIC}") in {
        "surrounded",
        "altered",
    }
    assert "عاجل" in page.locator(".mb-verdict del").first.inner_text()


WITHDRAWN = {
    "whole": GONE,
    "with vowel marks": with_marks(GONE),
    "a paragraph": GONE.split("\n\n")[0],
    "a paragraph among others": f"وصلني هذا اليوم:\n{GONE.split(chr(10) * 2)[1]}\nهل هو صحيح؟",
}


@PHONES
@pytest.mark.parametrize("text", WITHDRAWN.values(), ids=WITHDRAWN)
def test_a_withdrawn_message_is_known(visit: Any, text: str) -> None:
    page = open_offline(visit)

    assert verdict(page, text) == "withdrawn"
    assert visit.asked == []


def test_an_expired_message_is_known(visit: Any) -> None:
    assert verdict(open_offline(visit), EARLIER) == "expired"


def test_no_byte_says_what_was_withdrawn(site: Path) -> None:
    pages = {name: data.decode("utf-8", "ignore") for name, data in read_tree(site).items()}
    words = ("نوقعه أمامكم", "جسر الوادي", "messages/bridge", "حافلة المدرسة")

    assert [(word, name) for name, said in pages.items() for word in words if word in said] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("المطالبة بملعب جديد في الحي قبل بداية الموسم الرياضي المقبل بإذن الله", "unknown"),
        ("مستوصف ليل", "short"),
        ("<img src=x onerror=alert(1)> <b>مستوصف</b> يفتح ليلًا منذ 12 مارس وفيه", "unknown"),
    ],
)
def test_what_is_not_ours(visit: Any, text: str, expected: str) -> None:
    page = open_offline(visit)
    found = verdict(page, text)

    assert found in {expected, "altered"} if "img" in text else found == expected
    assert page.locator(".mb-verdict img, .mb-verdict b").count() == 0


def test_a_look_up_before_all_is_there_loads_little(visit: Any, site: Path) -> None:
    page = visit.context.new_page()
    index = (site / "verify/index.json").read_text("utf-8")
    large = re.sub(r'"bytes":\d+', '"bytes":90000000', index)
    page.route("**/verify/index.json", lambda route: route.fulfill(body=large))
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(visit.address + "ar/verify/", wait_until="networkidle")

    assert not [url for url in loaded if "/verify/texts/" in url or "/verify/runs/" in url]
    assert verdict(page, CLINIC) in {"official", "part"}
    assert page.locator("[data-mb-ready]").is_hidden()


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_without_a_script_the_page_says_so(visit: Any) -> None:
    assert visit.open("ar/verify/").locator("[data-mb-without]").is_visible()


@pytest.mark.parametrize(
    "visit", [PHONE, {**PHONE, "color_scheme": "dark"}], indirect=True, ids=["light", "dark"]
)
def test_nothing_is_cut_off_on_a_small_phone(visit: Any) -> None:
    page = open_offline(visit)
    verdict(page, CLINIC.replace("40", "41") + "https://pont.example/" + "a" * 90)

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_script_is_small(site: Path) -> None:
    assert (site / "assets/minbar/verify.js").stat().st_size <= LIMIT_SCRIPT_BYTES
