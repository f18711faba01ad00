"""The lexicon of the charter does what it says: a rule that finds nothing, or everything, is no rule."""

from collections import Counter
from collections.abc import Iterator

from minbar.lexicon import Fault, Matcher, compile_entry
from minbar.lexicon.compile import Phrase
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding, Place
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
        yield from _entry(campaign, mark, entry)


def _entry(campaign: Campaign, mark: str, entry: Entry) -> Iterator[Finding]:
    phrases, _, faults = compile_entry(entry)
    for fault in faults:
        text = getattr(entry, fault.field)[fault.number]
        yield _fault(campaign.place(CHARTER, f"{mark}.{fault.field}.{fault.number}"), fault, text)
    if faults:
        return
    matcher = Matcher([entry])
    for number, phrase in enumerate(phrases):
        if not matcher.find(_said(phrase)):
            place = campaign.place(CHARTER, f"{mark}.terms.{number}")
            message = f"«{phrase.term}» can never be found: «unless» takes it out everywhere"
            yield rules.TERM_DEAD.at(place, message, phrase.term)
    yield from _sentences(campaign, mark, entry, matcher)


def _sentences(campaign: Campaign, mark: str, entry: Entry, matcher: Matcher) -> Iterator[Finding]:
    for number, sentence in enumerate(entry.matches):
        if not matcher.find(sentence):
            place = campaign.place(CHARTER, f"{mark}.matches.{number}")
            message = (
                f"no term of «{entry.id}» is found in «{sentence}»: mend the terms or the sentence"
            )
            yield rules.TERM_DEAD.at(place, message, sentence)
    for number, sentence in enumerate(entry.must_not_match):
        for hit in matcher.find(sentence):
            place = campaign.place(CHARTER, f"{mark}.must_not_match.{number}")
            message = f"«{hit.term}» is found in «{sentence}», where it must not be: narrow it, or name the expression in «unless»"
            yield rules.INNOCENT_MATCHED.at(place, message, hit.text)


def _said(phrase: Phrase) -> str:
    """The shortest text that a term is looked for in."""
    return " ".join(slot.lexemes[0].accents or slot.lexemes[0].folded for slot in phrase.slots)


def _fault(place: Place, fault: Fault, text: str) -> Finding:
    rule = rules.TERM_BOUNDLESS if fault.is_boundless else rules.TERM_UNREADABLE
    return rule.at(place, f"«{text}» {fault.reason}", text)
