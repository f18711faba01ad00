"""What a verification gives for each path: who said yes to the bytes that stand there."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

Evidence = Literal["anchor", "signed-merge", "statement", "github-review"]
Verdict = Literal["accept", "refuse"]


class Clearance(Struct, frozen=True):
    """That a blob may stand at a path, and by whose yes.

    `commit` is the step of the main line that brought the blob; `at` is its commit time in UTC, and
    never earlier than that of a step before it. What stood in the anchor's tree has the evidence
    `anchor` and no people.
    """

    path: str
    blob: str
    commit: str
    people: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    at: datetime


class Step(Struct, frozen=True):
    """The verdict on one commit of the main line: what it changed, and who said yes to it."""

    commit: str
    verdict: Verdict
    reason: str
    paths: tuple[str, ...]
    people: tuple[str, ...]


class Verification(Struct, frozen=True):
    """The verdict on a history from its anchor on, oldest step first.

    `head` is the commit that was verified, empty where it could not be read. `clearances` has every
    path of its tree if the verdict is `accept`, and is empty otherwise. `good` is the last commit of
    the line at which all that stood was approved; empty where the line could not be walked.
    """

    verdict: Verdict
    steps: tuple[Step, ...]
    head: str
    clearances: dict[str, Clearance]
    notes: tuple[str, ...] = ()
    good: str = ""
