"""Shares of a site put together: only if they are of one site, whole, and as they were built.

All that is wrong is said, shard by shard; then nothing is done, and the last site stays.
"""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from minbar.build.base import base_digest
from minbar.build.faults import settled
from minbar.build.fingerprint import forget
from minbar.build.shard import (
    NAME,
    RESERVED,
    Manifest,
    Piece,
    decode_manifest,
    digest_data,
    digest_files,
    digest_pictures,
    is_text,
)
from minbar.build.shard_fault import Fault
from minbar.build.state import code_digest
from minbar.build.swap import Change
from minbar.build.twin import Twin
from minbar.content.campaign import read_base
from minbar.content.files import read_data
from minbar.content.media import FOLDER as MEDIA
from minbar.content.paths import list_stamps
from minbar.content.tree import blob_id
from minbar.edition import Audience
from minbar.model.finding import Finding, blocks
from minbar.model.hosts import HOSTING, SETTINGS, limits_of, weigh
from minbar.model.setup import SetupError

NAMED = 5
"""So many units of a kind are named; of more, the number is said."""
HERE = {
    "minbar": "with other code, or other releases of what it stands on,",
    "base": "with other settings, words or templates",
    "texts": "from other texts",
    "pictures": "with other pictures",
}
"""What a shard must have in common with the campaign that is here."""
TOGETHER = {
    "dates": (
        "from another history",
        "; right: fetch-depth: 0, and the same commit, for every shard",
    ),
    "audience": ("for another audience", ""),
    "window": ("for an instant that shows other texts", "; right: the same --at for every shard"),
}
"""What shards must have in common with each other, and what helps."""


class Shard(Struct, frozen=True):
    """A folder with a share of a site."""

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """For people."""
        return f"{self.manifest.share} ({self.folder})"

    def fault(self, message: str, file: str = "") -> Fault:
        """Something is wrong with it."""
        return Fault(self.name, file, message)

    def pieces(self) -> Iterator[Piece]:
        """Its files."""
        for pieces in self.manifest.units.values():
            yield from pieces


class RefusedError(Exception):
    """These shards are not one site."""

    def __init__(self, faults: list[Fault]) -> None:
        """Say why."""
        super().__init__()
        self.faults = faults


class OverfullError(Exception):
    """The host would not take this site."""

    def __init__(self, findings: list[Finding]) -> None:
        """Say why."""
        super().__init__()
        self.findings = findings


class Merged(Struct, frozen=True):
    """A site that was put together."""

    manifest: Manifest
    pages: dict[str, int]
    packs: int
    change: Change
    size_bytes: int
    findings: list[Finding]


def merge_shards(
    root: Path,
    folders: Iterable[Path],
    choose: Callable[[Audience], Path],
    kind: Literal["preview", "cleared"] = "preview",
) -> tuple[Merged, Path]:
    """Put shards together and the site where readers look.

    Args:
        root: the campaign folder.
        folders: one for each share.
        choose: says where an audience looks.
        kind: what they must be shares of.

    Returns:
        What was put together, and where.

    Raises:
        RefusedError: they are not one whole site of this campaign, as it was built.
        OverfullError: the host would not take it.
        SetupError: to put a site there would destroy something else.
    """
    shards, faults = _read_shards(folders)
    faults += _compare(shards) + _compare_with_campaign(shards, root)
    faults += [
        shard.fault(f"is of a {shard.manifest.identity.kind} edition, and not of a {kind} one")
        for shard in shards
        if shard.manifest.identity.kind != kind
    ]
    if faults or not shards:
        raise RefusedError(faults)
    site = choose(shards[0].manifest.identity.audience)
    for shard in shards:
        if site == shard.folder or site in shard.folder.parents or shard.folder in site.parents:
            raise SetupError(
                f"{shard.folder} and the site {site} lie in each other; right: --site-dir site"
            )
    return _put_together(root, shards, site), site


# What each shard holds.


def _read_shards(folders: Iterable[Path]) -> tuple[list[Shard], list[Fault]]:
    shards: list[Shard] = []
    faults: list[Fault] = []
    for folder in folders:
        manifest = _read_manifest(folder)
        if isinstance(manifest, Fault):
            faults.append(manifest)
        else:
            shards.append(Shard(folder, manifest))
            faults += _look_through(shards[-1])
    return sorted(shards, key=lambda shard: shard.manifest.share.number), faults


def _read_manifest(folder: Path) -> Manifest | Fault:
    path = folder / NAME
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return Fault(str(folder), NAME, "is no regular file")
        return decode_manifest(path.read_bytes())
    except FileNotFoundError:
        return Fault(
            str(folder), NAME, "is missing: this is no share; right: minbar build --shard 1/2"
        )
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Fault(str(folder), NAME, f"cannot be read: {error}")


def _look_through(shard: Shard) -> list[Fault]:
    """Compare what lies in the folder with what should: names and sizes."""
    faults: list[Fault] = []
    there = dict(_list(shard, faults))
    wanted: dict[str, Piece] = {}
    for piece in shard.pieces():
        if piece.path in RESERVED:
            faults.append(shard.fault("is a name that no file of a share has", piece.path))
        elif wanted.setdefault(piece.path, piece).sha256 != piece.sha256:
            faults.append(shard.fault(f"is named twice in {NAME}, with other bytes", piece.path))
    linked = {fault.file for fault in faults}
    for path, piece in sorted(wanted.items()):
        if path not in there and path not in linked:
            faults.append(shard.fault("is missing", path))
        elif path in there and there[path] != piece.bytes:
            faults.append(shard.fault(f"has {there[path]} bytes instead of {piece.bytes}", path))
    faults += [
        shard.fault("was not made by this build", path)
        for path in sorted(there.keys() - wanted.keys() - RESERVED)
    ]
    return faults


def _list(shard: Shard, faults: list[Fault]) -> Iterator[tuple[str, int]]:
    """Yield path and size of every file; what is no file is a fault, and no link is followed."""
    stack = [""]
    while stack:
        below = stack.pop()
        with os.scandir(shard.folder / below) as entries:
            for entry in entries:
                path = below + entry.name
                if entry.is_symlink():
                    faults.append(shard.fault("is a link, and links are not followed", path))
                elif entry.is_dir(follow_symlinks=False):
                    stack.append(f"{path}/")
                elif entry.is_file(follow_symlinks=False):
                    yield path, entry.stat(follow_symlinks=False).st_size
                else:
                    faults.append(shard.fault("is no regular file", path))


# Whether they belong together.


def _compare(shards: list[Shard]) -> list[Fault]:
    if not shards:
        return []
    first = shards[0]
    faults = [fault for shard in shards[1:] for fault in _differences(shard, first)]
    return faults + _count(shards) + _check_units(shards) + _check_paths(shards)


def _differences(shard: Shard, first: Shard) -> Iterator[Fault]:
    one, other = shard.manifest, first.manifest
    for name, (what, remedy) in TOGETHER.items():
        if getattr(one.identity, name) != getattr(other.identity, name):
            yield shard.fault(f"was built {what} than shard {first.name}{remedy}")
    if one.share.of != other.share.of:
        yield shard.fault(
            f"is one of {one.share.of}, and shard {first.name} one of {other.share.of}"
        )
    elif one.identity == other.identity and one.plan != other.plan:
        yield shard.fault(f"shares the units out otherwise than shard {first.name}", NAME)


def _count(shards: list[Shard]) -> list[Fault]:
    """See that every share is there, once; and that those who ask for the instant have the same."""
    faults = []
    seen: dict[int, Shard] = {}
    for shard in shards:
        number = shard.manifest.share.number
        if number in seen:
            faults.append(shard.fault(f"is there twice: also in {seen[number].folder}"))
        seen.setdefault(number, shard)
    of = shards[0].manifest.share.of
    faults += [
        Fault(f"{number}/{of}", "", "is missing")
        for number in range(1, of + 1)
        if number not in seen
    ]
    asking = [shard for shard in shards if shard.manifest.asks_instant]
    faults += [
        shard.fault(
            f"has pages that say the instant, {shard.manifest.at.isoformat()}, and those of shard {asking[0].name} say {asking[0].manifest.at.isoformat()}; right: the same --at for every shard"
        )
        for shard in asking[1:]
        if shard.manifest.at != asking[0].manifest.at
    ]
    return faults


def _check_units(shards: list[Shard]) -> list[Fault]:
    """See that each shard has the units that are its own, and no others."""
    faults = []
    for shard in shards:
        manifest = shard.manifest
        if not 1 <= manifest.share.number <= len(manifest.plan) == manifest.share.of:
            faults.append(shard.fault(f"is no share of {len(manifest.plan)}", NAME))
            continue
        own = set(manifest.plan[manifest.share.number - 1])
        if lacking := own - manifest.units.keys():
            faults.append(shard.fault(f"lacks {_name(lacking)}", NAME))
        if strange := manifest.units.keys() - own:
            faults.append(shard.fault(f"has {_name(strange)}, not its own", NAME))
    return faults


def _name(units: set[str]) -> str:
    named = ", ".join(sorted(units)[:NAMED])
    more = f" and {len(units) - NAMED} more" if len(units) > NAMED else ""
    return f"unit{'s' if len(units) > 1 else ''} {named}{more}"


def _check_paths(shards: list[Shard]) -> list[Fault]:
    """See that no two shards have one file with different bytes."""
    faults = []
    seen: dict[str, tuple[str, Shard]] = {}
    for shard in shards:
        for piece in shard.pieces():
            digest, other = seen.setdefault(piece.path, (piece.sha256, shard))
            if digest != piece.sha256 and other is not shard:
                faults.append(shard.fault(f"has other bytes in shard {other.name}", piece.path))
    return faults


def _compare_with_campaign(shards: list[Shard], root: Path) -> list[Fault]:
    """See that they are of the campaign that is here, whose settings say what the host takes."""
    if not shards:
        return []
    stamps, _ = list_stamps(root, "content")
    texts = [(path, read_data(root, path)[0] or b"") for path in stamps if is_text(path)]
    pictures = [path for path in stamps if path.startswith(f"{MEDIA}/")]
    here = {
        "minbar": code_digest().hex(),
        "texts": digest_files((path, blob_id(data)) for path, data in texts),
        "pictures": digest_pictures(root, pictures),
    }
    faults = []
    for shard in shards:
        identity = shard.manifest.identity
        expected = here | {"base": base_digest(root, identity.audience).hex()}
        faults += [
            shard.fault(f"was built {HERE[name]} than are here: another commit?")
            for name, digest in expected.items()
            if getattr(identity, name) != digest
        ]
    return faults


# Putting them together.


def _put_together(root: Path, shards: list[Shard], site: Path) -> Merged:
    sizes = {piece.path: piece.bytes for shard in shards for piece in shard.pieces()}
    base, _ = read_base(root, [])
    assert base, "the shards were built with these settings"
    near = weigh(sizes, limits_of(base.settings.hosting), base.place(SETTINGS, HOSTING))
    near = settled(near, root, base.settings)
    if blocks(near):
        raise OverfullError(near)
    twin = Twin(root, site)
    twin.lay_out((), 0)
    try:
        faults = [fault for shard in shards for fault in _copy(shard, twin.twin)]
        if faults:
            raise RefusedError(faults)
        forget(twin.memory)  # what the last build left is another site's
        change = twin.exchange(len(sizes), follows=False)
        assert change
    finally:
        twin.forget()
    manifest = shards[0].manifest
    units = {unit for shard in shards for unit in shard.manifest.units}
    return Merged(
        manifest,
        {code: _count_pages(sizes, code) for code in base.settings.language_codes},
        sum(unit.startswith("pack/") for unit in units),
        change,
        sum(sizes.values()),
        near,
    )


def _copy(shard: Shard, folder: Path) -> Iterator[Fault]:
    """Copy the files of a shard; what is copied is what was looked at."""
    for piece in shard.pieces():
        data = (shard.folder / piece.path).read_bytes()
        if digest_data(data) != piece.sha256:
            yield shard.fault("has other bytes than were built", piece.path)
            continue
        target = folder / piece.path
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), target.open("xb") as file:
            file.write(data)


def _count_pages(paths: Iterable[str], language: str) -> int:
    return sum(path.startswith(f"{language}/") and path.endswith(".html") for path in paths)
