"""Publishing a commit: verify, write its files out, build, look at the result, swap it in.

    head ──verify──► cleared files ──calendar──► plan ──► private folder ──build──► next ──► site

Whatever fails or is killed on the way leaves the last good site. What stands is no good site any more
when its time is over: then, if the head cannot be published, what was published last is published
again by the calendar. And whatever else goes wrong, the holding page that the law wants is put up.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from msgspec import to_builtins
from msgspec.structs import replace

from minbar.build.fingerprint import now
from minbar.build.instant import read_instant
from minbar.build.merge import RefusedError
from minbar.build.protect import list_site
from minbar.build.swap import Change
from minbar.calendar import Calendar, InForce, Standing
from minbar.content.tree import list_tree, size_of
from minbar.content.zones import read_zone
from minbar.model.campaign import Campaign
from minbar.model.election import STRENGTH
from minbar.model.finding import Finding
from minbar.model.setup import SetupError
from minbar.model.share import Share
from minbar.publish.checkout import list_brought
from minbar.publish.clearing import Clearing, Verify
from minbar.publish.folder import PARTS, cleared_folder, write_files
from minbar.publish.ledger import Ledger, ledger_path
from minbar.publish.objects import Objects
from minbar.publish.outcome import Published, Stopped
from minbar.publish.past import Arrivals, no_arrivals
from minbar.publish.place import Place
from minbar.publish.plan import Plan, make_plan
from minbar.publish.record import Record
from minbar.publish.serve import prepare
from minbar.publish.source import Reader, Source, read_desk
from minbar.publish.stage import Made, Stage, make_holding

TRIES = 3


class Clock:
    """Seconds since 1970, and what they were when somebody looked last."""

    def __init__(self, read: Callable[[], float]) -> None:
        """Take what gives them."""
        self._read, self._last = read, 0.0

    def read(self) -> float:
        """Look."""
        self._last = self._read()
        return self._last

    @property
    def last(self) -> float:
        """What was read last."""
        return self._last or self.read()


class Publisher:
    """Publishes one campaign to one place."""

    def __init__(
        self,
        root: Path,
        site: Path,
        seen: Record,
        verify: Verify,
        say: Callable[[str], None],
        clock: Callable[[], float] = now,
        arrivals: Arrivals = no_arrivals,
    ) -> None:
        """Prepare to publish.

        Args:
            root: the campaign folder, the top of its repository.
            site: where readers look.
            seen: what there is, as `look_at` gives it: the commit, the anchor, the instant.
            verify: gives verdicts.
            say: is told what a reader of the terminal should know.
            clock: gives seconds since 1970.
            arrivals: says when commits came to the main branch, where this place does not know.

        Raises:
            SetupError: to put a site there would destroy something else.
        """
        self._start = time.perf_counter()
        self._seen = seen
        self._clock = Clock(clock)
        prepare(root, site, list_brought(root, site))
        self._objects = Objects(root)
        self._folder = cleared_folder(root)
        self._ledger = Ledger(ledger_path(self._objects.folder.parent, root, site))
        self._place = Place(self._folder, site, seen, self._ledger)
        self._stage = Stage(self._folder, self._objects, say)
        ends = (seen.anchor, seen.head)
        self._clearing = Clearing(
            self._objects, ends, verify, self._ledger, lambda: self._clock.last, arrivals
        )

    def publish(self, shares: Iterable[Path] = ()) -> Published | Stopped:
        """Publish, or tell why the head is not published.

        Args:
            shares: folders with all shares of the site, if others have built it.

        Raises:
            SetupError: what all pages depend on is not cleared, or the place cannot be written.
            RefusedError: the shares are not one whole site of what is cleared.
        """
        with self._objects:
            try:
                return self._publish(tuple(shares))
            except (SetupError, RefusedError) as error:
                faults = tuple(error.faults) if isinstance(error, RefusedError) else ()
                stopped = Stopped(self._seen.head, self._seen.anchor, trouble=str(error))
                stopped = self._mend(replace(stopped, faults=faults))
                if not (stopped.holding or stopped.restored):
                    raise
                return stopped

    def _publish(self, shares: tuple[Path, ...]) -> Published | Stopped:
        head, anchor = self._seen.head, self._seen.anchor
        cleared = self._clearing.verify(head)
        if cleared.refusals:
            return self._mend(Stopped(head, anchor, cleared.refusals), cleared.good)
        done = self._publish_source(self._clearing.take(head, cleared), shares)
        return self._mend(done) if isinstance(done, Stopped) and not done.holding else done

    def _publish_source(self, source: Source, shares: tuple[Path, ...] = ()) -> Published | Stopped:
        base, findings = read_desk(self._folder, source, self._objects)
        if base is None:
            return self._stopped(findings)
        for _ in range(TRIES):
            done = self._try(base, source, shares)
            if done is not None:
                return done
        raise SetupError(
            "the calendar changed each time while the site was being built, and nothing was replaced: publish again"
        )

    # What is published.

    def _instant(self, base: Campaign, seconds: float | None = None) -> datetime:
        """The instant that is asked for, or now (or then), to the second."""
        if self._seen.at:
            return read_instant(self._seen.at, base.settings.timezone)
        return datetime.fromtimestamp(int(self._clock.read() if seconds is None else seconds), UTC)

    def build_share(self, share: Share, target: Path) -> Made | Stopped:
        """Build a share of what would be published, for another run to put together.

        Raises:
            SetupError: as `publish` does; or the target is no place for a share.
        """
        with self._objects:
            return self._build_share(share, target)

    def _build_share(self, share: Share, target: Path) -> Made | Stopped:
        head = self._seen.head
        cleared = self._clearing.verify(head)
        if cleared.refusals:
            return Stopped(head, self._seen.anchor, cleared.refusals)
        source = self._clearing.take(head, cleared)
        base, findings = read_desk(self._folder, source, self._objects)
        if base is None:
            return self._stopped(findings)
        at = self._instant(base)
        plan = self._plan(base, source, at, Calendar(base.settings, read_zone).at(at))
        made = self._stage.build(plan, at, target, share)
        return self._stopped(made) if isinstance(made, list) else made

    def _plan(self, base: Campaign, source: Source, at: datetime, standing: Standing) -> Plan:
        reader = Reader(self._objects, base)
        plan = make_plan(
            at,
            standing,
            source,
            lambda instant: self._clearing.before(instant, base.team.repository),
            lambda key, one: reader.facts(one.documents[key]),
            base.territory,
        )
        return replace(plan, gate=self._clearing.prove(plan, base))

    def _try(
        self, base: Campaign, source: Source, shares: tuple[Path, ...]
    ) -> Published | Stopped | None:
        """Publish for this moment; None if that is over before all is done."""
        at = self._instant(base)
        standing = Calendar(base.settings, read_zone).at(at)
        plan = self._plan(base, source, at, standing)
        stage = self._stage
        made = stage.merge(plan, at, shares) if shares else stage.build(plan, at)
        if isinstance(made, list):
            stopped = self._stopped(made)
            return self._hold(stopped, base, at, plan.holding) if plan.holding else stopped
        served, register = made.folder, made.register
        if plan.holding:
            served, register = make_holding(self._folder, base, at, plan.holding), None
        change = self._place.serve(served, base.settings, register, lambda: self._is_over(made))
        if change is None:
            return None
        return self._tell(source, at, standing, plan, made, change)

    def _is_over(self, made: Made) -> bool:
        return not self._seen.at and not made.since <= self._clock.read() < made.until

    # What is done when the head cannot be published.

    def _stopped(self, findings: Iterable[Finding]) -> Stopped:
        return Stopped(self._seen.head, self._seen.anchor, findings=tuple(findings))

    def _mend(self, stopped: Stopped, good: str = "") -> Stopped:
        """See that what stands is what the calendar wants, although the head is not published.

        Args:
            stopped: why it is not.
            good: the last commit of the line at which all was approved, if that is known.
        """
        last = self._place.last
        base = self._known_base(good)
        if base is None:
            return stopped
        at = self._instant(base, self._clock.last)
        if last and last.since <= at.timestamp() < last.until:
            is_held = last.told.get("shows") == "holding_page"
            return replace(stopped, holding=is_held, until=_utc(last.until) if is_held else None)
        for commit in self._published_before(good):
            done = self._again(commit)
            if done:
                is_held = done.shows == "holding_page"
                return replace(stopped, holding=is_held, until=done.until, restored=commit)
        standing = Calendar(base.settings, read_zone).at(at)
        nothing = Source(self._seen.anchor, {})
        plan = make_plan(at, standing, nothing, lambda _: nothing, lambda *_: None, base.territory)
        return self._hold(stopped, base, at, plan.holding) if plan.holding else stopped

    def _calendars(self, good: str) -> Iterator[str]:
        """Yield the commits whose calendar may be trusted, the newest first."""
        last = self._ledger.last
        if good and self._clearing.place(good) >= self._clearing.place(last):
            yield good
        yield from (each for each in (last, good, self._seen.anchor) if each)

    def _known_base(self, good: str) -> Campaign | None:
        """The campaign as it was when all was approved, its files written out for a holding page."""
        for commit in self._calendars(good):
            try:
                source = Source(commit, self._objects.tree(commit, *PARTS))
                base, _ = read_desk(self._folder, source, self._objects)
                if base is not None:
                    write_files(self._folder, source.files, self._objects)
                    return base
            except SetupError:  # the next one will do
                continue
        return None

    def _published_before(self, good: str) -> Iterator[str]:
        """Yield the commits that may be published again: never an older one than readers have seen."""
        last, there = self._ledger.last, self._place.last
        if good and (last or there) and self._clearing.place(good) >= self._clearing.place(last):
            yield good
        if last and last != good:
            yield last

    def _again(self, commit: str) -> Published | None:
        """Publish a commit that was cleared before; None if it is not any more, or cannot be built."""
        try:
            cleared = self._clearing.verify(commit)
            if cleared.refusals:
                return None
            done = self._publish_source(self._clearing.take(commit, cleared))
        except SetupError:
            return None
        return done if isinstance(done, Published) else None

    def _hold(self, stopped: Stopped, base: Campaign, at: datetime, item: InForce) -> Stopped:
        """Put the holding page up, and nothing else."""
        self._place.serve(make_holding(self._folder, base, at, item), base.settings, None)
        there, end = list_tree(self._place.site), item.end.timestamp()
        self._place.keep(there, at.timestamp(), end, {"shows": "holding_page"}, head="")
        return replace(stopped, holding=True, until=_utc(end))

    def _tell(
        self,
        source: Source,
        at: datetime,
        standing: Standing,
        plan: Plan,
        made: Made,
        change: Change,
    ) -> Published:
        """Say what was done, and keep it for the next run."""
        site = self._place.site
        shown = "" if plan.holding else plan.dated_by
        unkept = self._place.note_published(shown, self._clock.last) if shown else ()
        done = Published(
            head=source.commit,
            anchor=self._seen.anchor,
            shows=_shows(standing, plan),
            at=at.isoformat(),
            until=_utc(made.until),
            in_force=tuple(item.mark for item in standing.windows),
            report=made.report,
            change=change,
            size_bytes=sum(size_of(stamp) for stamp in list_site(site).values()),
            left_out=source.left_out,
            notes=(*made.report.notes, *_reminders(standing), *unkept),
            seconds=round(time.perf_counter() - self._start, 2),
            shown=shown,
        )
        span = made.since, made.until
        self._place.keep(list_tree(site), *span, to_builtins(done), head=source.commit)
        return done


def _shows(standing: Standing, plan: Plan) -> str:
    if plan.holding:
        return "holding_page"
    modes = [item.window.mode for item in standing.windows if STRENGTH[item.window.mode]]
    return modes[0] if modes else "site"


def _utc(seconds: float) -> str | None:
    if seconds == float("inf"):
        return None
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _reminders(standing: Standing) -> list[str]:
    """What the calendar wants of people, since the site cannot do it."""
    return [
        f"{item.window.type} of {item.election} is in force until {item.end.isoformat()}: nothing on the site changes by itself"
        for item in standing.windows
        if item.window.mode == "warn" and item.window.type != "campaign"
    ]
