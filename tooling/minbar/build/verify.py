"""What the verify page reads: a unit that any process can make, since it takes as long as many pages."""

from collections.abc import Iterator

from minbar.build.ground import Workshop
from minbar.edition.edition import publish_document
from minbar.proof import Passage, passages_of, render_verify
from minbar.proof.texts import make_passage
from minbar.proof.withdrawn import OVER, Digests, digest_passages, was_public

UNIT = "verify"


def render_verify_files(workshop: Workshop) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes) of every file."""
    workshop.index.ask("over")
    for code in workshop.ground.base.settings.language_codes:
        workshop.index.ask(f"searched/{code}")
    yield from render_verify(passages_of(workshop.index, workshop.kits.of), _over(workshop))


def _over(workshop: Workshop) -> dict[str, Digests]:
    """Digests of the messages that were public and hold no longer, by their state."""
    found: dict[str, list[Passage]] = {state: [] for state in sorted(OVER)}
    for slug, state in workshop.ground.over:
        document = workshop.ground.written["messages", slug]
        published = publish_document(document, state)
        for language in published.versions if was_public(document) else ():
            posts = workshop.fitted[slug, language].snippets
            found[state].append(make_passage(published, language, posts))
    return {state: digest_passages(passages) for state, passages in found.items()}
