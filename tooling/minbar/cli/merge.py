"""minbar merge: one site of the shards that several machines have built."""

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import click

from minbar.build.lock import one_at_a_time
from minbar.build.merge import Merged, OverfullError, RefusedError, merge_shards
from minbar.build.shard_fault import Fault
from minbar.cli.build import FOLDERS
from minbar.cli.show import print_findings, print_json, step
from minbar.edition import Audience
from minbar.model.hosts import MB
from minbar.model.visible import visible

SHOWN = 20
"""So many faults are shown to people; a machine gets all."""
UNTOUCHED = "Nothing was merged, and what was there is untouched."


@click.command("merge")
@click.argument(
    "folders",
    metavar="DIR...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to; site/ by default, or site-team/ for the team's edition.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def merge_command(
    root: Path, folders: tuple[Path, ...], site_dir: Path | None, as_json: bool
) -> int:
    """Put together what `minbar build --shard` has built, each DIR one share.

    The shares must be of one site, all there, and as they were built; the campaign folder must be
    the one that they were built from. The site is that of one machine's build, byte for byte.
    """
    start = perf_counter()

    def choose(audience: Audience) -> Path:
        return (site_dir or root / FOLDERS[audience]).resolve()

    with one_at_a_time(root, _say):
        try:
            with step("Merging"):
                merged, site = merge_shards(root, [folder.resolve() for folder in folders], choose)
        except RefusedError as error:
            return refuse_shards(error.faults, as_json=as_json)
        except OverfullError as error:
            print_findings(error.findings, root, "json" if as_json else "text")
            click.echo(UNTOUCHED, err=True)
            return 1
    seconds = round(perf_counter() - start, 2)
    if as_json:
        print_json(_record(merged, seconds))
    else:
        click.echo(_told(merged, site, root, seconds))
        print_findings(merged.findings, root, "text")
    return 0


def _say(text: str) -> None:
    click.echo(f"minbar: {text}", err=True)


def refuse_shards(faults: list[Fault], *, as_json: bool, again: str = "minbar merge") -> int:
    """Say what is wrong with shards, and what to do then."""
    if as_json:
        print_json(faults)
    tell_faults(faults, as_json=as_json)
    click.echo(f"{UNTOUCHED} Build these shards again, then: {again}", err=True)
    return 1


def tell_faults(faults: Sequence[Fault], *, as_json: bool) -> None:
    """Say what is wrong with shards, where a machine is not told."""
    for fault in () if as_json else faults[:SHOWN]:
        file = f"{fault.file}: " if fault.file else ""
        click.echo(visible(f"minbar: shard {fault.shard}: {file}{fault.message}"), err=True)
    if len(faults) > SHOWN and not as_json:
        click.echo(f"minbar: and {len(faults) - SHOWN} faults more; all of them: --json", err=True)


def _record(merged: Merged, seconds: float) -> dict[str, object]:
    manifest = merged.manifest
    return {
        "edition": {
            "audience": manifest.identity.audience,
            "kind": manifest.identity.kind,
            "at": manifest.at.isoformat(),
        },
        "shards": manifest.share.of,
        "documents": manifest.documents,
        "pages": merged.pages,
        "packs": merged.packs,
        "files_written": merged.change.written,
        "files_unchanged": merged.change.unchanged,
        "files_removed": merged.change.removed,
        "bytes": merged.size_bytes,
        "findings": merged.findings,
        "notes": manifest.notes,
        "seconds": seconds,
    }


def _told(merged: Merged, site: Path, root: Path, seconds: float) -> str:
    shown = site.relative_to(root) if site.is_relative_to(root) else site
    pages = ", ".join(f"{count} {code}" for code, count in merged.pages.items())
    change = merged.change
    lines = [
        f"Merged {merged.manifest.share.of} shards of {merged.manifest.documents} documents: "
        f"pages {pages}; {merged.packs} packs; {change.written} files written, "
        f"{change.unchanged} unchanged, {change.removed} removed; "
        f"{merged.size_bytes / MB:.1f} MB; {seconds} s.",
        f"Site: {shown}/index.html   Packs: {shown}/packs/",
        *(f"Note: {note}" for note in merged.manifest.notes),
    ]
    return "\n".join(lines)
