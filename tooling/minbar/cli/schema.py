"""minbar schema: JSON Schemas of every file, and settings with which editors use them."""

import json
from pathlib import Path
from typing import Any

import click

from minbar.cli.show import print_json
from minbar.content.campaign import read_campaign
from minbar.content.schemas import editor_files
from minbar.model.campaign import Campaign

REMARK = "remark-frontmatter remark-lint-frontmatter-schema"


@click.command("schema")
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; fail if a file is not current."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def schema_command(root: Path, only_check: bool, as_json: bool) -> int:
    """Write the schemas of front matter and YAML, and VS Code's settings for them, to .vscode/."""
    campaign, _ = read_campaign(root)
    languages = campaign.settings.language_codes if campaign else ("*",)
    files = {
        name: _merged(root / name, value)
        for name, value in editor_files(languages, _names(campaign)).items()
    }
    stale = [
        name
        for name, text in files.items()
        if not (root / name).is_file() or (root / name).read_text("utf-8") != text
    ]
    if not only_check:
        for name in stale:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(files[name], encoding="utf-8")
    if as_json:
        print_json({"files": sorted(files), "stale" if only_check else "written": stale})
    elif only_check:
        click.echo(
            f"{len(stale)} of {len(files)} files are not current."
            + (" Next: minbar schema" if stale else "")
        )
    else:
        click.echo(
            f"{len(files)} files, {len(stale)} written to .vscode/. Next: open the folder in VS Code, take its recommended extensions,"
            f"\nand for headers of Markdown files, once: npm install --no-save {REMARK}"
        )
    return 1 if only_check and stale else 0


def _names(campaign: Campaign | None) -> dict[str, list[str]]:
    if campaign is None:
        return {}
    house = campaign.house
    return {
        "theme": list(house.themes),
        "themes": list(house.themes),
        "pillar": list(house.pillars),
        "audiences": list(house.audiences),
        "contest": list(campaign.settings.contests),
    }


def _merged(path: Path, value: dict[str, Any]) -> str:
    """Keep what a campaign added to its settings itself."""
    if path.name == "settings.json" and path.is_file():
        value = json.loads(path.read_text("utf-8")) | value
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
