"""What an edition says officially: the posts of every message, and texts that people pass on."""

from collections.abc import Callable, Iterable, Iterator

import msgspec
from msgspec import Struct

from minbar.edition import Published, Shown
from minbar.edition.index import Index
from minbar.markdown.render import plain_text, render
from minbar.proof.fold import words_of
from minbar.proof.shingles import choose_runs, whole_number
from minbar.snippets import Snippet

LEAST_WORDS = 4
"""Of fewer nobody can say whose they are."""

FIELDS: dict[str, tuple[str, ...]] = {
    "messages": ("title", "short", ""),
    "programme": ("title", "summary", ""),
    "replies": ("",),
    "rebuttals": ("short",),  # what stands around it repeats the claim
    "press": ("title", "summary", ""),
    "events": ("title", "summary", ""),
}
"""What is passed on of each kind: fields, and the body for the empty name."""


class Said(Struct, frozen=True, array_like=True):
    """A text as written, and the channels that it is for (none where it is the document's own)."""

    text: str
    channels: tuple[str, ...] = ()


Row = tuple[str, str, str, str, list[str], list[tuple[list[int], tuple[str, ...]]]]
"""Kind, slug, language, heading, lines, and texts as the numbers of their lines: posts repeat these."""

_ROW = msgspec.json.Decoder(Row)


class Passage(Struct, frozen=True, array_like=True):
    """A document in one language with every text in which it is official, and the numbers of their runs of words.

    `row` is a `Row` as JSON: what is published of it. `runs` are empty where there is no text.
    """

    row: bytes
    runs: tuple[int, ...]

    @property
    def texts(self) -> tuple[Said, ...]:
        """The texts as written."""
        *_, lines, texts = _ROW.decode(self.row)
        return tuple(
            Said("\n".join([lines[number] for number in numbers]), channels)
            for numbers, channels in texts
        )


def write_row(kind: str, slug: str, language: str, heading: str, texts: Iterable[Said]) -> bytes:
    """Write down what is published of a document in a language."""
    lines: dict[str, int] = {}
    numbered = [
        ([lines.setdefault(line, len(lines)) for line in said.text.split("\n")], said.channels)
        for said in texts
    ]
    row: Row = (kind, slug, language, heading, list(lines), numbered)
    return msgspec.json.encode(row)


def passages_of(index: Index, make: Callable[[Published, str], Passage]) -> Iterator[Passage]:
    """Yield what is official, kind by kind.

    Args:
        index: an edition.
        make: gives what a document says in a language.
    """
    for kind in FIELDS:
        for document in index.kind(kind):
            for language in document.versions:
                passage = make(document, language)
                if passage.runs:
                    yield passage


def make_passage(document: Published, language: str, snippets: tuple[Snippet, ...] = ()) -> Passage:
    """Put the texts of a document together; those that read alike are one.

    Args:
        document: a document.
        language: one of its languages.
        snippets: its posts in this language.
    """
    found: dict[tuple[str, ...], tuple[str, list[str]]] = {}
    said = [("", text) for text in _own(document.kind, document.versions[language])]
    said += [(snippet.channel, text) for snippet in snippets for text in _posted(snippet)]
    for channel, text in said:
        words = words_of(text)
        if len(words) >= LEAST_WORDS:
            channels = found.setdefault(words, (text, []))[1]
            if channel and channel not in channels:
                channels.append(channel)
    texts = [Said(text, tuple(channels)) for text, channels in found.values()]
    row = write_row(document.kind, document.slug, language, document.heading(language), texts)
    return Passage(row, number_texts(found))


def number_texts(texts: Iterable[tuple[str, ...]]) -> tuple[int, ...]:
    """The numbers by which texts are found, each once; a text is its words."""
    found: dict[int, None] = {}
    for words in texts:
        found[whole_number(words)] = None
        found.update(dict.fromkeys(choose_runs(words)))
    return tuple(found)


def _own(kind: str, shown: Shown) -> Iterator[str]:
    body = plain_text(render(shown.body).html)
    parts = [getattr(shown.text, name) if name else body for name in FIELDS[kind]]
    yield "\n\n".join(part for part in parts if part)
    for promise in getattr(shown.text, "promises", {}).values():
        yield promise.says


def _posted(snippet: Snippet) -> Iterator[str]:
    """The parts of a post as they are pasted: each alone, and all of them with the title."""
    yield from snippet.parts
    if snippet.title or len(snippet.parts) > 1:
        yield "\n\n".join([*([snippet.title] if snippet.title else []), *snippet.parts])
