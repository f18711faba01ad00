"""minbar build: the preview of the working tree."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from minbar.build.lock import one_at_a_time
from minbar.build.report import Report
from minbar.build.site import build_or_stand
from minbar.cli.show import print_findings, print_json, step
from minbar.model.finding import Finding
from minbar.model.hosts import MB
from minbar.model.share import Share

if TYPE_CHECKING:
    from minbar.edition import Audience

MOST_SHARES = 256
"""So many jobs a matrix of GitHub's can have."""
FOLDERS = {"public": "site", "team": "site-team"}


def read_share(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> Share | None:
    """Read K/N, the K-th of N shares."""
    if value is None:
        return None
    number, _, of = value.partition("/")
    if number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of) <= MOST_SHARES:
        return Share(int(number), int(of))
    raise click.BadParameter(f"{value!r} is no share of a site; right: 2/5, the second of five")


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
@click.option(
    "--shard",
    "share",
    metavar="K/N",
    callback=read_share,
    help="Build the K-th of N shares into --site-dir; `minbar merge` puts them together.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def build_command(
    root: Path,
    audience: str,
    at: str | None,
    site_dir: Path | None,
    address: str | None,
    share: Share | None,
    as_json: bool,
) -> int:
    """Build site and packs from the files as they are, marked as a preview.

    The team's edition also shows drafts, embargoed texts and monitoring; it goes to site-team/.
    """
    if share and not site_dir:
        raise click.UsageError(
            f"a share is no site: give it a folder of its own; right: --shard {share} --site-dir shard-{share.number}"
        )
    site = (site_dir or root / FOLDERS[audience]).resolve()
    with one_at_a_time(root, _say), step("Building"):
        made = build_or_stand(root, site, cast("Audience", audience), at, _say, address, share)
    if isinstance(made, list):
        return _refused(made, root, as_json=as_json)
    if as_json:
        print_json(_record(made))
    else:
        click.echo(_told_share(made, site, share) if share else _told(made, site, root))
        print_findings(made.findings, root, "text")
    return 0


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


def _told_share(report: Report, site: Path, share: Share) -> str:
    change = report.change
    lines = [
        f"Built share {share} of {report.documents} documents: "
        f"{sum(report.pages.values())} pages, {report.packs} packs; "
        f"{change.written} files written, {change.unchanged} unchanged, {change.removed} removed; {report.seconds} s.",
        *(f"Note: {note}" for note in report.notes),
        f"Next: when all are there  minbar merge {site.name} …",
    ]
    return "\n".join(lines)


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
