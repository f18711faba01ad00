"""The instant that an edition is made for."""

import os
from datetime import UTC, datetime

from minbar.content.instants import parse_instant
from minbar.content.zones import read_zone
from minbar.model.setup import SetupError


def read_instant(text: str | None, zone_name: str) -> datetime:
    """The instant that is asked for, or SOURCE_DATE_EPOCH, or now, to the second.

    Raises:
        SetupError: the text is no instant.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if text:
            return parse_instant(text, read_zone(zone_name))
        if epoch:
            return datetime.fromtimestamp(int(epoch), UTC)
    except ValueError as error:
        said = text or f"SOURCE_DATE_EPOCH={epoch}"
        raise SetupError(f"{said} {error}; right: 2027-08-26T09:00") from error
    return datetime.now(UTC).replace(microsecond=0)
