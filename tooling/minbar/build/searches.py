"""The searches of texts, one for each language: another program makes them while this one does all else."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack

import msgspec

from minbar.build.answers import SEARCH_OF, digest_searched
from minbar.build.ground import Records
from minbar.build.pagefind import File, Indexing
from minbar.build.state import State
from minbar.content.zones import read_zone
from minbar.edition import Edition, Published
from minbar.edition.register import Register, digest_of
from minbar.search import list_searched, name_kind, render_search_page
from minbar.store import Packer, Ref
from minbar.strings import Entry as Words
from minbar.strings import Strings

Pages = dict[bytes, bytes]
"""HTML of texts, by digests of all that each is made of."""

_PAGES = msgspec.msgpack.Decoder(Pages)


class Searches:
    """Those that have begun.

    The pages of all texts are remembered: one that is edited is not to wait for Markdown of three hundred others.
    """

    def __init__(self, records: Records, last: Mapping[str, Ref]) -> None:
        """Begin none.

        Args:
            records: where the pages of the last build are read from.
            last: where those of each language stand.
        """
        self._records, self._last = records, last
        self._running = ExitStack()
        self._indexing: dict[str, Indexing] = {}
        self._pages: dict[str, Pages] = {}

    def begin(self, register: Register, documents: Iterable[Published], words: Strings) -> None:
        """Begin that of one language, unless it has begun.

        Args:
            register: of the edition, with or without the candidates.
            documents: those of the edition.
            words: those of the language.

        Raises:
            SetupError: Pagefind is not here.
        """
        if words.code not in self._indexing:
            pages = self._render(register, documents, words)
            indexing = Indexing({words.code: pages})
            self._indexing[words.code] = self._running.enter_context(indexing)

    def _render(
        self, register: Register, documents: Iterable[Published], words: Strings
    ) -> Iterator[File]:
        """Yield (path on the site, HTML) of each text in a language."""
        ref = self._last.get(words.code)
        known = _PAGES.decode(self._records.read(ref)) if ref else {}
        pages = self._pages[words.code] = {}
        for path, document in list_searched(documents, words):
            kind = name_kind(words, document.kind)
            key = digest_of(
                [register.documents[document.kind, document.slug].digest, kind.encode()]
            )
            page = known.get(key) or render_search_page(document, words.code, kind)
            pages[key] = page
            yield path, page

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
                self.begin(register, edition.documents, said)

    def files(self, language: str) -> Iterator[File]:
        """Yield (path on the site, bytes) of one, when it is done; nothing of one that has not begun.

        Raises:
            SetupError: Pagefind failed.
        """
        if language in self._indexing:
            yield from self._indexing[language].files(language)

    def keep(self, writer: Packer, languages: Iterable[str]) -> dict[str, Ref]:
        """Write down the pages of those that began; gives where those of each language stand."""
        kept = {code: self._last[code] for code in languages if code in self._last}
        return kept | {
            code: writer.append(msgspec.msgpack.encode(pages))
            for code, pages in self._pages.items()
        }

    def close(self) -> None:
        """End what still runs."""
        self._running.close()
        self._indexing.clear()
        self._pages.clear()


def languages_changed(register: Register, codes: Iterable[str], last: State) -> list[str]:
    """The languages whose texts are not those that the last build has searched."""
    answered = zip(last.questions, last.answers, strict=True)
    known = {question: answer for question, answer in answered if question.startswith(SEARCH_OF)}
    return [
        code for code in codes if digest_searched(register, code) != known.get(SEARCH_OF + code)
    ]
