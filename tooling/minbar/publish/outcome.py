"""What a run of `minbar publish` ends with."""

from collections.abc import Mapping

from msgspec import Struct

from minbar.approvals.clearance import Clearance
from minbar.build.report import Report
from minbar.build.shard_fault import Fault
from minbar.build.swap import Change
from minbar.model.finding import Finding


class Refusal(Struct, frozen=True):
    """A step of the main line that lacks a yes; the reason says which command heals it."""

    commit: str
    reason: str
    paths: tuple[str, ...] = ()


class Cleared(Struct, frozen=True):
    """The verdict on the line from the anchor to a commit.

    `blobs` are git's names of the files that are cleared, by path; `good` is the last commit
    of the line at which all that stood was approved; `clearances` says of each path whose yes there is.
    """

    blobs: dict[str, str]
    good: str
    refusals: tuple[Refusal, ...] = ()
    clearances: Mapping[str, Clearance] = {}


class Published(Struct, frozen=True):
    """What readers see now.

    `shows` is the site, or what stands there by the calendar; `until` is when that has to be looked
    at again. `left_out` are files that are not cleared. `unchanged` says that it was there already.
    `shown` is the commit whose files are shown: in a silence an older one than the head, and none
    where the holding page stands.
    """

    head: str
    anchor: str
    shows: str
    at: str
    until: str | None
    in_force: tuple[str, ...]
    report: Report
    change: Change
    size_bytes: int
    left_out: tuple[str, ...]
    notes: tuple[str, ...]
    seconds: float
    unchanged: bool = False
    shown: str = ""


class Stopped(Struct, frozen=True):
    """Why a commit was not published: refused steps, faults of the campaign or of shares, or `trouble`.

    What stands is left, unless its time is over. Then `restored` names the commit that was published
    again by the calendar; `holding` says that the holding page stands, since the law wants it, and
    `until` up to when all this holds.
    """

    head: str
    anchor: str
    refusals: tuple[Refusal, ...] = ()
    findings: tuple[Finding, ...] = ()
    holding: bool = False
    until: str | None = None
    restored: str = ""
    trouble: str = ""
    faults: tuple[Fault, ...] = ()
