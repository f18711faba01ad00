"""The faces shown until the web fonts arrive, stretched to take the same room.

Each phone has other fonts: one family, "Minbar Fallback", tries them in turn and
gives each its own factors. `size_adjust` is a text's width in the web font over
its width in the fallback, in a real browser (`measure_fallback.py` prints it;
these were taken over all candidates' profiles, 22 November 2026). None stands for
a font we could not get hold of: its lines get the right height, their width is
left alone.
"""

from __future__ import annotations

from dataclasses import dataclass

ASCENT, DESCENT = 1.085, 0.415  # of the web font, em (its hhea table; line gap 0)


@dataclass(frozen=True)
class FallbackFace:
    """A font that a reader's device may hold, by the names it answers to."""

    part: str
    weight: int
    names: tuple[str, ...]
    size_adjust: float | None


# Last is tried first.
FALLBACK_FACES = (
    FallbackFace("latin", 400, ("Arial", "ArialMT", "Liberation Sans", "Arimo"), 1.0045),
    FallbackFace("latin", 400, ("Roboto", "Roboto-Regular"), 1.0146),
    FallbackFace("latin", 700, ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold"), 0.9814),
    FallbackFace("latin", 700, ("Roboto Bold", "Roboto-Bold"), 1.0443),
    FallbackFace("arabic", 400, ("Tahoma", "Geeza Pro", "GeezaPro"), None),
    FallbackFace("arabic", 400, ("DejaVu Sans",), 0.8868),
    FallbackFace("arabic", 400, ("Noto Sans Arabic", "NotoSansArabic-Regular"), 0.9319),
    FallbackFace("arabic", 400, ("Noto Naskh Arabic", "Noto Naskh Arabic UI"), 1.03),
    FallbackFace("arabic", 700, ("Tahoma Bold", "Geeza Pro Bold", "GeezaPro-Bold"), None),
    FallbackFace("arabic", 700, ("DejaVu Sans Bold",), 0.794),
    FallbackFace("arabic", 700, ("Noto Sans Arabic Bold", "NotoSansArabic-Bold"), 0.9072),
    FallbackFace("arabic", 700, ("Noto Naskh Arabic Bold", "Noto Naskh Arabic UI Bold"), 1.0668),
)


def percent(ratio: float) -> str:
    return f"{ratio:.2%}".replace("%", "").rstrip("0").rstrip(".") + "%"


def face_css(face: FallbackFace, unicode_range: str) -> str:
    scale = face.size_adjust or 1.0
    sources = ", ".join(f'local("{name}")' for name in face.names)
    return f"""@font-face {{
  font-family: "Minbar Fallback";
  font-style: normal;
  font-weight: {face.weight};
  src: {sources};
  size-adjust: {percent(scale)};
  ascent-override: {percent(ASCENT / scale)};
  descent-override: {percent(DESCENT / scale)};
  line-gap-override: 0%;
  unicode-range: {unicode_range};
}}
"""


def fallback_css(faces: tuple[FallbackFace, ...], ranges: dict[str, str]) -> str:
    """Give the style sheet's fallback faces, in the order browsers try them backwards."""
    return "\n".join(face_css(face, ranges[face.part]) for face in faces)
