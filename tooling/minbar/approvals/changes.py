"""What differs between two commits of the main line, and whether it can be approved at all."""

from collections.abc import Iterable

from msgspec import Struct

from minbar.approvals.git import Objects
from minbar.approvals.line import Line
from minbar.approvals.trees import (
    Change,
    MalformedError,
    find_entry_fault,
    find_tree_fault,
    parse_tree,
)


class Difference(Struct, frozen=True):
    """Files and folders that differ, and the tree that they end in.

    `is_torn` if a tree is not one of git's, which `fault` says.
    """

    files: tuple[Change, ...]
    folders: tuple[Change, ...]
    tree: str = ""
    fault: str = ""
    is_torn: bool = False

    @property
    def paths(self) -> tuple[bytes, ...]:
        """The files that differ, in order."""
        return tuple(sorted({each.path for each in self.files}))


class Changes:
    """Differences along a line."""

    def __init__(self, objects: Objects, line: Line) -> None:
        self._objects = objects
        self._line = line
        self._known: dict[tuple[str, str], list[Change]] = {}

    def prepare(self, places: Iterable[int]) -> None:
        """Ask at once for the differences of these steps."""
        self._learn([self._pair(place - 1, place) for place in places])

    def between(self, start: int, place: int) -> Difference:
        """What differs; each tree that is new is read from its first byte to the last."""
        pair = self._pair(start, place)
        self._learn([pair])
        found = self._known[pair]
        folders = tuple(each for each in found if each.is_folder)
        files = tuple(each for each in found if not each.is_folder)
        new = [each.new.blob for each in folders if each.new]
        new += [pair[1]] if pair[0] != pair[1] else []
        try:
            for data in self._objects.read_all(new, "tree"):
                parse_tree(data, self._objects.digest_bytes)
        except MalformedError as error:
            return Difference(files, folders, pair[1], str(error), is_torn=True)
        return Difference(files, folders, pair[1])

    def find_fault(self, difference: Difference, wanting: Iterable[Change]) -> str:
        """Say why what wants a yes cannot get one; empty where it can."""
        wanted = list(wanting)
        faults = [find_entry_fault(each) for each in wanted]
        if any(faults):
            return next(fault for fault in faults if fault)
        for folder, names in self._fresh(difference, wanted).items():
            tree = self._tree_of(difference, folder)
            data = self._objects.read(tree, "tree")
            if fault := find_tree_fault(data, self._objects.digest_bytes, names):
                return fault
        return ""

    def _fresh(self, difference: Difference, wanted: list[Change]) -> dict[bytes, set[bytes]]:
        """By folder, the names that were not there before and that lead to what wants a yes."""
        leading = {above for each in wanted for above in _ways(each.path)}
        found: dict[bytes, set[bytes]] = {}
        for each in (*difference.files, *difference.folders):
            if each.old is None and each.new and each.path in leading:
                folder, _, name = each.path.rpartition(b"/")
                found.setdefault(folder, set()).add(name)
        return found

    def _tree_of(self, difference: Difference, folder: bytes) -> str:
        if not folder:
            return difference.tree
        return next(
            each.new.blob for each in difference.folders if each.path == folder and each.new
        )

    def _pair(self, start: int, place: int) -> tuple[str, str]:
        names = self._line.names
        return self._line.commit(names[start]).tree, self._line.commit(names[place]).tree

    def _learn(self, pairs: Iterable[tuple[str, str]]) -> None:
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        if new:
            self._known |= dict(zip(new, self._objects.changes(new), strict=True))


def _ways(path: bytes) -> list[bytes]:
    """A path and the folders that it lies in."""
    parts = path.split(b"/")
    return [b"/".join(parts[:count]) for count in range(1, len(parts) + 1)]
