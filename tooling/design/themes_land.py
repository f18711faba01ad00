"""Three theme pictures: environment, employment, youth."""

from __future__ import annotations

from palette import (
    AMBER,
    AZURE,
    DUNE,
    INDIGO,
    INK,
    IRIS,
    LILAC,
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
    line,
    number,
    path,
    polygon,
    rect,
    star,
)

BRANCHES = (PETROL, "#2A7C9B")


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
        branch = path("M-100 0Q-62 -10 0 -12T100 0Q0 4.5 -100 0Z", BRANCHES[n % 2])
        place = f"translate({number(x + size * lean)} {number(base - size * up)})"
        tree += group(branch, transform=f"{place} scale({number(half * size / 100)} {size / 100})")
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
