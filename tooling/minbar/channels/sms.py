"""How a text message is encoded and cut into segments.

One letter outside the GSM alphabet turns the whole message into UCS-2. A message of
several segments carries a header in each; an escape pair (`€`, `[`) or a surrogate pair
(an emoji) is never split between two, so a place may be lost at the end of a segment.

Source: 3GPP TS 23.038 (alphabet) and 23.040 (segments), read 2026-11-22.
"""

from collections.abc import Iterator

import msgspec

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_ESCAPED = frozenset("\f^{}\\[~]|€")

GSM, UCS2 = "GSM-7", "UCS-2"
_SINGLE = {GSM: 160, UCS2: 70}
_SEGMENT = {GSM: 153, UCS2: 67}


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
    encoding = GSM if set(text) <= _GSM | _GSM_ESCAPED else UCS2
    sizes = list(_sizes(text, encoding))
    places = sum(sizes)
    if places <= _SINGLE[encoding]:
        return Message(encoding, places, 1)
    capacity = _SEGMENT[encoding]
    places = _filled(sizes, capacity)
    return Message(encoding, places, -(-places // capacity))


def capacity_places(encoding: str, segments: int) -> int:
    """Give how many places that many segments hold."""
    return _SINGLE[encoding] if segments == 1 else segments * _SEGMENT[encoding]


def _sizes(text: str, encoding: str) -> Iterator[int]:
    wide = _GSM_ESCAPED.__contains__ if encoding == GSM else "\uffff".__lt__
    return (1 + wide(letter) for letter in text)


def _filled(sizes: list[int], capacity: int) -> int:
    """Lay letters in segments of that capacity; give the places taken, lost ones too."""
    places = 0
    for size in sizes:
        room = capacity - places % capacity
        places += size if size <= room else room + size
    return places
