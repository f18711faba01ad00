"""What is done when the head cannot be published: what stands is left, while its time lasts.

When that is over, what was published last is published again by the calendar; and whatever fails, the
holding page that the calendar wants is put up.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from minbar.calendar import Calendar, InForce
from minbar.content.tree import list_tree
from minbar.content.zones import read_zone
from minbar.model.campaign import Campaign
from minbar.model.setup import SetupError
from minbar.publish.clearing import Clearing
from minbar.publish.folder import PARTS, write_files
from minbar.publish.objects import Objects
from minbar.publish.outcome import Published, Stopped
from minbar.publish.place import Place
from minbar.publish.plan import make_plan
from minbar.publish.source import Source, read_desk
from minbar.publish.stage import make_holding
from minbar.publish.telling import HOLDING, in_utc

Again = Callable[[str], Published | None]
"""Publishes a commit that was published before; None where that cannot be."""
Instant = Callable[[Campaign], datetime]
"""The instant that is published for."""


class Mending:
    """Keeps a place as the calendar wants it."""

    def __init__(
        self,
        objects: Objects,
        folder: Path,
        place: Place,
        clearing: Clearing,
        instant: Instant,
        again: Again,
    ) -> None:
        """Take what was prepared to publish."""
        self._objects, self._folder, self._place = objects, folder, place
        self._clearing, self._instant, self._again = clearing, instant, again

    def mend(self, stopped: Stopped, good: str = "") -> Stopped:
        """See that what stands is what the calendar wants, although the head is not published.

        Args:
            stopped: why it is not.
            good: the last commit of the line at which all was approved, if that is known.
        """
        known = self._known(stopped, good)
        if known is None:
            return stopped
        base, source = known
        at, last = self._instant(base), self._place.last
        if last and last.since <= at.timestamp() < last.until:
            is_held = last.told.get("shows") == HOLDING
            return replace(stopped, holding=is_held, until=in_utc(last.until) if is_held else None)
        for commit in self._published_before(good):
            done = self._again(commit)
            if done:
                is_held = done.shows == HOLDING
                return replace(stopped, holding=is_held, until=done.until, restored=commit)
        standing = Calendar(base.settings, read_zone).at(at)
        nothing = Source(source.commit, {})
        plan = make_plan(at, standing, nothing, lambda _: nothing, lambda *_: None, base.territory)
        if plan.holding is None:
            return stopped
        write_files(self._folder, source.files, self._objects)
        return self.hold(stopped, base, at, plan.holding)

    def hold(self, stopped: Stopped, base: Campaign, at: datetime, item: InForce) -> Stopped:
        """Put the holding page up, and nothing else."""
        self._place.serve(make_holding(self._folder, base, at, item), base.settings, None)
        there, end = list_tree(self._place.site), item.end.timestamp()
        self._place.keep(there, at.timestamp(), end, {"shows": HOLDING}, head="")
        return replace(stopped, holding=True, until=in_utc(end))

    def _is_newer(self, good: str) -> bool:
        """Tell whether a commit is known to be no older than what readers have seen."""
        last = self._place.published
        return bool(good) and (
            not last or 0 <= self._clearing.place(last) <= self._clearing.place(good)
        )

    def _known(self, stopped: Stopped, good: str) -> tuple[Campaign, Source] | None:
        """The newest campaign that is known to have been approved, and its files."""
        newest = [good] if self._is_newer(good) else []
        for commit in (*newest, self._place.published, good, stopped.anchor):
            try:
                source = Source(commit, self._objects.tree(commit, *PARTS)) if commit else None
                base = source and read_desk(self._folder, source, self._objects)[0]
            except SetupError:  # the next one will do
                continue
            if source and base:
                return base, source
        return None

    def _published_before(self, good: str) -> Iterator[str]:
        """Yield the commits that may be published again: never an older one than readers have seen."""
        last = self._place.published
        if self._is_newer(good) and (last or self._place.last):
            yield good
        if last and last != good:
            yield last
