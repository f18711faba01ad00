"""Reading and checking a campaign folder, and nothing more: what every commit waits for."""

from datetime import date, datetime, timedelta
from pathlib import Path

from minbar.build.instant import read_instant
from minbar.build.spread import check_spread
from minbar.checks import check_campaign
from minbar.checks.levels import find_level_faults, with_levels, with_waivers
from minbar.checks.words import check_words
from minbar.content.campaign import SETTINGS, read_campaign
from minbar.content.pin import pin_findings
from minbar.content.project import read_levels
from minbar.content.zones import read_zone
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding, sort_key
from minbar.strings import direction_of, read_default_keys, read_keys
from minbar.templates import read_sources, template_roots
from minbar.templates.environment import snippet_environment


def check_folder(
    root: Path, only: frozenset[str] | None = None, today: date | None = None
) -> tuple[Campaign | None, list[Finding]]:
    """Read and check a campaign folder; findings are in the order of files and lines.

    With `only`, the costly checks of single texts are run for those files alone, and for the
    other languages of the same documents, which share facts with them. Waivers are held against
    `today`; by default that is the day in the campaign's zone.
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
        findings += check_spread(campaign, chosen)
        known = read_keys(roots, settings.language_codes)
        findings += check_words(campaign, known, read_default_keys())
        findings = pin_findings(root, findings)
        findings = _settle(root, campaign, findings, chosen, today or today_of(campaign))
    return campaign, sorted(distinct(findings), key=sort_key)


def _settle(
    root: Path,
    campaign: Campaign,
    findings: list[Finding],
    chosen: frozenset[str] | None,
    today: date,
) -> list[Finding]:
    """Take what the campaign has decided about rules into account."""
    levels, places, faults = read_levels(root)
    own = campaign.settings.rules
    places |= {code: campaign.place(SETTINGS, f"rules.{code}") for code in own}
    levels = levels | own
    faults += find_level_faults(levels, places)
    return with_waivers(with_levels(findings, levels), campaign, today, chosen) + faults


def today_of(campaign: Campaign) -> date:
    """The day in the campaign's own zone."""
    return _local_now(campaign).date()


def next_midnight(campaign: Campaign | None) -> float:
    """When that day ends, in seconds since 1970; at once where there is no campaign."""
    if campaign is None:
        return 0
    tomorrow = _local_now(campaign) + timedelta(days=1)
    return tomorrow.replace(hour=0, minute=0, second=0).timestamp()


def _local_now(campaign: Campaign) -> datetime:
    instant = read_instant(None, "UTC")
    try:
        return instant.astimezone(read_zone(campaign.settings.timezone))
    except ValueError:  # a zone that is misspelt is a finding of its own
        return instant


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
