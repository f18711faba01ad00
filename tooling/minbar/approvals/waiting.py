"""What waits for whose yes, and for how long."""

from datetime import datetime

from msgspec import Struct

from minbar.approvals.git import UnreadableError
from minbar.approvals.proposal import Proposals, texts


class Waiting(Struct, frozen=True):
    """One branch: whom it waits for, who has said yes, or what is in its way; a date ahead of now has no age."""

    branch: str
    head: str
    waits_for: tuple[str, ...]
    said: tuple[str, ...]
    paths: tuple[str, ...]
    age_hours: float
    trouble: str = ""


def list_waiting(proposals: Proposals, tip: str, now: datetime) -> list[Waiting]:
    """Every branch that brings something to the main line, the oldest first."""
    policy = proposals.policy_at(tip)
    rows = []
    for name, commit in proposals.branches(tip):
        try:
            proposal = proposals.propose(commit, tip)
            standing = proposals.standing(policy, proposal)
        except UnreadableError as error:
            rows.append(Waiting(name, commit, (), (), (), 0.0, str(error)))
            continue
        if not proposal.paths:  # merged by a squash, or undone
            continue
        lacking = {who for lack in standing.lacks for who in lack.others(standing.writers)}
        said = {each.person for each in standing.approvals if each.counts}
        stuck = (lack.stuck(standing.writers) for lack in standing.lacks)
        rows.append(
            Waiting(
                branch=name,
                head=commit,
                waits_for=tuple(sorted(lacking)),
                said=tuple(sorted(said)),
                paths=tuple(texts(proposal)),
                age_hours=max(0.0, round((now - proposal.at).total_seconds() / 3600, 1)),
                trouble=next(filter(None, stuck), ""),
            )
        )
    return sorted(rows, key=lambda row: -row.age_hours)
