"""What changed in a text, word by word, as HTML; and words that a comment can carry without calling anybody."""

import difflib
import html
import re
from collections.abc import Iterator

CONTEXT_WORDS = 8
_WORD = re.compile(r"\S+\s*")
_CALLS = re.compile(r"(@)(?=\w)|(#)(?=\d)|(\bGH-)(?=\d)", re.IGNORECASE)
_LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_PICTURE = re.compile(r'<img [^>]*?alt="([^"]*)"[^>]*>|<img [^>]*>')
_BLANK = re.compile(r"\n\s*\n")
JOINER = "\u2060"


def harmless(text: str) -> str:
    """Escape plain text: no tag, no name that is called, no number that is linked."""
    return without_calls(html.escape(text)).replace("\n", "<br>")


def without_calls(text: str) -> str:
    """Part the signs by which a comment calls people and links other changes from what follows them."""
    return _CALLS.sub(lambda match: match[0] + JOINER, text)


def settle(clean: str) -> str:
    """Make clean HTML fit for a comment: addresses are said and not linked, pictures not fetched."""
    text = _PICTURE.sub(lambda match: f"<em>[{match[1] or '…'}]</em>", clean)
    text = _LINK.sub(lambda match: f'{match[2]} <code dir="ltr">{match[1]}</code>', text)
    return without_calls(_BLANK.sub("\n", text))


def differ(before: str, after: str) -> str:
    """Say what was put in and what was left out; what stays is shortened where it is long."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = difflib.SequenceMatcher(
        None, [one.strip() for one in old], [one.strip() for one in new], False
    )
    return "".join(_parts(matcher, old, new))


def _parts(
    matcher: "difflib.SequenceMatcher[str]", old: list[str], new: list[str]
) -> Iterator[str]:
    codes = matcher.get_opcodes()
    for number, (tag, start, stop, first, last) in enumerate(codes):
        if tag == "equal":
            yield _shorten(old[start:stop], is_first=number == 0, is_last=number == len(codes) - 1)
            continue
        if stop > start:
            yield f"<del>{harmless(''.join(old[start:stop]).strip())}</del> "
        if last > first:
            yield f"<ins>{harmless(''.join(new[first:last]).strip())}</ins> "


def _shorten(words: list[str], *, is_first: bool, is_last: bool) -> str:
    """Keep the words near what changed."""
    if len(words) <= 2 * CONTEXT_WORDS + 2:
        return harmless("".join(words))
    before = "" if is_first else harmless("".join(words[:CONTEXT_WORDS]))
    behind = "" if is_last else harmless("".join(words[-CONTEXT_WORDS:]))
    return f"{before}… {behind}"
