"""What is asked for, and what it shows of a campaign."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from minbar.build.tools import FaultyError
from minbar.content.entry import Entry
from minbar.edition import Audience
from minbar.edition.gate import PREVIEW, Gate
from minbar.edition.register import Register, UnjoinedError, join_entries
from minbar.model.campaign import Campaign


class Order(Struct, frozen=True):
    """What is asked for: the campaign folder, for whom, for when, and what lets texts through.

    It is for now if `at` does not say when.
    """

    root: Path
    audience: Audience
    at: str | None = None
    gate: Gate = PREVIEW


def make_register(
    order: Order, base: Campaign, instant: datetime, entries: Iterable[Entry]
) -> Register:
    """Put entries in order.

    Raises:
        FaultyError: the languages of a document do not stand together, or there is no such place.
    """
    try:
        joined = join_entries(entries, base.settings.language_codes)
    except UnjoinedError as error:
        raise FaultyError from error
    register = Register(joined, base.territory, instant.timestamp(), order.audience, order.gate)
    if any(place not in base.territory for place in register.rolls):
        raise FaultyError
    return register
