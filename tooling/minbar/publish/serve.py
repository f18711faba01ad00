"""Putting a tree of files where readers look, in one step.

    source ──names──► next ──exchange──► site

`next` is the former site; it is brought up to the new one by what differs, file by file. A run
that is killed leaves it half-way, which the next one mends; readers never look there.
"""

import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from minbar.build.exchange import exchange
from minbar.build.links import link_file
from minbar.build.protect import KEPT, MARKER, MARKER_TEXT, list_site, protect
from minbar.build.swap import Change, flush, recover, rename_over
from minbar.content.tree import Stamp, list_tree

NEXT = "next"


def prepare(root: Path, site: Path, brought: Collection[str] = ()) -> None:
    """Take a place for a site.

    Args:
        root: the campaign folder.
        site: where readers look.
        brought: names there that a checkout has brought: git has them, and they may be replaced.

    Raises:
        SetupError: a site there would destroy something else.
    """
    protect(root, site, brought)
    site.parent.mkdir(parents=True, exist_ok=True)
    recover(site)


def lay_out(source: Path, work: Path, site: Path) -> tuple[Path, dict[str, Stamp]]:
    """Make a folder beside the site hold what a source holds.

    Args:
        source: a site, or a folder of files.
        work: a folder of Minbar's own, for what is no site yet.
        site: where readers look; untouched.

    Returns:
        The folder, and the stamp of each of its files by path.
    """
    near = work.stat().st_dev == site.parent.stat().st_dev
    folder = work / NEXT if near else site.with_name(f".{site.name}.{NEXT}")
    if folder.is_symlink():
        folder.unlink()
    folder.mkdir(exist_ok=True)
    wanted, there = list_site(source), list_tree(folder)
    for path in there.keys() - wanted.keys():
        _remove(folder, path)
    for path in (path for path, stamp in wanted.items() if there.get(path) != stamp):
        target = folder / path
        _make_way(target, folder)
        link_file(f"{source}/{path}", str(target))
    return folder, list_site(folder)


def exchange_with(folder: Path, site: Path, beside: Mapping[str, bytes] | None = None) -> None:
    """Make a folder the site, and the site that folder.

    Args:
        folder: holds the new site.
        site: where readers look; nothing of what lies there stays.
        beside: what hosts and git need there, by name.
    """
    for name in (*KEPT, MARKER):
        (folder / name).unlink(missing_ok=True)
    for name, data in (*(beside or {}).items(), (MARKER, MARKER_TEXT.encode())):
        (folder / name).write_bytes(data)
    folder.chmod(0o755)
    flush(folder)
    if not exchange(folder, site):
        rename_over(folder, site)


def compare(new: Mapping[str, Stamp], old: Mapping[str, Stamp]) -> Change:
    """How two sites differ, by the stamps of their files: those that stayed are the same file."""
    same = sum(old.get(path) == stamp for path, stamp in new.items())
    return Change(len(new) - same, same, len(old.keys() - new.keys()))


def _make_way(target: Path, folder: Path) -> None:
    """Clear the place of a file: an older one, a folder of that name, a file where its folder shall be."""
    for above in target.relative_to(folder).parents:
        place = folder / above
        if place.is_file() or place.is_symlink():
            place.unlink()
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    target.unlink(missing_ok=True)


def _remove(folder: Path, path: str) -> None:
    (folder / path).unlink(missing_ok=True)
    above = path.rpartition("/")[0]
    while above:
        try:
            (folder / above).rmdir()
        except OSError:
            return
        above = above.rpartition("/")[0]
