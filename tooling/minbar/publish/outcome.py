"""What a run of `minbar publish` ends with."""

from collections.abc import Mapping

from msgspec import Struct

from minbar.approvals.clearance import Clearance
from minbar.build.report import Report
from minbar.build.swap import Change
from minbar.model.finding import Finding


class Refusal(Struct, frozen=True):
    """A step of the main line that lacks a yes; the reason says which command heals it."""

    commit: str
    reason: str
    paths: tuple[str, ...] = ()


class Cleared(Struct, frozen=True):
    """The verdict on the line from the anchor to a commit.

    `blobs` are git's names of the files that are cleared, by path; `good` is the last commit before
    the first step that is refused; `clearances` says of each path whose yes there is.
    """

    blobs: dict[str, str]
    good: str
    refusals: tuple[Refusal, ...] = ()
    clearances: Mapping[str, Clearance] = {}


class Published(Struct, frozen=True):
    """What readers see now.

    `shows` is the site, or what stands there by the calendar; `until` is when that has to be looked
    at again. `left_out` are files that are not cleared. `unchanged` says that it was there already.
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


class Stopped(Struct, frozen=True):
    """Why nothing was published: steps that are refused, or faults of the campaign.

    `holding` says that the holding page was put up all the same, since the law wants it, and
    `until` up to when it does.
    """

    head: str
    anchor: str
    refusals: tuple[Refusal, ...] = ()
    findings: tuple[Finding, ...] = ()
    holding: bool = False
    until: str | None = None
