"""Trees as git writes them, and what changes between two of them; nothing is taken on trust.

A tree that git itself would not write can show one thing to who compares and another to who checks
out: such a tree cannot be approved.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from itertools import pairwise

from msgspec import Struct

from minbar.model.visible import visible

FOLDER, PLAIN, PROGRAM = "040000", "100644", "100755"
SORTS = {"120000": "a symbolic link", "160000": "a submodule"}
LIMIT_PATH_BYTES = 1024
_GIT = re.compile(r"\.git|git~[0-9]+", re.IGNORECASE)
_ROW = re.compile(rb":([0-7]{6}) ([0-7]{6}) ([0-9a-f]+) ([0-9a-f]+) [A-Z][0-9]*")


_MODES = rb"(40000|100644|100755|100664|120000|160000)"
_ENTRY = {size: re.compile(_MODES + rb" ([^\0/]+)\0(.{%d})" % size, re.DOTALL) for size in (20, 32)}


class Entry(Struct, frozen=True):
    """What stands at a path: mode and the name of the object."""

    mode: str
    blob: str


class Change(Struct, frozen=True):
    """One path that differs; None where there is nothing."""

    path: bytes
    old: Entry | None
    new: Entry | None

    @property
    def is_folder(self) -> bool:
        """Tell whether this is about a folder and not about a file."""
        return FOLDER in {side.mode for side in (self.old, self.new) if side}


class MalformedError(Exception):
    """These are not the bytes that git would have written; the message says why."""


def parse_changes(listed: bytes, pairs: Sequence[tuple[str, str]]) -> list[list[Change]]:
    """Read `diff-tree --stdin -r -t -z --raw`, pair by pair."""
    found: list[list[Change]] = [[] for _ in pairs]
    at = 0
    number = -1
    while at < len(listed):
        if listed[at : at + 1] == b":":
            end = listed.index(b"\0", at)
            until = listed.index(b"\0", end + 1)
            found[number].append(_change(listed[at:end], listed[end + 1 : until]))
            at = until + 1
            continue
        number += 1
        head = f"{pairs[number][0]} {pairs[number][1]}\n".encode()
        if not listed.startswith(head, at):
            raise MalformedError("git compared other trees than those it was asked for")
        at += len(head)
    if number + 1 != len(pairs):
        raise MalformedError("git did not compare all that it was asked for")
    return found


def _change(facts: bytes, path: bytes) -> Change:
    row = _ROW.fullmatch(facts)
    if row is None:
        raise MalformedError("git listed a change that cannot be read")
    old, new = ((row[i].decode(), row[i + 2].decode()) for i in (1, 2))
    return Change(path, *(None if side[0] == "000000" else Entry(*side) for side in (old, new)))


def parse_tree(data: bytes, digest_bytes: int) -> list[tuple[str, bytes, str]]:
    """Give (mode, name, object) of each entry of a tree.

    Raises:
        MalformedError: it is cut off, not in order, or says something twice.
    """
    rows = []
    at = 0
    for found in _ENTRY[digest_bytes].finditer(data):
        if found.start() != at:
            break
        at = found.end()
        rows.append((found[1].decode().rjust(6, "0"), found[2], found[3].hex()))
    names = [name for _, name, _ in rows]
    keys = [name + b"/" if mode == FOLDER else name for mode, name, _ in rows]
    if at != len(data):
        raise MalformedError("a tree has an entry that git would not write")
    if any(first >= second for first, second in pairwise(keys)) or len(set(names)) < len(names):
        raise MalformedError("a tree is out of order, or has a name twice")
    if not {b".", b".."}.isdisjoint(names):
        raise MalformedError("a tree has a name that leads out of it")
    return rows


def find_tree_fault(data: bytes, digest_bytes: int, fresh: Collection[bytes]) -> str:
    """Say why a tree cannot be approved; empty where it can.

    Args:
        data: the tree.
        digest_bytes: how many bytes name an object.
        fresh: the names in it that are new or changed. What stood there before is not judged again.

    Raises:
        MalformedError: git would not have written it.
    """
    names = [name for _, name, _ in parse_tree(data, digest_bytes)]
    folded: dict[str, bytes] = {}
    for name in sorted(names, key=lambda name: name in fresh):
        known = folded.setdefault(_folded(name), name)
        if known is not name and name in fresh:
            return f"{_shown(name)} and {_shown(known)} are one file on some systems"
    faults = (_name_fault(name) for name in names if name in fresh)
    return next((fault for fault in faults if fault), "")


def _folded(name: bytes) -> str:
    return unicodedata.normalize("NFC", name.decode("utf-8", "surrogateescape")).casefold()


def _name_fault(name: bytes) -> str:
    try:
        text = name.decode()
    except UnicodeDecodeError:
        return f"the name {_shown(name)} is not UTF-8"
    if _GIT.fullmatch(text.rstrip(" .")):
        return f"the name {_shown(name)} is git's own on some systems"
    bad = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    if "\\" in text or any(unicodedata.category(letter) in bad for letter in text):
        return f"the name {_shown(name)} has a letter that cannot be seen, or a backslash"
    if unicodedata.normalize("NFC", text) != text:
        return f"the name {_shown(name)} is not written in NFC"
    return ""


def find_entry_fault(change: Change) -> str:
    """Say why what now stands at a path cannot be published; empty where it can."""
    if len(change.path) > LIMIT_PATH_BYTES:
        return f"{_shown(change.path[:60])}… is longer than {LIMIT_PATH_BYTES} bytes"
    if change.new is None or change.new.mode in {PLAIN, PROGRAM, FOLDER}:
        return ""
    what = SORTS.get(change.new.mode, f"of mode {change.new.mode}")
    return f"{_shown(change.path)} is {what}: only files can be approved"


def _shown(name: bytes) -> str:
    return visible(name.decode("utf-8", "backslashreplace"))
