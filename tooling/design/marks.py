"""The tool's icon, the made-up party's emblem, and its link card."""

from __future__ import annotations

from palette import AZURE, INDIGO, INK, IRIS, PAPER, SAFFRON
from svg import circle, document, path, rect, stars_and_crosses

PARTY = {"ar": "حزب الجسر المدني", "fr": "Parti du Pont civique"}
SLOGAN = {
    "ar": "«نمدّ الجسور، نقرّب الحقوق»",
    "fr": "«\u202fJeter des ponts, rapprocher les droits\u202f»",
}
CARD_WIDTH, CARD_HEIGHT = 1200, 630
WORDS = "#8A5207"  # ochre dark enough to read on the paper colour (6 to 1)


def icon_shapes(corner: float) -> str:
    """Give the icon on 64 units: the steps of a minbar, climbed from the right, and a voice."""
    steps = path("M54 54V43H40V32H26V21H10V54Z", PAPER)
    voice = circle(18, 12.5, 6.5, SAFFRON)
    return rect(0, 0, 64, 64, INDIGO, r=corner) + steps + voice


def icon() -> str:
    return document(64, 64, icon_shapes(14))


def icon_scaled(size: int, *, corner: float) -> str:
    scaled = f'<g transform="scale({size / 64:g})">{icon_shapes(corner)}</g>'
    return document(size, size, scaled)


def bridge() -> str:
    """Give the ballot symbol on 512 units: a hump-backed bridge, its water, the sun behind."""
    sky = (
        circle(256, 256, 250, INDIGO) + circle(256, 256, 226, PAPER) + circle(256, 256, 212, INDIGO)
    )
    sun = circle(256, 168, 74, SAFFRON)
    inside = '<clipPath id="disc"><circle cx="256" cy="256" r="212"/></clipPath>'
    openings = "M184 366V338A72 72 0 0 1 328 338V366Z"
    openings += "M76 366V350A38 38 0 0 1 152 350V366ZM360 366V350A38 38 0 0 1 436 350V366Z"
    crown = "M20 292C130 280 170 212 256 212S382 280 492 292"
    gap = path(crown + "V366H20Z", INDIGO, stroke=INDIGO, width=44)
    stone = path(f"{crown}V366H20Z{openings}", PAPER, extra='fill-rule="evenodd"')
    deck = path(crown, stroke=SAFFRON, width=20)
    water = rect(20, 380, 472, 15, AZURE, r=7) + rect(96, 408, 320, 13, AZURE, r=6)
    water += rect(168, 434, 176, 11, AZURE, r=5)
    return sky + inside + f'<g clip-path="url(#disc)">{sun}{gap}{stone}{deck}{water}</g>'


def emblem(size: int) -> str:
    return document(size, size, f'<g transform="scale({size / 512:g})">{bridge()}</g>')


def card_backdrop() -> str:
    """Give the link card without its words: emblem at the right, where Arabic begins."""
    band = 90
    foot = CARD_HEIGHT - band
    shapes = rect(0, 0, CARD_WIDTH, CARD_HEIGHT, PAPER)
    shapes += stars_and_crosses(CARD_WIDTH, foot, 150, ("#F6EFDF",))
    shapes += rect(0, foot, CARD_WIDTH, band, INDIGO)
    shapes += stars_and_crosses(CARD_WIDTH, band, 75, (SAFFRON, PAPER, AZURE, PAPER), y=foot + 8)
    shapes += rect(0, foot, CARD_WIDTH, 8, IRIS) + rect(0, CARD_HEIGHT - 7, CARD_WIDTH, 7, INK)
    shapes += f'<g transform="translate(812 104) scale(.65)">{bridge()}</g>'
    return document(CARD_WIDTH, CARD_HEIGHT, shapes)


def card_source() -> str:
    """Give the link card as a typst document (right-to-left shaping, one page)."""
    drawing = card_backdrop().replace("\\", "\\\\").replace('"', '\\"')
    return f"""
#set page(width: {CARD_WIDTH}pt, height: {CARD_HEIGHT}pt, margin: 0pt,
  background: image(bytes("{drawing}"), format: "svg", width: 100%))
#set text(font: "IBM Plex Sans Arabic", fill: rgb("{INDIGO}"))
#set par(leading: 0pt, spacing: 0pt)
#let words(y, body) = place(top + left, dx: 64pt, dy: y, box(width: 716pt, body))
#let arabic(size, weight, colour, body) = align(right,
  text(lang: "ar", dir: rtl, size: size, weight: weight, fill: rgb(colour), body))
#let french(size, weight, colour, body) = align(right,
  text(lang: "fr", dir: ltr, size: size, weight: weight, fill: rgb(colour), body))
#words(96pt, arabic(88pt, 700, "{INDIGO}")[{PARTY["ar"]}])
#words(222pt, arabic(43pt, 400, "{WORDS}")[{SLOGAN["ar"]}])
#words(338pt, french(57pt, 700, "{INDIGO}")[{PARTY["fr"]}])
#words(414pt, french(35pt, 400, "{WORDS}")[{SLOGAN["fr"]}])
"""
