"""Rules on single documents, run in as many processes as there are processors.

The processes are forked: each sees the whole campaign, and only findings are sent back.
"""

import os
import threading
from collections.abc import Iterable

from minbar.checks.registry import check_each
from minbar.model.campaign import Campaign
from minbar.model.finding import Finding

LARGE_DOCUMENTS = 1500
"""With fewer documents a process costs more than it saves."""

PARTS = 4
"""For each process, so that none waits long for the last one."""

_given: list[tuple[Campaign, frozenset[str] | None]] = []
"""What a forked process looks at."""


def check_spread(campaign: Campaign, chosen: Iterable[str] | None) -> list[Finding]:
    """The findings of `check_each`, in the same order."""
    wanted = None if chosen is None else frozenset(chosen)
    processes = os.cpu_count() or 1
    few = len(campaign.documents if wanted is None else wanted) < LARGE_DOCUMENTS
    if few or processes == 1 or not hasattr(os, "fork") or threading.active_count() > 1:
        return list(check_each(campaign, campaign.documents, wanted))
    parts = processes * PARTS
    step = -(-len(campaign.documents) // parts)
    spans = [(first, first + step) for first in range(0, len(campaign.documents), step)]
    import multiprocessing  # a small campaign needs none of it

    _given.append((campaign, wanted))
    try:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            found = pool.map(_check_span, spans, chunksize=1)
    finally:
        _given.clear()
    return [finding for part in found for finding in part]


def _check_span(span: tuple[int, int]) -> list[Finding]:
    campaign, wanted = _given[0]
    return list(check_each(campaign, campaign.documents[slice(*span)], wanted))
