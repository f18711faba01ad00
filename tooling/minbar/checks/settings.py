"""What campaign.yml and team.yml refer to exists."""

from collections.abc import Iterable, Iterator

from minbar.channels import CHANNELS
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding, Place
from minbar.model.spelling import did_you_mean

SETTINGS, TEAM = "content/campaign.yml", "content/team.yml"


def check_settings(campaign: Campaign) -> Iterator[Finding]:
    """Yield names in the campaign's own files that name nothing."""
    for path, field, names, known in (*_of_settings(campaign), *_of_team(campaign)):
        for name in names:
            if name not in known:
                message = f"«{field}»: there is no «{name}»; {did_you_mean(name, known)}"
                yield rules.REFERENCE_UNKNOWN.at(Place(path), message, name)


Reference = tuple[str, str, Iterable[str], list[str]]
"""A file, a field of it, the names that stand there, the names that are known."""


def _of_settings(campaign: Campaign) -> Iterator[Reference]:
    settings = campaign.settings
    levels = sorted({place.level for place in campaign.territory})
    yield SETTINGS, "channels", settings.channels, list(CHANNELS)
    yield SETTINGS, "level", [contest.level for contest in settings.contests.values()], levels
    for election in settings.elections.values():
        yield SETTINGS, "contests", election.contests, list(settings.contests)
        for window in election.windows:
            yield SETTINGS, "territories", window.territories, _codes(campaign)


def _of_team(campaign: Campaign) -> Iterator[Reference]:
    team = campaign.team
    named = [person.territory for person in team.people.values() if person.territory]
    yield TEAM, "territory", named, _codes(campaign)
    for rule in team.rules:
        yield TEAM, "approvers", rule.approvers, list(team.people)


def _codes(campaign: Campaign) -> list[str]:
    return [place.code for place in campaign.territory]
