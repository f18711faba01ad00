"""Draw every picture of the demonstration campaign, and the tool's icon.

python tooling/design/pictures.py [icons] [emblem] [share] [themes] [portraits]
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic as plex  # type: ignore[import-untyped]
import themes_care as care
import themes_land as land
import themes_public as public
import themes_town as town
from marks import CARD_HEIGHT, CARD_WIDTH, card_source, emblem, icon, icon_scaled
from PIL import Image
from portraits import SIDE, Person, people, portrait_of
from raster import draw_svg, draw_typst, save_png, save_webp
from scene import HEIGHT, WIDTH

ROOT = Path(__file__).resolve().parents[2]
ICONS = ROOT / "templates/assets/minbar/img"
MEDIA = ROOT / "content/media"
THEMES: dict[str, Callable[[], str]] = {
    "health": care.health,
    "education": care.education,
    "environment": land.environment,
    "culture": public.culture,
    "sport": town.sport,
    "transport": town.transport,
    "employment": land.employment,
    "water": care.water,
    "housing": town.housing,
    "youth": land.youth,
    "equality": public.equality,
    "governance": public.governance,
}
THEME_LIMIT, PORTRAIT_LIMIT = 25_000, 6_000  # bytes


def draw_theme(name: str) -> None:
    picture = draw_svg(THEMES[name](), WIDTH, HEIGHT)
    save_webp(picture, MEDIA / f"themes/{name}.webp", limit=THEME_LIMIT)


def themes() -> None:
    with ProcessPoolExecutor() as pool:
        list(pool.map(draw_theme, THEMES))


def icons() -> None:
    ICONS.mkdir(parents=True, exist_ok=True)
    (ICONS / "favicon.svg").write_text(icon() + "\n", encoding="utf-8")
    for size, corner in ((32, 12), (180, 0), (512, 14)):  # a phone rounds the 180 itself
        picture = draw_svg(icon_scaled(size, corner=corner), size, size)
        save_png(picture, ICONS / f"favicon-{size}.png")


def emblems() -> None:
    save_png(draw_svg(emblem(512), 512, 512), MEDIA / "emblem.png", colours=64)


def share() -> None:
    fonts = str(Path(plex.__file__).parent / "files")
    large = draw_typst(card_source(), 144, font_paths=(fonts,))
    card = large.resize((CARD_WIDTH, CARD_HEIGHT), Image.Resampling.BOX).convert("RGB")
    save_png(card, MEDIA / "share.png", colours=64)


def draw_portrait(person: Person) -> None:
    picture = draw_svg(portrait_of(person), SIDE, SIDE, crisp=True)
    save_webp(picture, MEDIA / f"candidates/{person.slug}.webp", limit=PORTRAIT_LIMIT)


def portraits() -> None:
    with ProcessPoolExecutor() as pool:
        list(pool.map(draw_portrait, people(ROOT / "content/candidates")))


PARTS: dict[str, Callable[[], None]] = {
    "icons": icons,
    "emblem": emblems,
    "share": share,
    "themes": themes,
    "portraits": portraits,
}


def main(wanted: list[str]) -> None:
    """Draw the parts named, or all."""
    for name in wanted or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
