"""The network's own counter, run by Node, for our counts to be compared with."""

import json
from collections.abc import Callable, Sequence

import pytest
from references import run_node

Counter = Callable[[Sequence[str]], list[tuple[int, bool]]]


@pytest.fixture(scope="session")
def twitter_text() -> Counter:
    """Give (weightedLength, valid) of each text, as npm `twitter-text` 3.1.0 says."""

    def count(texts: Sequence[str]) -> list[tuple[int, bool]]:
        printed = run_node("count.cjs", "\n".join(map(json.dumps, texts)))
        return [(length, valid) for length, valid in map(json.loads, printed.splitlines())]

    return count
