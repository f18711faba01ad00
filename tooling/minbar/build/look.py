"""A look at a campaign and its site while something else is done: to list them takes as long as to load the engine."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import msgspec

from minbar.build.aside import aside
from minbar.build.fingerprint import digest_stamps, digest_texts
from minbar.build.protect import MARKER, list_site
from minbar.content.paths import CANDIDATES, Stamped, list_stamps

MISSING = b"no site"


def look_at(site: Path) -> Callable[[], bytes]:
    """Begin to look; what is given back waits for the digest of the site's stamps."""
    return cache(aside(lambda: _look(site), patient=True))


def list_campaign(root: Path, texts: bytes | None, load: Callable[[], None]) -> Stamped:
    """List a campaign's files, the few of its texts before the many of its candidates.

    Args:
        root: the campaign folder.
        texts: what `digest_texts` gave last; None if that is not known.
        load: is called while another process lists the candidates, where it is certain that a text is another one.
    """
    people = root / CANDIDATES
    if texts is None or people.is_symlink() or not people.is_dir():
        return list_stamps(root, "content")
    stamps, findings = list_stamps(root, "content", without=CANDIDATES)
    if digest_texts(stamps) == texts:
        more = list_stamps(root, CANDIDATES)
    else:
        listed = list_aside(root, CANDIDATES)
        load()
        more = listed()
    return stamps | more[0], findings + more[1]


def list_aside(root: Path, folder: str) -> Callable[[], Stamped]:
    """Begin to list files in another process, as `list_stamps` does; what is given back waits for that."""
    listed = aside(lambda: msgspec.msgpack.encode(list_stamps(root, folder)))
    return lambda: msgspec.msgpack.decode(listed(), type=Stamped)


def _look(site: Path) -> bytes:
    return digest_stamps(list_site(site)) if (site / MARKER).is_file() else MISSING
