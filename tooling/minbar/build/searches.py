"""The searches of texts, one for each language: another program makes them while this one does all else."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack

from minbar.build.answers import SEARCH_OF, digest_searched
from minbar.build.pagefind import File, Indexing
from minbar.build.state import State
from minbar.content.zones import read_zone
from minbar.edition import Edition, Published
from minbar.edition.register import Register
from minbar.search import render_search_pages
from minbar.strings import Entry as Words
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

    def begin_changed(
        self,
        register: Register,
        edition: Edition,
        words: Mapping[str, dict[str, Words]],
        last: State,
    ) -> None:
        """Begin those that are certain to be made anew: nothing that a build makes is waited for as long.

        Args:
            register: of the edition, with or without the candidates.
            edition: with or without them.
            words: the site's own, by language.
            last: what the last build remembered.
        """
        settings = edition.settings
        changed = languages_changed(register, settings.language_codes, last)
        zone = read_zone(settings.timezone)
        for item in settings.languages:
            if item.code in changed:
                said = Strings(item.code, item.locale, zone, words[item.code])
                self.begin(edition.documents, said)

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


def languages_changed(register: Register, codes: Iterable[str], last: State) -> list[str]:
    """The languages whose texts are not those that the last build has searched."""
    answered = zip(last.questions, last.answers, strict=True)
    known = {question: answer for question, answer in answered if question.startswith(SEARCH_OF)}
    return [
        code for code in codes if digest_searched(register, code) != known.get(SEARCH_OF + code)
    ]
