"""minbar publish: a commit that is cleared, to where readers look."""

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from minbar.build.lock import one_at_a_time
from minbar.cli.show import print_findings, print_json, step
from minbar.model.hosts import MB
from minbar.model.visible import visible
from minbar.publish.folder import cleared_folder
from minbar.publish.look import find_standing, look_at
from minbar.publish.outcome import Published, Stopped

SHOWN = {
    "site": "the site",
    "block_new": "the site, with nothing newer than the silence",
    "freeze": "the site as it was before the silence",
    "holding_page": "the holding page of the silence, at every address",
}


@click.command("publish")
@click.option(
    "--anchor",
    required=True,
    envvar="MINBAR_ANCHOR",
    help="The commit that everything after is verified from; kept outside the repository, here or in MINBAR_ANCHOR.",
)
@click.option("--ref", "revision", default="HEAD", help="The commit to publish; HEAD by default.")
@click.option("--at", help="The instant to publish for, as in 2027-08-26T09:00; now by default.")
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to; site/ by default.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def publish_command(
    root: Path, anchor: str, revision: str, at: str | None, site_dir: Path | None, as_json: bool
) -> int:
    """Publish what is cleared: verify a commit, build it, and swap it in.

    Files are taken from git, not from the folder. What is under embargo, expired or withdrawn is
    left out, and the calendar of elections is kept to the second. If nothing has changed, nothing
    is done. Whatever fails leaves the last good site.
    """
    site = (site_dir or root / "site").resolve()
    with one_at_a_time(root, _say):
        seen = look_at(root, site, anchor, revision, at)
        done: Published | Stopped | None = find_standing(root, site, seen)
        if done is None:
            from minbar.publish.publisher import Publisher
            from minbar.publish.verdict import read_verdict

            with step("Publishing"):
                publisher = Publisher(
                    root,
                    site,
                    seen,
                    lambda commit: read_verdict(root, seen.anchor, commit),
                    _say,
                )
                done = publisher.publish()
    if isinstance(done, Stopped):
        return _stopped(done, root, as_json=as_json)
    if as_json:
        print_json(_record(done))
    else:
        click.echo("\n".join(_told(done, site, root)))
        print_findings(done.report.findings, root, "text")
    return 0


def _say(text: str) -> None:
    click.echo(f"minbar: {text}", err=True)


def _stopped(done: Stopped, root: Path, *, as_json: bool) -> int:
    if as_json:
        print_json(
            {"verdict": "refuse" if done.refusals else "accept", **msgspec.to_builtins(done)}
        )
    else:
        for item in done.refusals:
            click.echo(f"{item.commit[:12]}: {visible(item.reason)}")
            for path in item.paths:
                click.echo(f"  {visible(path)}")
            if item.heal:
                click.echo(f"  heal it: {item.heal}")
        print_findings(list(done.findings), cleared_folder(root), "text")
    left = (
        "The silence is kept: the holding page stands at every address."
        if done.holding
        else "What was there is untouched."
    )
    click.echo(f"Nothing was published. {left} Mend this, then: minbar publish", err=True)
    return 1


def _record(done: Published) -> dict[str, object]:
    report, change = done.report, done.change
    return {
        "verdict": "accept",
        "edition": {"audience": report.audience, "kind": report.kind, "at": done.at},
        "head": done.head,
        "anchor": done.anchor,
        "shows": done.shows,
        "in_force": done.in_force,
        "until": done.until,
        "unchanged": done.unchanged,
        "documents": report.documents,
        "pages": report.pages,
        "packs": report.packs,
        "files_written": change.written,
        "files_unchanged": change.unchanged,
        "files_removed": change.removed,
        "bytes": done.size_bytes,
        "left_out": done.left_out,
        "findings": report.findings,
        "notes": done.notes,
        "seconds": done.seconds,
    }


def _told(done: Published, site: Path, root: Path) -> Iterator[str]:
    report, change = done.report, done.change
    shown = site.relative_to(root) if site.is_relative_to(root) else site
    if done.unchanged:
        yield f"Nothing has changed: {shown}/ shows {SHOWN[done.shows]}, of {done.head[:12]}; {done.seconds} s."
    else:
        yield (
            f"Published {SHOWN[done.shows]}, of {done.head[:12]}: {report.documents} documents, "
            f"{change.written} files written, {change.unchanged} unchanged, {change.removed} removed; "
            f"{change.written + change.unchanged} files, {done.size_bytes / MB:.1f} MB; {done.seconds} s."
        )
    for path in done.left_out:
        yield f"Left out, since it is not cleared: {visible(path)}"
    for note in done.notes:
        yield f"Note: {note}"
    until = f"before {done.until}" if done.until else "when something is merged"
    yield f"Next: run this again {until}; what comes then  minbar calendar"
