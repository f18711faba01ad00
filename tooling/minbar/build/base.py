"""What every page depends on besides the documents: settings, words, templates, theme. Read and named."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from minbar.checks import check_base
from minbar.checks.words import check_words
from minbar.content.campaign import CONFIGURATION, TERRITORY, read_base
from minbar.content.media import Looked
from minbar.model.campaign import Campaign
from minbar.model.finding import blocks
from minbar.strings import read_default_keys, read_keys
from minbar.templates import default_root, template_roots

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

MKDOCS = "mkdocs.yml"


def base_digest(root: Path, audience: str) -> bytes:
    """Name everything but documents and pictures, by content."""
    made = sha256(audience.encode())
    for name in (*CONFIGURATION, TERRITORY, MKDOCS):
        _add(made, name, root / name)
    for folder in template_roots(root):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                _add(made, path.relative_to(folder).as_posix(), path)
    _add(made, MKDOCS, default_root() / MKDOCS)
    return made.digest()


def _add(made: "Hash", name: str, path: Path) -> None:
    try:
        data = path.read_bytes()
    except OSError:
        return
    made.update(f"{name}\0{len(data)}\0".encode())
    made.update(data)


def read_sound_base(
    root: Path, paths: list[str], pictures: Mapping[str, Looked], known: Campaign | None = None
) -> Campaign | None:
    """Read all but the documents; None if a site cannot be built with it.

    Args:
        root: the campaign folder.
        paths: its files.
        pictures: those of them that were opened already.
        known: the same as it was read before, where no file of it has changed, nor the site's words.
    """
    seen = {path: found for path, (_, found) in pictures.items()}
    base, findings = read_base(root, paths, seen, known)
    if base is None or blocks([*findings, *check_base(base)]):
        return None
    if known is not None:
        return base
    words = read_keys(template_roots(root), base.settings.language_codes)
    return None if blocks(list(check_words(base, words, read_default_keys()))) else base
