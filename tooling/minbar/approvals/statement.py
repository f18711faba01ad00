"""Statements: a yes to exactly one change, signed outside the commit that brings it, or its being taken back.

A line of a note is one statement, so that notes of two people can be joined line by line. So their order
says nothing: who takes a yes back says up to which `turn` of theirs, and a later yes has a higher one.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

NOTES = "refs/notes/minbar-approvals"
FETCHED = "refs/notes/origin/minbar-approvals"
"""Where what the others have is fetched to, so that nobody's own statements are lost."""
LIMIT_LINE_BYTES = 8192
LIMIT_TURN = 1_000_000
LIMIT_TOGETHER = 100
"""So many commits of one pull request are looked for behind a step."""


class Claim(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is said yes to: that in this repository and branch, on top of `base`, what `head` brings makes `tree`.

    `paths` is the digest of the paths that change. If `revoked`, that is no yes: those which the signer
    gave to this base and tree up to this turn do not count any more.
    """

    repository: str
    ref: str
    base: str
    head: str
    tree: str
    paths: str
    turn: Annotated[int, Meta(ge=0, le=LIMIT_TURN)] = 0
    revoked: bool = False


class Statement(Struct, frozen=True, forbid_unknown_fields=True):
    """A claim as it was signed, and the signature."""

    signed: str
    signature: str

    @property
    def claim(self) -> Claim:
        """What is claimed; `parse_statements` has seen that it can be read."""
        return msgspec.json.decode(self.signed, type=Claim)


def digest_paths(paths: Iterable[bytes]) -> str:
    """One digest of a set of paths."""
    return hashlib.sha256(b"".join(path + b"\0" for path in sorted(paths))).hexdigest()


def encode_claim(claim: Claim) -> bytes:
    """The bytes that are signed."""
    return msgspec.json.encode(claim)


def encode_statement(claim: Claim, signature: bytes) -> bytes:
    """One line of a note."""
    made = Statement(encode_claim(claim).decode(), signature.decode("ascii"))
    return msgspec.json.encode(made) + b"\n"


def parse_statements(note: bytes) -> Iterator[Statement]:
    """Yield the statements of a note; a line that is none says yes to nothing."""
    for line in note.splitlines():
        if not line or len(line) > LIMIT_LINE_BYTES:
            continue
        try:
            made = msgspec.json.decode(line, type=Statement)
            if encode_claim(made.claim).decode() == made.signed:
                yield made
        except (msgspec.DecodeError, UnicodeError):
            continue
