"""minbar build: the preview of the working tree."""

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import cast

import click

from minbar.build.checking import check_folder
from minbar.build.engine import Engine, FaultyError, Report, build_site
from minbar.build.lock import one_at_a_time
from minbar.build.pool import Pool, local_pool
from minbar.cli.show import print_findings, print_json, step
from minbar.edition import Audience, Edition
from minbar.model.finding import Finding
from minbar.model.hosts import MB

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
@click.option(
    "--dask", "address", help="A Dask scheduler, as in tcp://10.0.0.5:8786: its workers help."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def build_command(
    root: Path,
    audience: str,
    at: str | None,
    site_dir: Path | None,
    address: str | None,
    as_json: bool,
) -> int:
    """Build site and packs from the files as they are, marked as a preview.

    The team's edition also shows drafts, embargoed texts and monitoring; it goes to site-team/.
    """
    site = (site_dir or root / FOLDERS[audience]).resolve()
    with one_at_a_time(root, _say), closing(_pool(address)) as pool:
        try:
            with step("Building"):
                report = build_site(Engine(root, site, cast("Audience", audience), at, _say, pool))
        except FaultyError as error:
            findings = error.findings or check_folder(root)[1]
            return _refused(findings, root, as_json=as_json)
    if as_json:
        print_json(_record(report.edition, report))
    else:
        click.echo(_told(report, site, root))
        print_findings(report.findings, root, "text")
    return 0


def _pool(address: str | None) -> Pool:
    """This machine's processes, or a cluster."""
    if address is None:
        return local_pool()
    from minbar.build.cluster import Cluster  # what it stands on is an extra

    return Cluster(address)


def _say(text: str) -> None:
    click.echo(f"minbar: {text}", err=True)


def _refused(findings: list[Finding], root: Path, *, as_json: bool) -> int:
    print_findings(findings, root, "json" if as_json else "text")
    click.echo(
        "Nothing was built, and what was there is untouched. Mend this, then: minbar build",
        err=True,
    )
    return 1


def _record(edition: Edition, report: Report) -> dict[str, object]:
    at: datetime = edition.at
    return {
        "edition": {"audience": edition.audience, "kind": edition.kind, "at": at.isoformat()},
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
