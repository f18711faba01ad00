"""What of the last check still holds: which documents are as they were, and which are to be checked anew."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from minbar.build.check.asking import PICTURES, answer_of_pictures, key_asked
from minbar.build.check.facts import Facts, digest_files, join_blobs
from minbar.content.files import LIMIT_BYTES, read_data
from minbar.content.joining import Key, group_paths
from minbar.content.tree import Stamp, blob_id, trusted
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding


class Compared(Struct, frozen=True):
    """What still holds, and the files of what is to be checked anew.

    `gone` are facts that hold no longer, of documents that are to be checked and of those that
    are no more; `refused` are files that no document can have, with why.
    """

    kept: dict[Key, Facts]
    stale: dict[Key, list[str]]
    gone: dict[Key, Facts]
    refused: dict[str, list[Finding]]

    def files(self, key: Key) -> Sequence[str]:
        """The files of a document as they are now."""
        facts = self.kept.get(key)
        return facts.files if facts else self.stale.get(key, ())


def compare(
    root: Path,
    last: Iterable[Facts],
    stamps: dict[str, Stamp],
    base: Campaign,
    looked_ns: int,
) -> Compared:
    """Hold what was kept against the files as they are.

    Args:
        root: the campaign folder.
        last: what the last check kept.
        stamps: of the files of documents, by path, as they were at `looked_ns`.
        base: what all documents depend on, as it was at the last check.
        looked_ns: an instant, in ns since 1970.
    """
    left = dict(stamps)
    kept: dict[Key, Facts] = {}
    gone: dict[Key, Facts] = {}
    stale: dict[Key, list[str]] = {}
    for facts in last:
        key = facts.key
        now = [left.pop(path, b"") for path in facts.files]
        if b"".join(now) == facts.stamps:
            kept[key] = facts
        else:
            gone[key] = facts
            files = [path for path, stamp in zip(facts.files, now, strict=True) if stamp]
            if files:
                stale[key] = files
    groups, refused = group_paths(left, base.settings.language_codes)
    for key, files in groups.items():
        if key in kept:
            gone[key] = kept.pop(key)
            stale[key] = list(gone[key].files)
        stale[key] = sorted(stale.get(key, []) + files)
    compared = Compared(kept, stale, gone, refused)
    blobs = _take_over(root, compared, stamps, looked_ns)
    _distrust(compared, blobs, base)
    return compared


def _take_over(
    root: Path, compared: Compared, stamps: dict[str, Stamp], looked_ns: int
) -> dict[Key, bytes]:
    """Keep what only has another stamp; gives the blobs of what is to be checked anew."""
    blobs: dict[Key, bytes] = {}
    if not compared.kept and not compared.gone:
        return blobs  # nothing is known: each process reads for itself
    for key, files in list(compared.stale.items()):
        read = [blob_of(root, path) for path in files]
        now = join_blobs(read)
        was = compared.gone.get(key)
        if was is not None and list(was.files) == files and was.blobs == now and all(read):
            stamped = b"".join([trusted(stamps[path], looked_ns) for path in files])
            compared.kept[key] = replace(was, stamps=stamped)
            del compared.stale[key], compared.gone[key]
        else:
            blobs[key] = now
    return blobs


def blob_of(root: Path, path: str, limit_bytes: int = LIMIT_BYTES) -> bytes:
    """Git's name for the bytes of a file; empty where it cannot be read."""
    data, _ = read_data(root, path, limit_bytes)
    return b"" if data is None else blob_id(data)


def _distrust(compared: Compared, blobs: dict[Key, bytes], base: Campaign) -> None:
    """Check anew whose questions are answered otherwise now."""
    answer = _answers(compared, blobs, base)
    for key, facts in list(compared.kept.items()):
        if facts.asked and any(answer(question) != said for question, said in facts.asked):
            compared.gone[key] = compared.kept.pop(key)
            compared.stale[key] = list(facts.files)


def _answers(compared: Compared, blobs: dict[Key, bytes], base: Campaign) -> Callable[[str], bytes]:
    languages = base.settings.language_codes
    known: dict[str, bytes] = {}

    def find(question: str) -> bytes:
        if question.partition("/")[0] == PICTURES:
            return answer_of_pictures(question, base.media)
        key = key_asked(question, languages)
        if key in blobs:
            return digest_files(compared.stale[key], blobs[key])
        facts = compared.kept.get(key) if key else None
        facts = facts or (compared.gone.get(key) if key in compared.stale else None)
        return digest_files(facts.files, facts.blobs) if facts else digest_files((), b"")

    def answer(question: str) -> bytes:
        if question not in known:
            known[question] = find(question)
        return known[question]

    return answer
