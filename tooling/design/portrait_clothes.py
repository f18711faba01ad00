"""A portrait's shoulders and clothes."""

from __future__ import annotations

from palette import INDIGO, SAFFRON, darker
from portrait_traits import Traits
from svg import circle, path


def shoulders(t: Traits) -> str:
    """Give the bust as an SVG path."""
    if t.gender == "f":
        return (
            "M72 480C76 404 120 370 186 350Q206 342 208 322"
            "Q240 372 272 322Q274 342 294 350C360 370 404 404 408 480"
            "Z"
        )
    return (
        "M44 480C50 396 104 366 176 344Q198 336 200 318"
        "Q240 372 280 318Q282 336 304 344C376 366 430 396 436 480"
        "Z"
    )


def body(t: Traits, colour: str) -> str:
    """Give the bust in one colour, the far arm in shade."""
    clip = f'<clipPath id="body"><path d="{shoulders(t)}"/></clipPath>'
    arm = path("M330 480Q350 420 342 340H460V480Z", darker(colour))
    return clip + path(shoulders(t), colour) + f'<g clip-path="url(#body)">{arm}</g>'


def shirt(colour: str) -> str:
    return path("M194 336L240 470L286 336Q240 396 194 336Z", colour)


def collar(colour: str) -> str:
    inside = path("M199 312Q240 366 281 312L292 346L240 374L188 346Z", darker(colour, 0.86))
    return inside + path(
        "M198 320L184 346L222 388L240 362L258 388L296 346L282 320Q262 362 240 362Q218 362 198 320Z",
        colour,
    )


def lapels(colour: str) -> str:
    shade = darker(colour, 0.74)
    near = path("M186 330L190 350L240 480H206L150 400L172 388L158 366Z", shade)
    return near + path("M294 330L290 350L240 480H274L330 400L308 388L322 366Z", shade)


def suit(t: Traits, *, tie: bool) -> str:
    knot = ""
    if tie:
        colour = SAFFRON if t.cloth == INDIGO else INDIGO
        knot = path("M228 366H252L247 384H233Z", darker(colour)) + path(
            "M233 384H247L256 450L240 474L224 450Z", colour
        )
    opening = path("M194 344L240 480L286 344Q240 372 194 344Z", "#FFFFFF")
    return body(t, t.cloth) + opening + knot + lapels(t.cloth) + collar("#FFFFFF")


def open_collar(t: Traits) -> str:
    light = "#DCE9F2"
    buttons = "".join(circle(240, y, 4, darker(light, 0.7)) for y in (412, 446))
    front = path("M240 372V480", stroke=darker(light), width=4)
    return body(t, light) + front + buttons + collar("#F2F7FA")


def jacket(t: Traits) -> str:
    inner = "#F4EEE2" if t.gender == "f" else "#CFCBE6"
    top = path("M199 314Q240 370 281 314L296 344L268 494H212L184 344Z", inner)
    edge = path("M186 340L212 500M294 340L268 500", stroke=darker(t.cloth, 0.74), width=10)
    return body(t, t.cloth) + top + edge


def sweater(t: Traits) -> str:
    ribs = path("M198 314Q240 374 282 314L298 332Q240 408 182 332Z", darker(t.cloth, 0.74))
    return body(t, t.cloth) + ribs


def djellaba(t: Traits) -> str:
    """Give a djellaba: the hood lying behind the neck, the braid down the front."""
    trim = "#F1DDA8" if t.cloth not in ("#C77A12",) else "#FCF8F0"
    hood = path(
        "M150 366Q156 322 204 308Q240 366 276 308Q324 322 330 366Q288 344 240 398Q192 344 150 366Z",
        darker(t.cloth, 0.8),
    )
    braid = path("M196 344Q224 368 240 400V480M284 344Q256 368 240 400", stroke=trim, width=8)
    knots = "".join(circle(240, y, 6.5, darker(trim, 0.8)) for y in (416, 440, 464))
    return body(t, t.cloth) + hood + braid + knots


def blouse(t: Traits) -> str:
    bow = path(
        "M240 372Q196 350 188 386Q206 408 240 384Q274 408 292 386Q284 350 240 372Z",
        darker(t.cloth, 0.78),
    )
    fall = path("M232 384L214 446L236 434L240 392L246 434L266 446L248 384Z", darker(t.cloth, 0.78))
    return body(t, t.cloth) + fall + bow


def blazer(t: Traits) -> str:
    top = path("M207 318Q240 372 273 318L292 344L240 480L188 344Z", "#F6E9D2")
    chain = path("M208 344Q240 424 272 344", stroke=SAFFRON, width=3.5)
    return body(t, t.cloth) + top + chain + lapels(t.cloth)


def clothes(t: Traits) -> str:
    """Give the clothes named in the traits."""
    if t.clothes in ("suit", "suit_tie"):
        return suit(t, tie=t.clothes == "suit_tie")
    makers = {
        "open_collar": open_collar,
        "jacket": jacket,
        "sweater": sweater,
        "djellaba": djellaba,
        "blouse": blouse,
        "blazer": blazer,
    }
    return makers[t.clothes](t)
