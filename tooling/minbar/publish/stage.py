"""What is to be served, made where nobody looks yet: the site of a plan, or the holding page."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from minbar.build.checking import check_folder
from minbar.build.engine import Engine, FaultyError, build_site
from minbar.build.links import link_file
from minbar.build.protect import list_site
from minbar.build.report import Report
from minbar.calendar import InForce
from minbar.content.zones import read_zone
from minbar.edition import take
from minbar.edition.gate import Gate
from minbar.edition.register import Register
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding
from minbar.publish.folder import date_from, write_files
from minbar.publish.holding import KEPT, render_holding
from minbar.publish.objects import Objects
from minbar.publish.plan import Plan
from minbar.strings import read_strings
from minbar.templates import read_sources, template_roots
from minbar.templates.environment import page_environment

BUILT, HOLDING = "site", "holding"


class Made(Struct, frozen=True):
    """A site that was built: what it shows and what not, and from when until when it does."""

    folder: Path
    report: Report
    register: Register
    since: float
    until: float


def make_site(
    folder: Path, plan: Plan, at: datetime, objects: Objects, say: Callable[[str], None]
) -> Made | list[Finding]:
    """Build the site of a plan, or say what is wrong with the campaign.

    Args:
        folder: the private one.
        plan: what the site is made from.
        at: the instant that is published for; a frozen site shows an earlier one.
        objects: the repository.
        say: is told what a reader of the terminal should know.
    """
    write_files(folder, plan.files, objects)
    date_from(folder, plan.dated_by, objects)
    built = folder / BUILT
    engine = Engine(folder, built, "public", plan.at.isoformat(), say, gate=plan.gate)
    try:
        report = build_site(engine)
    except FaultyError as error:
        return error.findings or check_folder(folder)[1]
    register = engine.register
    span = (register.since, register.until) if plan.at == at else (plan.gate.since, plan.gate.until)
    return Made(built, report, register, *span)


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
