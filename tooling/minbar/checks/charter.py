"""What is said keeps to the charter: no term of its lexicon, in any language.

The lexicon and its limits: `model/lexicon.py`. Internal documents repeat what others said, and are
left alone. A rebuttal may quote a term that it names in `quotes`.
"""

from collections.abc import Container, Iterator
from functools import partial

from msgspec.structs import replace

from minbar.checks.guard import guarded
from minbar.checks.passages import Passage, passages, place_in
from minbar.checks.quotations import is_quoted, quotations
from minbar.lexicon import Hit, Matcher
from minbar.model import rules
from minbar.model.campaign import Campaign
from minbar.model.document import Document, Version
from minbar.model.finding import Finding
from minbar.model.kinds import KINDS
from minbar.model.kinds.rebuttal import RebuttalFacts
from minbar.model.lexicon import Entry
from minbar.model.spelling import did_you_mean

CHARTER = "content/charter.yml"
CLAIM = "claim"


def check_charter(campaign: Campaign, chosen: Container[str]) -> Iterator[Finding]:
    """Yield terms of the lexicon in the chosen files, and waivers that waive nothing."""
    lexicon = campaign.charter.lexicon
    matcher = _matcher_of(lexicon)
    for document in campaign.documents:
        if KINDS[document.kind].internal:
            continue
        run = partial(_document, lexicon, matcher, document, chosen)
        yield from guarded(rules.SPEECH_BARRED, document.source.path, run)


_LAST: list[tuple[tuple[Entry, ...], Matcher]] = []
"""The lexicon that was asked for last: a build asks for each document, and a matcher remembers words."""


def _matcher_of(lexicon: tuple[Entry, ...]) -> Matcher:
    if not _LAST or _LAST[0][0] is not lexicon:
        _LAST[:] = [(lexicon, Matcher(lexicon))]
    return _LAST[0][1]


def _document(
    lexicon: tuple[Entry, ...], matcher: Matcher, document: Document, chosen: Container[str]
) -> Iterator[Finding]:
    used: set[str] = set()
    for version in document.versions.values():
        if version.path in chosen:
            yield from speech_barred(lexicon, matcher, document, version, used)
    if document.source.path in chosen:
        yield from quote_unfounded(lexicon, document, used)


def speech_barred(
    lexicon: tuple[Entry, ...],
    matcher: Matcher,
    document: Document,
    version: Version,
    used: set[str],
) -> Iterator[Finding]:
    """A text carries a term of the charter's lexicon; `used` takes the entries that a rebuttal may quote.

    **Why.** The entry says it, in the language of the text: an insult, an incitement, an accusation
    without proof. The charter is for everybody who writes, the lead and activists alike.

    **Wrong.** «لا تصوتوا لهؤلاء الخونة»

    **Right.** What the entry says `instead`. A rebuttal may quote the term in « », " ", in lines that
    begin with > and in its `claim`, when it names the entry: `quotes: {treason: why}`

    **Source.** The lexicon in `content/charter.yml`, which the lead owns.
    """
    waived = document.facts.quotes if isinstance(document.facts, RebuttalFacts) else {}
    texts = list(passages(version))
    if not matcher.may_find("\n".join(passage.text for passage in texts)):
        return
    for passage in texts:
        hits = matcher.find(passage.text)
        quoted = list(quotations(passage.text)) if hits else []
        for hit in hits:
            entry = lexicon[hit.entry]
            if entry.id in waived and _repeats(passage, hit, quoted):
                used.add(entry.id)
            else:
                yield _barred(
                    version, passage, hit, entry, is_rebuttal=document.kind == "rebuttals"
                )


def _repeats(passage: Passage, hit: Hit, quoted: list[tuple[int, int]]) -> bool:
    """Tell whether the words are those of others: the claim that is answered, or a quotation."""
    return passage.mark == CLAIM or is_quoted(hit.start, hit.end, quoted)


def _barred(
    version: Version, passage: Passage, hit: Hit, entry: Entry, *, is_rebuttal: bool
) -> Finding:
    reason, instead = (
        said.get(version.language) or next(iter(said.values()))
        for said in (entry.reason, entry.instead)
    )
    message = f"«{hit.text}» ({entry.id}): {reason}"
    if is_rebuttal:
        message += f" A quotation may carry it: quotes: {{{entry.id}: why}}"
    place = place_in(version, passage, hit.start)
    finding = rules.SPEECH_BARRED.at(place, message, hit.text, instead, (CHARTER,))
    return replace(finding, severity=entry.severity)


def quote_unfounded(
    lexicon: tuple[Entry, ...], document: Document, used: set[str]
) -> Iterator[Finding]:
    """A rebuttal has a waiver for a term that none of its quotations carries.

    **Why.** A waiver that waives nothing waits for the next mistake.

    **Wrong.** `quotes: {treason: نقتبس المنشور}` where nothing quoted has a term of `treason`.

    **Right.** Leave the line out.
    """
    if not isinstance(document.facts, RebuttalFacts):
        return
    known = [entry.id for entry in lexicon]
    for name in document.facts.quotes:
        place = document.source.place(f"quotes.{name}")
        if name not in known:
            message = f"«quotes»: the lexicon has no «{name}»; {did_you_mean(name, known)}"
            yield rules.REFERENCE_UNKNOWN.at(place, message, name, related=(CHARTER,))
        elif name not in used:
            message = (
                f"«quotes» names «{name}», but no quotation of this rebuttal carries such a term"
            )
            yield rules.QUOTE_UNFOUNDED.at(place, message, name, related=(CHARTER,))
