"""From whose yes a file has to what readers may know of it."""

from minbar.approvals.clearance import Clearance
from minbar.edition.approval import Approval
from minbar.model.campaign import Campaign


def tell_approval(clearance: Clearance, campaign: Campaign) -> Approval:
    """Say of a yes when and by which roles; by name only where the campaign wants that.

    Somebody who is not of the team any more is left out: the commit still says who it was.
    """
    known = campaign.team.people
    people = [known[person] for person in clearance.people if person in known]
    named = campaign.settings.name_approvers
    return Approval(
        path=clearance.path,
        blob=clearance.blob,
        commit=clearance.commit,
        at=clearance.at,
        roles=tuple(dict.fromkeys(person.role for person in people)),
        evidence=clearance.evidence,
        names=tuple(person.name for person in people) if named else (),
    )
