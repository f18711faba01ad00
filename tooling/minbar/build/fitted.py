"""What became of a message in one language: its posts, and by what a browser knows them again."""

from collections.abc import Mapping

import msgspec

from minbar.edition.edition import publish_document
from minbar.model.document import Document
from minbar.proof.texts import Passage, make_passage
from minbar.snippets.posts import Fits


class Fitted(Fits, frozen=True):
    """The posts, and a passage as it is written down: all but one unit leave it so."""

    known_by: msgspec.Raw

    @property
    def passage(self) -> Passage:
        """Its texts, and the numbers of their runs of words."""
        return _PASSAGE.decode(self.known_by)


AllFitted = dict[tuple[str, str], Fitted]
"""By slug and language."""

_FITTED = msgspec.msgpack.Decoder(Fitted)
_PASSAGE = msgspec.msgpack.Decoder(Passage)
_ALL = msgspec.msgpack.Decoder(list[tuple[str, str, Fitted]])


def encode_fitted(fits: Fits, message: Document, language: str) -> bytes:
    """Write down the posts of a message in a language, and what they are known by."""
    passage = make_passage(publish_document(message, "live"), language, fits.snippets)
    known_by = msgspec.Raw(msgspec.msgpack.encode(passage))
    return msgspec.msgpack.encode(Fitted(fits.snippets, fits.misfits, known_by))


def decode_fitted(payload: bytes) -> Fitted:
    """Read it back."""
    return _FITTED.decode(payload)


def encode_all(fitted: Mapping[tuple[str, str], Fitted]) -> bytes:
    """Write down what became of all messages."""
    return msgspec.msgpack.encode([(*key, fits) for key, fits in fitted.items()])


def decode_all(payload: bytes) -> AllFitted:
    """Read it back."""
    return {(slug, language): fits for slug, language, fits in _ALL.decode(payload)}
