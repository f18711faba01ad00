"""What a build stops for, told as `minbar check` tells it.

A build asks each document for faults beside making it, and not before: what it makes can stumble over a fault
(an unknown theme in a dated text) before that is found. And it knows errors only: where the campaign has turned a
warning up to an error, all rules are asked first.
"""

from datetime import datetime
from pathlib import Path

from minbar.build.tools import DAMAGED, FaultyError
from minbar.checks.levels import find_level_faults, with_levels
from minbar.content.campaign import SETTINGS
from minbar.content.project import read_levels
from minbar.content.zones import read_zone
from minbar.model.finding import Finding, Place, blocks
from minbar.model.settings import Settings
from minbar.model.setup import SetupError, UnrenderedError

AROUND = (SetupError, OSError, *DAMAGED)
"""What goes wrong around a campaign, and not in it."""


def faults_behind(root: Path, error: Exception) -> list[Finding]:
    """The faults of a campaign that a build has stumbled over; none where its files are right and we are not."""
    if isinstance(error, FaultyError):
        return error.findings or _check(root)
    if isinstance(error, AROUND) and not isinstance(error, UnrenderedError):
        return []
    findings = _check(root)
    return findings if blocks(findings) else []


def _check(root: Path) -> list[Finding]:
    """Look at everything; a build that nothing is wrong with loads none of the rules on texts."""
    from minbar.build.check.folder import check_folder

    return check_folder(root)[1]


def settled(findings: list[Finding], root: Path, settings: Settings) -> list[Finding]:
    """Findings of a build as severe as the campaign has set them, without those that it has turned off."""
    return with_levels(findings, read_levels(root)[0] | settings.rules) if findings else findings


def see_raised(root: Path, settings: Settings, at: datetime) -> float:
    """Stop a build for what the campaign has turned up to an error, as a check of that day does.

    Returns:
        Until when that holds, in seconds since 1970: a waiver may end at midnight. For ever where no level is set so.

    Raises:
        FaultyError: something is wrong.
    """
    if not _asks_all(root, settings):
        return float("inf")
    from minbar.build.check.folder import check_folder, next_midnight

    day = at.astimezone(read_zone(settings.timezone)).date()
    campaign, findings = check_folder(root, today=day)
    if blocks(findings):
        raise FaultyError(findings)
    return next_midnight(campaign)


def _asks_all(root: Path, settings: Settings) -> bool:
    """Tell whether a rule that warns stops a build here, or a level is set that there is none of."""
    own, places, faults = read_levels(root)
    levels = own | settings.rules
    unknown = find_level_faults(levels, places | dict.fromkeys(settings.rules, Place(SETTINGS)))
    return "error" in levels.values() or bool(faults) or any(unknown)
