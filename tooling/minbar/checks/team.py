"""team.yml can be acted on: everybody is one person, and every rule can be satisfied."""

from collections.abc import Iterator

from minbar.checks.settings import TEAM
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding
from minbar.model.team import SHARED, UNSATISFIABLE, WITHOUT_MEANS, find_team_faults

RULES = {
    SHARED: rules.IDENTITY_SHARED,
    UNSATISFIABLE: rules.RULE_UNSATISFIABLE,
    WITHOUT_MEANS: rules.APPROVER_WITHOUT_MEANS,
}
"""A name that nobody bears is found with the other references."""


def check_team(campaign: Campaign) -> Iterator[Finding]:
    """Yield what two people share, rules that nobody can satisfy, approvers who cannot approve."""
    for fault in find_team_faults(campaign.team):
        if rule := RULES.get(fault.sort):
            yield rule.at(campaign.place(TEAM, fault.mark), fault.reason, fault.text)
