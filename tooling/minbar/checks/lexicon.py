"""The lexicon of the charter does what it says: a rule that finds nothing, or everything, is no rule."""

from collections import Counter
from collections.abc import Iterator

from minbar.lexicon import Fault, Matcher, compile_entry
from minbar.lexicon.compile import Phrase
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding, Rule
from minbar.model.lexicon import Entry
from minbar.model.spelling import did_you_mean

CHARTER = "content/charter.yml"


def check_lexicon(campaign: Campaign) -> Iterator[Finding]:
    """Yield entries that cannot be read, match everything, or do otherwise than their sentences say."""
    counted = Counter(entry.id for entry in campaign.charter.lexicon)
    principles = [principle.id for principle in campaign.charter.principles]
    for number, entry in enumerate(campaign.charter.lexicon):
        mark = f"lexicon.{number}"
        if counted[entry.id] > 1:
            message = f"«id»: «{entry.id}» stands {counted[entry.id]} times; each entry has its own"
            yield rules.VALUE_WRONG.at(campaign.place(CHARTER, f"{mark}.id"), message, entry.id)
        if entry.principle is not None and entry.principle not in principles:
            message = f"«principle»: there is no «{entry.principle}»; {did_you_mean(entry.principle, principles)}"
            place = campaign.place(CHARTER, f"{mark}.principle")
            yield rules.REFERENCE_UNKNOWN.at(place, message, entry.principle)
        for rule in ENTRY_RULES:
            yield from rule(campaign, mark, entry)


def term_unreadable(campaign: Campaign, mark: str, entry: Entry) -> Iterator[Finding]:
    """A term of the lexicon cannot be read.

    **Why.** A term that is passed over in silence protects nobody. Terms are words and no regular
    expressions, so that none can be slow, whatever text it meets.

    **Wrong.** `terms: ["(خائن|خونة).*"]`

    **Right.** `terms: [خائن*, خونة]`
    """
    for fault in compile_entry(entry)[2]:
        if not fault.is_boundless:
            yield _fault(rules.TERM_UNREADABLE, campaign, mark, entry, fault)


def term_boundless(campaign: Campaign, mark: str, entry: Entry) -> Iterator[Finding]:
    """A term of the lexicon would match everything.

    **Why.** A rule that cries at every text is soon switched off.

    **Wrong.** `terms: ["*", من, ab*]`

    **Right.** `terms: [يا كلب|كلاب]`
    """
    for fault in compile_entry(entry)[2]:
        if fault.is_boundless:
            yield _fault(rules.TERM_BOUNDLESS, campaign, mark, entry, fault)


def term_dead(campaign: Campaign, mark: str, entry: Entry) -> Iterator[Finding]:
    """A term, or a sentence of `matches`, in which nothing is found.

    **Why.** A dead rule looks like protection and is none: a misspelt term finds nothing for ever.

    **Wrong.** `terms: [خاءن]` with `matches: [هذا خائن]`

    **Right.** `terms: [خائن]` with `matches: [هذا خائن]`
    """
    phrases, _, faults = compile_entry(entry)
    if faults:
        return
    matcher = Matcher([entry])
    for number, phrase in enumerate(phrases):
        if not matcher.find(_said(phrase)):
            place = campaign.place(CHARTER, f"{mark}.terms.{number}")
            message = f"«{phrase.term}» can never be found: «unless» takes it out everywhere"
            yield rules.TERM_DEAD.at(place, message, phrase.term)
    for number, sentence in enumerate(entry.matches):
        if not matcher.find(sentence):
            place = campaign.place(CHARTER, f"{mark}.matches.{number}")
            message = (
                f"no term of «{entry.id}» is found in «{sentence}»: mend the terms or the sentence"
            )
            yield rules.TERM_DEAD.at(place, message, sentence)


def innocent_matched(campaign: Campaign, mark: str, entry: Entry) -> Iterator[Finding]:
    """A term is found in a sentence of `must_not_match`.

    **Why.** Writers trust a charter that leaves honest sentences alone.

    **Wrong.** `terms: [كلاب]` with `must_not_match: [تدريب كلاب الحراسة]`

    **Right.** The same with `unless: [كلاب الحراسة]`, or `terms: [يا كلاب]`
    """
    if compile_entry(entry)[2]:
        return
    matcher = Matcher([entry])
    for number, sentence in enumerate(entry.must_not_match):
        for hit in matcher.find(sentence):
            place = campaign.place(CHARTER, f"{mark}.must_not_match.{number}")
            message = f"«{hit.term}» is found in «{sentence}», where it must not be: narrow it, or name the expression in «unless»"
            yield rules.INNOCENT_MATCHED.at(place, message, hit.text)


ENTRY_RULES = (term_unreadable, term_boundless, term_dead, innocent_matched)
"""What is asked of each entry by itself."""


def _said(phrase: Phrase) -> str:
    """The shortest text that a term is looked for in."""
    return " ".join(slot.lexemes[0].accents or slot.lexemes[0].folded for slot in phrase.slots)


def _fault(rule: Rule, campaign: Campaign, mark: str, entry: Entry, fault: Fault) -> Finding:
    text = getattr(entry, fault.field)[fault.number]
    place = campaign.place(CHARTER, f"{mark}.{fault.field}.{fault.number}")
    return rule.at(place, f"«{text}» {fault.reason}", text)
