"""Putting what was made where readers look, and remembering it for the next build."""

import time
from collections.abc import Iterable
from functools import cached_property
from itertools import chain

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from minbar.build.answers import Answers
from minbar.build.faults import settled
from minbar.build.fingerprint import forget, leave
from minbar.build.jobs import Linking, do_linking
from minbar.build.making import Maker
from minbar.build.order import Order
from minbar.build.reading import Read
from minbar.build.report import Report
from minbar.build.state import Enrolment, Output, State, Unit, write_state
from minbar.build.swap import Change
from minbar.build.tools import FaultyError, Tools, batched
from minbar.build.twin import Twin
from minbar.content.tree import Stamp, size_of
from minbar.edition import Edition
from minbar.model.finding import Finding, blocks
from minbar.model.hosts import HOSTING, SETTINGS, limits_of, weigh
from minbar.store import Ref

LINKS_A_JOB = 4_000


class Stored(Struct, frozen=True):
    """A unit as it is to be remembered: what it asked, and its files."""

    asked: tuple[str, ...]
    outputs: tuple[Output, ...]


class Site(Struct, frozen=True):
    """A site that was made and is not published yet.

    `units` are all that it has; `sizes` the bytes of its packs by path; `searched` is where the pages of each
    language's search stand. `follows` says that the
    last build left a site, and `intact` that it is as that build left it. `undated` is how many
    texts have no date that a feed could say. `is_share`: it is only a share of a site. `until` is when
    what the campaign has turned up to errors is to be looked at again, in seconds since 1970.
    """

    code: bytes
    base: bytes
    units: dict[str, Stored]
    sizes: dict[str, int]
    house: Enrolment
    searched: dict[str, Ref]
    follows: bool
    intact: bool
    undated: int
    is_share: bool
    until: float

    def notes(self, read: Read) -> list[str]:
        """What readers of the build should know of dates that are not known."""
        notes = [read.note] if read.note else []
        if self.undated:
            notes.append(
                f"{self.undated} texts stand in no feed until they are committed or have a publish date"
            )
        return notes


class Publisher:
    """Publishes one site."""

    def __init__(
        self, order: Order, read: Read, edition: Edition, site: Site, twin: Twin, tools: Tools
    ) -> None:
        """Take a site, and what it was made from."""
        self._order, self._read, self._edition = order, read, edition
        self._site, self._twin, self._tools = site, twin, tools
        self._left: dict[str, Stamp] = {
            output.path: output.stamp for unit in site.units.values() for output in unit.outputs
        }

    def publish(self, maker: Maker, answers: Answers, last: State, started: float) -> Report:
        """Exchange the sites, and leave what the next build needs.

        Args:
            maker: has made the site.
            answers: what its units were told.
            last: what the last build remembered.
            started: when the build began, as `time.perf_counter` tells it.

        Raises:
            FaultyError: the site is more than its host bears.
        """
        now, site = self._left.keys(), self._site
        removed = {
            output.path
            for unit in last.units.values()
            for output in unit.outputs
            if output.path not in now
        }
        self._weigh()
        changed = maker.damaged & now
        if site.follows:
            changed |= {path for done in maker.done.values() for path in done.changed}
        self._twin.remove(removed | (maker.damaged - now))
        questions = self._remember(maker, answers)  # what fails after this is told by the stamps
        counted = None
        if changed or removed or not (site.follows and site.intact):
            counted = self._twin.exchange(len(now), follows=site.follows)
        change = counted or Change(len(changed), len(now) - len(changed), len(removed))
        report = self._report(change, started)
        self._prepare_next(changed, removed, report, questions)
        return report

    def _prepare_next(
        self, changed: set[str], removed: set[str], report: Report, questions: list[str]
    ) -> None:
        """Make the next build quick; what fails here is made up for by it."""
        try:
            if self._site.follows and self._site.intact:
                self._twin.follow(changed, removed, self._left, self._tools.segment)
            else:
                self._lay_twin()
            self._leave(report, questions)
        except OSError as error:
            self._tools.say(f"{error}: the next build will take longer")

    def _lay_twin(self) -> None:
        """Lay out a twin of a site that stands there for the first time."""
        self._twin.forget()
        live, twin = str(self._twin.live), str(self._twin.twin)
        jobs = [Linking(live, twin, list(batch)) for batch in batched(self._left, LINKS_A_JOB)]
        for _ in self._tools.pool(len(jobs), 3).run(do_linking, jobs):
            pass
        self._twin.follow((), (), self._left, self._tools.segment)

    def _weigh(self) -> None:
        """Hold the site against what its host bears; whoever puts shares together weighs them."""
        self._size_bytes = sum(map(size_of, self._left.values()))
        self._near: list[Finding] = []
        base = self._read.base
        limits = limits_of(base.settings.hosting)
        if limits.are_any and not self._site.is_share:
            weights = {path: size_of(stamp) for path, stamp in self._left.items()}
            near = weigh(weights, limits, base.place(SETTINGS, HOSTING))
            self._near = settled(near, self._order.root, base.settings)
        if blocks(self._near):
            raise FaultyError(self._near)

    def _remember(self, maker: Maker, answers: Answers) -> list[str]:
        """Keep all this for the next build; gives the questions that were asked."""
        units, read, tools = self._site.units, self._read, self._tools
        questions = sorted({question for unit in units.values() for question in unit.asked})
        numbers = {question: number for number, question in enumerate(questions)}
        state = State(
            code=self._site.code,
            base=self._site.base,
            named=read.base_digest,
            said=read.said,
            words=read.words,
            segment=tools.segment,
            entries=read.entries,
            rolls=read.rolls,
            posts=maker.posts,
            house=self._site.house,
            questions=questions,
            answers=[answers(question) for question in questions],
            units={
                name: Unit(tuple(numbers[question] for question in unit.asked), unit.outputs)
                for name, unit in units.items()
            },
            digests=answers.digests,
            pack_sizes=self._site.sizes,
            head=read.head,
            note=read.note,
            seen=read.seen,
            searched=self._site.searched,
        )
        forget(tools.store)
        write_state(tools.store, state)
        tools.segments.keep(_segments_of(state))
        return questions

    @cached_property
    def _pages(self) -> dict[str, int]:
        pages = dict.fromkeys(self._read.base.settings.language_codes, 0)
        for path in self._left:
            language = path.partition("/")[0]
            if language in pages and path.endswith(".html"):
                pages[language] += 1
        return pages

    def _report(self, change: Change, started: float) -> Report:
        edition = self._edition
        return Report(
            audience=edition.audience,
            kind=edition.kind,
            at=edition.at.isoformat(),
            documents=len(self._read.register.shown),
            pages=self._pages,
            packs=sum(name.startswith("pack/") for name in self._site.units),
            change=change,
            size_bytes=self._size_bytes,
            findings=self._near,
            notes=self._site.notes(self._read),
            seconds=round(time.perf_counter() - started, 2),
        )

    def _leave(self, report: Report, questions: Iterable[str]) -> None:
        """Let the next build see at once whether anything has changed."""
        if "edition" in questions or self._site.is_share:  # a page that shows when it was made
            return
        files = report.change.written + report.change.unchanged
        told = to_builtins(replace(report, change=Change(0, files, 0)))
        read, register = self._read, self._read.register
        span = register.since, min(register.until, self._site.until)
        at = self._order.at or ""
        leave(self._tools.store, at, span, told, read.inputs, read.stamped, self._left)


def _segments_of(state: State) -> set[int]:
    """The segments that a state refers to."""
    refs = chain(
        (enrolment.ref for enrolment in state.rolls.values()),
        (item.ref for item in state.posts),
        (state.house.ref,) if state.house else (),
        state.searched.values(),
    )
    of_entries = Ref.segments_in(filter(None, [entry.record for entry in state.entries]))
    return of_entries | {ref.segment for ref in refs}
