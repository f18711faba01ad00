"""TR010, TR011: a translation is written in its own script, all of it."""

from collections.abc import Iterator

from minbar.checks.counterparts.pair import Pair
from minbar.checks.counterparts.side import Side
from minbar.checks.scripts import are_of_one_script, foreign_runs, is_of_script, letters_of
from minbar.model import rules
from minbar.model.finding import Finding

LETTERS_ENOUGH = 30
"""A text with fewer letters does not tell its language."""


def script_wrong(pair: Pair) -> Iterator[Finding]:
    """A whole text stands in another script than its language's.

    **Why.** The file was copied and not translated, or carries the wrong language in its name.

    **Wrong.** Arabic letters in `water.fr.md`.

    **Right.** The French text in `water.fr.md`, the Arabic one in `water.ar.md`.
    """
    text, language = pair.other.whole, pair.other.language
    if not pair.other.is_mixed or is_of_script(text, language):
        return
    if letters_of(text) >= LETTERS_ENOUGH:
        message = f"this text is not in the script of «{language}»"
        yield pair.finding(rules.SCRIPT_WRONG, pair.place(), message)


def text_untranslated(pair: Pair) -> Iterator[Finding]:
    """A passage was left in the language of the source.

    **Why.** Readers meet a paragraph that they cannot read.

    **Wrong.** A paragraph in Arabic in the middle of a French text.

    **Right.** Its translation; what is quoted stands in «».
    """
    if not _may_be_untranslated(pair) or any(script_wrong(pair)):
        return
    theirs = {text for _, text in _paragraphs(pair.source)}
    for line, text in _paragraphs(pair.other):
        is_copied = text in theirs and letters_of(text) >= LETTERS_ENOUGH
        if is_copied or any(foreign_runs(text, pair.other.language)):
            message = f"this is not in «{pair.other.language}»: it was left untranslated"
            yield pair.finding(rules.TEXT_UNTRANSLATED, pair.at_line(line), message, text[:60])


def _may_be_untranslated(pair: Pair) -> bool:
    """Tell whether a passage can be: what is copied from another script's text is foreign in one of the two."""
    return (
        pair.other.is_mixed
        or pair.source.is_mixed
        or are_of_one_script(pair.source.language, pair.other.language)
    )


def _paragraphs(side: Side) -> list[tuple[int, str]]:
    """Each text of a header and each paragraph of the body, with its line."""
    found = [
        (side.version.place(passage.mark).line, prose)
        for passage, prose in side.texts
        if passage.mark
    ]
    line = side.version.body_line
    for paragraph in side.body.split("\n\n"):
        lead = len(paragraph) - len(paragraph.lstrip("\n"))
        found.append((line + lead, paragraph.strip()))
        line += paragraph.count("\n") + 2
    return found
