"""What all theme pictures share: size, sky, ground and the zellige frieze."""

from __future__ import annotations

from palette import AZURE, INDIGO, PAPER, SAFFRON
from svg import circle, document, ellipse, rect, stars_and_crosses

WIDTH, HEIGHT = 1200, 675
TILE = 75
GROUND = HEIGHT - TILE  # where the frieze begins


def frieze() -> str:
    band = rect(0, GROUND, WIDTH, TILE, INDIGO)
    stars = stars_and_crosses(WIDTH, TILE, TILE, (SAFFRON, PAPER, AZURE, PAPER), y=GROUND)
    rule = rect(0, GROUND - 6, WIDTH, 8, PAPER)
    return band + stars + rule


def backdrop(sky: str, pattern: str) -> str:
    """Give the sky, and in it the same stars, large and faint."""
    return rect(0, 0, WIDTH, HEIGHT, sky) + stars_and_crosses(WIDTH, GROUND, 150, (pattern,))


def cloud(x: float, y: float, size: float, fill: str) -> str:
    return (
        rect(x, y, size * 2.6, size * 0.62, fill, r=size * 0.31)
        + circle(x + size * 0.95, y + size * 0.1, size * 0.48, fill)
        + circle(x + size * 1.65, y + size * 0.2, size * 0.36, fill)
    )


def sun(x: float, y: float, radius: float, fill: str = SAFFRON) -> str:
    return circle(x, y, radius, fill)


def orange_tree(x: float, base: float, size: float, leaf: str, trunk: str) -> str:
    fruits = ((-0.4, -1.5), (0.3, -1.9), (0.42, -1.2), (-0.1, -1.15), (-0.15, -2.05))
    return (
        rect(x - size * 0.09, base - size, size * 0.18, size, trunk)
        + ellipse(x, base - size * 1.6, size * 0.85, size * 0.85, leaf)
        + "".join(circle(x + dx * size, base + dy * size, size * 0.1, SAFFRON) for dx, dy in fruits)
    )


def scene(content: str) -> str:
    return document(WIDTH, HEIGHT, content + frieze())
