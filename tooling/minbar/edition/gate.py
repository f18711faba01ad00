"""What lets a text through to readers at an instant: its own dates, and the calendar's windows."""

from collections.abc import Collection
from typing import Literal

from msgspec import Struct

from minbar.calendar.force import InForce
from minbar.calendar.scope import Subject
from minbar.edition.approval import Approvals
from minbar.model.kinds import KINDS

State = Literal["live", "draft", "embargoed", "expired", "internal", "withdrawn", "withheld"]


class Terms(Struct, frozen=True, gc=False):
    """What a document says of its own showing; instants are seconds since 1970."""

    kind: str
    slug: str
    draft: bool
    publish: float | None
    expires: float | None
    withdrawn: float | None
    subject: Subject


class Gate(Struct, frozen=True):
    """The windows in force, and the span of time in which they are; open by default, as a preview is.

    `closed` are documents that are not shown whatever they say of themselves, by `kind/slug`.
    `since` and `until` are seconds since 1970. `approvals` are those of the files that are cleared;
    a preview has none.
    """

    kind: Literal["preview", "cleared"] = "preview"
    windows: tuple[InForce, ...] = ()
    closed: frozenset[str] = frozenset()
    since: float = float("-inf")
    until: float = float("inf")
    approvals: Approvals = {}

    @property
    def is_open(self) -> bool:
        """Tell whether a document's own dates are all that counts."""
        return not self.windows and not self.closed

    def state(self, terms: Terms, at: float) -> State:
        """What a document is at an instant, in seconds since 1970."""
        if self.closed and f"{terms.kind}/{terms.slug}" in self.closed:
            return "withheld"
        if not self.windows or KINDS[terms.kind].internal or terms.draft:
            return state_of(terms, at)
        concerned = [item for item in self.windows if item.concerns(terms.subject)]
        modes: Collection[str] = {item.window.mode for item in concerned}
        since = min((item.since.timestamp() for item in concerned), default=at)
        if "freeze" in modes and (terms.withdrawn is None or terms.withdrawn > at):
            at = since - 1  # instants are whole seconds
        state = state_of(terms, at)
        is_new = terms.publish is not None and terms.publish >= since
        if state == "live" and ("holding_page" in modes or ("block_new" in modes and is_new)):
            return "withheld"
        return state


PREVIEW = Gate()


def state_of(terms: Terms, at: float) -> State:
    """What a document is by itself, whatever windows are in force."""
    return state_at(terms.kind, terms.draft, terms.publish, terms.expires, terms.withdrawn, at)


def state_at(
    kind: str,
    draft: bool,
    publish: float | None,
    expires: float | None,
    withdrawn: float | None,
    at: float,
) -> State:
    """What a document is by itself at an instant; instants are seconds since 1970."""
    if KINDS[kind].internal:
        return "internal"
    if withdrawn is not None and withdrawn <= at:
        return "withdrawn"
    if draft:
        return "draft"
    if publish is not None and publish > at:
        return "embargoed"
    if expires is not None and expires <= at:
        return "expired"
    return "live"
