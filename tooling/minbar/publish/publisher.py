"""Publishing a commit: verify, write its files out, build, look at the result, swap it in.

    head ──verify──► cleared files ──calendar──► plan ──► private folder ──build──► next ──► site

Whatever fails or is killed on the way leaves the last good site. One thing is done even when a
commit is refused or cannot be built: when the law wants a holding page, it is put up.
"""

import shutil
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from msgspec import to_builtins
from msgspec.structs import replace

from minbar.approvals.clearance import Clearance
from minbar.build.fingerprint import now
from minbar.build.instant import read_instant
from minbar.build.lock import WORK
from minbar.build.protect import list_site
from minbar.build.swap import Change
from minbar.calendar import Calendar, InForce, Standing
from minbar.content.tree import size_of
from minbar.content.zones import read_zone
from minbar.edition.gate import Gate
from minbar.model.campaign import Campaign
from minbar.model.election import STRENGTH
from minbar.model.finding import Finding
from minbar.model.setup import SetupError
from minbar.model.share import Share
from minbar.publish.folder import PARTS, cleared_folder, write_files
from minbar.publish.objects import Commit, Objects
from minbar.publish.outcome import Cleared, Published, Refusal, Stopped
from minbar.publish.plan import Plan, make_plan
from minbar.publish.proof import tell_approval
from minbar.publish.record import Record, digest_site, forget_record, write_record
from minbar.publish.result import check_result
from minbar.publish.serve import compare, exchange_with, lay_out, prepare
from minbar.publish.source import Reader, Source, read_desk
from minbar.publish.stage import Made, Stage, make_holding

Verify = Callable[[str], Cleared]
"""Gives the verdict on the line from the anchor to a commit."""
TRIES = 3


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
    ) -> None:
        """Prepare to publish.

        Args:
            root: the campaign folder, the top of its repository.
            site: where readers look.
            seen: what there is, as `look_at` gives it: the commit, the anchor, the instant.
            verify: gives verdicts.
            say: is told what a reader of the terminal should know.
            clock: gives seconds since 1970.

        Raises:
            SetupError: to put a site there would destroy something else.
        """
        self._start = time.perf_counter()
        self._site, self._seen = site, seen
        self._verify, self._clock = verify, clock
        prepare(root, site)
        self._objects = Objects(root)
        self._folder = cleared_folder(root)
        self._stage = Stage(self._folder, self._objects, say)
        self._sources: dict[str, Source] = {}
        self._clearances: dict[tuple[str, str], Clearance] = {}

    def publish(self, shares: Iterable[Path] = ()) -> Published | Stopped:
        """Publish, or tell why nothing is published.

        Args:
            shares: folders with all shares of the site, if others have built it.

        Raises:
            SetupError: what all pages depend on is not cleared, or the place cannot be written.
            RefusedError: the shares are not one whole site of what is cleared.
        """
        with self._objects:
            return self._publish(tuple(shares))

    def _publish(self, shares: tuple[Path, ...]) -> Published | Stopped:
        head = self._seen.head
        self._distrust_commits(head)
        cleared = self._verify(head)
        if cleared.refusals:
            return self._stop(self._hold(cleared.good), refusals=cleared.refusals)
        source = self._take(head, cleared)
        base, findings = read_desk(self._folder, source, self._objects)
        if base is None:
            return self._stop(self._hold(self._seen.anchor), findings)
        for _ in range(TRIES):
            done = self._try(base, source, shares)
            if done is not None:
                return done
        raise SetupError(
            "the calendar changed each time while the site was being built, and nothing was replaced: publish again"
        )

    def _distrust_commits(self, head: str) -> None:
        """Empty the private folder where somebody has committed such a folder: a checkout has written into it."""
        for commit in dict.fromkeys((head, self._objects.commit("HEAD"))):
            if self._objects.holds(commit, WORK):
                shutil.rmtree(self._folder, ignore_errors=True)
                self._folder.mkdir()
                return

    # What is published.

    def _take(self, commit: str, cleared: Cleared) -> Source:
        """The files of a commit that are cleared as they are there.

        Raises:
            SetupError: one that all pages depend on is not.
        """
        self._clearances |= {(one.path, one.blob): one for one in cleared.clearances.values()}
        tree = self._objects.tree(commit, *PARTS)
        left = {path for path, blob in tree.items() if cleared.blobs.get(path) != blob}
        needed = sorted(path for path in left if not path.endswith(".md"))
        if needed:
            raise SetupError(
                f"{needed[0]} is not cleared as it is in {commit[:12]}, and all pages depend on it; right: minbar approve {commit[:12]}"
            )
        files = {path: blob for path, blob in tree.items() if path not in left}
        return Source(commit, files, tuple(sorted(left)))

    @cached_property
    def _line(self) -> list[Commit]:
        """The commits of the main line, the anchor first."""
        return self._objects.line(self._seen.anchor, self._seen.head)

    def _before(self, instant: datetime) -> Source | None:
        """What is cleared of the last commit before an instant, if there is one on the line."""
        name = ""
        for commit in self._line:
            if commit.at >= instant.timestamp():
                break
            name = commit.name
        if name and name not in self._sources:
            self._sources[name] = self._take(name, self._verify(name))
        return self._sources.get(name)

    def _instant(self, base: Campaign) -> datetime:
        """The instant that is asked for, or now, to the second."""
        if self._seen.at:
            return read_instant(self._seen.at, base.settings.timezone)
        return datetime.fromtimestamp(int(self._clock()), UTC)

    def build_share(self, share: Share, target: Path) -> Made | Stopped:
        """Build a share of what would be published, for another run to put together.

        Raises:
            SetupError: as `publish` does; or the target is no place for a share.
        """
        with self._objects:
            return self._build_share(share, target)

    def _build_share(self, share: Share, target: Path) -> Made | Stopped:
        head = self._seen.head
        cleared = self._verify(head)
        if cleared.refusals:
            return self._stop(None, refusals=cleared.refusals)
        source = self._take(head, cleared)
        base, findings = read_desk(self._folder, source, self._objects)
        if base is None:
            return self._stop(None, findings)
        at = self._instant(base)
        plan = self._plan(base, source, at, Calendar(base.settings, read_zone).at(at))
        made = self._stage.build(plan, at, target, share)
        return self._stop(None, made) if isinstance(made, list) else made

    def _plan(self, base: Campaign, source: Source, at: datetime, standing: Standing) -> Plan:
        reader = Reader(self._objects, base)
        plan = make_plan(
            at,
            standing,
            source,
            self._before,
            lambda key, one: reader.facts(one.documents[key]),
            base.territory,
        )
        return replace(plan, gate=self._prove(plan, base))

    def _try(
        self, base: Campaign, source: Source, shares: tuple[Path, ...]
    ) -> Published | Stopped | None:
        """Publish for this moment; None if that is over before all is done."""
        at = self._instant(base)
        standing = Calendar(base.settings, read_zone).at(at)
        plan = self._plan(base, source, at, standing)
        stage = self._stage
        made = stage.merge(plan, at, shares) if shares else stage.build(plan, at)
        served = None if isinstance(made, list) else made.folder
        if plan.holding:
            served = make_holding(self._folder, base, at, plan.holding)
        if isinstance(made, list):
            if served:
                self._serve(base, served)
            return self._stop(plan.holding, made)
        assert served is not None
        change = self._serve(base, served, made)
        if change is None:
            return None
        return self._tell(source, at, standing, plan, made, change)

    def _prove(self, plan: Plan, base: Campaign) -> Gate:
        """Give the gate of a plan what can be said of the yes to exactly the bytes that are shown."""
        named = ((path, self._clearances.get((path, blob))) for path, blob in plan.files.items())
        approvals = {path: tell_approval(one, base) for path, one in named if one}
        return replace(plan.gate, approvals=approvals)

    # How it is published.

    def _serve(self, base: Campaign, source: Path, made: Made | None = None) -> Change | None:
        """Put a tree where readers look; None if its time has passed meanwhile."""
        folder, files = lay_out(source, self._folder, self._site)
        register = made.register if made and made.folder == source else None
        check_result(folder, files.keys(), base.settings.language_codes, register)
        change = compare(files, list_site(self._site))
        if made and not self._seen.at and not made.since <= self._clock() < made.until:
            return None
        forget_record(self._folder, self._site)
        if change.written or change.removed:
            exchange_with(folder, self._site)
        return change

    def _hold(self, commit: str) -> InForce | None:
        """Put the holding page up if the calendar of a commit that is good wants it; else touch nothing."""
        source = Source(commit, self._objects.tree(commit, *PARTS))
        base, _ = read_desk(self._folder, source, self._objects)
        if base is None:
            return None
        at = self._instant(base)
        standing = Calendar(base.settings, read_zone).at(at)
        nothing = Source(commit, {})
        plan = make_plan(at, standing, nothing, lambda _: nothing, lambda *_: None, base.territory)
        if plan.holding:
            write_files(self._folder, source.files, self._objects)
            self._serve(base, make_holding(self._folder, base, at, plan.holding))
        return plan.holding

    def _stop(
        self,
        holding: InForce | None,
        findings: Iterable[Finding] = (),
        refusals: tuple[Refusal, ...] = (),
    ) -> Stopped:
        return Stopped(
            self._seen.head,
            self._seen.anchor,
            refusals,
            tuple(findings),
            holding is not None,
            _utc(holding.end.timestamp()) if holding else None,
        )

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
        there = list_site(self._site)
        done = Published(
            head=source.commit,
            anchor=self._seen.anchor,
            shows=_shows(standing, plan),
            at=at.isoformat(),
            until=_utc(made.until),
            in_force=tuple(item.mark for item in standing.windows),
            report=made.report,
            change=change,
            size_bytes=sum(size_of(stamp) for stamp in there.values()),
            left_out=source.left_out,
            notes=(*made.report.notes, *_reminders(standing)),
            seconds=round(time.perf_counter() - self._start, 2),
        )
        record = replace(
            self._seen,
            files=digest_site(self._site, there),
            since=made.since,
            until=made.until,
            told=to_builtins(done),
        )
        write_record(self._folder, self._site, record)
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
