"""The files of the verify page: an index, numbers of runs of words, the texts, what was withdrawn.

A browser reads `index.json`, then the parts of `runs/` that some runs of a pasted text fall into, then
the few texts that share most of them. Where all is small it reads everything beforehand, and
needs no network after that.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from minbar.model.addresses import document_address
from minbar.model.index_files import File, numbered, version_of
from minbar.proof.fold import RULES
from minbar.proof.shingles import RUN_WORDS, SHORT_WORDS, WINDOW_RUNS
from minbar.proof.texts import LEAST_WORDS, Passage
from minbar.proof.withdrawn import PARAGRAPH_WORDS, Digests, without_official

FOLDER = "verify"
RUNS_BYTES = 6_000
"""About how large a part of the runs is."""
TEXTS_LIMIT_BYTES = 12_000
COMMON = 24
"""Of a run that more passages have, so many are listed: what tells them apart are their other runs."""


def render_verify(passages: Iterable[Passage], over: Mapping[str, Digests]) -> Iterator[File]:
    """Yield (path on the site, JSON) of every file.

    Args:
        passages: what is official.
        over: by what became of it, `withdrawn` or `expired`, digests of what holds no longer.
    """
    official = list(passages)
    runs = _render_runs(_runs_of(official))
    texts = list(_cut_texts(official))
    gone = {
        state: [sorted(one) for one in digests]
        for state, digests in sorted(without_official(over, official).items())
    }
    files = [
        *numbered(FOLDER, "runs", runs),
        *numbered(FOLDER, "texts", (data for _, data in texts)),
        (f"{FOLDER}/over.json", msgspec.json.encode(gone)),
    ]
    index = {
        "page": document_address("{kind}", "{item}", "{language}"),
        "runs": len(runs),
        "texts": [first for first, _ in texts],
        "bytes": sum(len(data) for _, data in files),
        "version": version_of(files),
        "words": {
            "least": LEAST_WORDS,
            "paragraph": PARAGRAPH_WORDS,
            "run": RUN_WORDS,
            "window": WINDOW_RUNS,
            "short": SHORT_WORDS,
        },
        "rules": RULES,
    }
    yield f"{FOLDER}/index.json", msgspec.json.encode(index)
    yield from files


def _runs_of(passages: list[Passage]) -> dict[int, list[int]]:
    """The passages that each run stands in, by the run's number."""
    found: dict[int, list[int]] = defaultdict(list)
    full: set[int] = set()
    for at, passage in enumerate(passages):
        for run in set(passage.runs) - full:
            places = found[run]
            places.append(at)
            if len(places) == COMMON:
                full.add(run)
    return dict(found)


def _render_runs(runs: dict[int, list[int]]) -> list[bytes]:
    """Parts by the remainder of a run's number; in each, by what it was divided into."""
    size = sum(13 + 5 * len(places) for places in runs.values())
    count = size // RUNS_BYTES + 1
    parts: list[dict[int, list[int]]] = [{} for _ in range(count)]
    for run in sorted(runs):
        divided, part = divmod(run, count)
        parts[part][divided] = runs[run]
    return [msgspec.json.encode(part) for part in parts]


def _cut_texts(passages: list[Passage]) -> Iterator[tuple[int, bytes]]:
    """Yield (number of the first passage, JSON) of runs of passages, none empty."""
    first, size = 0, 0
    parts: list[bytes] = []
    for at, passage in enumerate(passages):
        part = passage.row
        if parts and size + len(part) > TEXTS_LIMIT_BYTES:
            yield first, b"[" + b",".join(parts) + b"]"
            first, size, parts = at, 0, []
        parts.append(part)
        size += len(part) + 1
    if parts:
        yield first, b"[" + b",".join(parts) + b"]"
