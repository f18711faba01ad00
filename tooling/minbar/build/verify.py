"""What the verify page reads: a unit that any process can make, since it takes as long as many pages."""

from collections.abc import Iterator

from minbar.build.ground import Workshop
from minbar.edition import Published
from minbar.proof import Passage, passages_of, render_verify
from minbar.proof.texts import make_passage
from minbar.proof.withdrawn import OVER, Digests, digest_passages, was_public

UNIT = "verify"


def render_verify_files(workshop: Workshop) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes) of every file."""
    workshop.index.ask("over")
    for code in workshop.ground.base.settings.language_codes:
        workshop.index.ask(f"searched/{code}")

    def make(document: Published, language: str) -> Passage:
        if document.kind == "messages":
            if document.state == "withdrawn":  # its posts are no longer official
                return make_passage(document, language)
            workshop.index.ask(f"doc/messages/{document.slug}")
        return workshop.fitted[document.kind, document.slug, language].passage

    yield from render_verify(passages_of(workshop.index, make), _over(workshop))


def _over(workshop: Workshop) -> dict[str, Digests]:
    """Digests of the messages that were public and hold no longer, by their state."""
    found: dict[str, list[Passage]] = {state: [] for state in sorted(OVER)}
    for slug, state in workshop.ground.over:
        document = workshop.ground.written["messages", slug]
        for language in document.versions if was_public(document) else ():
            found[state].append(workshop.fitted["messages", slug, language].passage)
    return {state: digest_passages(passages) for state, passages in found.items()}
