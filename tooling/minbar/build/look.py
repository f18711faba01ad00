"""A look at a campaign and its site while something else is done: to list them takes as long as to load the engine."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import msgspec

from minbar.build.aside import Aside
from minbar.build.fingerprint import digest_stamps, digest_texts
from minbar.build.protect import MARKER, list_site
from minbar.content.paths import CANDIDATES, Stamped, list_stamps

MISSING = b"no site"

T = TypeVar("T")


def look_at(site: Path) -> Aside:
    """Begin to look; its result is the digest of the site's stamps."""
    return Aside(lambda: _look(site), patient=True)


def _look(site: Path) -> bytes:
    return digest_stamps(list_site(site)) if (site / MARKER).is_file() else MISSING


def list_campaign(root: Path, texts: bytes | None, load: Callable[[], None]) -> Stamped:
    """List a campaign's files, the few of its texts before the many of its candidates.

    Args:
        root: the campaign folder.
        texts: what `digest_texts` gave last; None if that is not known.
        load: is called while another process lists the candidates, where it is certain that a text is another one.
    """
    people = root / CANDIDATES
    if texts is None or not people.is_dir() or any(map(Path.is_symlink, (people, people.parent))):
        return list_stamps(root, "content")
    stamps, findings = list_stamps(root, "content", without=CANDIDATES)
    if digest_texts(stamps) == texts:
        more = list_stamps(root, CANDIDATES)
    else:
        more, _ = list_while(root, CANDIDATES, load)
    return stamps | more[0], findings + more[1]


def list_while(root: Path, folder: str, act: Callable[[], T]) -> tuple[Stamped, T]:
    """List files in another process, as `list_stamps` does; gives these, and what is done here meanwhile."""
    with closing(Aside(lambda: msgspec.msgpack.encode(list_stamps(root, folder)))) as listed:
        done = act()
        return msgspec.msgpack.decode(listed.result(), type=Stamped), done
