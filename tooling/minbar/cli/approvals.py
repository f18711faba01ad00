"""minbar approvals: verify a history, see what waits, and say the policy to GitHub."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from minbar.approvals.clearance import Verification
from minbar.approvals.codeowners import LIMIT_BYTES, OWNERS, render_owners
from minbar.approvals.git import Objects, UnreadableError
from minbar.approvals.github import reviews_from_environment
from minbar.approvals.proposal import Proposals
from minbar.approvals.ruleset import compare, render_ruleset
from minbar.approvals.signatures import Signatures
from minbar.approvals.verify import verify
from minbar.approvals.waiting import Waiting, list_waiting
from minbar.cli.show import counted, print_json
from minbar.content.campaign import read_campaign
from minbar.model.setup import SetupError
from minbar.model.team import Team
from minbar.model.visible import visible

ANCHOR = "MINBAR_ANCHOR"
SHOWN = 8


@click.group("approvals")
def approvals_command() -> None:
    """Who said yes to what: verify it, see what waits, keep GitHub's settings in step."""


@approvals_command.command("verify")
@click.option(
    "--anchor",
    envvar=ANCHOR,
    help=f"A commit that is known to be good; or {ANCHOR} in the environment.",
)
@click.option("--ref", default="HEAD", help="The commit that is to be published.")
@click.option(
    "--github",
    is_flag=True,
    help="Ask GitHub for reviews where the history does not say enough; needs GITHUB_TOKEN.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def verify_command(root: Path, anchor: str | None, ref: str, github: bool, as_json: bool) -> int:
    """Verify that somebody entitled said yes to every change since the anchor."""
    if not anchor:
        raise click.UsageError(
            f"no anchor; right: minbar approvals verify --anchor $(git rev-parse HEAD~1), or {ANCHOR}=… from a setting outside of the repository"
        )
    found = verify(root, anchor, ref, reviews_from_environment() if github else None)
    if as_json:
        print_json(
            {
                "verdict": found.verdict,
                "head": found.head,
                "steps": found.steps,
                "notes": found.notes,
            }
        )
    else:
        _print(found)
    return 0 if found.verdict == "accept" else 1


def _print(found: Verification) -> None:
    for step in found.steps:
        mark = (
            click.style("accept", fg="green")
            if step.verdict == "accept"
            else click.style("refuse", fg="red")
        )
        more = f" and {len(step.paths) - SHOWN} more" if len(step.paths) > SHOWN else ""
        paths = ", ".join(visible(path) for path in step.paths[:SHOWN])
        click.echo(
            " ".join(part for part in (mark, step.commit[:12], visible(step.reason)) if part)
        )
        if paths:
            click.echo(f"       {paths}{more}")
    for note in found.notes:
        click.echo(f"Note: {visible(note)}")
    refused = sum(step.verdict == "refuse" for step in found.steps)
    steps = counted(len(found.steps), "step")
    if found.verdict == "accept":
        all_of = "nothing since the anchor" if not found.steps else f"{steps}, all accepted"
        click.echo(f"{all_of}: {found.head[:12]} may be published. Next: minbar publish")
    elif not any(step.commit for step in found.steps) or not refused:
        click.echo(
            "Nothing can be verified, so nothing may be published. Mend that, then run this again."
        )
    else:
        click.echo(
            f"{refused} of {steps} refused: nothing new may be published. Heal each as said above behind “right:”, then run this again."
        )


@approvals_command.command("status")
@click.option("--onto", default="", help="The main branch; the one that team.yml names by default.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def status_command(root: Path, onto: str, as_json: bool) -> int:
    """Show which branches wait for whom, the longest first."""
    with Objects(root) as objects, Signatures() as signatures:
        proposals = Proposals(objects, signatures)
        try:
            tip = proposals.main_line(proposals.policy_at(objects.resolve("HEAD")), onto)
            rows = list_waiting(proposals, tip, datetime.now(UTC))
        except UnreadableError as error:
            raise SetupError(str(error)) from error
    if as_json:
        print_json({"onto": tip, "waiting": rows})
        return 0
    for row in rows:
        click.echo(_row(row))
    click.echo(
        f"{counted(len(rows), 'branch', 'branches')} with something for {tip[:12]}."
        + (" Next: minbar approve BRANCH" if rows else "")
    )
    return 0


def _row(row: Waiting) -> str:
    what = row.trouble or (f"waits for {', '.join(row.waits_for)}" if row.waits_for else "approved")
    days, hours = divmod(int(row.age_hours), 24)
    said = f", has {', '.join(row.said)}" if row.said else ""
    return f"{visible(row.branch)}: {visible(what)}{said}; {counted(len(row.paths), 'path')}; {days} d {hours} h"


@approvals_command.command("codeowners")
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; fail if the file is not current."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def codeowners_command(root: Path, only_check: bool, as_json: bool) -> int:
    """Write .github/CODEOWNERS from the rules of team.yml."""
    text, missing = render_owners(_team(root))
    if missing:
        raise SetupError(
            f"these approvers have no GitHub account in team.yml: {', '.join(missing)}; right: github: {{login: …, id: …}}"
        )
    if len(text.encode()) > LIMIT_BYTES:
        raise SetupError(
            f"{OWNERS} would be larger than 3 MB, and GitHub would then ask for no review at all: use fewer patterns"
        )
    path = root / OWNERS
    is_current = path.is_file() and path.read_bytes() == text.encode()
    if not only_check and not is_current:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    if as_json:
        print_json(
            {"path": OWNERS, "current": is_current, "written": not (only_check or is_current)}
        )
    elif only_check:
        click.echo(
            f"{OWNERS} is current."
            if is_current
            else f"{OWNERS} is not what team.yml says. Next: minbar approvals codeowners"
        )
    else:
        click.echo(f"{OWNERS} is current." if is_current else f"Wrote {OWNERS}. Next: commit it")
    return 1 if only_check and not is_current else 0


@approvals_command.command("ruleset")
@click.option(
    "--compare",
    "live",
    type=click.File("rb"),
    help="A live ruleset as `gh api` gives it; - for standard input.",
)
@click.option(
    "--github",
    is_flag=True,
    help="Compare with the live ruleset, through the API; needs GITHUB_TOKEN.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON alone.")
@click.pass_obj
def ruleset_command(root: Path, live: Any, github: bool, as_json: bool) -> int:
    """Print the ruleset that GitHub should have, or compare it with the one that it has."""
    team = _team(root)
    wanted = render_ruleset(team)
    if live is None and not github:
        print_json(wanted)
        if not as_json:
            name = team.repository.name if team.repository else "OWNER/NAME"
            click.echo(
                f"Next: minbar approvals ruleset --json > ruleset.json && gh api repos/{name}/rulesets --input ruleset.json",
                err=True,
            )
        return 0
    differences = compare(wanted, _live(live, team))
    if as_json:
        print_json({"differences": differences})
    else:
        for difference in differences:
            click.echo(difference)
        click.echo(
            "The live ruleset is as strict as it should be."
            if not differences
            else f"{counted(len(differences), 'difference')}. Next: gh api --method PUT repos/…/rulesets/ID --input ruleset.json"
        )
    return 1 if differences else 0


def _live(live: Any, team: Team) -> Any:
    try:
        if live is None:
            return reviews_from_environment().ruleset_of(team.repository)
        return json.load(live)
    except (ValueError, UnicodeDecodeError) as error:
        raise SetupError(f"this is no ruleset: {error}") from error


def _team(root: Path) -> Team:
    campaign, findings = read_campaign(root)
    if campaign is None:
        first = findings[0]
        raise SetupError(f"{first.path}:{first.line}:{first.column}: {first.message}")
    return campaign.team
