"""What a policy is read from."""

from campaigns import TEAM
from minbar.approvals.policy import parse_policy


def test_a_comment_without_its_space_leaves_history_readable() -> None:
    """`minbar check` calls it lost; the policy of an old commit says the same with it and without."""
    data = TEAM.replace("approvers: [sanae]", "approvers: [sanae] #lead", 1)
    assert "#lead" in data
    policy, reason = parse_policy(data.encode())

    assert policy is not None, reason
    assert policy.team == getattr(parse_policy(TEAM.encode())[0], "team", None)
