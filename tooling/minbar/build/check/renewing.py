"""Documents that do not stand as they were are checked anew: candidates first, since texts are held against their names."""

from collections.abc import Iterable, Iterator, Mapping

from minbar.build.check.alone import Checkers, Order
from minbar.build.check.comparing import Compared
from minbar.build.check.facts import Facts
from minbar.build.check.outline import encode_names
from minbar.content.joining import Key
from minbar.model.document import Document

CANDIDATES = "candidates"

ByKey = dict[Key, Facts]


class Renewed:
    """The facts of all documents as they are now.

    Attributes:
        facts: by kind and slug.
        names: all ballot names, encoded.
        differs: whether any outline is another than it was.
    """

    def __init__(self, kept: ByKey, names: bytes) -> None:
        """Take what stands, and the ballot names at the last check; no bytes where there was none."""
        self.facts, self.names, self.differs = dict(kept), names, False
        self._read: dict[Key, Document] = {}

    def take(self, facts: Iterable[Facts]) -> None:
        """Take what was checked anew; outlines are read as they come, while others are still made."""
        for item in facts:
            self.facts[item.key] = item
            self._outline(item)

    def outlines(self, *, candidates: bool = False) -> Iterator[Document]:
        """The outlines of all documents, or of candidates alone, by kind and slug."""
        for key in sorted(filter(_is_candidate, self.facts) if candidates else self.facts):
            outline = self._outline(self.facts[key])
            if outline:
                yield outline

    def _outline(self, item: Facts) -> Document | None:
        if item.key not in self._read and item.outline:
            self._read[item.key] = item.document()
        return self._read.get(item.key)


def renew(order: Order, compared: Compared, names: bytes) -> Renewed:
    """Check anew what does not stand.

    Args:
        order: the campaign, its documents left out.
        compared: what stands and what does not.
        names: the ballot names at the last check, encoded; no bytes where there was none.
    """
    now = Renewed(compared.kept, names)
    stale, changed = compared.stale, compared.stale.keys() | compared.gone.keys()
    rest = {key for key in stale if not _is_candidate(key)}
    with Checkers(order) as checkers:
        now.take(checkers.check(sorted(filter(_is_candidate, stale))))
        if not names or _moved(compared, now.facts, set(filter(_is_candidate, changed))):
            now.names = encode_names(now.outlines(candidates=True))
            if now.names != names:
                rest.update(key for key in now.facts if not _is_candidate(key))
        now.take(checkers.check(sorted(rest), now.names))
    now.differs = _moved(compared, now.facts, changed)
    return now


def _is_candidate(key: Key) -> bool:
    """Tell whether it is that of somebody who stands for election."""
    return key[0] == CANDIDATES


def _moved(compared: Compared, facts: ByKey, keys: set[Key]) -> bool:
    """Tell whether the outline of one of these documents is another than it was."""
    return _outlines(compared.gone, keys) != _outlines(facts, keys)


def _outlines(facts: Mapping[Key, Facts], keys: set[Key]) -> dict[Key, bytes]:
    return {key: facts[key].outline for key in keys if key in facts and facts[key].outline}
