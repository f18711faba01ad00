"""A commit as git writes it: who, what it stands on, and the signature over all of it.

A header that git would not write, or writes once and that stands twice, makes a commit unreadable:
two readers could take it for two different things.

Source: hash-function-transition(7) of git 2.39, read 2026-11-28.
"""

import re
from datetime import UTC, datetime

from msgspec import Struct

from minbar.approvals.trees import MalformedError

_SIGNATURES = {40: "gpgsig", 64: "gpgsig-sha256"}
"""The header of a commit's signature, by the length of the names of objects."""
_ONCE = ("tree", "author", "committer", *_SIGNATURES.values())
_PERSON = re.compile(rb"[^<>\n\0]*<([^<>\n\0]*)> ([0-9]{1,12}) [+-][0-9]{4}")
_COAUTHOR = re.compile(rb"^co-authored-by:[^<\n]*<([^<>\n]+)>\s*$", re.IGNORECASE | re.MULTILINE)
_INTO = re.compile(rb"Merge [^\n]* into (\S+)(?:\n|$)")
DETACHED = "HEAD"
"""What git calls the branch of a merge that was made on none."""
_NAME = re.compile(rb"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class Commit(Struct, frozen=True):
    """One commit.

    `authors` are the addresses of its author and of those named as co-authors. `payload` is what
    its `signature` was made over; both are empty where it has none.
    """

    name: str
    tree: str
    parents: tuple[str, ...]
    authors: tuple[str, ...]
    committer: str
    at: datetime
    signature: bytes = b""
    payload: bytes = b""


def parse_commit(name: str, data: bytes) -> Commit:
    """Read the bytes of a commit; the length of its name says which header holds the signature.

    Raises:
        MalformedError: they are not what git would have written.
    """
    head, gap, message = data.partition(b"\n\n")
    if not gap and data.endswith(b"\n"):
        head = data[:-1]
    if b"\0" in head:
        raise MalformedError("a commit has a zero byte in its head")
    fields = _fields(head)
    trees, parents = (
        [_object(value) for key, value in fields if key == what] for what in ("tree", "parent")
    )
    first = ["tree", *["parent"] * len(parents), "author", "committer"]
    if [key for key, _ in fields][: len(first)] != first:
        raise MalformedError("a commit does not begin with tree, parents, author and committer")
    people = {key: _person(value) for key, value in fields if key in {"author", "committer"}}
    if len(set(parents)) != len(parents):
        raise MalformedError("a commit has a parent twice")
    header = _SIGNATURES[len(name)]
    signature = next((value for key, value in fields if key == header), b"")
    others = _COAUTHOR.findall(message)
    return Commit(
        name=name,
        tree=trees[0],
        parents=tuple(parents),
        authors=tuple(_address(each) for each in (people["author"][0], *others)),
        committer=_address(people["committer"][0]),
        at=people["committer"][1],
        signature=signature + b"\n" if signature else b"",
        payload=_without(header.encode() + b" ", head) + data[len(head) :] if signature else b"",
    )


def merged_into(payload: bytes) -> str:
    """The branch that a merge says it was made into, in git's own words; empty where it does not say.

    Source: git-fmt-merge-msg(1) of git 2.39, read 2026-11-28.
    """
    found = _INTO.match(payload.partition(b"\n\n")[2])
    return found[1].decode("utf-8", "replace").strip("'") if found else ""


def _fields(head: bytes) -> list[tuple[str, bytes]]:
    fields: list[tuple[str, bytes]] = []
    for line in head.split(b"\n"):
        if line.startswith(b" "):
            if not fields or fields[-1][0] in {"tree", "parent", "author", "committer"}:
                raise MalformedError("a line of a commit's head goes on where none can")
            key, value = fields.pop()
            fields.append((key, value + b"\n" + line[1:]))
            continue
        word, _, value = line.partition(b" ")
        fields.append((word.decode("latin-1"), value))
    keys = [key for key, _ in fields]
    if any(keys.count(key) > 1 for key in _ONCE):
        raise MalformedError("a commit has a header twice")
    return fields


def _without(header: bytes, head: bytes) -> bytes:
    """A head without the lines of one header."""
    kept = []
    inside = False
    for line in head.split(b"\n"):
        inside = line.startswith(header) or (inside and line.startswith(b" "))
        if not inside:
            kept.append(line)
    return b"\n".join(kept)


def _address(value: bytes) -> str:
    return value.decode("utf-8", "replace").strip()


def _object(value: bytes) -> str:
    if not _NAME.fullmatch(value):
        raise MalformedError("a commit names an object that cannot be")
    return value.decode()


def _person(value: bytes) -> tuple[bytes, datetime]:
    found = _PERSON.fullmatch(value)
    if found is None:
        raise MalformedError("an author or committer cannot be read")
    try:
        return found[1], datetime.fromtimestamp(int(found[2]), UTC)
    except (ValueError, OverflowError, OSError):
        raise MalformedError("a commit has a date that cannot be") from None
