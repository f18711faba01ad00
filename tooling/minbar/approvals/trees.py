"""Trees as git writes them, and what changes between two of them; nothing is taken on trust.

A tree that git itself would not write can show one thing to who compares and another to who checks
out: such a tree cannot be approved.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct

from minbar.model.visible import visible

FOLDER, PLAIN, PROGRAM = "040000", "100644", "100755"
SORTS = {"120000": "a symbolic link", "160000": "a submodule"}
LIMIT_PATH_BYTES = 1024
_GIT = re.compile(r"\.git|git~[0-9]+", re.IGNORECASE)
_ROW = re.compile(rb":([0-7]{6}) ([0-7]{6}) ([0-9a-f]+) ([0-9a-f]+) [A-Z][0-9]*")


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


def parse_tree(data: bytes, digest_bytes: int) -> Iterator[tuple[str, bytes, str]]:
    """Yield (mode, name, object) of each entry of a tree.

    Raises:
        MalformedError: it is cut off, not in order, or says something twice.
    """
    at = 0
    last = b""
    while at < len(data):
        space = data.find(b" ", at, at + 8)
        end = data.find(b"\0", space)
        if space < 0 or end < 0 or end + 1 + digest_bytes > len(data):
            raise MalformedError("a tree is cut off")
        mode, name = data[at:space].decode("latin-1"), data[space + 1 : end]
        at = end + 1 + digest_bytes
        key = name + (b"/" if mode == "40000" else b"")
        if not name or b"/" in name or name in {b".", b".."} or key <= last:
            raise MalformedError("a tree is not as git writes it")
        last = key
        yield mode.rjust(6, "0"), name, data[end + 1 : at].hex()


def find_tree_fault(data: bytes, digest_bytes: int) -> str:
    """Say why a tree cannot stand in a published commit; empty where it can."""
    seen: dict[str, bytes] = {}
    exact: set[bytes] = set()
    try:
        for mode, name, _ in parse_tree(data, digest_bytes):
            if mode not in {FOLDER, PLAIN, PROGRAM, *SORTS}:
                return f"the mode {mode} of {_shown(name)} is none of git's"
            if name in exact:
                return f"{_shown(name)} stands twice in one tree"
            exact.add(name)
            if reason := _name_fault(name):
                return reason
            folded = unicodedata.normalize("NFC", name.decode()).casefold()
            if folded in seen:
                return f"{_shown(name)} and {_shown(seen[folded])} are one file on some systems"
            seen[folded] = name
    except MalformedError as error:
        return str(error)
    return ""


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
