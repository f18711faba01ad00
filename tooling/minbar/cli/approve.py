"""minbar approve: say yes to a change, signed with one's own key."""

import subprocess
import tempfile
from pathlib import Path

import click

from minbar.approvals.git import Objects, UnreadableError
from minbar.approvals.notes import append_statement
from minbar.approvals.policy import TEAM, Policy
from minbar.approvals.proposal import Proposal, Proposals, Standing, texts
from minbar.approvals.signature import signing_key
from minbar.approvals.signatures import APPROVAL, Signatures, sign
from minbar.approvals.statement import NOTES, encode_claim, encode_statement
from minbar.cli.show import print_json
from minbar.model.setup import SetupError
from minbar.model.visible import visible

SHOWN = 20


@click.command("approve")
@click.argument("rev", default="HEAD")
@click.option(
    "--key", type=click.Path(path_type=Path), help="Your SSH key; git's user.signingkey by default."
)
@click.option("--onto", default="", help="The main branch; the one that team.yml names by default.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def approve_command(root: Path, rev: str, key: Path | None, onto: str, as_json: bool) -> int:
    """Say yes to a branch before it is merged, or to a commit of the main branch that was refused."""
    with Objects(root) as objects, Signatures() as signatures:
        try:
            proposals = Proposals(objects, signatures)
            commit = objects.resolve(rev)
            tip = proposals.main_line(proposals.policy_at(commit), onto)
            proposal = proposals.propose(commit, tip)
            policy = proposals.policy_at(proposal.base)
            standing = proposals.standing(policy, proposal)
        except UnreadableError as error:
            return _refuse(str(error), as_json)
        claim = proposals.claim(policy, proposal)
        signature = _signed(root, encode_claim(claim), key)
        person = policy.by_key(signing_key(signature, APPROVAL))
        if reason := _find_reason(policy, proposal, standing, person):
            return _refuse(reason, as_json)
        append_statement(objects, proposal.head, encode_statement(claim, signature))
        after = Proposals(objects, signatures).standing(policy, proposal)
    _report(proposal, person, after, as_json)
    return 0


def _find_reason(policy: Policy, proposal: Proposal, standing: Standing, person: str) -> str:
    """Why this yes would not count; empty where it does."""
    if not proposal.paths:
        return "nothing changes there: nothing needs a yes"
    if not person:
        return f"your key is nobody's in {TEAM} at {proposal.base[:12]}: two people have to approve a change that adds it"
    if person in standing.writers:
        others = sorted(
            {name for lack in standing.lacks if lack.rule for name in lack.rule.approvers}
            - {person}
        )
        return f"you ({person}) wrote a part of it: somebody else has to say yes" + (
            f", {' or '.join(others)}" if others else ""
        )
    able = [
        path
        for path in texts(proposal)
        if (rule := policy.rule_of(path)) and person in rule[1].approvers
    ]
    return (
        "" if able else f"{TEAM} does not let you ({person}) approve {visible(texts(proposal)[0])}"
    )


def _refuse(reason: str, as_json: bool) -> int:
    if as_json:
        print_json({"approved": False, "reason": reason})
    else:
        click.echo(f"Not approved: {visible(reason)}")
    return 1


def _report(proposal: Proposal, person: str, standing: Standing, as_json: bool) -> None:
    paths = texts(proposal)
    waiting = sorted(
        {
            name
            for lack in standing.lacks
            if lack.rule
            for name in lack.rule.approvers
            if name not in lack.said
        }
    )
    if as_json:
        print_json(
            {
                "approved": True,
                "person": person,
                "base": proposal.base,
                "head": proposal.head,
                "tree": proposal.tree,
                "paths": paths,
                "waits_for": waiting,
            }
        )
        return
    for path in paths[:SHOWN]:
        click.echo(f"  {visible(path)}")
    if len(paths) > SHOWN:
        click.echo(f"  and {len(paths) - SHOWN} more")
    click.echo(
        f"You ({person}) said yes to {proposal.head[:12]} on top of {proposal.base[:12]}: {len(paths)} paths."
    )
    if waiting:
        click.echo(f"It still waits for {', '.join(waiting)}.")
    then = "" if proposal.is_step else ", then merge it before anything else is merged"
    click.echo(f"Next: git push origin {NOTES}{then}")


def _signed(root: Path, payload: bytes, key: Path | None) -> bytes:
    """Sign with a key that is given, or with the one that git signs with."""
    if key is not None:
        return sign(payload, key)
    done = subprocess.run(
        ["git", "config", "--get", "user.signingkey"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    named = done.stdout.strip()
    if not named:
        raise SetupError(
            "no key: right: minbar approve --key ~/.ssh/id_ed25519, or once: git config user.signingkey ~/.ssh/id_ed25519.pub"
        )
    literal = named.removeprefix("key::")
    if not literal.startswith(("ssh-", "sk-ssh-")):
        return sign(payload, Path(named).expanduser())
    with tempfile.NamedTemporaryFile("w", suffix=".pub") as file:
        file.write(literal + "\n")
        file.flush()
        return sign(payload, Path(file.name))
