"""Three theme pictures: housing, transport, sport."""

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
from scene import WIDTH, backdrop, cloud, orange_tree, scene, sun
from svg import (
    Point,
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


def iso(x: float, y: float, z: float) -> Point:
    """Give the place on the canvas of a point in a room seen from a corner, above."""
    return 600 + (x - y) * 0.866, 300 + (x + y) * 0.5 - z


def face(corners: list[tuple[float, float, float]], fill: str) -> str:
    return polygon([iso(*corner) for corner in corners], fill)


def house(x: float, y: float, w: float, d: float, h: float) -> str:
    """Give a flat-roofed house: roof, its two visible walls, a parapet line."""
    walls = face([(x, y + d, 0), (x + w, y + d, 0), (x + w, y + d, h), (x, y + d, h)], PAPER)
    walls += face([(x + w, y, 0), (x + w, y + d, 0), (x + w, y + d, h), (x + w, y, h)], DUNE)
    roof = face([(x, y, h), (x + w, y, h), (x + w, y + d, h), (x, y + d, h)], INDIGO)
    m = 14
    inner = [
        (x + m, y + m, h),
        (x + w - m, y + m, h),
        (x + w - m, y + d - m, h),
        (x + m, y + d - m, h),
    ]
    return walls + roof + face(inner, IRIS)


def wall_opening(
    x: float, y: float, w: float, foot: float, h: float, fill: str, *, left: bool
) -> str:
    """Give a door or window on a left wall (running along x) or a right one (along y)."""
    if left:
        return face([(x, y, foot), (x + w, y, foot), (x + w, y, foot + h), (x, y, foot + h)], fill)
    return face([(x, y, foot), (x, y + w, foot), (x, y + w, foot + h), (x, y, foot + h)], fill)


def patio() -> str:
    floor = face([(-20, -20, 0), (250, -20, 0), (250, 250, 0), (-20, 250, 0)], SAND)
    for row in range(3):
        for column in range(3):
            x, y = iso(30 + column * 85, 30 + row * 85, 0)
            fill = (SAFFRON, AZURE)[(row + column) % 2]
            floor += group(
                star(0, 0, 40, fill), transform=f"translate({number(x)} {number(y)}) scale(1 .577)"
            )
    x, y = iso(115, 115, 0)
    return floor + orange_tree(x, y + 8, 58, PETROL, OCHRE)


def housing() -> str:
    """Three houses around a patio."""
    land = ellipse(600, 470, 560, 170, AMBER)
    back = house(-190, -190, 160, 160, 190)
    back += wall_opening(-150, -30, 52, 0, 92, INDIGO, left=True)
    back += wall_opening(-30, -140, 52, 0, 92, INDIGO, left=False)
    back += wall_opening(-160, -30, 36, 124, 36, AZURE, left=True)
    back += wall_opening(-30, -84, 36, 124, 36, AZURE, left=False)
    right = house(10, -210, 230, 170, 150)
    right += wall_opening(100, -40, 56, 0, 94, INDIGO, left=True)
    right += wall_opening(34, -40, 40, 62, 42, AZURE, left=True)
    right += wall_opening(182, -40, 40, 62, 42, AZURE, left=True)
    right += wall_opening(240, -150, 52, 56, 48, PETROL, left=False)
    left = house(-210, 10, 170, 230, 150)
    left += wall_opening(-40, 100, 56, 0, 94, INDIGO, left=False)
    left += wall_opening(-40, 34, 40, 62, 42, AZURE, left=False)
    left += wall_opening(-40, 182, 40, 62, 42, AZURE, left=False)
    left += wall_opening(-150, 240, 52, 56, 48, PETROL, left=True)
    houses = back + right + left + patio()
    return scene(
        backdrop(SKY, "#CCE7F2")
        + sun(1010, 130, 64)
        + cloud(120, 110, 66, PAPER)
        + land
        + group(houses, transform="translate(78 92) scale(.87)")
    )


def wheel(x: float, y: float, radius: float) -> str:
    return circle(x, y, radius, INK) + circle(x, y, radius * 0.5, LILAC)


def bus(x: float, y: float) -> str:
    """Give a bus of 470 × 170, its floor at `y`."""
    body = rect(x, y - 190, 470, 164, SAFFRON, r=26) + rect(x, y - 84, 470, 22, INDIGO)
    body += rect(x + 30, y - 202, 150, 20, OCHRE, r=8)
    panes = "".join(rect(x + 26 + 78 * n, y - 168, 64, 68, PAPER, r=8) for n in range(4))
    door = rect(x + 340, y - 168, 56, 142, INDIGO, r=8) + rect(x + 347, y - 161, 19, 128, SKY, r=4)
    door += rect(x + 370, y - 161, 19, 128, SKY, r=4)
    front = path(f"M{x + 408} {y - 168}H{x + 440}Q462 {y - 168} 0 0Z", "none")
    front += rect(x + 408, y - 168, 52, 68, PAPER, r=8) + circle(x + 452, y - 46, 9, PAPER)
    heads = "".join(
        circle(x + 58 + 78 * n, y - 128, 15, fill)
        + rect(x + 38 + 78 * n, y - 116, 40, 16, fill, r=8)
        for n, fill in enumerate((IRIS, OCHRE, PETROL, IRIS))
    )
    return (
        body + panes + heads + door + front + wheel(x + 96, y - 24, 34) + wheel(x + 300, y - 24, 34)
    )


def transport() -> str:
    """A bus on a bridge."""
    deck = 372
    hills = path("M0 440V330Q190 240 400 330T830 300T1200 320V440Z", LILAC)
    river = rect(0, 440, WIDTH, 160, AZURE)
    waves = "".join(
        path(f"M{x} {y}q22 -12 44 0t44 0", stroke=PAPER, width=5)
        for x, y in ((60, 570), (330, 556), (560, 574), (800, 552), (1050, 572))
    )
    holes = "".join(
        f"M{x - 118} 600V520A118 118 0 0 1 {x + 118} 520V600Z" for x in (170, 600, 1030)
    )
    holes += "".join(f"M{x - 34} 540V470A34 34 0 0 1 {x + 34} 470V540Z" for x in (385, 815))
    bridge = path(f"M0 {deck}H{WIDTH}V600H0Z{holes}", INDIGO, extra='fill-rule="evenodd"')
    rail = rect(0, deck - 14, WIDTH, 22, IRIS) + rect(0, deck + 24, WIDTH, 6, SAFFRON)
    return scene(
        backdrop(SKY, "#CCE7F2")
        + sun(210, 150, 66, AMBER)
        + cloud(760, 90, 74, PAPER)
        + hills
        + river
        + waves
        + bridge
        + rail
        + bus(370, deck)
    )


def goal() -> str:
    """Give the goal on the left, its mouth to the right."""
    far, near = (214, 402), (84, 522)
    far_top, near_top = (214, 300), (84, 380)
    far_back, near_back = (140, 402), (-4, 522)
    roof_back = ((172, 300), (36, 380))
    net = polygon([far_top, near_top, roof_back[1], roof_back[0]], MIST)
    net += polygon([roof_back[0], roof_back[1], near_back, far_back], PAPER, extra='opacity=".7"')
    net += polygon([far, far_top, roof_back[0], far_back], MIST, extra='opacity=".7"')
    net += polygon([near, near_top, roof_back[1], near_back], MIST, extra='opacity=".7"')
    mesh = ""
    for n in range(1, 5):
        k = n / 5
        a, b = between(roof_back[0], roof_back[1], k), between(far_back, near_back, k)
        mesh += line([between(far_top, near_top, k), a, b], IRIS, 2.5)
        mesh += line(
            [between(roof_back[0], far_back, k), between(roof_back[1], near_back, k)], IRIS, 2.5
        )
        mesh += line([between(roof_back[1], near_back, k), between(near_top, near, k)], IRIS, 2.5)
    frame = line([far, far_top, near_top, near], INDIGO, 12)
    return net + mesh + line([roof_back[0], roof_back[1], near_back], INDIGO, 5) + frame


def between(a: Point, b: Point, k: float) -> Point:
    return a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k


def ball(x: float, y: float, radius: float) -> str:
    """Give a football of five-sided patches."""
    rim = circle(x, y, radius, PAPER)
    heart = polygon([around(x, y, radius * 0.36, 72 * n) for n in range(5)], INDIGO)
    seams = ""
    for n in range(5):
        turn = 72 * n
        joint = around(x, y, radius * 0.68, turn)
        seams += line([around(x, y, radius * 0.3, turn), joint], INDIGO, 6)
        for side in (-1, 1):
            seams += line([joint, around(x, y, radius * 0.82, turn + 30 * side)], INDIGO, 6)
        patch = ((0.82, 14), (0.99, 20), (0.99, 52), (0.82, 58), (0.72, 36))
        corners = [around(x, y, radius * far, turn + 0 + near) for far, near in patch]
        seams += polygon(corners, INDIGO)
    return rim + seams + heart + circle(x, y, radius, "none", stroke=INDIGO, width=8)


def skyline() -> str:
    heights = (
        (0, 120, 96),
        (120, 90, 136),
        (210, 150, 84),
        (360, 100, 150),
        (460, 130, 104),
        (590, 110, 142),
        (700, 150, 90),
        (850, 90, 156),
        (940, 140, 100),
        (1080, 120, 130),
    )
    found = ""
    for n, (x, w, h) in enumerate(heights):
        found += rect(x, 352 - h, w, h, (LILAC, MIST)[n % 2])
        found += "".join(
            rect(x + 18 + 34 * k, 352 - h + 22, 14, 20, IRIS) for k in range((w - 20) // 34)
        )
    return found


def sport() -> str:
    """A ball on a neighbourhood pitch with two goals."""
    pitch = polygon([(270, 352), (930, 352), (1200, 600), (0, 600)], OCHRE)
    chalk = (
        line([(290, 366), (910, 366)], PAPER, 7)
        + line([(600, 366), (600, 600)], PAPER, 7)
        + ellipse(600, 470, 170, 62, "none", stroke=PAPER, width=7)
        + line([(290, 366), (36, 600)], PAPER, 7)
        + line([(910, 366), (1164, 600)], PAPER, 7)
    )
    goals = goal() + group(goal(), transform="matrix(-1 0 0 1 1200 0)")
    shade = ellipse(600, 574, 104, 16, INK, extra='opacity=".25"')
    return scene(
        backdrop(SKY, "#CCE7F2")
        + sun(1040, 110, 58)
        + cloud(170, 90, 64, PAPER)
        + skyline()
        + rect(0, 348, WIDTH, 252, DUNE)
        + pitch
        + chalk
        + goals
        + shade
        + ball(600, 470, 100)
    )
