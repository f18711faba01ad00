"""The house around all pages: MkDocs and Material render its shells and bring its style sheets."""

import shutil
import tempfile
from pathlib import Path

import msgspec
from msgspec import Struct

from minbar.build.ground import ShellKey, Workshop
from minbar.build.lock import work_folder
from minbar.site.shell import Shell

FOLDER = "house-"


class House(Struct, frozen=True, array_like=True):
    """Shells by language and section, and files by their path on the site."""

    shells: tuple[tuple[ShellKey, Shell], ...]
    files: tuple[tuple[str, bytes], ...]


_DECODER = msgspec.msgpack.Decoder(House)


def decode_house(payload: bytes) -> House:
    """Read a house back."""
    return _DECODER.decode(payload)


def encode_house(house: House) -> bytes:
    """Write a house down."""
    return msgspec.msgpack.encode(house)


def render_house(root: Path, workshop: Workshop) -> House:
    """Have MkDocs build the house of a campaign.

    Raises:
        mkdocs.exceptions.MkDocsException: mkdocs.yml or a template of the theme is at fault.
    """
    from mkdocs.commands.build import build  # MkDocs is slow to import, and seldom needed

    from minbar.build.mkdocs_config import read_config

    folder = Path(tempfile.mkdtemp(prefix=FOLDER, dir=work_folder(root)))
    try:
        config, plugin = read_config(root, workshop, folder)
        build(config)
        return House(tuple(sorted(plugin.shells.items())), read_files(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(root: Path) -> None:
    """Delete the houses that killed builds left; no other build may be running."""
    for left in work_folder(root).glob(f"{FOLDER}*"):
        shutil.rmtree(left, ignore_errors=True)


def read_files(folder: Path) -> tuple[tuple[str, bytes], ...]:
    """Every file under a folder, sorted by path."""
    return tuple(
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )
