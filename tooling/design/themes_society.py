"""Six theme pictures: environment, culture, employment, youth, equality, governance."""

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
    PETROL,
    SAFFRON,
    SAND,
    SKY,
)
from scene import WIDTH, backdrop, cloud, scene, sun
from svg import (
    arch,
    around,
    circle,
    ellipse,
    group,
    keyhole,
    line,
    number,
    path,
    polygon,
    rect,
    star,
)


def cedar(x: float, base: float, size: float) -> str:
    """Give an Atlas cedar: flat shelves of branches, narrower towards the top."""
    tree = path(
        f"M{number(x - size * 0.05)} {number(base)}L{number(x - size * 0.02)} {number(base - size)}"
        f"H{number(x + size * 0.02)}L{number(x + size * 0.05)} {number(base)}Z",
        OCHRE,
    )
    shelves = (
        (0.26, 0.56, -0.03),
        (0.42, 0.5, 0.06),
        (0.57, 0.44, -0.05),
        (0.71, 0.36, 0.04),
        (0.83, 0.27, -0.02),
        (0.93, 0.17, 0.01),
    )
    for n, (up, half, lean) in enumerate(shelves):
        y, middle, w = base - size * up, x + size * lean, size * half
        d = (
            f"M{number(middle - w)} {number(y)}Q{number(middle - w * 0.62)} {number(y - size * 0.1)} {number(middle)} "
            f"{number(y - size * 0.12)}T{number(middle + w)} {number(y)}Q{number(middle)} {number(y + size * 0.045)} {number(middle - w)} {number(y)}Z"
        )
        tree += path(d, PETROL if n % 2 == 0 else "#2A7C9B")
    return tree


def environment() -> str:
    """A cedar on a hill under the sun."""
    peaks = polygon([(0, 470), (190, 250), (330, 380), (470, 210), (700, 470)], LILAC)
    peaks += polygon(
        [(620, 480), (860, 230), (990, 350), (1080, 270), (1200, 400), (1200, 480)], LILAC
    )
    snow = polygon([(470, 210), (425, 264), (452, 258), (474, 280), (494, 256), (522, 270)], PAPER)
    snow += polygon([(860, 230), (812, 280), (842, 276), (866, 296), (886, 270), (904, 272)], PAPER)
    far = path("M0 480Q300 400 640 470T1200 440V600H0Z", AZURE)
    hill = path("M60 600Q340 420 620 420T1200 600Z", DUNE) + path(
        "M0 560Q160 520 320 560T640 600H0Z", SAND
    )
    disc = circle(800, 190, 128, AMBER) + circle(800, 190, 96, SAFFRON)
    small = cedar(310, 520, 150) + cedar(1000, 540, 130)
    return scene(
        backdrop("#FBF1DC", "#FDF6E8")
        + disc
        + peaks
        + snow
        + far
        + hill
        + small
        + cedar(620, 440, 350)
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
            f"M{600 + (40 + 42 * n) * side} 190Q{600 + (70 + 34 * n) * side} 320 {tie + 8 * side} 386",
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


def gear(x: float, y: float, radius: float, teeth: int) -> str:
    cogs = "".join(
        group(
            rect(x - radius * 0.14, y - radius * 1.2, radius * 0.28, radius * 0.4, INDIGO, r=8),
            transform=f"rotate({number(360 / teeth * n)} {x} {y})",
        )
        for n in range(teeth)
    )
    spokes = "".join(
        line([(x, y), around(x, y, radius * 0.62, 45 + 90 * n)], INDIGO, radius * 0.16)
        for n in range(4)
    )
    ring = circle(x, y, radius * 0.8, "none", stroke=INDIGO, width=radius * 0.36)
    return (
        cogs
        + ring
        + circle(x, y, radius * 0.8, "none", stroke=IRIS, width=10)
        + spokes
        + star(x, y, radius * 0.3, SAFFRON)
    )


def grain(x: float, top: float, foot: float) -> str:
    """Give an ear of grain: a stem, pairs of kernels, beards, two leaves."""
    ear = path(f"M{x} {foot}V{top + 40}", stroke=OCHRE, width=11)
    ear += path(
        f"M{x} {foot - 40}C{x + 20} {foot - 120} {x + 90} {foot - 150} {x + 120} {foot - 190}"
        f"C{x + 110} {foot - 110} {x + 70} {foot - 50} {x} {foot - 40}"
        "Z",
        PETROL,
    )
    ear += path(
        f"M{x} {foot - 10}C{x - 20} {foot - 80} {x - 80} {foot - 100} {x - 104} {foot - 140}"
        f"C{x - 96} {foot - 66} {x - 60} {foot - 20} {x} {foot - 10}"
        "Z",
        PETROL,
    )
    for n in range(5):
        y = top + 70 + n * 50
        for side in (-1, 1):
            ear += line([(x + 22 * side, y), (x + 74 * side, y - 92)], OCHRE, 4)
            place = f"rotate({28 * side} {x + 24 * side} {y})"
            ear += ellipse(
                x + 24 * side,
                y,
                17,
                35,
                SAFFRON if side > 0 else "#F6BC4A",
                extra=f'transform="{place}"',
            )
    return (
        ear + ellipse(x, top + 22, 17, 38, SAFFRON) + line([(x, top - 10), (x, top - 70)], OCHRE, 4)
    )


def employment() -> str:
    """A toothed wheel and an ear of grain."""
    furrows = "".join(
        path(f"M{-100 + 260 * n} 600Q{320 + 110 * n} 520 {540 + 24 * n} 500", stroke=OCHRE, width=7)
        for n in range(6)
    )
    field = rect(0, 500, WIDTH, 100, DUNE) + furrows
    halo = circle(600, 300, 264, AMBER)
    return scene(
        backdrop("#FBF1DC", "#FDF6E8")
        + halo
        + field
        + gear(500, 330, 190, 10)
        + grain(770, 120, 566)
    )


def roof(x: float, y: float, w: float, fill: str, sill: str) -> str:
    block = rect(x, y, w, 620 - y, fill) + rect(x - 8, y - 14, w + 16, 20, sill, r=4)
    holes = range(int((w - 30) // 62))
    return block + "".join(arch(x + 42 + 62 * n, y + 84, 30, 46, sill) for n in holes)


def kite(x: float, y: float, size: float) -> str:
    top, right, bottom, left = (
        (x, y - size),
        (x + size * 0.72, y),
        (x, y + size * 1.35),
        (x - size * 0.72, y),
    )
    sails = polygon([top, right, (x, y)], SAFFRON) + polygon([right, bottom, (x, y)], INDIGO)
    sails += polygon([bottom, left, (x, y)], SAFFRON) + polygon([left, top, (x, y)], INDIGO)
    frame = line([top, bottom], PAPER, 5) + line([left, right], PAPER, 5)
    return sails + frame + star(x, y, size * 0.24, PAPER)


def youth() -> str:
    """A kite above roofs."""
    tail = path("M668 323C690 380 640 410 600 418S520 452 566 480", stroke=IRIS, width=5)
    bows = "".join(
        group(
            polygon([(x, y), (x - 24, y - 13), (x - 24, y + 13)], fill)
            + polygon([(x, y), (x + 24, y - 13), (x + 24, y + 13)], fill),
            transform=f"rotate({turn} {x} {y})",
        )
        for x, y, turn, fill in (
            (672, 372, 60, SAFFRON),
            (606, 416, 10, AZURE),
            (542, 450, 60, SAFFRON),
        )
    )
    string = path("M740 190C600 330 420 330 286 416", stroke=INK, width=3)
    child = circle(268, 392, 24, "#8A5A3C") + path(
        "M228 470V446Q228 420 258 420H280Q300 420 300 446V470Z", IRIS
    )
    child += line([(282, 436), (300, 416)], "#8A5A3C", 12) + path(
        "M244 392A24 24 0 0 1 292 388Q270 378 244 392Z", INK
    )
    town = (
        roof(0, 510, 170, SAND, IRIS)
        + roof(880, 470, 180, PAPER, INDIGO)
        + roof(1046, 520, 170, SAND, IRIS)
    )
    town += (
        roof(160, 470, 220, PAPER, INDIGO)
        + roof(372, 530, 190, DUNE, IRIS)
        + roof(556, 500, 170, PAPER, INDIGO)
    )
    town += roof(720, 536, 170, SAND, IRIS)
    dish = line([(960, 460), (960, 420)], INDIGO, 7) + path("M930 396A40 40 0 0 0 990 424Z", LILAC)
    return scene(
        backdrop(SKY, "#CCE7F2")
        + sun(1000, 160, 70, AMBER)
        + cloud(170, 120, 74, PAPER)
        + cloud(860, 300, 50, PAPER)
        + string
        + tail
        + bows
        + group(kite(740, 190, 130), transform="rotate(28 740 190)")
        + dish
        + child
        + town
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
