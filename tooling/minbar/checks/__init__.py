"""Checks of a campaign: functions from a Campaign to findings, listed."""

from collections.abc import Callable, Container, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from minbar.checks.addresses import check_addresses
from minbar.checks.calendar import check_silence
from minbar.checks.candidates import check_candidates
from minbar.checks.charter import check_charter
from minbar.checks.law import check_law, check_party_law
from minbar.checks.lexicon import check_lexicon
from minbar.checks.links import check_links
from minbar.checks.media import check_media, check_party_media
from minbar.checks.names import check_configured_names, check_names
from minbar.checks.posts import check_posts
from minbar.checks.references import (
    Known,
    check_channel_names,
    check_references,
    known_names,
)
from minbar.checks.registry import check_across, check_each
from minbar.checks.settings import check_settings
from minbar.checks.team import check_team
from minbar.checks.times import check_times, check_windows
from minbar.checks.translations import check_translations
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding

if TYPE_CHECKING:
    from jinja2 import Environment

Check = Callable[[Campaign], Iterator[Finding]]
MESSAGES = "messages"

BASE_CHECKS: tuple[Check, ...] = (
    check_settings,
    check_team,
    check_configured_names,
    check_party_media,
    check_windows,
    check_lexicon,
    check_party_law,
)
"""What looks at the campaign's own files."""

LIST_CHECKS: tuple[Check, ...] = (check_candidates,)
"""What looks at the candidates of one list: those of a place must stay together."""

TEXT_CHECKS: tuple[Check, ...] = (
    check_names,
    check_times,
    check_silence,
    check_addresses,
    check_channel_names,
    check_translations,
)
"""What looks at each document by itself, and asks for nothing but the campaign's own files."""

DOCUMENT_CHECKS: tuple[Check, ...] = (*LIST_CHECKS, *TEXT_CHECKS, check_media)
"""What looks at any share of the documents."""


def check_campaign(
    campaign: Campaign,
    environment: "Environment",
    directions: Mapping[str, str],
    only: frozenset[str] | None = None,
) -> list[Finding]:
    """Run every check but the rules on single documents (`registry.check_each`), which can be spread.

    Args:
        campaign: everything.
        environment: finds the templates of posts.
        directions: `rtl` or `ltr` of each language.
        only: paths of the files whose texts are looked into; all by default.
    """
    paths = frozenset(paths_of(campaign))
    chosen = paths if only is None else only
    findings = check_base(campaign)
    findings += check_documents(campaign, known_names(campaign), paths, chosen)
    findings += check_across(campaign)
    return findings + check_fitted(campaign, environment, directions, chosen)


def check_fitted(
    campaign: Campaign,
    environment: "Environment",
    directions: Mapping[str, str],
    chosen: frozenset[str],
) -> list[Finding]:
    """Check the posts that are made of the chosen messages."""
    from minbar.checks.channels import check_channels  # most checks of one document need no channel

    return list(check_channels(campaign, environment, directions, chosen))


def check_base(campaign: Campaign) -> list[Finding]:
    """Check the campaign's own files."""
    return [finding for check in BASE_CHECKS for finding in check(campaign)]


def check_documents(
    campaign: Campaign, known: Known, paths: Container[str], chosen: Container[str]
) -> list[Finding]:
    """Check a share of the documents; only their posts are left out.

    Args:
        campaign: with these documents alone.
        known: what can be named in the whole campaign.
        paths: the files of all documents that there are.
        chosen: the files whose words and links are looked into.
    """
    findings = [finding for check in DOCUMENT_CHECKS for finding in check(campaign)]
    findings += check_references(campaign, known)
    findings += check_charter(campaign, chosen)
    findings += check_law(campaign, chosen)
    findings += check_posts(campaign, chosen)
    return findings + list(check_links(campaign, paths, chosen))


def check_texts(campaign: Campaign) -> list[Finding]:
    """Check what each of these documents says by itself.

    With `check_fitted`, `check_asking` and `check_together` it finds all that is found in documents; what it
    finds depends on their own files and on those that all documents depend on.
    """
    chosen = frozenset(paths_of(campaign))
    findings = [finding for check in TEXT_CHECKS for finding in check(campaign)]
    findings += check_charter(campaign, chosen)
    findings += check_law(campaign, chosen)
    return findings + list(check_posts(campaign, chosen))


def check_asking(
    campaign: Campaign, document: Document, paths: Container[str]
) -> Iterator[Finding]:
    """Check what a document shows, links to and has translated, which asks for others.

    Args:
        campaign: answers `media`, `version_at` and `ballot_names`.
        document: the one that is looked into.
        paths: the files of all documents that there are.
    """
    one = replace(campaign, documents=(document,))
    yield from check_media(one)
    yield from check_links(one, paths, frozenset(paths_of(one)))
    yield from check_each(campaign, (document,))


def check_together(campaign: Campaign) -> list[Finding]:
    """Check what documents say of each other: of each its outline is enough (`outline_of`)."""
    findings = [finding for check in LIST_CHECKS for finding in check(campaign)]
    findings += check_references(campaign, known_names(campaign))
    return findings + list(check_across(campaign))


def paths_of(campaign: Campaign) -> list[str]:
    """The paths of every document."""
    return [
        version.path for document in campaign.documents for version in document.versions.values()
    ]
