"""SVG to pixels, and pixels to files that carry nothing but pixels.

typst draws the SVG (resvg inside): no browser, the same pixels on every machine.
"""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING

import typst
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

OVERSAMPLING = 2
TWIN = 40  # squared distance under which two colours look the same on an edge
WORTH_AN_EFFORT = 1.12  # what the quick encoder writes, over the slow one, at most
Colour = tuple[int, int, int]


def draw_typst(source: str, ppi: float, font_paths: tuple[str, ...] = ()) -> Image.Image:
    """Give the one page of a typst document as RGBA pixels."""
    data = typst.compile(
        source.encode(),
        output=None,
        format="png",
        ppi=ppi,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=list(font_paths)),
    )
    if not isinstance(data, bytes):
        raise ValueError("the document has more than one page")
    return Image.open(io.BytesIO(data)).convert("RGBA")


def draw_svg(source: str, w: int, h: int, *, crisp: bool = False) -> Image.Image:
    """Give an SVG document as `w` × `h` RGBA pixels.

    Args:
        source: the document.
        w: width, px.
        h: height, px.
        crisp: five shades on an edge instead of hundreds, for pictures that must weigh little.
    """
    if crisp:
        source = source.replace("<svg ", '<svg shape-rendering="crispEdges" ', 1)
    text = source.replace("\\", "\\\\").replace('"', '\\"')
    page = (
        f"#set page(width: {w}pt, height: {h}pt, margin: 0pt, fill: none)\n"
        f'#image(bytes("{text}"), format: "svg", width: {w}pt, height: {h}pt)'
    )
    large = draw_typst(page, ppi=72 * OVERSAMPLING)
    return large.resize((w, h), Image.Resampling.BOX)


def save_png(image: Image.Image, target: Path, *, colours: int = 0) -> None:
    """Write a PNG with no metadata, on a palette of `colours` where told."""
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    if colours:
        method = Image.Quantize.FASTOCTREE if image.mode == "RGBA" else Image.Quantize.MEDIANCUT
        clean = clean.quantize(colours, method=method, dither=Image.Dither.NONE)
    target.parent.mkdir(parents=True, exist_ok=True)
    clean.save(target, optimize=True)


def main_colours(counts: Counter[Colour], count: int) -> list[Colour]:
    """Give the most used colours, none a near twin of a more used one."""
    chosen: list[Colour] = []
    for colour, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        if all(distance(colour, other) > TWIN for other in chosen):
            chosen.append(colour)
            if len(chosen) == count:
                break
    return chosen


def distance(a: Colour, b: Colour) -> int:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2


def on_palette(image: Image.Image, count: int) -> Image.Image:
    """Give the picture on `count` of its own colours: flat areas keep theirs exactly."""
    data = image.convert("RGB").tobytes()
    pixels: list[Colour] = list(zip(data[::3], data[1::3], data[2::3], strict=True))
    counts = Counter(pixels)
    palette = main_colours(counts, count)
    table = {
        colour: bytes(min(palette, key=lambda other: distance(colour, other))) for colour in counts
    }
    return Image.frombytes("RGB", image.size, b"".join([table[pixel] for pixel in pixels]))


def lossless(image: Image.Image, *, effort: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", method=effort, lossless=True, quality=100 if effort == 6 else 75)
    return buffer.getvalue()


def webp_bytes(image: Image.Image, *, limit: int) -> bytes:
    """Give a lossless WebP under `limit` bytes, on as many colours as fit.

    Raises:
        ValueError: not even 12 colours fit.
    """
    for count in (96, 64, 48, 32, 24, 16, 12):
        few = on_palette(image, count)
        if len(lossless(few, effort=4)) > limit * WORTH_AN_EFFORT:
            continue
        data = lossless(few, effort=6)
        if len(data) <= limit:
            return data
    raise ValueError(f"the picture does not fit {limit} bytes")


def save_webp(image: Image.Image, target: Path, *, limit: int) -> None:
    data = webp_bytes(image, limit=limit)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
