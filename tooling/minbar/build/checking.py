"""Reading and checking a campaign folder, and nothing more: what every commit waits for."""

from pathlib import Path

from minbar.checks import check_campaign
from minbar.checks.words import check_words
from minbar.content.campaign import read_campaign
from minbar.content.pin import pin_findings
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding, sort_key
from minbar.strings import direction_of, read_default_keys, read_keys
from minbar.templates import read_sources, template_roots
from minbar.templates.environment import snippet_environment


def check_folder(
    root: Path, only: frozenset[str] | None = None
) -> tuple[Campaign | None, list[Finding]]:
    """Read and check a campaign folder; findings are in the order of files and lines.

    With `only`, the costly checks of single texts are run for those files alone, and for the
    other languages of the same documents, which share facts with them.
    """
    campaign, findings = read_campaign(root)
    if campaign is not None:
        settings = campaign.settings
        directions = {
            language.code: direction_of(language.locale) for language in settings.languages
        }
        chosen = None if only is None else _with_counterparts(campaign, only)
        roots = template_roots(root)
        findings = findings + check_campaign(
            campaign, snippet_environment(read_sources(roots)), directions, chosen
        )
        known = read_keys(roots, settings.language_codes)
        findings += check_words(campaign, known, read_default_keys())
        findings = pin_findings(root, findings)
    return campaign, sorted(distinct(findings), key=sort_key)


def distinct(findings: list[Finding]) -> list[Finding]:
    """Leave out what is said a second time of the same place."""
    found = {
        (item.code, item.path, item.line, item.column, item.message): item
        for item in reversed(findings)
    }
    return list(reversed(found.values()))


def _with_counterparts(campaign: Campaign, only: frozenset[str]) -> frozenset[str]:
    paths = [
        {version.path for version in document.versions.values()} for document in campaign.documents
    ]
    return frozenset().union(*(group for group in paths if group & only))
