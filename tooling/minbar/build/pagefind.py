"""Pagefind, the program that makes the index of texts: its service is asked, once for each language.

A page needs no file of its own there, and neither does a part of the index: to make and to delete those takes
longer than the index itself. Requests and answers are JSON documents in base64, a comma behind each.

Source: pagefind 1.5.2, the types of its own Python package (`pagefind/service/types.py`).
"""

from binascii import Error as Base64Error
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from fnmatch import fnmatchcase
from itertools import chain

import msgspec
from msgspec import Struct

from minbar.build.service import Service
from minbar.model.setup import SetupError

FOLDER = "search"
NEEDED = ("pagefind.js", "pagefind-entry.json", "*.pf_meta", "index/*", "fragment/*", "wasm.*")
"""Of what Pagefind makes: the rest is its own search boxes, and a worker that ours does without."""
UNSTEMMED = "wasm.unknown.pagefind"
LAST = "GetFiles"
INDEX = 0
"""The number that a service gives its first index."""

File = tuple[str, bytes]


class _Part(Struct):
    """A file of an index; its bytes in base64."""

    path: str
    content: str


class _Payload(Struct):
    type: str
    message: str = ""
    files: list[_Part] = []


class _Answer(Struct):
    payload: _Payload


class Indexing:
    """Runs that have begun, one for each language that has pages; they end with the context."""

    def __init__(self, pages: Mapping[str, Iterable[File]]) -> None:
        """Begin.

        Args:
            pages: by language, (path on the site, HTML); the path says where a page will be found.

        Raises:
            SetupError: Pagefind is not here.
        """
        self._runs: dict[str, Service] = {}
        with ExitStack() as started:
            for language, files in pages.items():
                left = iter(files)
                if (first := next(left, None)) is not None:
                    asked = _requests(language, chain([first], left))
                    service = Service("Pagefind", [_find(), "--service"], asked)
                    self._runs[language] = started.enter_context(service)
            self._started = started.pop_all()

    def __enter__(self) -> "Indexing":
        """Wait for nothing yet."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End what still runs."""
        self._started.close()

    def files(self, language: str) -> Iterator[File]:
        """Yield (path on the site, bytes) of a language's index, when it is done.

        Raises:
            SetupError: Pagefind failed.
        """
        if language in self._runs:
            yield from _needed(_files_in(self._runs[language].answers()), language)


def index_texts(pages: Mapping[str, Iterable[File]]) -> Iterator[File]:
    """Yield (path on the site, bytes) of the index of each language that has pages.

    Raises:
        SetupError: Pagefind is not here, or failed.
    """
    with Indexing(pages) as indexing:
        for language in pages:
            yield from indexing.files(language)


def _find() -> str:
    try:
        from pagefind_bin import get_executable

        return str(get_executable())
    except (ImportError, FileNotFoundError) as error:
        raise SetupError(
            "Pagefind is not installed, and the search needs it; right: pip install pagefind-bin"
        ) from error


def _requests(language: str, pages: Iterable[File]) -> Iterator[bytes]:
    for number, payload in enumerate(_payloads(language, pages)):
        message = msgspec.json.encode({"message_id": number, "payload": payload})
        yield b2a_base64(message, newline=False)


def _payloads(language: str, pages: Iterable[File]) -> Iterator[dict[str, object]]:
    yield {"type": "NewIndex", "config": {"force_language": language}}
    for path, html in pages:
        yield {
            "type": "AddFile",
            "index_id": INDEX,
            "file_path": path,
            "file_contents": html.decode(),
        }
    yield {"type": LAST, "index_id": INDEX}


def _files_in(answers: Iterable[bytes]) -> Iterator[File]:
    """Yield (path, bytes) of what the last answer brings; every one before it must be a yes.

    Raises:
        SetupError: one is not.
    """
    try:
        payloads = [msgspec.json.decode(a2b_base64(one), type=_Answer).payload for one in answers]
        refused = [item.message for item in payloads if item.type == "Error"]
        if refused:
            raise SetupError(f"Pagefind refuses what it was asked: {refused[0]}")
        if not payloads or payloads[-1].type != LAST:
            raise SetupError("Pagefind answers something else than it was asked")
        yield from ((part.path, a2b_base64(part.content)) for part in payloads[-1].files)
    except (Base64Error, msgspec.DecodeError) as error:
        raise SetupError(f"Pagefind answers what is not understood: {error}") from error


def _needed(files: Iterable[File], language: str) -> Iterator[File]:
    found = {path: data for path, data in files if _is_needed(path)}
    if f"wasm.{language}.pagefind" in found:
        found.pop(UNSTEMMED, None)
    for path in sorted(found):
        yield f"{FOLDER}/{language}/{path}", found[path]


def _is_needed(path: str) -> bool:
    return any(fnmatchcase(path, pattern) for pattern in NEEDED)
