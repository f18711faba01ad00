"""All of a campaign but its candidates: few files, which much can be begun with before the many are looked at."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from minbar.build.ground import Records, read_document
from minbar.build.tools import FaultyError
from minbar.content.entry import Entry
from minbar.edition import Audience, Edition, take
from minbar.edition.gate import PREVIEW, Gate
from minbar.edition.register import Register, UnjoinedError, join_entries
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.store import Ref

CANDIDATES = "content/candidates/"


class Order(Struct, frozen=True):
    """What is asked for: the campaign folder, for whom, for when, and what lets texts through.

    It is for now if `at` does not say when.
    """

    root: Path
    audience: Audience
    at: str | None = None
    gate: Gate = PREVIEW


class Written(Struct, frozen=True):
    """Documents as they are written, by kind and slug, and the edition and the register of these alone."""

    documents: dict[tuple[str, str], Document]
    edition: Edition
    register: Register


def take_written(
    order: Order, base: Campaign, instant: datetime, entries: Iterable[Entry], records: Records
) -> Written:
    """Take all documents but the candidates' from their records.

    Raises:
        FaultyError: the languages of one do not stand together.
    """
    own = [entry for entry in entries if not entry.path.startswith(CANDIDATES)]
    register = make_register(order, base, instant, own)
    documents = {
        (item.kind, item.slug): read_document(
            item.kind, item.slug, records_of(item.entries), records
        )
        for item in register.written
    }
    campaign = replace(base, documents=tuple(documents.values()))
    return Written(documents, take(campaign, instant, order.audience, order.gate), register)


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


def records_of(entries: Iterable[Entry]) -> tuple[tuple[str, str, Ref], ...]:
    """Language, path and record of each language of a document."""
    return tuple((entry.language, entry.path, entry.ref) for entry in entries if entry.ref)
