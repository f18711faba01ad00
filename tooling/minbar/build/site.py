"""Building a site, or seeing that it stands already: what `minbar build` does."""

import gc
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import msgspec

from minbar.build.fingerprint import digest_inputs, holds, is_known, now, read_fingerprint
from minbar.build.lock import memory_of
from minbar.build.look import list_campaign, list_while, look_at
from minbar.build.report import Report
from minbar.model.finding import Finding
from minbar.model.share import Share

if TYPE_CHECKING:
    from minbar.build.pool import Pool
    from minbar.edition import Audience


def build_or_stand(
    root: Path,
    site: Path,
    audience: "Audience",
    at: str | None,
    say: Callable[[str], None],
    dask: str | None = None,
    share: Share | None = None,
) -> Report | list[Finding]:
    """Build what has changed; the engine is loaded only where something has.

    Args:
        root: the campaign folder.
        site: where readers look.
        audience: who will see it.
        at: the instant to build for; now by default.
        say: is told what a reader of the terminal should know.
        dask: the scheduler of a cluster that helps, if there is one.
        share: what to make of the site; all of it by default.

    Returns:
        What was made, or the faults for which nothing was.
    """
    start = perf_counter()
    memory = memory_of(root, site)
    last = read_fingerprint(memory, say)
    with ExitStack() as begun:
        look = begun.enter_context(closing(look_at(site)))

        def begin(*, early: bool = False) -> "Pool":
            return begun.enter_context(closing(_pool(dask, early=early)))

        def stands() -> bool:
            return last is not None and look.result() == last.site

        pool = None
        if is_known(memory):
            listed = list_campaign(root, last.texts if last else None, _load)
        else:
            listed, pool = list_while(root, "content", lambda: begin(early=True))
        inputs = digest_inputs(root, audience, listed[0])
        if last is not None and inputs == last.inputs and holds(last, at or "") and stands():
            told = last.told | {"seconds": round(perf_counter() - start, 2)}
            if not at:
                told["at"] = datetime.fromtimestamp(int(now()), UTC).isoformat()
            return msgspec.convert(told, Report)
        _load()
        from minbar.build.engine import Engine, build_site
        from minbar.build.reading import Glance

        glances = [Glance(listed, inputs, stands)]
        del listed  # it is as large as a campaign, and only the engine knows when it is read
        pool = pool or begin()
        try:
            return build_site(Engine(root, site, audience, at, say, pool, glances.pop(), share))
        except Exception as error:
            from minbar.build.faults import faults_behind

            faults = faults_behind(root, error)
            if not faults:
                raise
            return faults


def _load() -> None:
    """Load the engine; nothing of it is ever left over, so that nobody looks for that."""
    gc.disable()
    import minbar.build.engine  # noqa: F401

    gc.enable()


def _pool(dask: str | None, *, early: bool = False) -> "Pool":
    """This machine's processes, or a cluster."""
    if dask is None:
        from minbar.build.pool import Processes, local_pool

        pool = local_pool()
        if early and isinstance(pool, Processes):
            import minbar.build.engine  # noqa: F401 - or each would load it again

            pool.fork()
        return pool
    from minbar.build.cluster import Cluster  # what it stands on is an extra

    return Cluster(dask)
