"""The site, and beside it a twin of the same files under other names.

A build changes the twin and exchanges the two in one step: readers meet the old site or the new
one. Files that did not change are one file with two names, so a change of one page costs no
more in a site of a hundred thousand. A twin that is not known to be whole is laid out anew.
"""

import shutil
from collections.abc import Collection, Iterable
from itertools import islice
from pathlib import Path

from minbar.build.exchange import exchange
from minbar.build.fingerprint import digest_stamps
from minbar.build.links import link_file, link_files
from minbar.build.lock import memory_of, refuse_link, work_folder
from minbar.build.protect import KEPT, MARKER, MARKER_TEXT, list_site, protect
from minbar.build.state import Output
from minbar.build.swap import Change, compare_trees, flush, recover, rename_over
from minbar.content.tree import UNSTAMPED, Stamp, stamp_of

WHOLE = "whole"
"""This file names the build that the twin is in step with, and how its folders were left then.

Whoever puts a file there or takes one away changes a folder; whoever changes one changes the site's
own file, which is the same under another name.
"""

Files = dict[str, Stamp]


class Twin:
    """One site and its twin."""

    def __init__(self, root: Path, site: Path) -> None:
        """Take a place for a site.

        Raises:
            SetupError: a site there would destroy something else, or what is remembered of it
                is a link, which could lead anywhere.
        """
        if site != served_folder(root):
            protect(root, site)
        site.parent.mkdir(parents=True, exist_ok=True)
        recover(site)
        self.live = site
        self.memory = memory_of(root, site)
        self.memory.mkdir(exist_ok=True)
        same_disk = self.memory.stat().st_dev == site.parent.stat().st_dev
        self.twin = self.memory / "twin" if same_disk else site.with_name(f".{site.name}.twin")
        refuse_link(self.twin)

    def is_intact(self, outputs: Iterable[Output]) -> bool:
        """Tell whether the site is exactly as it was left."""
        marked = (self.live / MARKER).is_file()
        return marked and list_site(self.live) == {item.path: item.stamp for item in outputs}

    def lay_out(
        self, outputs: Iterable[Output], build: int, *, stands: bool = False
    ) -> tuple[set[str], bool]:
        """Make the twin hold what the site holds of these files.

        Args:
            outputs: what the site should hold.
            build: the number of the build that left it so.
            stands: whether it is known that the site holds them and nothing else.

        Returns:
            The paths of those that the site does not hold as they were written, and whether it
            holds all of them and nothing else.
        """
        wanted = {item.path: item.stamp for item in outputs}
        there = wanted if stands else list_site(self.live)
        good = {path: stamp for path, stamp in wanted.items() if there.get(path) == stamp}
        intact = there == wanted and (self.live / MARKER).is_file()
        is_whole = intact and self._read_mark() == self._mark(wanted, build)
        (self.memory / WHOLE).unlink(missing_ok=True)
        if not is_whole:
            self._link_all(good)
        return wanted.keys() - good.keys(), intact

    def _mark(self, files: Iterable[str], build: int) -> str:
        folders = {"": self._stamp("")}
        for path in files:
            folder = path.rpartition("/")[0]
            while folder not in folders:
                folders[folder] = self._stamp(folder)
                folder = folder.rpartition("/")[0]
        return f"{build} {digest_stamps(folders).hex()}"

    def _stamp(self, path: str) -> Stamp:
        try:
            return stamp_of((self.twin / path).stat())
        except OSError:
            return UNSTAMPED

    def _read_mark(self) -> str:
        try:
            return (self.memory / WHOLE).read_text("ascii")
        except (OSError, UnicodeDecodeError):
            return ""

    def _link_all(self, files: Iterable[str]) -> None:
        shutil.rmtree(self.twin, ignore_errors=True)
        self.twin.mkdir()
        link_files(str(self.live), str(self.twin), files)

    def remove(self, paths: Iterable[str]) -> None:
        """Take files out of the twin, and folders that hold nothing then."""
        for path in paths:
            _remove(self.twin, path)

    def exchange(self, files: int, *, follows: bool) -> Change | None:
        """Make the twin the site.

        Args:
            files: how many files it has.
            follows: whether the twin was laid out from this very site.

        Returns:
            What changed where it did not follow, and so nobody has counted.
        """
        (self.twin / MARKER).write_text(MARKER_TEXT, encoding="utf-8", newline="\n")
        for name in KEPT:
            (self.twin / name).unlink(missing_ok=True)
            if (self.live / name).is_file() and not (self.live / name).is_symlink():
                shutil.copyfile(self.live / name, self.twin / name)
        change = None if follows else self._compare(files)
        self.twin.chmod(0o755)
        flush(self.twin)
        if not exchange(self.twin, self.live):
            rename_over(self.twin, self.live)
        return change

    def _compare(self, files: int) -> Change:
        return compare_trees(self.twin, self.live) if self.live.exists() else Change(files, 0, 0)

    def follow(
        self,
        changed: Iterable[str],
        removed: Iterable[str],
        files: Collection[str],
        build: int,
    ) -> None:
        """Bring the former site up to the new one, as the next build's twin.

        Args:
            changed: files of the new site that are not in the former one as they are.
            removed: files of the former site that are not in the new one.
            files: all files of the new site.
            build: the number of the build that made it.
        """
        if not self.twin.is_dir():
            return
        for path in removed:
            _remove(self.twin, path)
        for path in changed:
            target = self.twin / path
            try:
                target.unlink()
            except FileNotFoundError:
                target.parent.mkdir(parents=True, exist_ok=True)
            link_file(f"{self.live}/{path}", str(target))
        if all(self._is_second_name(path) for path in islice(files, 1)):
            (self.memory / WHOLE).write_text(self._mark(files, build), "ascii")

    def _is_second_name(self, path: str) -> bool:
        """Tell whether a file of the twin is the site's own: there are disks that only know copies."""
        return (self.twin / path).samefile(self.live / path)

    def forget(self) -> None:
        """Drop the twin: it is no twin of this site."""
        shutil.rmtree(self.twin, ignore_errors=True)


def served_folder(root: Path) -> Path:
    """Where `mkdocs serve` keeps the site between two builds."""
    return work_folder(root) / "served"


def copy_tree(source: Path, target: Path) -> None:
    """Make a folder hold the same files as another one, under second names."""
    for path, stamp in list_site(source).items():
        there = target / path
        try:
            if stamp_of(there.lstat()) == stamp:
                continue
            there.unlink()
        except FileNotFoundError:
            there.parent.mkdir(parents=True, exist_ok=True)
        link_file(f"{source}/{path}", str(there))


def _remove(root: Path, path: str) -> None:
    (root / path).unlink(missing_ok=True)
    folder = path.rpartition("/")[0]
    while folder:
        try:
            (root / folder).rmdir()
        except OSError:
            return
        folder = folder.rpartition("/")[0]
