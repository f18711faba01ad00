"""TR010, TR011: a translation is written in its own script, all of it."""

from collections.abc import Iterator
from functools import lru_cache

from minbar.checks.counterparts.pair import Pair, all_words, body_of
from minbar.checks.passages import passages, prose_in
from minbar.checks.prose import prose_of
from minbar.checks.same import Same
from minbar.checks.scripts import foreign_runs, has_foreign, is_of_script, letters_of
from minbar.model import rules
from minbar.model.document import Version
from minbar.model.finding import Finding, Place

LETTERS_ENOUGH = 30
"""A text with fewer letters does not tell its language."""


def script_wrong(pair: Pair) -> Iterator[Finding]:
    """A whole text stands in another script than its language's.

    **Why.** The file was copied and not translated, or carries the wrong language in its name.

    **Wrong.** Arabic letters in `water.fr.md`.

    **Right.** The French text in `water.fr.md`, the Arabic one in `water.ar.md`.
    """
    if not _is_mixed(Same(pair.version)):
        return
    text = all_words(Same(pair.version))
    if not is_of_script(text, pair.version.language) and letters_of(text) >= LETTERS_ENOUGH:
        message = f"this text is not in the script of «{pair.version.language}»"
        yield pair.finding(rules.SCRIPT_WRONG, pair.version.place(), message)


def text_untranslated(pair: Pair) -> Iterator[Finding]:
    """A passage was left in the language of the source.

    **Why.** Readers meet a paragraph that they cannot read.

    **Wrong.** A paragraph in Arabic in the middle of a French text.

    **Right.** Its translation; what is quoted stands in «».
    """
    if any(script_wrong(pair)):
        return
    theirs = set(_parts(pair.source)).intersection(_parts(pair.version))
    mixed = _is_mixed(Same(pair.version))
    for line, text in _paragraphs(pair.version) if theirs or mixed else ():
        is_copied = text in theirs and letters_of(text) >= LETTERS_ENOUGH
        if is_copied or (mixed and any(foreign_runs(text, pair.version.language))):
            message = f"this is not in «{pair.version.language}»: it was left untranslated"
            place = Place(pair.version.path, line)
            yield pair.finding(rules.TEXT_UNTRANSLATED, place, message, text[:60])


@lru_cache(maxsize=8)
def _is_mixed(version: Same[Version]) -> bool:
    """Tell whether a letter of another script stands anywhere in a text."""
    return has_foreign(all_words(version), version.value.language)


def _parts(version: Version) -> Iterator[str]:
    """The texts of `_paragraphs`, without their lines."""
    for passage, prose in prose_in(Same(version)):
        if passage.mark:
            yield prose
    yield from map(str.strip, body_of(version).split("\n\n"))


def _paragraphs(version: Version) -> list[tuple[int, str]]:
    """Each text of a header and each paragraph of the body, with its line."""
    found = [
        (version.place(passage.mark).line, prose_of(passage.text))
        for passage in passages(version)
        if passage.mark
    ]
    line = version.body_line
    for paragraph in body_of(version).split("\n\n"):
        lead = len(paragraph) - len(paragraph.lstrip("\n"))
        found.append((line + lead, paragraph.strip()))
        line += paragraph.count("\n") + 2
    return found
