"""Reading and checking a campaign folder, and nothing more: what every commit waits for."""

from datetime import date, datetime, timedelta
from pathlib import Path

from minbar.build.check.spread import check_spread
from minbar.build.instant import read_instant
from minbar.checks import check_base, check_campaign
from minbar.checks.addresses import check_addresses
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


def check_folder(root: Path, today: date | None = None) -> tuple[Campaign | None, list[Finding]]:
    """Read and check a campaign folder; findings are in the order of files and lines.

    Waivers are held against `today`; by default that is the day in the campaign's zone.
    """
    campaign, findings = read_campaign(root)
    if campaign is None:
        return None, ordered(findings)
    directions = {
        language.code: direction_of(language.locale) for language in campaign.settings.languages
    }
    from minbar.templates.environment import snippet_environment  # most checks write no post

    environment = snippet_environment(read_sources(template_roots(root)))
    findings = findings + check_campaign(campaign, environment, directions)
    findings += check_spread(campaign, None)
    findings += check_words_of(root, campaign)
    findings = pin_findings(root, findings)
    return campaign, settle(root, campaign, findings, today or today_of(campaign))


def check_shared(root: Path, base: Campaign) -> list[Finding]:
    """Check the files that all documents depend on."""
    return [*check_base(base), *check_addresses(base), *check_words_of(root, base)]


def check_words_of(root: Path, campaign: Campaign) -> list[Finding]:
    """Check that the site has its words in every language."""
    known = read_keys(template_roots(root), campaign.settings.language_codes)
    return list(check_words(campaign, known, read_default_keys()))


def settle(root: Path, campaign: Campaign, findings: list[Finding], today: date) -> list[Finding]:
    """Take what the campaign has decided about rules into account, and put all in order."""
    levels, places, faults = read_levels(root)
    own = campaign.settings.rules
    places |= {code: campaign.place(SETTINGS, f"rules.{code}") for code in own}
    levels = levels | own
    faults += find_level_faults(levels, places)
    return ordered(with_waivers(with_levels(findings, levels), campaign, today) + faults)


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


def ordered(findings: list[Finding]) -> list[Finding]:
    """Sort findings as a reader meets them, each once."""
    return sorted(distinct(findings), key=sort_key)


def distinct(findings: list[Finding]) -> list[Finding]:
    """Leave out what is said a second time of the same place."""
    found = {
        (item.code, item.path, item.line, item.column, item.message): item
        for item in reversed(findings)
    }
    return list(reversed(found.values()))
