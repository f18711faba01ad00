"""What the findings of a document depend on besides its own files: each question that rules ask of others is noted.

No rule has to say what it depends on, and none can forget to.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from minbar.build.check.facts import digest_media
from minbar.build.check.outline import decode_names
from minbar.content.document_file import parse_known_path
from minbar.content.joining import Key
from minbar.model.campaign import Campaign
from minbar.model.document import Version

PICTURES = "pictures"
"""The question which pictures there are; of a single one it is `pictures/` with its name."""

Asked = dict[str, bytes]


class Pictures(Mapping[str, tuple[int, int]]):
    """The sizes of pictures by name; notes which are asked for."""

    def __init__(self, sizes: Mapping[str, tuple[int, int]], note: Callable[[str], None]) -> None:
        """Take the pictures, and what takes each question."""
        self._sizes = sizes
        self._note = note

    def __getitem__(self, name: str) -> tuple[int, int]:
        """The size of one."""
        self._note(f"{PICTURES}/{name}")
        return self._sizes[name]

    def __iter__(self) -> Iterator[str]:
        """The names of all."""
        self._note(PICTURES)
        return iter(self._sizes)

    def __len__(self) -> int:
        """How many there are."""
        self._note(PICTURES)
        return len(self._sizes)


class Paths:
    """The files of all documents; notes which are asked for."""

    def __init__(self, find: Callable[[str], Version | None]) -> None:
        """Take what finds the text in a file."""
        self._find = find

    def __contains__(self, path: object) -> bool:
        """Tell whether a file holds a text."""
        return isinstance(path, str) and self._find(path) is not None


class Asking(Campaign, frozen=True, kw_only=True):
    """A campaign whose texts are found by a function that notes the question; `names` are the ballot names, encoded."""

    find: Callable[[str], Version | None]
    names: bytes

    def ballot_names(self) -> Iterable[Mapping[str, str]]:
        """The names of the candidates as on the ballot paper, each by language."""
        return decode_names(self.names)

    def version_at(self, path: str) -> Version | None:
        """The text that a file holds."""
        return self.find(path)


def answer_of_pictures(question: str, media: Mapping[str, tuple[int, int]]) -> bytes:
    """What is answered to a question about pictures."""
    if question == PICTURES:
        return digest_media(media)
    size = media.get(question.removeprefix(f"{PICTURES}/"))
    return msgspec.msgpack.encode(size) if size else b""


def key_asked(path: str, languages: tuple[str, ...]) -> Key | None:
    """Kind and slug of the document that a question is about; None where no document can be there."""
    named, _ = parse_known_path(path, languages)
    return named[:2] if named else None
