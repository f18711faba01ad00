"""A portrait's head: face, features, beard, glasses. Units: px on 480 × 480."""

from __future__ import annotations

from palette import PAPER, darker
from portrait_traits import SKINS, Traits
from svg import ellipse, group, line, number, path

MIDDLE = 240.0
TOP, EYES, MOUTH, CHIN = 116.0, 206.0, 258.0, 290.0
EYE_GAP = 29.0
GOLD = "#D9AE4E"  # frames that a dark complexion does not swallow


def face_outline(t: Traits, grow: float = 0) -> str:
    """Give the face as an SVG path, `grow` px larger all round."""
    w, jaw, top, chin = t.half_width + grow, t.jaw + grow, TOP - grow, CHIN + grow
    left, right = number(MIDDLE - w), number(MIDDLE + w)
    return (
        f"M{left} 192C{left} {number(top - 2)} {right} {number(top - 2)} {right} 192"
        f"C{right} 240 {number(MIDDLE + jaw)} {number(chin)} {number(MIDDLE)} {number(chin)}"
        f"C{number(MIDDLE - jaw)} {number(chin)} {left} 240 {left} 192Z"
    )


def neck(t: Traits) -> str:
    w = 33 if t.gender == "f" else 40
    throat = path(f"M{240 - w} 250V330Q240 392 {240 + w} 330V250Z", darker(t.skin.shade, 0.93))
    chin = path(f"M{240 - w} 284Q240 336 {240 + w} 268V250H{240 - w}Z", darker(t.skin.shade, 0.82))
    return throat + chin


def ears(t: Traits) -> str:
    return "".join(
        ellipse(
            MIDDLE + side * (t.half_width + 1),
            210,
            11,
            19,
            t.skin.shade if side > 0 else t.skin.light,
        )
        for side in (-1, 1)
    )


def face(t: Traits) -> str:
    """Give the face, its right half in shade."""
    clip = f'<clipPath id="face"><path d="{face_outline(t)}"/></clipPath>'
    dark = path("M244 90H340V310H238Q256 290 254 262L260 238L246 200Z", t.skin.shade)
    return clip + path(face_outline(t), t.skin.light) + group(dark, extra='clip-path="url(#face)"')


def eye(x: float, t: Traits) -> str:
    ball = path(
        f"M{x - 13} {EYES + 1}Q{x} {EYES - 11} {x + 13} {EYES + 1}"
        f"Q{x} {EYES + 10} {x - 13} {EYES + 1}Z",
        PAPER,
    )
    iris = ellipse(x, EYES - 0.5, 6.2, 6.6, "#2B1B14")
    lid = path(
        f"M{x - 14} {EYES + 1}Q{x} {EYES - 13} {x + 14} {EYES + 1}",
        stroke="#2B1B14",
        width=4.5 if t.gender == "f" else 3.5,
    )
    return ball + iris + lid


def brow(side: int, t: Traits) -> str:
    near, far = MIDDLE + side * 14, MIDDLE + side * 47
    rise, width = (21, 5.5) if t.gender == "f" else (20, 7.5)
    colour = t.hair if t.hair != "#C9C6CC" else "#98959F"
    y = EYES - rise
    return path(
        f"M{near} {y}Q{MIDDLE + side * 32} {y - 9} {far} {y + 2}", stroke=colour, width=width
    )


def nose(t: Traits) -> str:
    return path("M244 208Q248 226 254 236Q256 244 242 245", stroke=t.skin.line, width=4)


def mouth(t: Traits) -> str:
    if t.gender == "f":
        shape = "M215 256Q229 254 240 258Q251 254 265 256Q257 274 240 274Q223 274 215 256Z"
        parting = path("M217 257Q240 269 263 257", stroke=darker(t.skin.lips, 0.7), width=2.5)
        return path(shape, t.skin.lips) + parting
    smile = path("M218 260Q240 272 262 260", stroke=t.skin.lips, width=5)
    if t.beard in ("full", "goatee"):
        return smile
    return smile + path("M231 275Q240 278 249 275", stroke=t.skin.line, width=2.5)


def age_lines(t: Traits) -> str:
    if t.age != "senior":
        return ""
    line_colour = darker(t.skin.shade, 0.86)
    cheeks = "".join(
        path(
            f"M{240 + 27 * s} 242Q{240 + 37 * s} 250 {240 + 37 * s} 261",
            stroke=line_colour,
            width=2.5,
        )
        + path(
            f"M{240 + 20 * s} 221Q{240 + 29 * s} 226 {240 + 38 * s} 221",
            stroke=line_colour,
            width=2.5,
        )
        for s in (-1, 1)
    )
    if t.gender == "f":
        return cheeks
    return cheeks + path("M218 158Q240 154 262 158", stroke=line_colour, width=2.5)


def moustache(t: Traits) -> str:
    return path("M204 256Q220 240 240 247Q260 240 276 256Q258 256 240 253Q222 256 204 256Z", t.hair)


def beard_shape(t: Traits) -> str:
    """Give the beard's outline: cheeks, jaw, and the lip's upper edge."""
    w, jaw = t.half_width + 2, t.jaw + 6
    left, right = number(MIDDLE - w), number(MIDDLE + w)
    return (
        f"M{left} 206C{left} 254 {number(MIDDLE - jaw)} 304 240 304"
        f"C{number(MIDDLE + jaw)} 304 {right} 254 {right} 206"
        f"Q{number(MIDDLE + w - 12)} 240 274 246Q256 239 240 246Q224 239 206 246"
        f"Q{number(MIDDLE - w + 12)} 240 {left} 206Z"
    )


def beard(t: Traits) -> str:
    """Give what grows on a man's face; the mouth is drawn above it."""
    if t.beard == "full":
        return path(beard_shape(t), t.hair)
    if t.beard == "stubble":
        shadow = path(beard_shape(t), t.skin.line, extra='opacity=".45"')
        return group(shadow, extra='clip-path="url(#face)"')
    if t.beard == "goatee":
        ring = (
            "M208 250Q222 240 240 246Q258 240 272 250Q276 284 262 296"
            "Q240 306 218 296Q204 284 208 250Z"
        )
        hole = "M218 258Q240 250 262 258Q258 276 240 277Q222 276 218 258Z"
        return path(ring + hole, t.hair, extra='fill-rule="evenodd"')
    return moustache(t) if t.beard == "moustache" else ""


def glasses(t: Traits) -> str:
    if t.glasses == "none":
        return ""
    frame = GOLD if t.skin in SKINS[4:] else "#2B2340"
    rims = ""
    for side in (-1, 1):
        x = MIDDLE + side * EYE_GAP
        if t.glasses == "round":
            rims += ellipse(x, EYES, 23, 22, "none", stroke=frame, width=4.5)
        else:
            rims += path(
                f"M{x - 24} {EYES - 17}H{x + 24}V{EYES + 8}"
                f"Q{x + 22} {EYES + 18} {x + 12} {EYES + 18}"
                f"H{x - 12}Q{x - 22} {EYES + 18} {x - 24} {EYES + 8}Z",
                stroke=frame,
                width=5,
            )
        rims += line(
            [(x + side * 24, EYES - 6), (MIDDLE + side * (t.half_width + 2), EYES - 8)], frame, 4
        )
    return rims + path(f"M234 {EYES - 3}Q240 {EYES - 8} 246 {EYES - 3}", stroke=frame, width=4.5)


def features(t: Traits) -> str:
    eyes = eye(MIDDLE - EYE_GAP, t) + eye(MIDDLE + EYE_GAP, t)
    brows = brow(-1, t) + brow(1, t)
    return beard(t) + age_lines(t) + eyes + brows + nose(t) + mouth(t) + glasses(t)
