"""minbar packs: zips of texts for a channel, a place or a candidate."""

from datetime import datetime
from pathlib import Path

import click
import msgspec

from minbar.build.instant import read_instant
from minbar.build.output import Output, make_output
from minbar.channels import CHANNELS
from minbar.cli.show import print_findings, print_json, step
from minbar.kit import Kit
from minbar.model.spelling import did_you_mean
from minbar.packs import render_packs


@click.command("packs")
@click.option("--channel", help="Only texts for this channel, as in x or whatsapp.")
@click.option("--territory", help="Only the packs of this place (a code from territory.csv).")
@click.option("--candidate", help="Only the packs of this candidate's place (a slug).")
@click.option("--since", help="Only messages published since this instant.")
@click.option("--at", help="The instant to build for; now by default.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Where to; packs/ by default."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def packs_command(
    root: Path,
    channel: str | None,
    territory: str | None,
    candidate: str | None,
    since: str | None,
    at: str | None,
    out: Path | None,
    as_json: bool,
) -> int:
    """Write packs of texts that are ready to post."""
    with step("Reading and checking"):
        output = make_output(root, "public", at)
    if isinstance(output, list):
        print_findings(output, root, "json" if as_json else "text")
        return 1
    if since:
        output = _since(root, output, read_instant(since, output.edition.settings.timezone))
    place = _place(output, territory, candidate)
    kits = _choose(output, channel, place)
    folder = (out or root / "packs").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in render_packs(output.edition, kits, output.words):
        (folder / f"{name}.zip").write_bytes(data)
    if as_json:
        print_json(
            {
                "packs": [{"name": kit.name, "posts": len(kit.posts)} for kit in kits],
                "folder": str(folder),
            }
        )
    else:
        texts = sum(len(snippets) for kit in kits for _, snippets in kit.posts)
        click.echo(
            f"Wrote {len(kits)} packs with {texts} texts to {folder}/. Next: open one and post from it."
        )
    return 0


def _since(root: Path, output: Output, instant: datetime) -> Output:
    documents = tuple(
        item
        for item in output.edition.documents
        if item.kind != "messages"
        or (item.facts.publish is not None and item.facts.publish >= instant)
    )
    return Output(root, msgspec.structs.replace(output.edition, documents=documents))


def _place(output: Output, territory: str | None, candidate: str | None) -> str | None:
    index = output.index
    if candidate:
        found = index.find("candidates", candidate)
        if found is None:
            known = [item.slug for item in index.kind("candidates")]
            raise click.BadParameter(
                f"there is no candidate «{candidate}»; {did_you_mean(candidate, known)}"
            )
        return index.pack_place(index.territory(found))
    if territory and territory not in index.places:
        raise click.BadParameter(
            f"nothing is said about «{territory}»; {did_you_mean(territory, index.places)}"
        )
    return index.pack_place(territory) if territory else None


def _choose(output: Output, channel: str | None, place: str | None) -> list[Kit]:
    if channel and channel not in CHANNELS:
        raise click.BadParameter(
            f"there is no channel «{channel}»; {did_you_mean(channel, list(CHANNELS))}"
        )
    kits = output.kits.all
    if place:
        kits = [kit for kit in kits if kit.territory == place]
        return [_only(kit, channel) for kit in kits] if channel else kits
    return [kit for kit in kits if kit.channel == channel] if channel else kits


def _only(kit: Kit, channel: str) -> Kit:
    chosen = (
        (document, tuple(item for item in snippets if item.channel == channel))
        for document, snippets in kit.posts
    )
    posts = tuple((document, snippets) for document, snippets in chosen if snippets)
    return msgspec.structs.replace(kit, name=f"{kit.name}-{channel}", posts=posts)
