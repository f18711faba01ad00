"""Documents that do not stand as they were are checked anew: candidates first, since texts are held against their names."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from minbar.build.check.alone import Order, check_alone
from minbar.build.check.comparing import Compared
from minbar.build.check.facts import Facts, Outlines, digest
from minbar.content.joining import Key
from minbar.model.document import Document
from minbar.model.kinds.candidate import CandidateFacts

CANDIDATES = "candidates"

ByKey = dict[Key, Facts]


class Renewed(Struct, frozen=True):
    """The facts of all documents as they are now.

    `names` is a digest of all ballot names; `differs` tells whether any outline is another than
    it was; `listed` are the candidates' outlines.
    """

    facts: ByKey
    names: bytes
    differs: bool
    listed: Sequence[Document]

    def outlines(self) -> tuple[Document, ...]:
        """The outlines of all documents, by kind and slug."""
        known = {(document.kind, document.slug): document for document in self.listed}
        read = {key: item for key, item in self.facts.items() if item.outline and key not in known}
        known |= {key: item.document() for key, item in read.items()}
        return tuple(known[key] for key in sorted(known))


def renew(order: Order, compared: Compared, names: bytes) -> Renewed:
    """Check anew what does not stand.

    Args:
        order: the campaign, its documents left out.
        compared: what stands and what does not.
        names: the digest of the ballot names at the last check; empty where there was none.
    """
    facts = dict(compared.kept)
    stale, changed = compared.stale, compared.stale.keys() | compared.gone.keys()
    facts |= _by_key(check_alone(order, sorted(key for key in stale if _stands(key))))
    rest = {key for key in stale if not _stands(key)}
    moved = not names or _moved(compared, facts, {key for key in changed if _stands(key)})
    listed = Outlines(item for key, item in facts.items() if _stands(key) and item.outline)
    if moved:
        before, names = names, digest_names(listed)
        if before != names:
            rest |= {key for key in facts if not _stands(key)}
    named = replace(order, base=replace(order.base, documents=listed))
    facts |= _by_key(check_alone(named, sorted(rest)))
    return Renewed(facts, names, _moved(compared, facts, changed), listed)


def digest_names(candidates: Iterable[Document]) -> bytes:
    """Name the ballot names of these candidates."""
    return digest(
        [
            "\0".join((language, name)).encode()
            for document in candidates
            if isinstance(document.facts, CandidateFacts)
            for language, name in (*document.facts.name.items(), ("", ""))
        ]
    )


def _stands(key: Key) -> bool:
    return key[0] == CANDIDATES


def _by_key(facts: Iterable[Facts]) -> ByKey:
    return {item.key: item for item in facts}


def _moved(compared: Compared, facts: ByKey, keys: set[Key]) -> bool:
    """Tell whether the outline of one of these documents is another than it was."""
    return _outlines(compared.gone, keys) != _outlines(facts, keys)


def _outlines(facts: Mapping[Key, Facts], keys: set[Key]) -> dict[Key, bytes]:
    return {key: facts[key].outline for key in keys if key in facts and facts[key].outline}
