"""minbar check --fix and --diff: what is mended, written or shown."""

import difflib
from pathlib import Path

import click

from minbar.build.check.mending import Mended, mend_folder
from minbar.cli.show import counted, print_json
from minbar.content.campaign import read_campaign
from minbar.content.project import read_levels
from minbar.model.visible import visible


def mend(root: Path, only: frozenset[str] | None, *, write: bool) -> list[Mended]:
    """Mend the files that are asked for; each is written whole, or stays as it was."""
    campaign, _ = read_campaign(root)
    if campaign is None:
        return []
    levels, _, _ = read_levels(root)
    chosen = levels | campaign.settings.rules
    off = tuple(code for code, level in chosen.items() if level == "off")
    made = mend_folder(root, campaign, only, off)
    for item in made if write else ():
        file = root / item.path
        beside = file.with_name(f".{file.name}.mended")
        beside.write_text(item.after, encoding="utf-8", newline="\n")
        beside.replace(file)
    return made


def describe(made: list[Mended]) -> str:
    """Say what was mended."""
    named = "".join(f"  mended {visible(item.path)}\n" for item in made)
    return f"{named}{counted(len(made), 'file')} mended. Look at them: git diff"


def show_diff(made: list[Mended], style: str) -> int:
    """Print what would be mended; 1 where there is something, as findings are."""
    if style == "json":
        print_json(
            [{"path": item.path, "before": item.before, "after": item.after} for item in made]
        )
        return 1 if made else 0
    for item in made:
        before, after = item.before.splitlines(), item.after.splitlines()
        names = f"a/{item.path}", f"b/{item.path}"
        for line in difflib.unified_diff(before, after, *names, lineterm="", n=1):
            click.echo(visible(line))
    if made:
        click.echo(f"{counted(len(made), 'file')} would be mended. Next: minbar check --fix")
    else:
        click.echo("Nothing that --fix would mend. Next: minbar check")
    return 1 if made else 0
