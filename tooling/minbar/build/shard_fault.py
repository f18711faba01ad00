"""What can be wrong with a shard."""

from msgspec import Struct


class Fault(Struct, frozen=True):
    """What is wrong with a shard, and with which file of it; empty where it is all of it."""

    shard: str
    file: str
    message: str
