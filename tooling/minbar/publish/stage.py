"""What is to be served, made where nobody looks yet: the site of a plan, or the holding page."""

import shutil
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from time import perf_counter

from msgspec import Struct
from msgspec.structs import replace

from minbar.build.engine import Engine, build_site
from minbar.build.faults import faults_behind
from minbar.build.links import link_file
from minbar.build.merge import Merged, OverfullError, merge_shards
from minbar.build.protect import list_site
from minbar.build.report import Report
from minbar.calendar import InForce
from minbar.content.zones import read_zone
from minbar.edition import take
from minbar.edition.gate import Gate
from minbar.edition.register import Register
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding
from minbar.model.share import Share
from minbar.publish.folder import date_from, write_files
from minbar.publish.holding import KEPT, render_holding
from minbar.publish.objects import Objects
from minbar.publish.plan import Plan
from minbar.strings import read_strings
from minbar.templates import read_sources, template_roots
from minbar.templates.environment import page_environment

BUILT, HOLDING = "site", "holding"


class Made(Struct, frozen=True):
    """A site that was built: what it shows and what not, and from when until when it does.

    `register` is not known of a site that others have built.
    """

    folder: Path
    report: Report
    register: Register | None
    since: float
    until: float


class Stage(Struct, frozen=True):
    """Where sites are made, and from what."""

    folder: Path
    objects: Objects
    say: Callable[[str], None]

    @property
    def built(self) -> Path:
        """The site that was made last, whether it is shown or not."""
        return self.folder / BUILT

    def build(
        self, plan: Plan, at: datetime, target: Path | None = None, share: Share | None = None
    ) -> Made | list[Finding]:
        """Build the site of a plan, or say what is wrong with the campaign.

        Args:
            plan: what the site is made from.
            at: the instant that is published for; a frozen site shows an earlier one.
            target: where to; where sites are made, by default.
            share: what to make of the site; all of it by default.
        """
        self._lay_out(plan)
        built, moment = target or self.built, plan.at.isoformat()
        engine = Engine(self.folder, built, "public", moment, self.say, share=share, gate=plan.gate)
        try:
            report = build_site(engine)
        except Exception as error:
            faults = faults_behind(self.folder, error)
            if not faults:
                raise
            return faults
        register = engine.register
        span = register.since, register.until
        if plan.at != at:
            span = plan.gate.since, plan.gate.until
        return Made(built, report, register, *span)

    def merge(self, plan: Plan, at: datetime, shares: Iterable[Path]) -> Made | list[Finding]:
        """Put the site of a plan together from shares that were built of it.

        Raises:
            RefusedError: they are not one whole site of this plan.
        """
        start = perf_counter()
        self._lay_out(plan)
        try:
            merged, _ = merge_shards(self.folder, shares, lambda _: self.built, "cleared")
        except OverfullError as error:
            return error.findings
        window = merged.manifest.identity.window
        span = _seconds(window.since, float("-inf")), _seconds(window.until, float("inf"))
        if plan.at != at:
            span = plan.gate.since, plan.gate.until
        seconds = round(perf_counter() - start, 2)
        return Made(self.built, _report(merged, seconds), None, *span)

    def _lay_out(self, plan: Plan) -> None:
        write_files(self.folder, plan.files, self.objects)
        date_from(self.folder, plan.dated_by, self.objects)


def _seconds(instant: str, default: float) -> float:
    return datetime.fromisoformat(instant).timestamp() if instant else default


def _report(merged: Merged, seconds: float) -> Report:
    manifest = merged.manifest
    return Report(
        audience=manifest.identity.audience,
        kind=manifest.identity.kind,
        at=manifest.at.isoformat(),
        documents=manifest.documents,
        pages=merged.pages,
        packs=merged.packs,
        change=merged.change,
        size_bytes=merged.size_bytes,
        findings=merged.findings,
        notes=manifest.notes,
        seconds=seconds,
    )


def make_holding(folder: Path, base: Campaign, at: datetime, item: InForce) -> Path:
    """Lay out the holding page at every address of the site that was built last.

    Args:
        folder: the private one.
        base: the campaign without its documents.
        at: the instant.
        item: the window that wants it.
    """
    built, target = folder / BUILT, folder / HOLDING
    roots = template_roots(folder)
    zone = read_zone(base.settings.timezone)
    words = {
        language.code: read_strings(roots, language.code, language.locale, zone)
        for language in base.settings.languages
    }
    edition = take(replace(base, documents=()), at, "public", Gate("cleared"))
    paths = list_site(built)
    shutil.rmtree(target, ignore_errors=True)
    environment = page_environment(read_sources(roots))
    for path, data in render_holding(edition, words, environment, paths, item.end):
        _make_room(target / path).write_bytes(data)
    for path in (path for path in paths if path.startswith(KEPT)):
        link_file(str(built / path), str(_make_room(target / path)))
    return target


def _make_room(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file
