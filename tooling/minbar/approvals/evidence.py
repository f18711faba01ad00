"""Who said yes to a step, and whether to exactly this step."""

from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct

from minbar.approvals.clearance import Evidence
from minbar.approvals.commits import DETACHED, merged_into
from minbar.approvals.git import Objects
from minbar.approvals.line import Line
from minbar.approvals.policy import BRANCHES, Approval, Policy
from minbar.approvals.signature import signing_key
from minbar.approvals.signatures import APPROVAL, COMMIT, Signatures, Signed
from minbar.approvals.statement import FETCHED, NOTES, Claim, Statement, digest_paths
from minbar.approvals.writers import find_writers
from minbar.model.team import Home

HELD_ALREADY = (
    "what was reviewed came on top of a commit that nobody had approved, and did not show it"
)
"""A review covers several commits of the main line only where a rebase has made them from what was reviewed."""

LIMIT_SAME = 100
CROWDED = (
    f"more than {LIMIT_SAME} statements are about it, and only so many are looked at: somebody has filled the notes; "
    f"put them back to a commit before that (git log {FETCHED}; git push --force origin COMMIT:{NOTES})"
)
"""Each statement costs a run of ssh-keygen: who may push notes must not hold up a silence with thousands of them."""


class Review(Struct, frozen=True):
    """What a pull request shows: the commit that was reviewed, whose last word on it is a yes, who pushed it.

    People are numbers of accounts.
    """

    head: str
    approvers: frozenset[int]
    pushers: frozenset[int]


class ReviewError(Exception):
    """Nothing can be learnt of a pull request; the message says why."""


class Reviews(Protocol):
    """Where reviews of pull requests come from."""

    def review_of(self, commit: str, home: Home) -> Review:
        """Tell what the pull request shows that brought a commit to the branch.

        Raises:
            ReviewError: none did, or more than one, or it cannot be learnt.
        """


class Span(Struct, frozen=True):
    """A change of the main line: from the commit at a place to another commit, and the paths it changes."""

    place: int
    base: str
    last: str
    tree: str
    paths: tuple[bytes, ...]


class Found(Struct, frozen=True):
    """Approvals of a span, and why others are none."""

    approvals: tuple[Approval, ...]
    doubts: tuple[str, ...]


class Gatherer:
    """Looks for approvals in the history, in the notes and, where it may, among reviews."""

    def __init__(
        self,
        objects: Objects,
        line: Line,
        signatures: Signatures,
        statements: list[Statement],
        reviews: Reviews | None,
    ) -> None:
        self._objects = objects
        self._line = line
        self._signatures = signatures
        self._reviews = reviews
        self._statements: dict[tuple[str, str], list[tuple[Claim, Statement]]] = {}
        self._crowded: set[tuple[str, str]] = set()
        for each in statements:
            claim = each.claim
            found = self._statements.setdefault((claim.base, claim.tree), [])
            if len(found) < LIMIT_SAME:
                found.append((claim, each))
            else:
                self._crowded.add((claim.base, claim.tree))
        self._reviewed: dict[str, Review | str] = {}
        self._merged: dict[tuple[str, str], str] = {}

    def prepare(self, names: list[str]) -> None:
        """Ask at once for all signatures that these commits of the line may rest on."""
        commits = [self._line.commit(name) for name in names]
        trees = {commit.tree for commit in commits}
        asked = [
            signed
            for commit in commits
            if (signed := signed_merge(commit.payload, commit.signature, commit.parents))
        ]
        for (_, tree), found in self._statements.items():
            if tree in trees:
                asked += [signed_claim(each) for _, each in found]
        self._signatures.learn(asked)

    @property
    def asks(self) -> bool:
        """Tell whether reviews can be asked for."""
        return self._reviews is not None

    def bases(self, tree: str) -> set[str]:
        """The commits on top of which somebody said yes to a tree."""
        return {base for base, made in self._statements if made == tree}

    def taken_back(self, policy: Policy, base: str, tree: str) -> dict[str, int]:
        """Who has taken back a yes to a tree on top of a base, and up to which turn of theirs.

        Only a signer takes back, and only what is the signer's own.
        """
        found: dict[str, int] = {}
        for claim, statement in self._statements.get((base, tree), ()):
            if claim.revoked:
                person = policy.by_key(self._signatures.key_of(signed_claim(statement)))
                found[person] = max(claim.turn, found.get(person, 0))
        found.pop("", None)
        return found

    def gather(self, policy: Policy, span: Span) -> Found:
        """What the repository itself holds."""
        doubts: list[str] = []
        approvals = [
            *self._of_merge(policy, span, doubts),
            *self._of_statements(policy, span, doubts),
        ]
        return Found(tuple(approvals), tuple(doubts))

    def ask(self, policy: Policy, span: Span) -> Found:
        """What reviews at GitHub say."""
        if self._reviews is None:
            return Found((), ())
        if policy.home is None or policy.home.id is None:
            return Found((), ("team.yml does not say repository: {name, id}, which reviews need",))
        review = self._review(span.last, policy.home)
        if isinstance(review, str):
            return Found((), (f"GitHub: {review}",))
        self._line.also(review.head)
        is_of_many = self._line.names[span.place + 1] != span.last
        if is_of_many and self._line.contains(review.head, span.place + 1):
            return Found((), (HELD_ALREADY,))
        doubts: list[str] = []
        pushers = {policy.by_account(number) for number in review.pushers} - {""}
        people = [policy.by_account(number) for number in sorted(review.approvers)]
        approvals = [
            Approval(each.person, each.evidence, each.head, each.writers | pushers)
            for person in people
            if person
            for each in self._bound(policy, span, person, "github-review", review.head, doubts)
        ]
        return Found(tuple(approvals), tuple(doubts))

    def writers(self, policy: Policy, span: Span) -> frozenset[str]:
        """Who wrote what a span brings, as `minbar approve` sees it."""
        parents = self._line.commit(span.last).parents
        is_clean = len(parents) == 2 and self.tree_of(span.place, parents[1]) == span.tree
        head = parents[1] if is_clean else span.last
        return find_writers(policy, self._line, span.place, span.last, head)

    def _review(self, commit: str, home: Home) -> Review | str:
        assert self._reviews
        if commit not in self._reviewed:
            try:
                self._reviewed[commit] = self._reviews.review_of(commit, home)
            except ReviewError as error:
                self._reviewed[commit] = str(error)
        return self._reviewed[commit]

    def _of_merge(self, policy: Policy, span: Span, doubts: list[str]) -> Iterator[Approval]:
        commit = self._line.commit(span.last)
        if commit.parents[:1] != (span.base,):
            return
        signed = signed_merge(commit.payload, commit.signature, commit.parents)
        if signed is None:
            return
        into = merged_into(commit.payload)
        if into not in {"", DETACHED, policy.ref.removeprefix(BRANCHES)}:
            doubts.append(
                f"the merge says that it was made into «{into}», which is not the branch that is published"
            )
            return
        person = policy.by_key(self._signatures.key_of(signed))
        if not person:
            doubts.append(
                "the merge is signed with a key that the policy does not know, or wrongly"
            )
            return
        head = commit.parents[1]
        yield from self._bound(policy, span, person, "signed-merge", head, doubts)

    def _of_statements(self, policy: Policy, span: Span, doubts: list[str]) -> Iterator[Approval]:
        back = self.taken_back(policy, span.base, span.tree)
        if (span.base, span.tree) in self._crowded:
            doubts.append(CROWDED)
        for claim, statement in self._statements.get((span.base, span.tree), ()):
            if claim.revoked:
                continue
            home = policy.home.name if policy.home else ""
            if (claim.repository, claim.ref) != (home, policy.ref):
                doubts.append(f"a statement is for «{claim.repository}» {claim.ref}")
            elif claim.paths != digest_paths(span.paths):
                doubts.append("a statement is for other paths")
            elif person := policy.by_key(self._signatures.key_of(signed_claim(statement))):
                if claim.turn <= back.get(person, -1):
                    doubts.append(f"{person} took it back")
                    continue
                yield from self._bound(policy, span, person, "statement", claim.head, doubts)
            else:
                doubts.append(
                    "a statement is signed with a key that the policy does not know, or wrongly"
                )

    def _bound(
        self,
        policy: Policy,
        span: Span,
        person: str,
        evidence: Evidence,
        head: str,
        doubts: list[str],
    ) -> Iterator[Approval]:
        """Yield the approval if what was approved makes exactly the tree that the span ends with."""
        if not self._line.knows(head):
            doubts.append(f"{head[:12]}, which {person} approved, is not here: fetch it")
            return
        if self.tree_of(span.place, head) != span.tree:
            doubts.append(f"what {person} approved ({head[:12]}) makes another tree")
            return
        writers = find_writers(policy, self._line, span.place, span.last, head)
        made = Approval(person, evidence, head, writers)
        if not made.counts:
            doubts.append(f"{person} wrote a part of it")
        yield made

    def tree_of(self, place: int, head: str) -> str:
        """What a head makes on top of the commit at a place; empty where git cannot say."""
        if self._line.contains(head, place):
            return self._line.commit(head).tree
        base = self._line.names[place]
        if (base, head) not in self._merged:
            self._merged[base, head] = self._objects.merged(base, head)
        return self._merged[base, head]


def signed_merge(payload: bytes, signature: bytes, parents: tuple[str, ...]) -> Signed | None:
    """What is signed if this is a merge of two that an Ed25519 key signed."""
    if len(parents) != 2 or not signing_key(signature, COMMIT):
        return None
    return Signed(payload, COMMIT, signature)


def signed_claim(statement: Statement) -> Signed:
    """What is signed of a statement."""
    return Signed(statement.signed.encode(), APPROVAL, statement.signature.encode())
