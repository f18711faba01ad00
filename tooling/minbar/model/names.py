"""A name by language, as few bytes: a campaign holds a hundred thousand of them at once."""

import msgspec

_DECODER = msgspec.msgpack.Decoder(dict[str, str])


def pack_names(names: dict[str, str]) -> bytes:
    """Pack a name."""
    return msgspec.msgpack.encode(names)


def unpack_names(packed: bytes) -> dict[str, str]:
    """Take what `pack_names` gave, which may be nothing."""
    return _DECODER.decode(packed) if packed else {}
