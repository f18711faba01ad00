"""minbar territory: import a country's places, and find a code."""

import unicodedata
from pathlib import Path

import click

from minbar.cli.show import print_json
from minbar.content.campaign import TERRITORY
from minbar.content.files import LIMIT_TABLE_BYTES, read_text
from minbar.content.territory import parse_territory
from minbar.content.territory_sources import SOURCES, write_rows


@click.group("territory")
def territory_command() -> None:
    """Places: import them from an official list, find their codes."""


@territory_command.command("import")
@click.argument("country", type=click.Choice(list(SOURCES)))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def import_command(root: Path, country: str, as_json: bool) -> int:
    """Write content/territory.csv from a published list."""
    source = SOURCES[country]
    rows = source.read()
    path = root / TERRITORY
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write_rows(rows), encoding="utf-8", newline="")
    if as_json:
        print_json({"path": TERRITORY, "places": len(rows), "credit": source.credit})
    else:
        click.echo(
            f"Wrote {len(rows)} places to {TERRITORY}.\nCredit: {source.credit}\nNext: minbar territory find NAME"
        )
    return 0


@territory_command.command("find")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def find_command(root: Path, name: str, as_json: bool) -> int:
    """Find the code of a place by a part of its name, in any language."""
    text, findings = read_text(root, TERRITORY, LIMIT_TABLE_BYTES)
    if text is None:
        raise click.ClickException(findings[0].message)
    tree, _ = parse_territory(text, TERRITORY, ())
    found = [
        place
        for place in tree
        if any(_plain(name) in _plain(known) for known in place.names.values())
    ]
    if as_json:
        print_json(found)
    else:
        for place in found:
            line = " · ".join(
                tree[code].names[next(iter(place.names))] for code in tree.lineage(place.code)[1:]
            )
            click.echo(
                f"{place.code:14} {place.type:28} {' / '.join(place.names.values())}   ({line})"
            )
        click.echo(
            f"{len(found)} places. Next: write the code behind territory: in the header of a document."
        )
    return 0


def _plain(text: str) -> str:
    """Without accents, vowel marks and case."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
