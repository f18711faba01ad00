"""A check that goes on from the last one: only what has changed is read, and only what that can change is checked.

listing → what all depend on → documents that still stand → the others, checked alone → all, held against each other
"""

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from minbar.build.check.alone import SHARED, Order
from minbar.build.check.comparing import blob_of, compare
from minbar.build.check.facts import Facts, Kept, digest, digest_media, leave_kept, read_kept
from minbar.build.check.folder import check_folder, check_shared, next_midnight, settle, today_of
from minbar.build.check.remembered import Listing, Told
from minbar.build.check.renewing import Renewed, renew
from minbar.build.fingerprint import digest_stamps, list_tools
from minbar.checks import check_together
from minbar.content.base_record import decode_base, encode_base
from minbar.content.campaign import (
    CONFIGURATION,
    TERRITORY,
    is_picture,
    is_written,
    read_base,
)
from minbar.content.files import LIMIT_TABLE_BYTES
from minbar.content.media import Looked, look_again
from minbar.content.paths import collisions
from minbar.content.pin import pin_findings
from minbar.content.tree import UNSTAMPED, trusted
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding

FEW = 50
"""So few documents are checked again in less time than it takes to write all facts down."""


def check_listed(
    root: Path,
    listing: Listing,
    *,
    keep: bool,
    last: Kept | None = None,
    today: date | None = None,
) -> Told:
    """Check a campaign folder; what is found, and its order, is what `check_folder` finds.

    Args:
        root: the campaign folder.
        listing: its files.
        keep: whether to go on from what the last check left, and to leave something for the next.
        last: what the last check left, where that was read already.
        today: the day that waivers are held against; by default that in the campaign's zone.
    """
    if keep and last is None:
        last = read_kept(root)
    return _Check(root, listing, last if keep else None).tell(today)


class _Check:
    def __init__(self, root: Path, listing: Listing, last: Kept | None) -> None:
        """Take what the last check left; `last` is None where nothing is to be kept for the next."""
        self._root, self._listing, self._keep = root, listing, last is not None
        self._paths = sorted(listing.stamps)
        self._made, self._ground = digest_ground(root, listing.looked_ns)
        self._last = _believed(last, self._made) if last else Kept()

    def tell(self, today: date | None) -> Told:
        pictures = {path: self._listing.stamps[path] for path in self._paths if is_picture(path)}
        seen = look_again(self._root, pictures, self._last.seen, self._listing.looked_ns)
        sizes = {path: found for path, (_, found) in seen.items()}
        known = self._known_base()
        base, findings = read_base(self._root, self._paths, sizes, known)
        if base is None or not self._paths:  # what documents are held against is not known
            campaign, found = check_folder(self._root, today)
            return Told(len(campaign.documents) if campaign else 0, found, next_midnight(campaign))
        said = self._last.base if known else self._said(base, findings)
        kept, refused = self._documents(base, said, seen)
        findings = [*self._listing.refused, *collisions(self._paths), *findings, *refused]
        findings += pin_findings(self._root, [*kept.shared[1], *kept.together])
        findings += [finding for facts in kept.facts for finding in facts.findings]
        waiving = tuple(facts.document() for facts in kept.facts if facts.waives)
        campaign = replace(base, documents=waiving)
        findings = settle(self._root, campaign, findings, today or today_of(base))
        documents = sum(1 for facts in kept.facts if facts.outline)
        return Told(documents, findings, next_midnight(base))

    def _known_base(self) -> Campaign | None:
        """What all documents depend on, where it is as it was at the last check."""
        stands = self._last.ground == self._ground and self._last.base
        return decode_base(self._last.base) if stands else None

    def _said(self, base: Campaign, findings: Iterable[Finding]) -> bytes:
        """What was read just now, for the next check; nothing is kept at all where it has changed meanwhile."""
        if digest_ground(self._root, self._listing.looked_ns) != (self._made, self._ground):
            self._ground = b""
        return b"" if any(found.path in SHARED for found in findings) else encode_base(base)

    def _documents(
        self, base: Campaign, said: bytes, seen: dict[str, Looked]
    ) -> tuple[Kept, list[Finding]]:
        """The facts of all documents as they are now, and why files are refused."""
        last, looked_ns = self._last, self._listing.looked_ns
        known = last.facts if last.ground == self._ground else ()
        stamps = {path: self._listing.stamps[path] for path in self._paths if is_written(path)}
        compared = compare(self._root, known, stamps, base, looked_ns)
        order = Order(self._root, base, compared.files, stamps, looked_ns)
        now = renew(order, compared, last.names if known else b"")
        facts = tuple(now.facts[key] for key in sorted(now.facts))
        pictures = digest_media(base.media)
        stands = bool(known) and pictures == last.pictures and not now.differs
        together = last.together if stands else _held_together(base, now)
        shared = self._shared(base, pictures)
        kept = Kept(
            self._made, self._ground, said, now.names, pictures, facts, together, shared, seen
        )
        if self._keep and self._ground and not (stands and _news(known, facts) <= FEW):
            leave_kept(self._root, kept)
        return kept, [fault for faults in compared.refused.values() for fault in faults]

    def _shared(self, base: Campaign, pictures: bytes) -> tuple[bytes, tuple[Finding, ...]]:
        """What is found in the files that all depend on, and a digest of these."""
        read = digest([self._ground, pictures])
        if self._ground and self._last.shared[0] == read:
            return self._last.shared
        return read, tuple(check_shared(self._root, base))


def _believed(kept: Kept, made: bytes) -> Kept:
    """Nothing, where it was another Minbar that left it."""
    return kept if made and kept.made == made else Kept()


def _held_together(base: Campaign, now: Renewed) -> tuple[Finding, ...]:
    return tuple(check_together(replace(base, documents=tuple(now.outlines()))))


def _news(known: Iterable[Facts], facts: Iterable[Facts]) -> int:
    before = set(map(id, known))
    return sum(id(item) not in before for item in facts)


def digest_ground(root: Path, looked_ns: int) -> tuple[bytes, bytes]:
    """Name what documents are checked with, and with that what all of them depend on in the campaign.

    Returns:
        Two digests; empty where a file changed so lately that it may again.
    """
    tools = dict(list_tools(root))
    if any(trusted(stamp, looked_ns) == UNSTAMPED != stamp for stamp in tools.values()):
        return b"", b""
    made = digest_stamps(tools, sys.version.encode())
    shared = [blob_of(root, path, LIMIT_TABLE_BYTES) for path in (*CONFIGURATION, TERRITORY)]
    return made, digest([made, *shared])
