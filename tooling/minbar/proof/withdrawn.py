"""Texts that hold no longer, withdrawn or expired, known by digests alone: nobody can read one in what is published.

A text is listed whole and by paragraphs, links left out, so that it is known again when only a
part of it goes round.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from minbar.model.document import Document
from minbar.proof.fold import words_of
from minbar.proof.texts import Passage

OVER = frozenset({"withdrawn", "expired"})
"""States of what was said and holds no longer."""
PARAGRAPH_WORDS = 8
"""A shorter paragraph is listed only as a part of its text."""
DIGEST_LETTERS = 32

Digests = tuple[frozenset[str], frozenset[str]]
"""Of whole texts, and of paragraphs."""


def digest_words(words: Iterable[str]) -> str:
    """Sixteen bytes, in hexadecimal digits, that stand for words in this order; links do not count."""
    said = " ".join(word for word in words if not word.startswith("//"))
    return sha256(said.encode()).hexdigest()[:DIGEST_LETTERS]


def digest_passages(passages: Iterable[Passage]) -> Digests:
    """Digest texts, whole and by paragraphs."""
    texts = [said for passage in passages for said in passage.texts]
    whole = frozenset(digest_words(words_of(said.text)) for said in texts)
    return whole, frozenset(digest for said in texts for digest in _paragraphs(said.text)) - whole


def without_official(
    over: Mapping[str, Digests], official: Iterable[Passage]
) -> dict[str, Digests]:
    """Leave out what is still said: a correction may repeat most of what it corrects."""
    whole, parts = digest_passages(official if any(map(any, over.values())) else ())
    return {
        state: (digests[0] - whole, digests[1] - parts - whole) for state, digests in over.items()
    }


def was_public(document: Document) -> bool:
    """Tell whether readers can have seen it: a digest of a text that nobody saw would confirm a leak."""
    publish = document.facts.publish
    ends = (getattr(document.facts, name, None) for name in ("withdrawn", "expires"))
    seen_until = min((end for end in ends if end), default=None)
    is_draft = document.desk.status == "draft"
    return not is_draft and (publish is None or seen_until is None or publish < seen_until)


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        words = [word for word in words_of(line) if not word.startswith("//")]
        if len(words) >= PARAGRAPH_WORDS:
            yield digest_words(words)
