"""The register of a campaign folder, read as a build reads it, and the tree of its places."""

from datetime import datetime
from pathlib import Path

from minbar.content.campaign import read_base
from minbar.content.entry import Entry, read_entry
from minbar.content.paths import list_stamps
from minbar.edition import Audience
from minbar.edition.register import Register, join_entries
from minbar.model.campaign import Campaign
from minbar.store import Writer

ZONE = "Africa/Casablanca"


def read_campaign_base(root: Path) -> Campaign:
    """The campaign without its documents."""
    base, findings = read_base(root, sorted(list_stamps(root, "content")[0]))
    assert base is not None, findings
    return base


def read_entries(root: Path, store: Path, languages: tuple[str, ...] = ("ar", "fr")) -> list[Entry]:
    """An entry of each document's file, in the order of paths; records go to segment 1 of a store."""
    stamps, findings = list_stamps(root, "content")
    assert not findings
    store.mkdir(exist_ok=True)
    with Writer(store, 1) as writer:
        return [
            read_entry(root, path, stamp, languages, ZONE, writer)
            for path, stamp in sorted(stamps.items())
            if path.endswith(".md")
        ]


def read_register(root: Path, at: datetime, audience: Audience = "public") -> Register:
    """What an audience may see at an instant."""
    base = read_campaign_base(root)
    languages = base.settings.language_codes
    joined = join_entries(read_entries(root, root / "store", languages), languages)
    return Register(joined, base.territory, at.timestamp(), audience)
