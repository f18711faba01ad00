"""Building a site, or seeing that it stands already: what `minbar build` does."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import msgspec

from minbar.build.fingerprint import has_same_inputs, read_fingerprint
from minbar.build.lock import memory_of
from minbar.build.look import look_at
from minbar.build.report import Report
from minbar.content.paths import list_stamps
from minbar.model.finding import Finding

if TYPE_CHECKING:
    from minbar.edition import Audience


def build_or_stand(
    root: Path, site: Path, audience: "Audience", at: str | None, say: Callable[[str], None]
) -> Report | list[Finding]:
    """Build what has changed; the engine is loaded only where something has.

    Args:
        root: the campaign folder.
        site: where readers look.
        audience: who will see it.
        at: the instant to build for; now by default.
        say: is told what a reader of the terminal should know.

    Returns:
        What was made, or the faults for which nothing was.
    """
    start = perf_counter()
    seen = look_at(site)
    listed = list_stamps(root, "content")
    last = read_fingerprint(memory_of(root, site))
    same = last is not None and has_same_inputs(last, root, audience, at or "", listed[0])
    stands = last is not None and seen() == last.site
    if last is not None and same and stands:
        now = datetime.now(UTC).replace(microsecond=0).isoformat()
        seconds = round(perf_counter() - start, 2)
        return msgspec.convert(last.told | {"seconds": seconds, "at": at or now}, Report)
    from minbar.build.engine import Engine, FaultyError, Glance, build_site

    try:
        return build_site(Engine(root, site, audience, at, say, glance=Glance(listed, stands)))
    except FaultyError as error:
        from minbar.build.checking import check_folder

        return error.findings or check_folder(root)[1]
