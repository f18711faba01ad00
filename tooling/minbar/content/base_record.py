"""All of a campaign but its documents and pictures, as bytes and back: reading it from its files takes longer by far."""

import msgspec
from msgspec import Struct

from minbar.model.campaign import Campaign
from minbar.model.document import Marks
from minbar.model.house import Charter, MessageHouse
from minbar.model.settings import Settings
from minbar.model.team import Team
from minbar.model.territory import Territory, TerritoryTree


class _Record(Struct, frozen=True, array_like=True):
    settings: Settings
    house: MessageHouse
    charter: Charter
    team: Team
    places: tuple[Territory, ...]
    marks: dict[str, Marks]


def encode_base(base: Campaign) -> bytes:
    """Write down what was read from the files that all documents depend on."""
    record = _Record(
        base.settings, base.house, base.charter, base.team, tuple(base.territory), base.marks
    )
    return msgspec.msgpack.encode(record)


def decode_base(payload: bytes) -> Campaign | None:
    """Read it back; instants come back in UTC. None where these are not the bytes of such a record."""
    try:
        record = msgspec.msgpack.decode(payload, type=_Record)
    except msgspec.DecodeError:
        return None
    tree = TerritoryTree(record.places)
    return Campaign(
        record.settings, record.house, record.charter, record.team, tree, (), {}, record.marks
    )
