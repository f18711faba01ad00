"""A portrait's hair and headscarf: what is behind the head, and what is before it."""

from __future__ import annotations

from palette import darker
from portrait_traits import Traits
from svg import circle, number, path


def cap(t: Traits, top: float, line: str, side_foot: float = 196) -> str:
    """Give hair that covers the skull: `line` is the hair line, from right to left."""
    w = t.half_width + 6
    left, right = number(240 - w), number(240 + w)
    far_left, far_right = number(240 - w - 6), number(240 + w + 6)
    d = f"M{left} {side_foot}C{far_left} {top} {far_right} {top} {right} {side_foot}"
    return path(f"{d}{line}Z", t.hair)


HAIR_TOPS = {"short": 82, "parted": 74, "quiff": 58, "cropped": 90, "curly": 86}


def men_back(t: Traits) -> str:
    """Give the hair at the temples, which the face partly covers."""
    if t.hair_style == "receding":
        return ""
    return cap(t, HAIR_TOPS[t.hair_style], "")


def men_front(t: Traits) -> str:
    w = t.half_width
    a, b = number(240 + w - 7), number(240 - w + 7)
    lines = {
        "short": f"L{a} 178Q{number(240 + w - 12)} 150 262 148"
        f"Q240 144 218 148Q{number(240 - w + 12)} 150 {b} 178",
        "parted": f"L{a} 176Q{a} 148 {number(240 + w - 26)} 142Q232 156 204 134Q{b} 146 {b} 178",
        "quiff": f"L{a} 178Q{a} 152 {number(240 + w - 18)} 146"
        f"Q244 158 {number(240 - w + 18)} 142Q{b} 152 {b} 178",
        "cropped": f"L{a} 172Q{a} 142 262 140H218Q{b} 142 {b} 172",
        "curly": f"L{a} 178Q{a} 152 262 148Q240 142 218 148Q{b} 152 {b} 178",
    }
    if t.hair_style == "receding":
        sides = (
            f"M{number(240 - w - 5)} 200Q{number(240 - w - 8)} 158 {number(240 - w + 18)} 138"
            f"Q{b} 164 {b} 188Z"
        )
        sides += (
            f"M{number(240 + w + 5)} 200Q{number(240 + w + 8)} 158 {number(240 + w - 18)} 138"
            f"Q{a} 164 {a} 188Z"
        )
        return path(sides, t.hair)
    curls = (
        (-62, 158, 17),
        (-56, 130, 21),
        (-32, 108, 23),
        (0, 100, 25),
        (32, 108, 23),
        (56, 130, 21),
        (62, 158, 17),
    )
    extra = (
        "".join(circle(240 + x, y, r, t.hair) for x, y, r in curls)
        if t.hair_style == "curly"
        else ""
    )
    return extra + cap(t, HAIR_TOPS[t.hair_style], lines[t.hair_style])


def women_back(t: Traits) -> str:
    """Give the hair behind neck and shoulders."""
    backs = {
        "long": "M150 210C140 60 340 60 330 210C334 280 344 330 352 384"
        "Q300 404 240 400Q180 404 128 384C136 330 146 280 150 210"
        "Z",
        "bob": "M152 206C142 66 338 66 328 206C330 250 338 284 336 312"
        "Q300 328 240 326Q180 328 144 312C142 284 150 250 152 206"
        "Z",
        "wavy": "M150 206C138 62 342 62 330 206C352 250 328 276 350 306"
        "C364 336 346 372 318 380H162C134 372 116 336 130 306"
        "C152 276 128 250 150 206Z",
    }
    if t.hair_style == "curls":
        ring = (
            (-92, 190, 34),
            (-98, 238, 34),
            (-84, 282, 32),
            (-80, 142, 36),
            (-44, 106, 38),
            (0, 94, 40),
        )
        return "".join(
            circle(240 + s * x, y, r, t.hair) for x, y, r in ring for s in (-1, 1)
        ) + path("M150 130H330V300H150Z", t.hair)
    if t.hair_style == "bun":
        return circle(240, 92, 36, t.hair) + circle(
            240, 92, 36, "none", stroke=darker(t.hair, 0.7), width=3
        )
    return path(backs[t.hair_style], t.hair) if t.hair_style in backs else ""


def women_front(t: Traits) -> str:
    w = t.half_width
    a, b = number(240 + w - 4), number(240 - w + 4)
    lines = {
        "long": f"L{a} 210C{a} 172 270 150 240 136C210 150 {b} 172 {b} 210",
        "bob": f"L{a} 204C{a} 176 {number(240 + w - 14)} 168 {number(240 + w - 14)} 164"
        f"Q240 172 {number(240 - w + 14)} 164C{number(240 - w + 14)} 168 {b} 176 {b} 204",
        "wavy": f"L{a} 210C{a} 176 {number(240 + w - 16)} 156 220 134C214 156 {b} 168 {b} 206",
        "curls": f"L{a} 190C{a} 160 274 150 262 142Q240 150 218 142C206 150 {b} 160 {b} 190",
        "bun": f"L{a} 188C{a} 152 262 140 240 138C218 140 {b} 152 {b} 188",
        "pixie": f"L{a} 198L{number(240 + w - 10)} 172C262 168 230 160 214 138"
        f"C208 158 {b} 164 {b} 196",
    }
    return cap(t, 74 if t.hair_style != "bun" else 84, lines[t.hair_style], 206)


def scarf_back(t: Traits) -> str:
    """Give the far side of a loosely draped scarf."""
    if t.scarf != "draped":
        return ""
    d = (
        "M240 78C322 78 344 146 340 220C338 280 346 330 362 380"
        "H118C134 330 142 280 140 220C136 146 158 78 240 78"
        "Z"
    )
    return path(d, darker(t.scarf_colour, 0.8))


def scarf_front(t: Traits) -> str:
    """Give the scarf before the head: an opening for the face, folds under the chin."""
    c, fold = t.scarf_colour, darker(t.scarf_colour)
    if t.scarf == "draped":
        near = (
            "M240 74C200 74 172 92 156 122C138 156 136 200 136 232"
            "C136 290 118 330 104 372Q92 420 96 480H196"
            "Q206 420 190 372C174 330 164 280 168 224C168 156 196 126 240 126"
            "Z"
        )
        far = (
            "M240 74C280 74 308 92 324 122C342 156 344 200 344 232"
            "C344 290 362 330 376 372Q388 420 384 480H284"
            "Q274 420 290 372C306 330 316 280 312 224C312 156 284 126 240 126"
            "Z"
        )
        pleats = path(
            "M150 250Q152 330 134 480M322 140Q334 250 346 340T352 480",
            stroke=darker(c, 0.72),
            width=4,
        )
        hem = path(
            "M168 224C168 156 196 126 240 126C284 126 312 156 312 224",
            stroke=darker(c, 0.72),
            width=4,
        )
        return path(near, c) + path(far, fold) + pleats + hem
    w = t.half_width - 6
    hole = (
        f"M{number(240 - w)} 204C{number(240 - w)} 118 {number(240 + w)} 118 {number(240 + w)} 204"
        f"C{number(240 + w)} 252 {number(240 + t.jaw - 4)} 288 240 288"
        f"C{number(240 - t.jaw + 4)} 288 {number(240 - w)} 252 {number(240 - w)} 204"
        "Z"
    )
    outer = (
        "M240 84C322 84 336 148 330 214C326 270 340 304 374 336"
        "Q390 372 384 410Q240 450 96 410Q90 372 106 336"
        "C140 304 154 270 150 214C144 148 158 84 240 84"
        "Z"
    )
    shade = path(
        "M240 84C322 84 336 148 330 214C326 270 340 304 374 336"
        "Q390 372 384 410Q330 426 300 428C330 380 300 330 292 300"
        "C312 262 318 200 306 160C294 124 270 108 240 106"
        "Z",
        fold,
    )
    folds = path(
        "M166 296Q214 352 300 318M138 342Q216 396 322 350M150 392Q230 414 300 392",
        stroke=fold,
        width=5,
    )
    band = path(
        f"M{number(240 - w - 1)} 204"
        f"C{number(240 - w - 1)} 115 {number(240 + w + 1)} 115 {number(240 + w + 1)} 204"
        f"C{number(240 + w - 8)} 138 {number(240 - w + 8)} 138 {number(240 - w - 1)} 204"
        "Z",
        darker(c, 0.7),
    )
    mask = (
        f'<mask id="m"><path d="M0 0H480V480H0Z" fill="#fff"/><path d="{hole}" fill="#000"/></mask>'
    )
    cloth = path(outer, c) + shade + folds
    return mask + f'<g mask="url(#m)">{cloth}</g>' + band


def behind(t: Traits) -> str:
    if t.scarf != "none":
        return scarf_back(t)
    return women_back(t) if t.gender == "f" else men_back(t)


def before(t: Traits) -> str:
    """Give hair or scarf over the forehead."""
    if t.scarf == "wrapped":
        return scarf_front(t)
    if t.gender == "m":
        return men_front(t)
    return women_front(t) + scarf_front(t) if t.scarf == "draped" else women_front(t)
