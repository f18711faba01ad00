"""Publishing a commit: verify, write its files out, build, look at the result, swap it in.

    head ──verify──► cleared files ──calendar──► plan ──► private folder ──build──► next ──► site

Whatever fails or is killed on the way leaves the last good site. What stands is no good site any more
when its time is over: then, if the head cannot be published, what was published last is published
again by the calendar. And whatever else goes wrong, the holding page that the law wants is put up.
"""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from msgspec import to_builtins
from msgspec.structs import replace

from minbar.build.fingerprint import now
from minbar.build.instant import read_instant
from minbar.build.merge import RefusedError
from minbar.build.protect import list_site
from minbar.build.swap import Change
from minbar.calendar import Calendar, Standing
from minbar.content.tree import list_tree, size_of
from minbar.content.zones import read_zone
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding
from minbar.model.setup import SetupError
from minbar.model.share import Share
from minbar.publish.checkout import list_brought
from minbar.publish.clearing import Clearing, Verify
from minbar.publish.clock import Clock
from minbar.publish.folder import cleared_folder
from minbar.publish.ledger import Ledger, ledger_path
from minbar.publish.mending import Mending
from minbar.publish.objects import Objects
from minbar.publish.outcome import Published, Stopped
from minbar.publish.past import Arrivals, no_arrivals
from minbar.publish.place import Place
from minbar.publish.plan import Plan, make_plan
from minbar.publish.record import Record
from minbar.publish.serve import prepare
from minbar.publish.source import Reader, Source, read_desk
from minbar.publish.stage import Made, Stage, make_holding
from minbar.publish.telling import in_utc, mode_shown, reminders

TRIES = 3
OURS = "a fault of Minbar's own: please send us this, and what minbar publish says at another hour"


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
        ledger = Ledger(ledger_path(self._objects.folder.parent, root, site))
        self._place = Place(self._folder, site, seen, ledger)
        self._stage = Stage(self._folder, self._objects, say)
        ends = (seen.anchor, seen.head)
        self._clearing = Clearing(
            self._objects, ends, verify, ledger, lambda: self._clock.last, arrivals
        )
        self._mending = Mending(
            self._objects,
            self._folder,
            self._place,
            self._clearing,
            lambda base: self._instant(base, self._clock.last),
            self._again,
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
            except Exception as error:  # a fault of ours breaks no law either
                faults = tuple(error.faults) if isinstance(error, RefusedError) else ()
                is_ours = not isinstance(error, (SetupError, RefusedError, OSError))
                said = f"{OURS} ({type(error).__name__}: {error})" if is_ours else str(error)
                stopped = Stopped(self._seen.head, self._seen.anchor, trouble=said)
                stopped = self._mending.mend(replace(stopped, faults=faults))
                if not (stopped.holding or stopped.restored):
                    raise
                return stopped

    def _publish(self, shares: tuple[Path, ...]) -> Published | Stopped:
        head, anchor = self._seen.head, self._seen.anchor
        self._clearing.refuse_older(head)
        cleared = self._clearing.verify(head)
        if cleared.refusals:
            return self._mending.mend(Stopped(head, anchor, cleared.refusals), cleared.good)
        done = self._publish_source(self._clearing.take(head, cleared), shares)
        return self._mending.mend(done) if isinstance(done, Stopped) and not done.holding else done

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
        plan, _ = self._plan(base, source, at)
        made = self._stage.build(plan, at, target, share)
        return self._stopped(made) if isinstance(made, list) else made

    def _plan(self, base: Campaign, source: Source, at: datetime) -> tuple[Plan, Standing]:
        reader = Reader(self._objects, base)
        calendar = Calendar(base.settings, read_zone)
        standing = calendar.at(at)
        plan = make_plan(
            at,
            standing,
            source,
            lambda instant: self._clearing.before(instant, base.team.repository),
            lambda key, one: reader.facts(one.documents[key]),
            base.territory,
            calendar.handed_over(standing),
        )
        return replace(plan, gate=self._clearing.prove(plan, base)), standing

    def _try(
        self, base: Campaign, source: Source, shares: tuple[Path, ...]
    ) -> Published | Stopped | None:
        """Publish for this moment; None if that is over before all is done."""
        at = self._instant(base)
        plan, standing = self._plan(base, source, at)
        stage = self._stage
        made = stage.merge(plan, at, shares) if shares else stage.build(plan, at)
        if isinstance(made, list):
            stopped = self._stopped(made)
            return self._mending.hold(stopped, base, at, plan.holding) if plan.holding else stopped
        served, register = made.folder, made.register
        if plan.holding:
            served, register = make_holding(self._folder, base, at, plan.holding), None
        change = self._place.serve(served, base.settings, register, lambda: self._is_over(made))
        if change is None:
            return None
        return self._tell(source, at, standing, plan, made, change)

    def _is_over(self, made: Made) -> bool:
        return not self._seen.at and not made.since <= self._clock.read() < made.until

    # What is said.

    def _stopped(self, findings: Iterable[Finding]) -> Stopped:
        return Stopped(self._seen.head, self._seen.anchor, findings=tuple(findings))

    def _again(self, commit: str) -> Published | None:
        """Publish a commit that was cleared before; None if it is not any more, or cannot be built."""
        try:
            cleared = self._clearing.verify(commit)
            if cleared.refusals:
                return None
            done = self._publish_source(self._clearing.take(commit, cleared))
        except Exception:  # whatever it is, the holding page can still be put up
            return None
        return done if isinstance(done, Published) else None

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
            shows=mode_shown(standing, plan),
            at=at.isoformat(),
            until=in_utc(made.until),
            in_force=tuple(item.mark for item in standing.windows),
            report=made.report,
            change=change,
            size_bytes=sum(size_of(stamp) for stamp in list_site(site).values()),
            left_out=source.left_out,
            notes=(*made.report.notes, *reminders(standing), *unkept),
            seconds=round(time.perf_counter() - self._start, 2),
            shown=shown,
        )
        span = made.since, made.until
        self._place.keep(list_tree(site), *span, to_builtins(done), head=source.commit)
        return done
