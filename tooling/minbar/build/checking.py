"""Reading and checking a campaign folder, and nothing more: what every commit waits for."""

from pathlib import Path

from minbar.checks import check_campaign
from minbar.content.campaign import read_campaign
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding, sort_key
from minbar.strings import direction_of
from minbar.templates import snippet_environment, template_roots


def check_folder(
    root: Path, only: frozenset[str] | None = None
) -> tuple[Campaign | None, list[Finding]]:
    """Read and check a campaign folder; findings are in the order of files and lines.

    With `only`, the costly checks of single texts are run for those paths alone.
    """
    campaign, findings = read_campaign(root)
    if campaign is not None:
        settings = campaign.settings
        directions = {
            language.code: direction_of(language.locale) for language in settings.languages
        }
        findings = findings + check_campaign(
            campaign, snippet_environment(template_roots(root)), directions, only
        )
    return campaign, sorted(findings, key=sort_key)
