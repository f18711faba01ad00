"""The few SVG shapes our pictures are made of, as text."""

from __future__ import annotations

from math import cos, pi, radians, sin

Point = tuple[float, float]


def number(value: float) -> str:
    """Give a coordinate short and without a sign on zero."""
    return f"{round(value, 2) + 0:g}"


def attributes(fill: str, stroke: str, width: float, extra: str) -> str:
    parts = [f'fill="{fill}"']
    if stroke:
        parts.append(f'stroke="{stroke}" stroke-width="{number(width)}"')
        parts.append('stroke-linecap="round" stroke-linejoin="round"')
    return " ".join([*parts, extra]).strip()


def rect(
    x: float, y: float, w: float, h: float, fill: str, *, r: float = 0, extra: str = ""
) -> str:
    size = f'x="{number(x)}" y="{number(y)}" width="{number(w)}" height="{number(h)}"'
    return f'<rect {size} rx="{number(r)}" fill="{fill}" {extra}/>'


def ellipse(
    x: float,
    y: float,
    rx: float,
    ry: float,
    fill: str,
    *,
    stroke: str = "",
    width: float = 0,
    extra: str = "",
) -> str:
    place = f'cx="{number(x)}" cy="{number(y)}" rx="{number(rx)}" ry="{number(ry)}"'
    return f"<ellipse {place} {attributes(fill, stroke, width, extra)}/>"


def circle(
    x: float,
    y: float,
    r: float,
    fill: str,
    *,
    stroke: str = "",
    width: float = 0,
    extra: str = "",
) -> str:
    return ellipse(x, y, r, r, fill, stroke=stroke, width=width, extra=extra)


def path(d: str, fill: str = "none", *, stroke: str = "", width: float = 0, extra: str = "") -> str:
    return f'<path d="{d}" {attributes(fill, stroke, width, extra)}/>'


def line(points: list[Point], stroke: str, width: float, *, extra: str = "") -> str:
    return path(
        "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points),
        stroke=stroke,
        width=width,
        extra=extra,
    )


def polygon(points: list[Point], fill: str, *, extra: str = "") -> str:
    text = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return f'<polygon points="{text}" fill="{fill}" {extra}/>'


def group(content: str, *, transform: str = "", extra: str = "") -> str:
    place = f' transform="{transform}"' if transform else ""
    return f"<g{place} {extra}>{content}</g>"


def around(x: float, y: float, radius: float, degrees: float) -> Point:
    """Give the point at an angle of a circle, clockwise from the top."""
    angle = radians(degrees)
    return x + radius * sin(angle), y - radius * cos(angle)


def star(x: float, y: float, radius: float, fill: str, *, turn: float = 0, points: int = 8) -> str:
    """Give the star of two crossed squares (eight points), or a sharper one."""
    inner = radius * cos(2 * pi / points) / cos(pi / points)
    corners = [
        around(x, y, radius if index % 2 == 0 else inner, turn + index * 180 / points)
        for index in range(points * 2)
    ]
    return polygon(corners, fill)


def tile_star(x: float, y: float, half: float, fill: str) -> str:
    """Give the eight-pointed star on whole pixels: its straight edges stay sharp, and small."""
    side = round(half * cos(pi / 4))
    notch = half - side
    quarter = [(half, 0), (side, notch), (side, side), (notch, side)]
    corners: list[Point] = []
    for _ in range(4):
        corners += [(x + dx, y + dy) for dx, dy in quarter]
        quarter = [(-dy, dx) for dx, dy in quarter]
    return polygon(corners, fill)


def arch(x: float, base: float, w: float, h: float, fill: str) -> str:
    """Give a door with a round head: `x` its middle, `base` its foot."""
    r = w / 2
    d = (
        f"M{number(x - r)} {number(base)}V{number(base - h + r)}"
        f"A{number(r)} {number(r)} 0 0 1 {number(x + r)} {number(base - h + r)}V{number(base)}Z"
    )
    return path(d, fill)


def keyhole(x: float, base: float, w: float, h: float, fill: str) -> str:
    """Give a horseshoe arch, wider at its spring than at its foot."""
    r = w / 2
    foot = r * 0.8
    spring = base - h + r + r * 0.6
    d = (
        f"M{number(x - foot)} {number(base)}V{number(spring)}"
        f"A{number(r)} {number(r)} 0 1 1 {number(x + foot)} {number(spring)}V{number(base)}Z"
    )
    return path(d, fill)


def stars_and_crosses(
    w: float, h: float, side: float, fills: tuple[str, ...], *, y: float = 0
) -> str:
    """Give rows of zellige stars, touching tip to tip: what they leave are the crosses."""
    found = []
    for row in range(int(h // side) + 1):
        for column in range(int(w // side) + 1):
            fill = fills[(row + column) % len(fills)]
            centre = (column * side + side / 2, y + row * side + side / 2)
            if centre[1] - side / 2 < y + h:
                found.append(tile_star(*centre, side / 2, fill))
    return "".join(found)


def document(w: int, h: int, content: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" '
        f'viewBox="0 0 {w} {h}">{content}</svg>'
    )
