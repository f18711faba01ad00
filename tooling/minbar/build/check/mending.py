"""What `minbar check --fix` would write: mended files, each read back and found to say the same."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from minbar.checks.mend import mend_file, mended, order_fields
from minbar.checks.passages import Passage, passages
from minbar.content.document_file import parse_data
from minbar.content.documents import Parsed
from minbar.content.files import read_text
from minbar.model.campaign import Campaign
from minbar.model.document import Desk, Document, Version
from minbar.model.kinds import KINDS


class Mended(Struct, frozen=True):
    """A file before and after."""

    path: str
    before: str
    after: str


def mend_folder(
    root: Path, campaign: Campaign, only: frozenset[str] | None = None, off: Sequence[str] = ()
) -> list[Mended]:
    """Mend every document that can be read, in their order; nothing is written.

    Where a source text is mended, translations that were made from it keep standing beside it: their digest
    is set anew.

    Args:
        root: the campaign folder.
        campaign: what was read from it.
        only: paths of the files that may be mended; all by default.
        off: codes and families of rules that are turned off.
    """
    made: list[Mended] = []
    for document in campaign.documents:
        made += _mend(root, campaign, document, only, off)
    return made


def _mend(
    root: Path,
    campaign: Campaign,
    document: Document,
    only: frozenset[str] | None,
    off: Sequence[str],
) -> list[Mended]:
    made: list[Mended] = []
    digests = (document.source.digest, document.source.digest)
    for version in document.versions.values():
        chosen = only is None or version.path in only
        moved = version.translates == digests[0] and digests[0] != digests[1]
        if not (chosen or moved):
            continue
        before, _ = read_text(root, version.path)
        if before is None:
            continue
        after = before
        if chosen:
            after, digest = _mended(campaign, document, version, before, off)
            if version is document.source:
                digests = digests[0], digest
        if moved:
            after = after.replace(f"translates: {digests[0]}", f"translates: {digests[1]}", 1)
        if after != before:
            made.append(Mended(version.path, before, after))
    return made


def _mended(
    campaign: Campaign, document: Document, version: Version, before: str, off: Sequence[str]
) -> tuple[str, str]:
    """The file mended as far as it still says the same, and the digest of its text then."""
    ordered = order_fields(before, _order(document.kind))
    read = _read(campaign, version, ordered)
    if read is None or not _agrees(read.version, version, off):
        ordered, read = before, _read(campaign, version, before)
    if read is None:
        return before, version.digest
    after = mend_file(ordered, read.version, off)
    done = _read(campaign, version, after)
    if done is None or not _agrees(done.version, version, off):
        return ordered, version.digest
    return after, done.version.digest


def _order(kind: str) -> dict[str, int]:
    """Which fields come first: `translates`, then what all languages share, then the words."""
    shared = (KINDS[kind].facts, Desk)
    ranks = {info.encode_name: 2 for info in msgspec.structs.fields(KINDS[kind].text)}
    ranks |= {info.encode_name: 1 for struct in shared for info in msgspec.structs.fields(struct)}
    return ranks | {"translates": 0}


def _read(campaign: Campaign, version: Version, content: str) -> Parsed | None:
    settings = campaign.settings
    parsed, findings = parse_data(
        content.encode(), version.path, settings.language_codes, settings.timezone
    )
    return None if findings else parsed


def _agrees(now: Version, was: Version, off: Sequence[str]) -> bool:
    """Tell whether each text is the same as it was, its slips apart."""
    return _settled(now, off) == _settled(was, off)


def _settled(version: Version, off: Sequence[str]) -> Mapping[str, str]:
    return {
        passage.mark: mended(Passage(passage.mark, passage.text), version.language, off)
        for passage in passages(version)
    }
