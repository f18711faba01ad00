"""Three theme pictures: culture, equality, governance."""

from __future__ import annotations

from palette import (
    AMBER,
    AZURE,
    DUNE,
    INDIGO,
    INK,
    IRIS,
    LILAC,
    MIST,
    OCHRE,
    PAPER,
    SAFFRON,
    SAND,
    SKY,
)
from scene import WIDTH, backdrop, scene
from svg import (
    arch,
    circle,
    ellipse,
    group,
    keyhole,
    line,
    path,
    polygon,
    rect,
    star,
)


def drape(side: int) -> str:
    """Give one half of a stage curtain, tied at the wall; `side` is -1 on the left."""
    edge, heart, tie = 600 + 178 * side, 600 + 8 * side, 600 + 150 * side
    d = (
        f"M{edge} 180H{heart}Q{600 + 40 * side} 330 {tie} 392"
        f"Q{600 + 132 * side} 470 {600 + 110 * side} 560"
        f"H{edge}Z"
    )
    folds = "".join(
        path(
            f"M{600 + (40 + 42 * n) * side} 190"
            f"Q{600 + (70 + 34 * n) * side} 320 {tie + 8 * side} 386",
            stroke=INDIGO,
            width=6,
        )
        for n in range(3)
    )
    return path(d, IRIS) + folds + rect(min(tie, edge) - 8, 384, 44, 16, SAFFRON, r=8)


def culture() -> str:
    """An arched theatre door with stars."""
    wall = rect(250, 120, 700, 480, SAND) + rect(230, 96, 740, 34, SAFFRON, r=6)
    frame = keyhole(600, 560, 450, 440, INDIGO) + keyhole(600, 560, 410, 418, SAFFRON)
    frame += keyhole(600, 560, 376, 400, INK)
    light = polygon([(600, 190), (720, 560), (480, 560)], AMBER) + ellipse(600, 556, 130, 16, PAPER)
    clip = '<clipPath id="c"><path d="M449.6 560V383A188 188 0 1 1 750.4 383V560Z"/></clipPath>'
    inside = group(light + drape(-1) + drape(1), extra='clip-path="url(#c)"')
    stairs = rect(330, 556, 540, 24, PAPER) + rect(290, 578, 620, 24, DUNE)
    lamps = "".join(
        arch(x, 470, 70, 150, INDIGO) + arch(x, 470, 50, 138, AMBER) + star(x, 420, 20, OCHRE)
        for x in (312, 888)
    )
    heaven = "".join(
        star(x, y, r, fill)
        for x, y, r, fill in (
            (120, 120, 34, SAFFRON),
            (90, 330, 18, PAPER),
            (190, 430, 24, AMBER),
            (160, 240, 12, PAPER),
            (1080, 130, 34, SAFFRON),
            (1120, 330, 18, PAPER),
            (1010, 430, 24, AMBER),
            (1040, 250, 12, PAPER),
            (420, 48, 16, AMBER),
            (780, 48, 16, AMBER),
            (600, 50, 30, SAFFRON),
        )
    )
    return scene(
        backdrop(INDIGO, "#312A80") + heaven + wall + lamps + frame + clip + inside + stairs
    )


def hand(skin: str, shade: str, sleeve: str, cuff: str) -> str:
    """Give the left arm of the bridge: sleeve, wrist, palm, four fingers, thumb."""
    arm = path("M150 640C170 470 240 370 350 300", stroke=sleeve, width=150)
    arm = arm.replace('stroke-linecap="round"', 'stroke-linecap="butt"')
    band = path("M330 312L352 298", stroke=cuff, width=160).replace(
        'linecap="round"', 'linecap="butt"'
    )
    wrist = path("M352 300C384 278 410 266 440 256", stroke=skin, width=92)
    palm = path(
        "M430 214C486 190 520 198 528 232C534 268 516 300 470 310C438 314 412 300 408 270Z", skin
    )
    tips = ((600, 170), (628, 204), (630, 242), (604, 276))
    roots = ((498, 214), (514, 234), (514, 258), (498, 282))
    fingers = "".join(line([root, tip], skin, 32) for root, tip in zip(roots, tips, strict=True))
    gaps = "".join(
        line(
            [
                ((a[0] + b[0]) / 2 + 12, (a[1] + b[1]) / 2),
                ((c[0] + d[0]) / 2 - 36, (c[1] + d[1]) / 2),
            ],
            shade,
            4,
        )
        for a, b, c, d in zip(roots, roots[1:], tips, tips[1:], strict=False)
    )
    thumb = path("M430 262C440 210 470 170 506 152", stroke=skin, width=34)
    return arm + band + wrist + thumb + palm + fingers + gaps


def equality() -> str:
    """Two raised hands making a bridge."""
    left = hand("#A9744F", "#8A5A3C", INDIGO, SAFFRON)
    right = group(hand("#E2B48C", "#C18F66", SAFFRON, INDIGO), transform="matrix(-1 0 0 1 1200 0)")
    disc = circle(600, 470, 170, AMBER) + circle(600, 470, 124, SAFFRON)
    river = rect(0, 520, WIDTH, 80, AZURE)
    waves = "".join(
        path(f"M{x} {y}q24 -13 48 0t48 0t48 0", stroke=PAPER, width=6)
        for x, y in ((330, 556), (530, 572), (720, 552))
    )
    return scene(backdrop(MIST, "#EDECF9") + disc + river + waves + left + right)


def ballot(x: float, y: float, turn: float) -> str:
    sheet = rect(x - 54, y - 38, 108, 76, PAPER, r=6, extra=f'stroke="{LILAC}" stroke-width="4"')
    lines = rect(x - 34, y - 16, 68, 7, LILAC, r=3) + rect(x - 34, y + 4, 44, 7, LILAC, r=3)
    return group(sheet + lines, transform=f"rotate({turn} {x} {y})")


def governance() -> str:
    """A ballot box of glass."""
    table = rect(180, 548, 840, 22, INDIGO, r=6) + rect(0, 566, WIDTH, 40, LILAC)
    inside = "".join(
        ballot(x, y, turn)
        for x, y, turn in (
            (470, 500, -14),
            (600, 506, 6),
            (720, 496, 18),
            (530, 450, 24),
            (660, 446, -10),
            (592, 398, 12),
        )
    )
    back = rect(390, 270, 420, 280, "#EAF5FA") + polygon(
        [(810, 270), (880, 222), (880, 500), (810, 550)], SKY
    )
    front = rect(390, 270, 420, 280, AZURE, extra='opacity=".22"') + rect(
        390, 270, 420, 280, "none", r=4, extra=f'stroke="{INDIGO}" stroke-width="10"'
    )
    side = line([(815, 270), (880, 224), (880, 502), (815, 548)], INDIGO, 8)
    shine = polygon([(420, 290), (470, 290), (420, 390)], PAPER, extra='opacity=".75"')
    shine += polygon([(490, 290), (512, 290), (420, 474), (420, 430)], PAPER, extra='opacity=".75"')
    lid = polygon([(372, 276), (452, 208), (898, 208), (828, 276)], INDIGO) + rect(
        372, 270, 456, 22, INK, r=4
    )
    slot = polygon([(520, 250), (540, 234), (752, 234), (736, 250)], INK)
    sheet = polygon([(546, 244), (546, 96), (726, 96), (726, 244)], PAPER) + star(
        636, 150, 34, SAFFRON
    )
    sheet += rect(586, 198, 100, 9, LILAC, r=4) + rect(606, 218, 60, 9, LILAC, r=4)
    lock = rect(580, 282, 40, 34, SAFFRON, r=6)
    halo = circle(630, 320, 262, AMBER)
    return scene(
        backdrop("#FBF1DC", "#FDF6E8")
        + halo
        + table
        + back
        + inside
        + side
        + front
        + shine
        + lid
        + slot
        + sheet
        + lock
    )
