"""minbar count: how long a text is on every channel."""

import unicodedata
from pathlib import Path
from typing import Any

import click

from minbar.channels import CHANNELS, SURFACES, Channel, Measure, measure
from minbar.cli.show import print_json
from minbar.content.front_matter import parse_front_matter

FOOTNOTE = "* no first-hand page confirms this limit: leave a margin"


@click.command("count")
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def count_command(root: Path, file: Any, as_json: bool) -> int:
    """Count a text as each channel counts it.

    FILE is - (standard input) by default; of a document, the body is counted.
    """
    if file.isatty():
        click.echo("Paste the text, then press Ctrl-D:", err=True)
    text = unicodedata.normalize("NFC", _words(_decode(file.read())).strip("\n"))
    channels = {channel.id: channel for channel in (*CHANNELS.values(), *SURFACES.values())}
    measures = {name: measure(channel, text) for name, channel in channels.items()}
    if as_json:
        records = {name: _record(channels[name], item) for name, item in measures.items()}
        print_json({"channels": records})
        return 0
    for name, item in measures.items():
        click.echo(_line(channels[name], item))
    if any(channel.unconfirmed for channel in channels.values()):
        click.echo(FOOTNOTE)
    return 0


def _decode(data: bytes) -> str:
    """Text with LF line ends, without a byte order mark.

    Raises:
        click.BadParameter: it is not UTF-8.
    """
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        place = f"line {line}, byte {column}"
        message = f"{place}: 0x{data[error.start]:02x} is not UTF-8; save the text as UTF-8"
        raise click.BadParameter(message) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _words(text: str) -> str:
    """The body of a document; any other text as it is."""
    split, _ = parse_front_matter(text, "-")
    return split.body if split else text


def _record(channel: Channel, item: Measure) -> dict[str, Any]:
    record: dict[str, Any] = {
        "length": item.length,
        "limit": item.limit,
        "unit": item.unit,
        "fits": item.fits,
        "left": item.left,
        "unconfirmed": channel.unconfirmed,
        "also": [
            {"name": also.name, "length": also.length, "limit": also.limit, "fits": also.fits}
            for also in item.also
        ],
    }
    if item.encoding:
        record |= {"segments": item.segments, "encoding": item.encoding}
    return record


def _line(channel: Channel, item: Measure) -> str:
    limit = f"{item.limit}{'*' if channel.unconfirmed else ''}"
    said = f"{channel.id:18} {item.length:>6} / {limit:<7} {item.unit:12}"
    segments = f", {item.segments} segments ({item.encoding})" if item.encoding else ""
    also = "".join(f", {count.name} {count.length} / {count.limit}" for count in item.also)
    return f"{said} {_verdict(item)} {item.left:>7} left{segments}{also}"


def _verdict(item: Measure) -> str:
    """Say whether the channel takes the text; a text that is short enough may still be refused."""
    if item.fits:
        return click.style("fits    ", fg="green")
    too_long = item.left < 0
    return click.style("too long" if too_long else "refused ", fg="red")
