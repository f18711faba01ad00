"""What campaign.yml and team.yml refer to exists."""

from collections.abc import Iterator

from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding
from minbar.model.spelling import did_you_mean

SETTINGS, TEAM = "content/campaign.yml", "content/team.yml"


def check_settings(campaign: Campaign) -> Iterator[Finding]:
    """Yield names in the campaign's own files that name nothing, and languages named twice."""
    for path, mark, name, known in (*_of_settings(campaign), *_of_team(campaign)):
        if name not in known:
            field = next(part for part in reversed(mark.split(".")) if not part.isdigit())
            message = f"«{field}»: there is no «{name}»; {did_you_mean(name, known)}"
            yield rules.REFERENCE_UNKNOWN.at(
                campaign.place(path, mark), message, name, related=("content/territory.csv",)
            )
    codes = campaign.settings.language_codes
    for i, code in enumerate(codes):
        if code in codes[:i]:
            place = campaign.place(SETTINGS, f"languages.{i}.code")
            yield rules.VALUE_WRONG.at(place, f"the language «{code}» stands twice", code)


Reference = tuple[str, str, str, list[str]]
"""A file, the field of it where a name stands, the name, the names that are known."""


def _of_settings(campaign: Campaign) -> Iterator[Reference]:
    from minbar.channels import CHANNELS  # a check that goes on from another seldom looks here

    settings = campaign.settings
    levels = sorted({place.level for place in campaign.territory})
    for i, channel in enumerate(settings.channels):
        yield SETTINGS, f"channels.{i}", channel, list(CHANNELS)
    for key, contest in settings.contests.items():
        yield SETTINGS, f"contests.{key}.level", contest.level, levels
    for key, election in settings.elections.items():
        mark = f"elections.{key}"
        for i, name in enumerate(election.contests):
            yield SETTINGS, f"{mark}.contests.{i}", name, list(settings.contests)
        for i, window in enumerate(election.windows):
            for j, code in enumerate(window.territories):
                yield SETTINGS, f"{mark}.windows.{i}.territories.{j}", code, _codes(campaign)
            for j, name in enumerate(window.contests):
                yield SETTINGS, f"{mark}.windows.{i}.contests.{j}", name, list(settings.contests)


def _of_team(campaign: Campaign) -> Iterator[Reference]:
    for key, person in campaign.team.people.items():
        if person.territory:
            yield TEAM, f"people.{key}.territory", person.territory, _codes(campaign)
    for i, rule in enumerate(campaign.team.rules):
        for j, approver in enumerate(rule.approvers):
            yield TEAM, f"rules.{i}.approvers.{j}", approver, list(campaign.team.people)


def _codes(campaign: Campaign) -> list[str]:
    return [place.code for place in campaign.territory]
