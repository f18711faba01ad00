"""What a build says that it made."""

from msgspec import Struct

from minbar.build.swap import Change
from minbar.model.finding import Finding


class Report(Struct, frozen=True):
    """What a build made; `at` is its instant, and `findings` what comes near to the host's limits."""

    audience: str
    kind: str
    at: str
    documents: int
    pages: dict[str, int]
    packs: int
    change: Change
    size_bytes: int
    findings: list[Finding]
    notes: list[str]
    seconds: float
