"""The rulebook: every rule that looks at texts or across documents, listed with the function that it is.

A rule is a function that yields findings of one `Rule`, and its docstring is its page: what, **Why.**,
**Wrong.**, **Right.**, **Source.**. Its page in other languages stands in `minbar/rulebook/pages/`, its cases
in `tests/checks/cases/`. To add a rule: a line in `model/rules.py`, a function in its family's module, a line here.
Rules whose faults are found while files are read have no function: their pages are data alone.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from functools import cached_property, partial

from minbar.checks import (
    charter,
    counterparts,
    house,
    law,
    lexicon,
    outward,
    posts,
    rolls,
    targets,
    typography,
)
from minbar.checks.counterparts import Pair, PairRule, Side
from minbar.checks.guard import guarded
from minbar.checks.slip import TextRule
from minbar.checks.typography import check_prose
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document
from minbar.model.finding import Finding, Rule


class Subject:
    """A document that rules look at one after the other, and what more than one of them needs of it."""

    def __init__(self, campaign: Campaign, document: Document) -> None:
        """Take a document of a campaign; nothing is worked out yet."""
        self.campaign = campaign
        self.document = document

    @cached_property
    def sides(self) -> dict[str, Side]:
        """Each language of it."""
        return {code: Side(version) for code, version in self.document.versions.items()}

    @cached_property
    def pairs(self) -> list[Pair]:
        """Each translation that was made from the source as it is now, with that source."""
        source, *others = self.sides
        return [
            Pair(self.campaign, self.document, self.sides[source], self.sides[code])
            for code in others
            if not self.document.is_outdated(code)
        ]


DocumentRule = Callable[[Subject], Iterator[Finding]]
LinkRule = Callable[[Campaign, Document], Iterator[Finding]]
CampaignRule = Callable[[Campaign], Iterator[Finding]]

LINK_RULES: tuple[tuple[Rule, LinkRule], ...] = (
    (rules.LINK_SHORTENED, targets.link_shortened),
    (rules.ANCHOR_MISSING, targets.anchor_missing),
    (rules.LANGUAGE_CROSSED, targets.link_crosses_language),
    (rules.HOST_ENCODED, targets.host_encoded),
)
CAMPAIGN_RULES: tuple[tuple[Rule, CampaignRule], ...] = (
    (rules.NAME_REPEATED, rolls.ballot_name_repeated),
    (rules.POSITION_SKIPPED, rolls.position_skipped),
    (rules.MEDIA_ORPHANED, rolls.media_orphaned),
    (rules.PILLAR_MISSING, house.pillar_unspoken),
    (rules.PLANK_MISSING, house.plank_missing),
    (rules.THEME_UNSPOKEN, house.theme_unspoken),
    (rules.AUDIENCE_UNSPOKEN, house.audience_unspoken),
    (rules.REGION_UNSPOKEN, house.region_unspoken),
    (rules.FIGURES_CONTRADICT, house.figures_contradict),
)
LAW_RULES: tuple[tuple[Rule, Callable[..., Iterator[Finding]]], ...] = (
    (rules.IMPRINT_MISSING, law.imprint_missing),
    (rules.LABEL_MISSING, law.label_missing),
    (rules.PAID_ABROAD, law.paid_abroad),
    (rules.POLL_IN_BAN, law.poll_in_ban),
    (rules.PLANNED_IN_SILENCE, law.planned_in_silence),
    (rules.PLANNED_OUTSIDE_CAMPAIGN, law.planned_outside_campaign),
    (rules.RED_WITH_GREEN, law.red_with_green),
    (rules.PERSONAL_DATA, law.personal_data),
    (rules.EVENT_AT_WORSHIP, law.event_at_worship),
)
"""Run by `check_law`, which knows the campaign's country; listed for their pages."""

WORD_RULES: tuple[tuple[Rule, Callable[..., Iterator[Finding]]], ...] = (
    (rules.TOO_MANY_TAGS, posts.too_many_tags),
    (rules.HASHTAG_BROKEN, posts.hashtag_broken),
    (rules.LINK_WITHOUT_HTTPS, posts.link_without_https),
    (rules.SPEECH_BARRED, charter.speech_barred),
    (rules.TERM_UNREADABLE, lexicon.term_unreadable),
    (rules.TERM_BOUNDLESS, lexicon.term_boundless),
    (rules.TERM_DEAD, lexicon.term_dead),
    (rules.INNOCENT_MATCHED, lexicon.innocent_matched),
    (rules.QUOTE_UNFOUNDED, charter.quote_unfounded),
    (rules.LINK_GONE, outward.link_gone),
)
"""Run by `check_posts`, `check_charter`, `check_lexicon` and, of what was asked online, by the command; listed for their pages."""


def _of_text(rule: Rule, find: TextRule) -> DocumentRule:
    def run(subject: Subject) -> Iterator[Finding]:
        for side in subject.sides.values():
            yield from check_prose(side, rule, find)

    return run


def _of_pair(find: PairRule) -> DocumentRule:
    def run(subject: Subject) -> Iterator[Finding]:
        for pair in subject.pairs:
            yield from find(pair)

    return run


def _of_links(find: LinkRule) -> DocumentRule:
    return lambda subject: find(subject.campaign, subject.document)


DOCUMENT_RULES: tuple[tuple[Rule, DocumentRule], ...] = (
    *((rule, _of_text(rule, find)) for rule, find in typography.TEXT_RULES),
    *((rule, _of_pair(find)) for rule, find in counterparts.PAIR_RULES),
    *((rule, _of_links(find)) for rule, find in LINK_RULES),
)
"""Rules on one document with its languages."""

_FUNCTIONS: tuple[tuple[Rule, Callable[..., Iterator[object]]], ...] = (
    *typography.TEXT_RULES,
    *counterparts.PAIR_RULES,
    *LINK_RULES,
    *CAMPAIGN_RULES,
    *LAW_RULES,
    *WORD_RULES,
)
PAGES = {rule.code: function for rule, function in _FUNCTIONS}
"""The function whose docstring is a rule's page, by code."""


def check_each(
    campaign: Campaign, documents: Iterable[Document], chosen: Container[str] | None = None
) -> Iterator[Finding]:
    """Run every rule on single documents; one that fails is a finding of its own.

    Args:
        campaign: everything.
        documents: those of it that are looked into.
        chosen: paths of the files that are asked for; all by default.
    """
    for document in documents:
        versions = document.versions.values()
        if chosen is None or any(version.path in chosen for version in versions):
            yield from _check_one(Subject(campaign, document))


def _check_one(subject: Subject) -> list[Finding]:
    """Run the rules; only where one fails is each guarded, to tell which: there are thirty for each document."""
    try:
        return [found for _, check in DOCUMENT_RULES for found in check(subject)]
    except Exception:
        return [
            found
            for rule, check in DOCUMENT_RULES
            for found in guarded(rule, subject.document.source.path, partial(check, subject))
        ]


def check_across(campaign: Campaign) -> Iterator[Finding]:
    """Run every rule that looks across documents; one that fails is a finding of its own."""
    for rule, check in CAMPAIGN_RULES:
        yield from guarded(rule, "content/campaign.yml", partial(check, campaign))
