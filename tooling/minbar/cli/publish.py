"""minbar publish: a commit that is cleared, to where readers look."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click
import msgspec

from minbar.build.lock import one_at_a_time
from minbar.cli.build import read_share
from minbar.cli.show import counted, print_findings, print_json, step
from minbar.model.hosts import MB
from minbar.model.share import Share
from minbar.model.visible import visible
from minbar.publish.checkout import free_site, free_work_folder
from minbar.publish.folder import cleared_folder
from minbar.publish.look import find_standing, look_at
from minbar.publish.outcome import Cleared, Published, Stopped
from minbar.publish.record import Record

if TYPE_CHECKING:
    from minbar.build.shard_fault import Fault
    from minbar.publish.stage import Made

SHOWN = {
    "site": "the site",
    "block_new": "the site, with nothing newer than the silence",
    "freeze": "the site as it was before the silence",
    "holding_page": "the holding page of the silence, at every address",
}

NO_ANCHOR = (
    "no --anchor: a commit of the main branch that you have read and trust, from which all that follows is verified; "
    "it is kept outside of the repository (your notes, MINBAR_ANCHOR in the environment or among CI's secrets); "
    "right: minbar publish --anchor COMMIT, the full name as git rev-parse says it"
)
MEND = "Mend this, then: minbar publish"


@click.command("publish")
@click.option(
    "--anchor",
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
@click.option(
    "--shard",
    "share",
    metavar="K/N",
    callback=read_share,
    help="Only build the K-th of N shares of what would be published, into --site-dir.",
)
@click.option(
    "--merge",
    "folders",
    metavar="DIR",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Publish what shares hold that were built so; once for each of them.",
)
@click.option(
    "--github",
    is_flag=True,
    help="Ask GitHub for reviews where the history does not say enough; needs GITHUB_TOKEN.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def publish_command(
    root: Path,
    anchor: str | None,
    revision: str,
    at: str | None,
    site_dir: Path | None,
    share: Share | None,
    folders: tuple[Path, ...],
    github: bool,
    as_json: bool,
) -> int:
    """Publish what is cleared: verify a commit, build it, and swap it in.

    Files are taken from git, not from the folder. What is under embargo, expired or withdrawn is
    left out, and the calendar of elections is kept to the second. If nothing has changed, nothing
    is done. Whatever fails leaves the last good site.
    """
    if not anchor:
        raise click.UsageError(NO_ANCHOR)
    if share and not site_dir:
        raise click.UsageError(
            f"a share is no site: give it a folder of its own; right: --shard {share} --site-dir shard-{share.number}"
        )
    if at and not (site_dir or folders):
        raise click.UsageError(
            f"--at shows what is public at another time, embargoed texts perhaps: say where to; right: --at {at} --site-dir rehearsal"
        )
    place = site_dir or root / "site"
    start = perf_counter()
    free_work_folder(root)
    free_site(root, place)
    site = place.resolve()
    with one_at_a_time(root, _say):
        seen = look_at(root, site, anchor, revision, at)
        if anchor != seen.anchor:
            _say(
                f"the anchor «{visible(anchor)}» is a name, and names can be moved; right: {seen.anchor}"
            )
        done: Made | Published | Stopped | list[Fault] | None = None
        if not share and not folders:
            done = find_standing(root, site, seen, start)
        if done is None:
            done = _publish(root, site, seen, share, folders, github=github)
    if isinstance(done, list):
        from minbar.cli.merge import refuse_shards

        return refuse_shards(done, as_json=as_json, again="minbar publish --merge …")
    if isinstance(done, Stopped):
        return _stopped(done, root, as_json=as_json)
    if isinstance(done, Published):
        _print(done, site, root, as_json=as_json)
    else:
        _print_share(done, site, as_json=as_json)
    return 0


def _publish(
    root: Path,
    site: Path,
    seen: Record,
    share: Share | None,
    folders: tuple[Path, ...],
    *,
    github: bool,
) -> "Made | Published | Stopped | list[Fault]":
    from minbar.approvals.github import reviews_from_environment
    from minbar.build.merge import RefusedError
    from minbar.publish.past import no_arrivals
    from minbar.publish.publisher import Publisher
    from minbar.publish.verdict import read_verdict

    reviews = reviews_from_environment() if github else None
    arrivals = reviews.arrivals if reviews else no_arrivals

    def verify(commit: str) -> Cleared:
        return read_verdict(root, seen.anchor, commit, reviews)

    with step("Publishing"):
        publisher = Publisher(root, site, seen, verify, _say, arrivals=arrivals)
        if share:
            return publisher.build_share(share, site)
        try:
            return publisher.publish([folder.resolve() for folder in folders])
        except RefusedError as error:
            return error.faults


def _print(done: Published, site: Path, root: Path, *, as_json: bool) -> None:
    if as_json:
        print_json(_record(done))
        return
    click.echo("\n".join(_told(done, site, root)))
    print_findings(done.report.findings, root, "text")


def _print_share(done: "Made", site: Path, *, as_json: bool) -> None:
    report = done.report
    if as_json:
        print_json(
            {"verdict": "accept", "kind": report.kind, "at": report.at, "seconds": report.seconds}
        )
    else:
        click.echo(
            f"Built a share of what would be published; {report.change.written} files written.\n"
            f"Next: when all are there  minbar publish --merge {site.name} …"
        )


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
        print_findings(list(done.findings), cleared_folder(root), "text")
        if done.trouble:
            click.echo(visible(done.trouble))
    if done.faults:
        from minbar.cli.merge import tell_faults

        tell_faults(done.faults, as_json=as_json)
    left = "What was there is untouched."
    if done.restored:
        left = f"The time of what was there was over: {done.restored[:12]}, published before, is shown by the calendar."
    if done.holding:
        left = "The silence is kept: the holding page stands at every address."
    again = "Build these shards again, then: minbar publish --merge …" if done.faults else MEND
    click.echo(f"Nothing was published. {left} {again}", err=True)
    return 1


def _record(done: Published) -> dict[str, object]:
    report, change = done.report, done.change
    return {
        "verdict": "accept",
        "edition": {"audience": report.audience, "kind": report.kind, "at": done.at},
        "head": done.head,
        "anchor": done.anchor,
        "shows": done.shows,
        "shown": done.shown,
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
            f"Published {SHOWN[done.shows]}, of {done.head[:12]}: {counted(report.documents, 'document')}, "
            f"{counted(change.written, 'file')} written, {change.unchanged} unchanged, {change.removed} removed; "
            f"{change.written + change.unchanged} files, {done.size_bytes / MB:.1f} MB; {done.seconds} s."
        )
    for path in done.left_out:
        yield f"Left out, since it is not cleared: {visible(path)}"
    for note in done.notes:
        yield f"Note: {note}"
    until = f"before {done.until}" if done.until else "when something is merged"
    yield f"Next: run this again {until}; what comes then  minbar calendar"
