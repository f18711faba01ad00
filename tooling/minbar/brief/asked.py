"""Whom the policy asks about a path, under the team.yml as it stood before the change."""

from minbar.approvals.policy import Policy
from minbar.brief.told import Ask


def find_ask(path: str, policy: Policy | None) -> Ask:
    """Who has to say yes to a change of a path; nobody can without a policy, or where no rule matches."""
    found = policy.rule_of(path) if policy else None
    return Ask(path, found[1].approvers, found[1].approvals) if found else Ask(path, (), 1)
