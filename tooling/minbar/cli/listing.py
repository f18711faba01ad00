"""minbar check --waivers and --coverage: what was set aside, and who is spoken to."""

from pathlib import Path
from typing import Any

import click

from minbar.build.check.folder import today_of
from minbar.checks.house import coverage
from minbar.checks.levels import list_waivers
from minbar.cli.show import counted, print_findings, print_json
from minbar.content.campaign import read_campaign
from minbar.model.campaign import Campaign
from minbar.model.visible import visible


def show_listing(root: Path, what: str, style: str) -> int:
    """Print the waivers or the coverage of a campaign."""
    campaign, findings = read_campaign(root)
    if campaign is None:
        print_findings(findings, root, style)
        return 1
    rows = _waivers(campaign) if what == "waivers" else _coverage(campaign)
    if style == "json":
        print_json(rows)
        return 0
    for row in rows:
        click.echo(visible("  ".join(str(value) for value in row.values() if value != "")))
    if what == "waivers":
        ended = sum(row["expired"] == "expired" for row in rows)
        click.echo(f"{counted(len(rows), 'waiver')}, {ended} expired. Next: minbar check")
    else:
        holes = sum(not row["texts"] for row in rows)
        click.echo(f"{len(rows)} to be spoken to, {holes} not yet. Next: minbar check")
    return 0


def _waivers(campaign: Campaign) -> list[dict[str, Any]]:
    return [
        {
            "path": f"{held.place.path}:{held.place.line}",
            "rule": held.waiver.rule,
            "until": str(held.waiver.until),
            "expired": "expired" if held.expired else "",
            "reason": held.waiver.reason,
        }
        for held in list_waivers(campaign, today_of(campaign))
    ]


def _coverage(campaign: Campaign) -> list[dict[str, Any]]:
    return [
        {"texts": row.texts, "group": row.group, "key": row.key, "name": row.name}
        for row in coverage(campaign)
    ]
