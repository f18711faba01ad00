"""minbar count: how long a text is on every channel."""

import unicodedata
from pathlib import Path
from typing import Any

import click

from minbar.channels import CHANNELS, SURFACES, Measure, measure
from minbar.cli.show import print_json
from minbar.content.front_matter import parse_front_matter


@click.command("count")
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def count_command(root: Path, file: Any, as_json: bool) -> int:
    """Count a text as each channel counts it.

    FILE is - (standard input) by default; of a document, the body is counted.
    """
    if file.isatty():
        click.echo("Paste the text, then press Ctrl-D:", err=True)
    text = unicodedata.normalize("NFC", _words(file.read()).strip("\n"))
    measures = {
        channel.id: measure(channel, text) for channel in (*CHANNELS.values(), *SURFACES.values())
    }
    if as_json:
        print_json({"channels": {name: _record(item) for name, item in measures.items()}})
    else:
        for name, item in measures.items():
            click.echo(_line(name, item))
    return 0


def _words(text: str) -> str:
    """The body of a document; any other text as it is."""
    split, _ = parse_front_matter(text, "-")
    return split.body if split else text


def _record(item: Measure) -> dict[str, Any]:
    record: dict[str, Any] = {
        "length": item.length,
        "limit": item.limit,
        "unit": item.unit,
        "fits": item.fits,
        "left": item.left,
    }
    if item.encoding:
        record |= {"segments": item.segments, "encoding": item.encoding}
    return record


def _line(name: str, item: Measure) -> str:
    mark = click.style("fits   ", fg="green") if item.fits else click.style("too long", fg="red")
    segments = f", {item.segments} segments ({item.encoding})" if item.encoding else ""
    return f"{name:18} {item.length:>6} / {item.limit:<6} {item.unit:12} {mark} {item.left:>7} left{segments}"
