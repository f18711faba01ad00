"""What readers may know of an approval."""

from collections.abc import Mapping
from datetime import datetime

import msgspec
from msgspec import Struct


class Approval(Struct, frozen=True, omit_defaults=True):
    """That a file was approved: which bytes, when, in which commit, by which roles, on what evidence.

    `blob` is git's name for the bytes; `at` is when the change came onto the main line with the yes
    of all who were asked; `roles` are theirs; `evidence` says what proves each yes. `names` are
    theirs by language, and empty unless the campaign wants them known.
    """

    path: str
    blob: str
    commit: str
    at: datetime
    roles: tuple[str, ...]
    evidence: tuple[str, ...] = ()
    names: tuple[dict[str, str], ...] = ()


Approvals = Mapping[str, Approval]
"""Those of files, by path in the repository."""


def mark_approvals(approvals: Approvals, paths: list[str]) -> bytes:
    """Bytes that change when the approvals of these files do; none where there are none."""
    found = [approvals[path] for path in paths if path in approvals]
    return msgspec.msgpack.encode(found) if found else b""
