"""Make the web fonts of the public site, and their style sheet.

IBM Plex Sans Arabic is cut to what Arabic and French pages print, split in two
ranges so that a page loads only what it shows, and renamed "Minbar Sans": the
Open Font License forbids a modified version to carry the reserved name "Plex".

Source: fontpkg-ibm-plex-sans-arabic 1.101 (PyPI), SIL OFL 1.1, read 2026-11-22.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fontpkg_ibm_plex_sans_arabic as plex  # type: ignore[import-untyped]
from fallback_faces import FALLBACK_FACES, fallback_css
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

OUTPUT = Path(__file__).resolve().parents[2] / "templates/assets/minbar/fonts"
FAMILY = "Minbar Sans"
WEIGHTS = {400: "Regular", 700: "Bold"}
MODIFIED_AT = 3_813_915_120  # seconds since 1904, as in the source font
FEATURES = ["ccmp", "locl", "init", "medi", "fina", "rlig", "liga", "calt", "kern", "mark", "mkmk"]
NAMES_KEPT = (0, 1, 2, 3, 4, 5, 6, 7, 13, 14)

NARROW_SPACE, THIN_SPACE, FIXED_HYPHEN = 0x202F, 0x2009, 0x2011
NARROW_RATIO = 0.6  # of a word space: what French typesetting calls an "espace fine"

LATIN_RANGES = (
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x131, 0x131),
    (0x152, 0x153),
    (0x178, 0x178),
    (0x2009, 0x2009),
    (0x2010, 0x2011),
    (0x2013, 0x2014),
    (0x2018, 0x201A),
    (0x201C, 0x201E),
    (0x2020, 0x2022),
    (0x2026, 0x2026),
    (0x202F, 0x202F),
    (0x2039, 0x203A),
    (0x20AC, 0x20AC),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
    (0x2713, 0x2713),
)
# Standard Arabic, its marks and digits, and the letters Morocco adds: ڤ ڥ ڨ ڭ گ ݣ پ چ ژ;
# ک and ی because phone keyboards type them for ك and ي.
ARABIC_RANGES = (
    (0x60C, 0x60C),
    (0x61B, 0x61B),
    (0x61F, 0x61F),
    (0x621, 0x63A),
    (0x640, 0x655),
    (0x660, 0x66D),
    (0x670, 0x671),
    (0x67E, 0x67E),
    (0x686, 0x686),
    (0x698, 0x698),
    (0x6A4, 0x6A5),
    (0x6A8, 0x6A9),
    (0x6AD, 0x6AD),
    (0x6AF, 0x6AF),
    (0x6CC, 0x6CC),
    (0x763, 0x763),
)


@dataclass(frozen=True)
class Part:
    """One file's share of the letters."""

    name: str
    ranges: tuple[tuple[int, int], ...]

    @property
    def code_points(self) -> list[int]:
        return [point for first, last in self.ranges for point in range(first, last + 1)]

    @property
    def unicode_range(self) -> str:
        return ", ".join(
            f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}"
            for first, last in self.ranges
        )


PARTS = (Part("latin", LATIN_RANGES), Part("arabic", ARABIC_RANGES))


def add_spaces(font: TTFont) -> None:
    """Give the font U+202F and U+2009, which French needs and it lacks, and U+2011."""
    order = [*font.getGlyphOrder(), "space.narrow"]
    advance, bearing = font["hmtx"]["space"]
    font["glyf"]["space.narrow"] = font["glyf"]["space"]
    font["hmtx"]["space.narrow"] = (round(advance * NARROW_RATIO), bearing)
    font.setGlyphOrder(order)
    for table in font["cmap"].tables:
        if table.isUnicode():
            hyphen = table.cmap[0x2010]
            table.cmap.update({NARROW_SPACE: "space.narrow", THIN_SPACE: "space.narrow"})
            table.cmap[FIXED_HYPHEN] = hyphen


def rename(font: TTFont, style: str) -> None:
    """Replace the reserved name in every name the file carries."""
    full, identifier = f"{FAMILY} {style}", f"{FAMILY.replace(' ', '')}-{style}"
    names = {1: FAMILY, 2: style, 3: f"1.101;{identifier}", 4: full, 6: identifier}
    names[7] = "Modified from IBM Plex Sans Arabic 1.101 for Minbar; not endorsed by IBM."
    for name_id, text in names.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)


def subset_options() -> Options:
    options = Options()
    options.layout_features = list(FEATURES)
    options.name_IDs = list(NAMES_KEPT)
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.drop_tables += ["DSIG", "meta"]
    options.flavor = "woff2"
    return options


def subset(source: Path, style: str, part: Part) -> bytes:
    """Give one woff2 file; the same source and versions give the same bytes."""
    font = TTFont(source, recalcTimestamp=False)
    add_spaces(font)
    rename(font, style)
    missing = sorted(set(part.code_points) - set(font.getBestCmap()))
    if missing:
        raise ValueError(f"{source.name} lacks {[f'U+{point:04X}' for point in missing]}")
    subsetter = Subsetter(subset_options())
    subsetter.populate(unicodes=part.code_points)
    subsetter.subset(font)
    head: Any = font["head"]
    head.modified = MODIFIED_AT
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer, reorderTables=True)
    return buffer.getvalue()


def face_css(weight: int, part: Part) -> str:
    return f"""@font-face {{
  font-family: "{FAMILY}";
  font-style: normal;
  font-weight: {weight};
  font-display: swap;
  src: url("minbar-sans-{part.name}-{weight}.woff2") format("woff2");
  unicode-range: {part.unicode_range};
}}
"""


def render_css() -> str:
    head = (
        "/* Made by tooling/design/fonts.py: edit that, not this.\n"
        f'   Use: font-family: "{FAMILY}", "Minbar Fallback", system-ui, sans-serif;\n'
        "   Licence: OFL.txt, beside this file. */\n"
    )
    web = [face_css(weight, part) for weight in WEIGHTS for part in PARTS]
    ranges = {part.name: part.unicode_range for part in PARTS}
    return "\n".join([head, *web, fallback_css(FALLBACK_FACES, ranges)])


def main() -> None:
    """Write the fonts, their style sheet and their licence; say how heavy each is."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    package = Path(plex.__file__).parent
    for weight, style in WEIGHTS.items():
        for part in PARTS:
            source = package / "files" / f"IBMPlexSansArabic-{style}.ttf"
            target = OUTPUT / f"minbar-sans-{part.name}-{weight}.woff2"
            target.write_bytes(subset(source, style, part))
    (OUTPUT / "fonts.css").write_text(render_css(), encoding="utf-8")
    licence = (package / "LICENSE").read_text(encoding="utf-8").replace("\r\n", "\n")
    (OUTPUT / "OFL.txt").write_text(licence, encoding="utf-8")
    for path in sorted(OUTPUT.iterdir()):
        print(f"{path.stat().st_size:>7} {path.name}")


if __name__ == "__main__":
    main()
