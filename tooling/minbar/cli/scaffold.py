"""minbar scaffold: a synthetic national campaign for load tests."""

import shutil
from pathlib import Path

import click
import yaml

from minbar.cli.show import print_json, step
from minbar.content.campaign import TERRITORY
from minbar.content.territory import parse_territory
from minbar.content.territory_sources import SOURCES, write_rows
from minbar.scaffold import scaffold_files
from minbar.scaffold.national import LANGUAGES
from minbar.templates import default_root

FILES = ("campaign.yml", "message-house.yml", "charter.yml", "team.yml")


@click.command("scaffold")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--candidates",
    type=click.IntRange(1, 200_000),
    default=1000,
    show_default=True,
    help="How many.",
)
@click.option(
    "--seed", type=int, default=2027, show_default=True, help="The same seed gives the same bytes."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def scaffold_command(folder: Path, candidates: int, seed: int, as_json: bool) -> int:
    """Write a synthetic national campaign into FOLDER: real communes, people who say that they are made up."""
    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty: name a folder that is not there yet")
    source = default_root() / "scaffold"
    content = folder / "content"
    (content / "media").mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(source / name, content / name)
    shutil.copyfile(
        default_root() / "assets" / "minbar" / "img" / "favicon-512.png",
        content / "media" / "emblem.png",
    )
    table = write_rows(SOURCES["morocco"].read())
    (folder / TERRITORY).write_text(table, encoding="utf-8", newline="")
    words = yaml.load((source / "words.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    house = yaml.load((source / "message-house.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    tree, _ = parse_territory(table, TERRITORY, LANGUAGES)
    written = 0
    with step("Writing documents"):
        for path, text in scaffold_files(
            words, tree, list(house["themes"]), list(house["pillars"]), candidates, seed
        ):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="\n")
            written += 1
    if as_json:
        print_json(
            {"folder": str(folder), "documents": written // len(LANGUAGES), "files": written}
        )
    else:
        click.echo(f"Wrote {written} files to {folder}/content/. Next: minbar -C {folder} build")
    return 0
