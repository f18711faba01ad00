"""What became of a document in one language: its posts, their files in packs, and by what a browser knows it.

Each of the three is written down by itself and read when it is asked for: of all that is handed
on to every process, few units need more than one.
"""

from collections.abc import Mapping
from functools import cached_property

import msgspec
from msgspec import Struct

from minbar.edition.edition import publish_document
from minbar.model.document import Document
from minbar.packs.archive import Pressed
from minbar.packs.render import press_post
from minbar.proof.texts import Passage, make_passage
from minbar.snippets import Snippet
from minbar.snippets.posts import Fits

Key = tuple[str, str, str]
"""Kind, slug and language."""

_POSTS = msgspec.msgpack.Decoder(tuple[Snippet, ...])
_FILES = msgspec.msgpack.Decoder(dict[str, Pressed])
_PASSAGE = msgspec.msgpack.Decoder(Passage)


class Fitted(Struct, frozen=True, array_like=True, dict=True):
    """Posts, files and passage as they are written down; what is not a message has only a passage."""

    posts: bytes
    files: bytes
    known_by: bytes

    @cached_property
    def snippets(self) -> tuple[Snippet, ...]:
        """Its posts, channel by channel."""
        return _POSTS.decode(self.posts)

    @cached_property
    def pressed(self) -> dict[str, Pressed]:
        """The files of its posts as they stand in packs, by channel."""
        return _FILES.decode(self.files)

    @property
    def passage(self) -> Passage:
        """Its texts, and the numbers of their runs of words; nobody asks twice."""
        return _PASSAGE.decode(self.known_by)


AllFitted = dict[Key, Fitted]

_FITTED = msgspec.msgpack.Decoder(Fitted)
_ALL = msgspec.msgpack.Decoder(list[tuple[Key, Fitted]])


def encode_fitted(document: Document, language: str, fits: Fits | None = None) -> bytes:
    """Write down what became of a document in a language; `fits` is what a message was fitted to."""
    snippets = fits.snippets if fits else ()
    passage = make_passage(publish_document(document, "live"), language, snippets)
    files = {snippet.channel: press_post(snippet) for snippet in snippets}
    encode = msgspec.msgpack.encode
    return encode(Fitted(encode(snippets), encode(files), encode(passage)))


def decode_fitted(payload: bytes) -> Fitted:
    """Read it back."""
    return _FITTED.decode(payload)


def encode_all(fitted: Mapping[Key, Fitted]) -> bytes:
    """Write down what became of all documents."""
    return msgspec.msgpack.encode(list(fitted.items()))


def decode_all(payload: bytes) -> AllFitted:
    """Read it back."""
    return dict(_ALL.decode(payload))
