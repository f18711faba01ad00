"""A change that somebody may say yes to: a branch before it is merged, or a step of the main line."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import takewhile

from msgspec import Struct

from minbar.approvals.evidence import Gatherer, Span
from minbar.approvals.git import Objects, UnreadableError
from minbar.approvals.line import Line
from minbar.approvals.notes import read_statements
from minbar.approvals.policy import (
    BRANCHES,
    TEAM,
    Approval,
    Lack,
    Policy,
    parse_policy,
)
from minbar.approvals.signature import signing_key
from minbar.approvals.signatures import APPROVAL, Signatures
from minbar.approvals.statement import LIMIT_TOGETHER, LIMIT_TURN, Claim, digest_paths
from minbar.approvals.writers import find_writers
from minbar.model.team import Home


class Proposal(Struct, frozen=True):
    """What `head` brings on top of `base`, which ends in `tree`; `is_step` if it is on the main line already."""

    base: str
    head: str
    last: str
    tree: str
    paths: tuple[bytes, ...]
    at: datetime
    is_step: bool


class Standing(Struct, frozen=True):
    """Who said yes to a proposal, who wrote it, and what is lacking."""

    approvals: tuple[Approval, ...]
    writers: frozenset[str]
    lacks: tuple[Lack, ...]


class Proposals:
    """Proposals of one repository."""

    def __init__(self, objects: Objects, signatures: Signatures) -> None:
        self._objects = objects
        self._signatures = signatures
        self._statements = read_statements(objects)

    def main_line(self, policy: Policy, onto: str = "") -> str:
        """The commit that a branch would be merged onto: what the others have, or else what is here.

        Raises:
            UnreadableError: there is no such branch.
        """
        if onto:
            return self._objects.resolve(onto)
        branch = policy.ref.removeprefix(BRANCHES)
        known = self._objects.names("refs")
        for name in (f"refs/remotes/origin/{branch}", policy.ref):
            if name in known:
                return known[name]
        raise UnreadableError(
            f"there is no branch «{branch}» here; right: git fetch, or --onto REV, or repository: {{branch: …}} in {TEAM}"
        )

    def policy_at(self, commit: str) -> Policy:
        """The policy that stands at a commit.

        Raises:
            UnreadableError: none does, or it cannot be read.
        """
        tree = self._objects.run("rev-parse", f"{commit}^{{tree}}").decode().strip()
        entry = self._objects.entry(tree, TEAM)
        if entry is None:
            raise UnreadableError(f"{commit[:12]} has no {TEAM}")
        policy, reason = parse_policy(self._objects.read(entry[1], "blob"))
        if policy is None:
            raise UnreadableError(f"{commit[:12]}: {reason}")
        return policy

    def propose(self, commit: str, tip: str) -> Proposal:
        """What a commit is, seen from the main line.

        Raises:
            UnreadableError: it conflicts with the main line.
        """
        above = self._objects.run("rev-list", "--first-parent", tip).decode().split()
        if commit in above[:-1]:
            return self._step(commit)
        line = Line(self._objects, tip, tip, [commit])
        made = line.commit(commit)
        tree = made.tree if line.contains(commit, 0) else self._objects.merged(tip, commit)
        if not tree:
            raise UnreadableError(
                f"{commit[:12]} conflicts with {tip[:12]}; right: merge the main branch into it first"
            )
        return self._made(tip, commit, commit, tree, made.at, is_step=False)

    def standing(self, policy: Policy, proposal: Proposal) -> Standing:
        """Who said yes so far."""
        line = self._line(proposal)
        gatherer = Gatherer(self._objects, line, self._signatures, self._statements, None)
        span = Span(0, proposal.base, proposal.last, proposal.tree, proposal.paths)
        found = gatherer.gather(policy, span).approvals if policy else ()
        writers = find_writers(policy, line, 0, proposal.last, proposal.head)
        return Standing(found, writers, tuple(policy.lacking(texts(proposal), found)))

    def claim(self, policy: Policy, proposal: Proposal) -> Claim:
        """What a statement over it says; it counts also where an earlier one was taken back."""
        gatherer = Gatherer(
            self._objects, self._line(proposal), self._signatures, self._statements, None
        )
        back = gatherer.taken_back(policy, proposal.base, proposal.tree)
        return Claim(
            repository=(policy.home or Home("")).name,
            ref=policy.ref,
            base=proposal.base,
            head=proposal.head,
            tree=proposal.tree,
            paths=digest_paths(proposal.paths),
            turn=min(max(back.values(), default=-1) + 1, LIMIT_TURN),
        )

    def claims_over(self, commit: str, tip: str) -> list[tuple[Claim, bytes]]:
        """Every yes to a commit with the key that it names, whether it still counts or not.

        Args:
            commit: a branch's, or a step of the main line: then also those to what it brought, as a merge,
                a squash or the last commit of a rebase.
            tip: of the main line.
        """
        heads, tree, bases = {commit}, "", set[str]()
        with suppress(UnreadableError):  # a conflict: what was said before may be taken back too
            proposal = self.propose(commit, tip)
            heads.add(proposal.head)
            tree, bases = proposal.tree, self._bases(proposal) if proposal.is_step else set()
        return [
            (claim, signing_key(each.signature.encode(), APPROVAL))
            for each in self._statements
            if not (claim := each.claim).revoked
            and (claim.head in heads or (claim.tree == tree and claim.base in bases))
        ]

    def _bases(self, step: Proposal) -> set[str]:
        """The commits of the line on top of which a yes to a step may have been given: a rebase brings several."""
        listed = self._objects.run(
            "log", "--first-parent", f"-{LIMIT_TOGETHER}", "--format=%H %T", step.base
        )
        rows = (line.split() for line in listed.decode().splitlines())
        return {name for name, _ in takewhile(lambda row: row[1] != step.tree, rows)}

    def branches(self, tip: str) -> Iterator[tuple[str, str]]:
        """Yield names and commits of the branches that bring something to the main line."""
        seen = set()
        for prefix in ("refs/heads/", "refs/remotes/"):
            for name, commit in sorted(self._objects.names(prefix).items()):
                short = name.removeprefix(prefix)
                if commit in seen or short.endswith("/HEAD"):
                    continue
                seen.add(commit)
                if not self._objects.is_ancestor(commit, tip):
                    yield short, commit

    def _step(self, commit: str) -> Proposal:
        base = self._objects.run("rev-parse", f"{commit}^1").decode().strip()
        line = Line(self._objects, base, commit, [])
        made = line.commit(commit)
        head = commit
        if len(made.parents) == 2:
            other = made.parents[1]
            clean = (
                line.commit(other).tree
                if line.contains(other, 0)
                else self._objects.merged(base, other)
            )
            head = other if clean == made.tree else commit
        return self._made(base, head, commit, made.tree, made.at, is_step=True)

    def _made(
        self, base: str, head: str, last: str, tree: str, at: datetime, *, is_step: bool
    ) -> Proposal:
        before = self._objects.run("rev-parse", f"{base}^{{tree}}").decode().strip()
        changes = self._objects.changes([(before, tree)])[0]
        paths = tuple(sorted({each.path for each in changes if not each.is_folder}))
        return Proposal(base, head, last, tree, paths, at, is_step)

    def _line(self, proposal: Proposal) -> Line:
        end = proposal.last if proposal.is_step else proposal.base
        return Line(self._objects, proposal.base, end, [proposal.head])


def texts(proposal: Proposal) -> list[str]:
    """The paths, as text."""
    return [path.decode("utf-8", "surrogateescape") for path in proposal.paths]
