"""Three theme pictures: health, education, water."""

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
from scene import GROUND, WIDTH, backdrop, cloud, orange_tree, scene, sun
from svg import (
    arch,
    circle,
    ellipse,
    group,
    number,
    path,
    rect,
    star,
)


def crescent(x: float, y: float, radius: float, fill: str) -> str:
    """Give a crescent that opens to the right."""
    r, inner, dx = number(radius), number(radius * 0.82), radius * 0.62
    top = f"{number(x + dx)} {number(y - radius * 0.78)}"
    foot = f"{number(x + dx)} {number(y + radius * 0.78)}"
    return path(f"M{top}A{r} {r} 0 1 0 {foot}A{inner} {inner} 0 1 1 {top}Z", fill)


def health() -> str:
    """A small clinic, a crescent above its door, a path leading to it."""
    base = 500
    hills = path(f"M0 {base}V390Q210 300 430 400T860 380T1200 400V{base}Z", AZURE)
    land = rect(0, base, WIDTH, GROUND - base, DUNE)
    wings = rect(300, 330, 600, base - 330, SAND) + rect(286, 312, 628, 24, IRIS, r=4)
    block = rect(430, 240, 340, base - 240, PAPER) + rect(414, 220, 372, 28, INDIGO, r=4)
    merlons = "".join(rect(414 + 43.5 * n, 200, 24, 24, INDIGO) for n in range(9))
    sign = circle(600, 312, 42, INDIGO) + crescent(600, 312, 26, SAFFRON)
    door = arch(600, base, 118, 128, INDIGO) + arch(600, base, 90, 112, SAFFRON)
    door += rect(598, 408, 4, base - 408, OCHRE)
    windows = "".join(
        arch(x, 440, 52, 72, INDIGO) + arch(x, 436, 36, 58, SKY) for x in (365, 480, 720, 835)
    )
    way = path(
        f"M560 {base}H640C650 530 610 548 640 570C668 590 700 596 720 {GROUND}H420"
        f"C440 590 470 580 500 560C540 536 556 524 560 {base}Z",
        PAPER,
    )
    trees = orange_tree(200, base + 14, 66, PETROL, OCHRE)
    trees += orange_tree(1000, base + 10, 74, PETROL, OCHRE)
    return scene(
        backdrop(SKY, "#CCE7F2")
        + sun(985, 150, 62)
        + cloud(150, 130, 70, PAPER)
        + hills
        + land
        + wings
        + block
        + merlons
        + windows
        + way
        + sign
        + door
        + trees
    )


def education() -> str:
    """An open book that becomes a staircase."""
    steps = ""
    for n in range(6):
        x, top = 606 + n * 70, 524 - (n + 1) * 64
        steps += rect(x, top, 1030 - x, 64, PAPER if n % 2 else "#F6F1E6")
        steps += rect(x - 10, top, 1040 - x, 12, IRIS, r=6)
        steps += rect(x + 26, top + 34, min(60 + 30 * (n % 3), 980 - x), 7, LILAC, r=3)
    page = path("M600 524V440C540 366 370 352 168 392V524Z", PAPER)
    under = path("M600 540V470C540 420 370 420 150 440V540Z", SAND)
    text = "".join(
        path(
            f"M214 {434 + 26 * n}C350 {408 + 26 * n} 480 {416 + 24 * n} 556 {462 + 16 * n}",
            stroke=LILAC,
            width=8,
        )
        for n in range(3)
    )
    cover = path("M130 524H1070V556Q1070 568 1058 568H142Q130 568 130 556Z", INDIGO)
    spine = rect(572, 516, 56, 52, INK, r=8)
    light = circle(992, 112, 84, AMBER) + star(992, 112, 60, SAFFRON)
    night = star(330, 240, 44, IRIS) + star(470, 150, 24, SAFFRON) + star(200, 150, 18, SAFFRON)
    ground = rect(0, 560, WIDTH, 40, DUNE)
    book = under + page + text + steps + cover + spine
    return scene(backdrop(MIST, "#EBEAF8") + light + night + ground + book)


def drop(x: float, y: float, size: float, fill: str) -> str:
    """Give a drop of water, `size` its radius, drawn on a unit of 10."""
    shape = path("M0 -15C5 -7 10 -4 10 2A10 10 0 0 1 -10 2C-10 -4 -5 -7 0 -15Z", fill)
    shine = path("M-5 2.5A5.5 5.5 0 0 0 0 7.5", stroke=PAPER, width=1.6)
    return group(
        shape + shine, transform=f"translate({number(x)} {number(y)}) scale({number(size / 10)})"
    )


def water() -> str:
    """A fountain basin with drops."""
    wall = rect(330, 70, 540, 530, SAND) + rect(310, 48, 580, 30, INDIGO, r=6)
    niche = arch(600, 470, 420, 360, INDIGO) + arch(600, 470, 384, 342, PAPER)
    panel = "".join(
        star(450 + 60 * column, 372 + 60 * row, 30, (LILAC, AMBER)[(row + column) % 2])
        for row in range(3)
        for column in range(6)
    )
    jets = "".join(
        path(
            f"M600 330C{600 + 30 * side} 270 {600 + 130 * side} 280 {600 + 146 * side} 470",
            stroke=PETROL,
            width=13,
        )
        + path(
            f"M600 330C{600 + 14 * side} 300 {600 + 66 * side} 300 {600 + 74 * side} 470",
            stroke=AZURE,
            width=13,
        )
        for side in (-1, 1)
    )
    stem = rect(584, 330, 32, 150, INDIGO, r=8) + rect(560, 320, 80, 22, SAFFRON, r=11)
    basin = rect(350, 462, 500, 40, INDIGO, r=14)
    basin += path("M378 502H822L786 600H414Z", IRIS)
    basin += "".join(
        star(x, 551, 28, (SAFFRON, PAPER)[n % 2]) for n, x in enumerate(range(456, 760, 72))
    )
    surface = ellipse(600, 464, 190, 16, AZURE)
    drops = drop(600, 236, 40, PETROL) + drop(510, 262, 24, AZURE) + drop(690, 262, 24, AZURE)
    sides = drop(170, 250, 62, AZURE) + drop(255, 400, 34, PETROL) + drop(1030, 250, 62, AZURE)
    sides += drop(945, 400, 34, PETROL)
    floor = rect(0, 560, WIDTH, 40, DUNE)
    return scene(
        backdrop(SKY, "#CCE7F2")
        + floor
        + sides
        + wall
        + niche
        + panel
        + stem
        + jets
        + surface
        + basin
        + drops
    )
