"""Checks of a whole campaign: functions from a Campaign to findings, listed."""

from collections.abc import Callable, Iterator, Mapping

import jinja2

from minbar.checks.addresses import check_addresses
from minbar.checks.candidates import check_candidates
from minbar.checks.channels import check_channels
from minbar.checks.links import check_links
from minbar.checks.media import check_media
from minbar.checks.names import check_names
from minbar.checks.references import check_references
from minbar.checks.settings import check_settings
from minbar.checks.times import check_times
from minbar.checks.translations import check_translations
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding

Check = Callable[[Campaign], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    check_settings,
    check_references,
    check_candidates,
    check_names,
    check_media,
    check_times,
    check_addresses,
    check_translations,
)


def check_campaign(
    campaign: Campaign,
    environment: jinja2.Environment,
    directions: Mapping[str, str],
    only: frozenset[str] | None = None,
) -> list[Finding]:
    """Run every check.

    Args:
        campaign: everything.
        environment: finds the templates of posts.
        directions: `rtl` or `ltr` of each language.
        only: paths of the files whose texts are looked into; all by default.
    """
    chosen = frozenset(paths_of(campaign) if only is None else only)
    findings = [finding for check in CHECKS for finding in check(campaign)]
    findings += check_links(campaign, chosen)
    return findings + list(check_channels(campaign, environment, directions, chosen))


def paths_of(campaign: Campaign) -> list[str]:
    """The paths of every document."""
    return [
        version.path for document in campaign.documents for version in document.versions.values()
    ]
