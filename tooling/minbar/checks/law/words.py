"""Lists of words that rules of law look for, found as the charter's lexicon is."""

from minbar.lexicon import Matcher
from minbar.model.lexicon import Entry


def finder(*terms: str, unless: tuple[str, ...] = ()) -> Matcher:
    """Give a matcher of terms written as in `content/charter.yml`."""
    nothing: dict[str, str] = {}
    entry = Entry(
        id="words",
        severity="error",
        terms=terms,
        unless=unless,
        reason=nothing,
        instead=nothing,
        matches=(),
        must_not_match=(),
    )
    return Matcher([entry])
