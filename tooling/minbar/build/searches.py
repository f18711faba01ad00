"""The searches of texts, one for each language: another program makes them while this one does all else."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack

from minbar.build.pagefind import File, Indexing
from minbar.edition import Published
from minbar.search import render_search_pages
from minbar.strings import Strings


class Searches:
    """Those that have begun."""

    def __init__(self) -> None:
        """Begin none."""
        self._running = ExitStack()
        self._indexing: dict[str, Indexing] = {}

    def begin(self, documents: Iterable[Published], words: Strings) -> None:
        """Begin that of one language, unless it has begun.

        Raises:
            SetupError: Pagefind is not here.
        """
        if words.code not in self._indexing:
            pages = render_search_pages(documents, words)
            indexing = Indexing({words.code: pages})
            self._indexing[words.code] = self._running.enter_context(indexing)

    def files(self, language: str) -> Iterator[File]:
        """Yield (path on the site, bytes) of one, when it is done; nothing of one that has not begun.

        Raises:
            SetupError: Pagefind failed.
        """
        if language in self._indexing:
            yield from self._indexing[language].files(language)

    def close(self) -> None:
        """End what still runs."""
        self._running.close()
        self._indexing.clear()
