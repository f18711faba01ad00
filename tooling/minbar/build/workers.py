"""Work shared out over processes: each takes every n-th item of a list that all of them hold.

The processes are forked, so that a campaign in memory is neither copied nor sent; a machine
that cannot fork does the work in one process, with the same result.
"""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context

Share = Callable[[int, int], None]
"""Does items number, number + of, number + 2·of… of a list; takes (number, of)."""

WORTH_ITEMS = 1_000
"""Fewer items than this are done sooner in one process."""

_share: Share | None = None


def share_out(share: Share, items: int) -> None:
    """Do a share in each of as many processes as there are processors.

    Raises:
        Exception: whatever a share raises. It is done again in this process first, so that the
            error arrives with its own place and cause.
    """
    processes = os.cpu_count() or 1
    if items < WORTH_ITEMS or processes == 1 or "fork" not in get_all_start_methods():
        share(0, 1)
        return
    global _share
    _share = share
    try:
        with ProcessPoolExecutor(processes, get_context("fork")) as pool:
            futures = [pool.submit(_run, number, processes) for number in range(processes)]
            failed = [number for number, future in enumerate(futures) if future.exception()]
    finally:
        _share = None
    for number in failed:
        share(number, processes)


def _run(number: int, of: int) -> None:
    assert _share
    _share(number, of)
