"""minbar check --online: the links that lead out of the campaign are asked for, and the dead ones told."""

import sys
from pathlib import Path

import click

from minbar.build.check.folder import today_of
from minbar.build.faults import settled
from minbar.checks.levels import without_waived
from minbar.checks.outward import link_gone, outward_links
from minbar.cli.show import counted
from minbar.content.campaign import read_campaign
from minbar.model.finding import Finding, sort_key
from minbar.online import Limits, ask_all


def check_online(root: Path, only: frozenset[str] | None) -> list[Finding]:
    """The dead links of some files, or of all; how it goes and what was left out is said on the error stream."""
    campaign, _ = read_campaign(root)
    links = list(outward_links(campaign, only)) if campaign else []
    if campaign is None or not links:
        return []
    wanted = {link.address for link in links}
    limits = Limits()
    _say(f"Asking for {counted(len(wanted), 'link')} outside, {limits.total_s:g} seconds at most")
    answers = ask_all((link.address for link in links), _progress, limits)
    unknown = sum(answer.state == "unknown" for answer in answers.values())
    if unknown:
        _say(f"{counted(unknown, 'link')} lead where a program is not let in: look yourself")
    if left := len(wanted) - len(answers):
        _say(
            f"{counted(left, 'link')} not asked for in that time: run this again, or on fewer files"
        )
    found = settled(list(link_gone(links, answers)), root, campaign.settings)
    return sorted(without_waived(found, campaign, today_of(campaign)), key=sort_key)


def _progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r  {done} of {of} ", nl=done == of, err=True)


def _say(text: str) -> None:
    click.echo(f"minbar: {text}", err=True)
