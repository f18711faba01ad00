"""Who a portrait shows: traits chosen from a slug and a gender, always the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TypeVar

from palette import AMBER, INDIGO, IRIS, LILAC, MIST, OCHRE, PETROL, SAND, SKY

Choice = TypeVar("Choice")


@dataclass(frozen=True)
class Skin:
    """One complexion: lit side, shaded side, lines, lips."""

    light: str
    shade: str
    line: str
    lips: str


SKINS = (
    Skin("#F3D3B0", "#E6BD94", "#BF8C62", "#C4756A"),
    Skin("#E8BE95", "#D9A878", "#AE7A50", "#B5655A"),
    Skin("#D8A679", "#C68F60", "#96653E", "#A35648"),
    Skin("#BF8A5E", "#AB7549", "#7C4E2C", "#8C4438"),
    Skin("#9B6842", "#875633", "#5D381E", "#8A463A"),
    Skin("#7A4E32", "#683F26", "#432614", "#83453A"),
)
COMMON = (SKINS[0], *SKINS[1:4] * 2, SKINS[4], SKINS[5])  # as often as in the streets
DARK_HAIR = ("#1F1A26", "#2C211F", "#45301F", "#1F1A26", "#2C211F", "#5E4029")
GREY_HAIR = ("#6F6C78", "#98959F", "#C9C6CC")
BACKDROPS = (
    (SAND, "#E9D5AF"),
    (SKY, "#B2D8E8"),
    (LILAC, "#B0ADDF"),
    (AMBER, "#F3CC72"),
    (MIST, "#D3D2EE"),
    ("#F3E6D0", "#E7D3B2"),
)
CLOTH = (INDIGO, PETROL, "#3C4763", "#7A4A6B", OCHRE, IRIS, "#5C4632", "#22304F")
SCARVES = ("#7FB4CE", "#E9C46A", "#F1E6D2", "#8E88CF", "#94587A", "#B9A7C9", INDIGO, PETROL)
MEN_HAIR = ("short", "parted", "curly", "quiff", "short", "receding", "cropped", "parted")
WOMEN_HAIR = ("long", "bob", "curls", "bun", "wavy", "pixie", "long", "wavy")
BEARDS = ("none", "none", "full", "stubble", "moustache", "goatee", "none", "full")
MEN_CLOTHES = ("suit", "open_collar", "djellaba", "sweater", "jacket", "suit_tie")
WOMEN_CLOTHES = ("blazer", "djellaba", "blouse", "sweater", "blazer", "jacket")
SCARF_STYLES = ("wrapped", "wrapped", "draped")


@dataclass(frozen=True)
class Traits:
    """Everything that tells one portrait from the next."""

    gender: str
    age: str  # young, middle, senior
    skin: Skin
    hair: str
    hair_style: str
    beard: str
    glasses: str  # none, round, square
    scarf: str  # none, wrapped, draped
    scarf_colour: str
    clothes: str
    cloth: str
    backdrop: tuple[str, str]
    half_width: float  # of the face, px
    jaw: float  # how far the cheeks stay wide, px


class Lot:
    """Draws from tables, by the bytes of a digest: no seed, no state elsewhere."""

    def __init__(self, slug: str) -> None:
        self.digest = hashlib.sha256(slug.encode()).digest()

    def byte(self, index: int) -> int:
        return self.digest[index % len(self.digest)]

    def pick(self, index: int, table: tuple[Choice, ...]) -> Choice:
        return table[self.byte(index) % len(table)]


def age_of(lot: Lot) -> str:
    return ("young", "young", "middle", "middle", "senior")[lot.byte(1) % 5]


def hair_colour(lot: Lot, age: str, skin: Skin) -> str:
    grey = age == "senior" or (age == "middle" and lot.byte(2) % 5 == 0)
    if grey:
        return lot.pick(3, GREY_HAIR)
    return lot.pick(3, DARK_HAIR[:2] if skin in SKINS[3:] else DARK_HAIR)


def contrasting(lot: Lot, index: int, table: tuple[str, ...], other: str) -> str:
    """Draw a colour that is not `other`."""
    return lot.pick(index, tuple(colour for colour in table if colour != other))


def traits(slug: str, gender: str, age: str = "") -> Traits:
    """Give the person a slug stands for; `gender` is `f` or `m`, `age` as in `Traits`."""
    lot = Lot(slug)
    woman = gender == "f"
    skin = lot.pick(8, COMMON)
    age = age or age_of(lot)
    scarf = lot.pick(5, SCARF_STYLES) if woman and lot.byte(4) % 20 < 11 else "none"
    cloth = lot.pick(6, CLOTH)
    style = lot.pick(7, WOMEN_HAIR if woman else MEN_HAIR)
    if not woman and age == "young" and style == "receding":
        style = "short"
    return Traits(
        gender=gender,
        age=age,
        skin=skin,
        hair=hair_colour(lot, age, skin),
        hair_style=style,
        beard="none" if woman else lot.pick(9, BEARDS),
        glasses=lot.pick(10, ("none", "none", "none", "round", "square")),
        scarf=scarf,
        scarf_colour=contrasting(lot, 11, SCARVES, cloth),
        clothes=lot.pick(12, WOMEN_CLOTHES if woman else MEN_CLOTHES),
        cloth=cloth,
        backdrop=lot.pick(13, BACKDROPS),
        half_width=(62 if woman else 66) + lot.byte(14) % 7 - 2,
        jaw=(30 if woman else 40) + lot.byte(15) % 11,
    )
