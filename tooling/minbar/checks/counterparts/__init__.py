"""TR: the languages of a document say the same: headings, lists, links, numbers, dates, names.

Each rule compares one translation with its source. Where headings differ, texts do not run side by
side, and only that is said.
"""

from minbar.checks.counterparts.figures import dates_differ, numbers_differ
from minbar.checks.counterparts.headings import headings_differ
from minbar.checks.counterparts.names import names_differ
from minbar.checks.counterparts.pair import Pair, PairRule
from minbar.checks.counterparts.parts import links_differ, list_items_differ
from minbar.checks.counterparts.script import script_wrong, text_untranslated
from minbar.checks.counterparts.side import Side
from minbar.model import rules
from minbar.model.finding import Rule

__all__ = ["PAIR_RULES", "Pair", "PairRule", "Side"]

PAIR_RULES: tuple[tuple[Rule, PairRule], ...] = (
    (rules.HEADINGS_DIFFER, headings_differ),
    (rules.ITEMS_DIFFER, list_items_differ),
    (rules.LINKS_DIFFER, links_differ),
    (rules.NUMBERS_DIFFER, numbers_differ),
    (rules.DATES_DIFFER, dates_differ),
    (rules.NAMES_DIFFER, names_differ),
    (rules.SCRIPT_WRONG, script_wrong),
    (rules.TEXT_UNTRANSLATED, text_untranslated),
)
