"""What all documents depend on comes back from a record as it was read."""

from pathlib import Path

import pytest
from demonstration import REPOSITORY
from minbar.content.base_record import decode_base, encode_base
from minbar.content.campaign import read_base
from minbar.model.campaign import Campaign

SAME = ("settings", "house", "charter", "team", "marks", "documents", "media")


def read(root: Path) -> Campaign:
    base, _ = read_base(root, [])
    assert base is not None
    return base


@pytest.mark.parametrize("is_demonstration", [True, False])
def test_nothing_is_lost(campaign_folder: Path, is_demonstration: bool) -> None:
    base = read(REPOSITORY if is_demonstration else campaign_folder)
    again = decode_base(encode_base(base))
    for name in SAME:
        assert getattr(again, name) == getattr(base, name), name
    assert list(again.territory) == list(base.territory)
    assert again.territory.root == base.territory.root


def test_bytes_of_something_else_are_refused() -> None:
    assert decode_base(b"\x91\x01") is None
    assert decode_base(b"") is None
