"""How a text message is encoded and cut into segments.

One letter outside the GSM alphabet turns the whole message into UCS-2. A message of
several segments carries a header in each; an escape pair (`€`, `[`) or a surrogate pair
(an emoji) is never split between two, so a place may be lost at the end of a segment.

Source: 3GPP TS 23.038 (alphabet) and 23.040 (segments), read 2026-11-22.
"""

import re

import msgspec

from minbar.late import pattern

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPED = "\f^{}\\[~]|€"

GSM, UCS2 = "GSM-7", "UCS-2"
_SINGLE = {GSM: 160, UCS2: 70}
_SEGMENT = {GSM: 153, UCS2: 67}
_GSM_ONLY = pattern(f"[{re.escape(_BASIC + _ESCAPED)}]*")
_WIDE = {GSM: pattern(f"[{re.escape(_ESCAPED)}]"), UCS2: pattern("[\U00010000-\U0010ffff]")}
"""Letters that take two places."""


class Message(msgspec.Struct, frozen=True):
    """A text message: its encoding, the places it takes and its number of segments.

    Places are septets in GSM-7 and UTF-16 units in UCS-2; places lost at the end of a
    segment are counted.
    """

    encoding: str
    places: int
    segments: int


def read_message(text: str) -> Message:
    """Give the encoding, places and segments of a text message."""
    encoding = GSM if _GSM_ONLY.fullmatch(text) else UCS2
    wide = _WIDE[encoding]
    places = len(text) + len(wide.findall(text))
    if places <= _SINGLE[encoding]:
        return Message(encoding, places, 1)
    capacity = _SEGMENT[encoding]
    places = _filled(len(text), [found.start() for found in wide.finditer(text)], capacity)
    return Message(encoding, places, -(-places // capacity))


def capacity_places(encoding: str, segments: int) -> int:
    """Give how many places that many segments hold."""
    return _SINGLE[encoding] if segments == 1 else segments * _SEGMENT[encoding]


def _filled(letters: int, wide: list[int], capacity: int) -> int:
    """Lay letters in segments of that capacity; give the places taken, lost ones too.

    Args:
        letters: how many there are.
        wide: which of them take two places, in order.
        capacity: the places of a segment.
    """
    extra = 0
    for index in wide:
        one_place_left = (index + extra) % capacity == capacity - 1
        extra += 2 if one_place_left else 1
    return letters + extra
