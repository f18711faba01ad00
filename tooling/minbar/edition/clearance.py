"""What the public may know of an approval."""

from msgspec import Struct


class Cleared(Struct, frozen=True, omit_defaults=True):
    """A file that was approved: which bytes, in which commit, when, by which roles, on what evidence.

    `blob` is git's name for the bytes; `at` is when it was approved, ISO 8601 with an offset; `roles` are the roles of those who
    approved it; `evidence` has what proves each yes, as a signature's kind and fingerprint. `names` are theirs by
    language, in the same order, and empty unless the campaign wants them known.
    """

    path: str
    blob: str
    commit: str
    at: str
    roles: tuple[str, ...]
    evidence: tuple[str, ...] = ()
    names: tuple[dict[str, str], ...] = ()
