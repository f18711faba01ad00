"""Who wrote what a commit brings: nobody's yes counts for what is their own."""

from minbar.approvals.commits import Commit
from minbar.approvals.line import Line
from minbar.approvals.policy import Policy
from minbar.approvals.signature import signing_key
from minbar.approvals.signatures import COMMIT


def find_writers(policy: Policy, line: Line, place: int, last: str, head: str) -> frozenset[str]:
    """The people who wrote, committed or signed what lies between a place of the line and a head.

    What the main line itself shows counts too: of a commit with one parent its authors, since a
    squash or a rebase keeps them; of a merge nothing, since its tree is the one that git makes.

    Args:
        policy: who is who.
        line: the history.
        place: of the commit that the change stands on.
        last: the commit of the line that the change ends with.
        head: the commit that was approved.
    """
    own = line.brought(head, place)
    around = [name for name in line.brought(last, place) if name not in set(own)]
    line.learn([*own, *around])
    found = {who for name in own for who in _all_of(policy, line.commit(name))}
    for name in around:
        commit = line.commit(name)
        if name not in line.place:
            found |= _all_of(policy, commit)
        elif len(commit.parents) == 1:
            found |= {policy.by_address(address) for address in commit.authors}
    return frozenset(found - {""})


def _all_of(policy: Policy, commit: Commit) -> set[str]:
    key = signing_key(commit.signature, COMMIT)
    addresses = (*commit.authors, commit.committer)
    return {policy.by_key(key), *(policy.by_address(address) for address in addresses)}
