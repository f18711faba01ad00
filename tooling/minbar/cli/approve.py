"""minbar approve: say yes to a change, signed with one's own key."""

import subprocess
import tempfile
from pathlib import Path

import click
from msgspec.structs import replace

from minbar.approvals.git import Objects, UnreadableError
from minbar.approvals.notes import append_statements
from minbar.approvals.policy import TEAM, Policy
from minbar.approvals.proposal import Proposal, Proposals, Standing, texts
from minbar.approvals.signature import signing_key
from minbar.approvals.signatures import APPROVAL, Signatures, sign
from minbar.approvals.statement import NOTES, encode_claim, encode_statement
from minbar.cli.show import counted, print_json
from minbar.model.setup import SetupError
from minbar.model.visible import visible

SHOWN = 20
NOT_APPROVED, NOT_REVOKED = "not approved", "not revoked"
NOBODY = "nobody has said yes to «{}» with minbar approve, as far as is known here; right: git fetch first"
NOT_YOURS = "you have not said yes to «{}» with this key, and nobody takes back another's yes"
MERGED = (
    "It is merged: unless others' yes is enough, it is refused from now on, and nothing new is published until somebody "
    "approves it again or reverts it. What readers see already goes with: minbar withdraw"
)


@click.command("approve")
@click.argument("rev", default="HEAD")
@click.option(
    "--key", type=click.Path(path_type=Path), help="Your SSH key; git's user.signingkey by default."
)
@click.option("--onto", default="", help="The main branch; the one that team.yml names by default.")
@click.option("--revoke", is_flag=True, help="Take back what you have said yes to.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def approve_command(
    root: Path, rev: str, key: Path | None, onto: str, revoke: bool, as_json: bool
) -> int:
    """Say yes to a branch before it is merged, or to a commit of the main branch that was refused."""
    if revoke:
        return _revoke(root, rev, key, onto, as_json)
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
        append_statements(objects, [(proposal.head, encode_statement(claim, signature))])
        after = Proposals(objects, signatures).standing(policy, proposal)
    _report(proposal, person, after, as_json)
    return 0


def _revoke(root: Path, rev: str, key: Path | None, onto: str, as_json: bool) -> int:
    """Take back every yes of one's own to a commit, on whatever base it was given."""
    with Objects(root) as objects, Signatures() as signatures:
        try:
            proposals = Proposals(objects, signatures)
            commit = objects.resolve(rev)
            tip = proposals.main_line(proposals.policy_at(commit), onto)
            said = proposals.claims_over(commit, tip)
            if not said:
                return _refuse(NOBODY.format(visible(rev)), as_json, NOT_REVOKED)
            policies = {claim.base: proposals.policy_at(claim.base) for claim, _ in said}
        except UnreadableError as error:
            return _refuse(str(error), as_json, NOT_REVOKED)
        made = [(claim, key_of, replace(claim, revoked=True)) for claim, key_of in said]
        first = _signed(root, encode_claim(made[0][2]), key)
        own = signing_key(first, APPROVAL)
        lines = []
        for claim, key_of, back in made:
            person = policies[claim.base].by_key(own)
            if person and person == policies[claim.base].by_key(key_of):
                signature = first if back == made[0][2] else _signed(root, encode_claim(back), key)
                lines.append((claim.head, encode_statement(back, signature)))
        if not lines:
            return _refuse(NOT_YOURS.format(visible(rev)), as_json, NOT_REVOKED)
        append_statements(objects, lines)
        is_merged = objects.is_ancestor(commit, tip)
    if as_json:
        print_json({"revoked": len(lines), "head": commit, "merged": is_merged})
        return 0
    click.echo(f"You took back your yes to {commit[:12]}.")
    if is_merged:
        click.echo(MERGED.format(commit[:12]))
    click.echo(f"Next: git push origin {NOTES}")
    return 0


def _find_reason(policy: Policy, proposal: Proposal, standing: Standing, person: str) -> str:
    """Why this yes would not count; empty where it does."""
    if not proposal.paths:
        return "nothing changes there: nothing needs a yes"
    if not person:
        return f"your key is nobody's in {TEAM} at {proposal.base[:12]}: two people have to approve a change that adds it"
    if person in standing.writers:
        if stuck := next(
            filter(None, (lack.stuck(standing.writers) for lack in standing.lacks)), ""
        ):
            return f"you ({person}) have a part in it: {stuck}"
        others = sorted({who for lack in standing.lacks for who in lack.others(standing.writers)})
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


def _refuse(reason: str, as_json: bool, what: str = NOT_APPROVED) -> int:
    if as_json:
        print_json({what.rpartition(" ")[2]: False, "reason": reason})
    else:
        click.echo(f"{what.capitalize()}: {visible(reason)}")
    return 1


def _report(proposal: Proposal, person: str, standing: Standing, as_json: bool) -> None:
    paths = texts(proposal)
    waiting = sorted({who for lack in standing.lacks for who in lack.others(standing.writers)})
    stuck = next(filter(None, (lack.stuck(standing.writers) for lack in standing.lacks)), "")
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
                "trouble": stuck,
            }
        )
        return
    for path in paths[:SHOWN]:
        click.echo(f"  {visible(path)}")
    if len(paths) > SHOWN:
        click.echo(f"  and {len(paths) - SHOWN} more")
    click.echo(
        f"You ({person}) said yes to {proposal.head[:12]} on top of {proposal.base[:12]}: {counted(len(paths), 'path')}."
    )
    if stuck:
        click.echo(f"It cannot be accepted like that: {visible(stuck)}.")
    elif waiting:
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
