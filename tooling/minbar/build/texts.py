"""All of a campaign but its candidates: few files, which much can be begun with before the many are looked at."""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from minbar.build.ground import Records, read_document, records_of
from minbar.build.order import Order
from minbar.edition import Edition, take
from minbar.edition.register import Register
from minbar.model.campaign import Campaign
from minbar.model.document import Document


class Texts(Struct, frozen=True):
    """Documents as they are written, by kind and slug, and the edition of these alone."""

    documents: dict[tuple[str, str], Document]
    edition: Edition


def take_texts(
    order: Order, base: Campaign, instant: datetime, register: Register, records: Records
) -> Texts:
    """Take the documents of a register from their records.

    Args:
        order: what is asked for.
        base: the campaign without its documents.
        instant: for when.
        register: of all documents but the candidates', dated or not.
        records: where records are read from.
    """
    documents = {
        (item.kind, item.slug): read_document(
            item.kind, item.slug, records_of(item.entries), records
        )
        for item in register.written
    }
    campaign = replace(base, documents=tuple(documents.values()))
    return Texts(documents, take(campaign, instant, order.audience, order.gate))
