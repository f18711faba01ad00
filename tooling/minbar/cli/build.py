"""minbar build: the preview of the working tree."""

from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, cast

import click
import msgspec

from minbar.build.fingerprint import is_standing
from minbar.build.lock import memory_of, one_at_a_time
from minbar.build.report import Report
from minbar.cli.show import print_findings, print_json, step
from minbar.model.finding import Finding
from minbar.model.hosts import MB

if TYPE_CHECKING:
    from minbar.edition import Audience

FOLDERS = {"public": "site", "team": "site-team"}


@click.command("build")
@click.option(
    "--audience", type=click.Choice(list(FOLDERS)), default="public", help="Who will see it."
)
@click.option("--at", help="The instant to build for, as in 2027-08-26T09:00; now by default.")
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to; site/ by default.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def build_command(
    root: Path, audience: str, at: str | None, site_dir: Path | None, as_json: bool
) -> int:
    """Build site and packs from the files as they are, marked as a preview.

    The team's edition also shows drafts, embargoed texts and monitoring; it goes to site-team/.
    """
    site = (site_dir or root / FOLDERS[audience]).resolve()
    start = perf_counter()
    with one_at_a_time(root, _say):
        told = is_standing(root, site, memory_of(root, site), audience, at or "")
        if told is None:
            made = _build(root, site, cast("Audience", audience), at)
        else:
            seconds = round(perf_counter() - start, 2)
            now = datetime.now(UTC).replace(microsecond=0).isoformat()
            made = msgspec.convert(told | {"seconds": seconds, "at": at or now}, Report)
    if isinstance(made, list):
        return _refused(made, root, as_json=as_json)
    if as_json:
        print_json(_record(made))
    else:
        click.echo(_told(made, site, root))
        print_findings(made.findings, root, "text")
    return 0


def _build(root: Path, site: Path, audience: "Audience", at: str | None) -> Report | list[Finding]:
    """Build what has changed; the engine is read only where something has."""
    from minbar.build.engine import Engine, FaultyError, build_site

    try:
        with step("Building"):
            return build_site(Engine(root, site, audience, at, _say))
    except FaultyError as error:
        from minbar.build.checking import check_folder

        return error.findings or check_folder(root)[1]


def _say(text: str) -> None:
    click.echo(f"minbar: {text}", err=True)


def _refused(findings: list[Finding], root: Path, *, as_json: bool) -> int:
    print_findings(findings, root, "json" if as_json else "text")
    click.echo(
        "Nothing was built, and what was there is untouched. Mend this, then: minbar build",
        err=True,
    )
    return 1


def _record(report: Report) -> dict[str, object]:
    return {
        "edition": {"audience": report.audience, "kind": report.kind, "at": report.at},
        "documents": report.documents,
        "pages": report.pages,
        "packs": report.packs,
        "files_written": report.change.written,
        "files_unchanged": report.change.unchanged,
        "files_removed": report.change.removed,
        "bytes": report.size_bytes,
        "findings": report.findings,
        "notes": report.notes,
        "seconds": report.seconds,
    }


def _told(report: Report, site: Path, root: Path) -> str:
    shown = site.relative_to(root) if site.is_relative_to(root) else site
    pages = ", ".join(f"{count} {code}" for code, count in report.pages.items())
    change = report.change
    lines = [
        f"Built {report.documents} documents: pages {pages}; {report.packs} packs; "
        f"{change.written} files written, {change.unchanged} unchanged, {change.removed} removed; "
        f"{change.written + change.unchanged} files, {report.size_bytes / MB:.1f} MB; {report.seconds} s.",
        f"Site: {shown}/index.html   Packs: {shown}/packs/",
        *(f"Note: {note}" for note in report.notes),
        "Next: look at it with  minbar serve  (or  make serve)",
    ]
    return "\n".join(lines)
