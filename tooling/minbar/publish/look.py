"""Is what readers see what would be published now? Most runs end here, so little is imported."""

import time
from pathlib import Path

import msgspec
from msgspec.structs import replace

from minbar.build.fingerprint import now
from minbar.build.swap import Change
from minbar.publish.checkout import clear_brought
from minbar.publish.folder import cleared_folder
from minbar.publish.objects import Objects
from minbar.publish.outcome import Published
from minbar.publish.record import Record, digest_site, digest_tools, read_record, stands

ANCHOR = "--anchor with the full name of a commit of the main branch (git rev-parse main); if this is a shallow clone, first git fetch --unshallow"


def look_at(root: Path, site: Path, anchor: str, revision: str, at: str | None) -> Record:
    """What there is before anything is done; what a checkout has written into Minbar's own folder goes.

    Raises:
        SetupError: there is no such commit, or no repository.
    """
    with Objects(root) as objects:
        head, first, notes = (
            objects.commit(revision),
            objects.commit(anchor, ANCHOR),
            objects.notes(),
        )
        clear_brought(root, objects, head)
    return Record(
        head=head,
        anchor=first,
        notes=notes,
        tools=digest_tools(),
        at=at or "",
        site=str(site),
        files=digest_site(site),
        since=0,
        until=0,
        told={},
    )


def find_standing(
    root: Path, site: Path, seen: Record, start: float | None = None
) -> Published | None:
    """What was published last, where it is what would be published now.

    Args:
        root: the campaign folder.
        site: where readers look.
        seen: what `look_at` gave.
        start: when the run began, as `time.perf_counter` says it.
    """
    start = time.perf_counter() if start is None else start
    last = read_record(cleared_folder(root), site)
    if last is None or not stands(last, seen, now()):
        return None
    done = msgspec.convert(last.told, Published)
    files = done.change.written + done.change.unchanged
    return replace(
        done,
        change=Change(0, files, 0),
        unchanged=True,
        seconds=round(time.perf_counter() - start, 2),
    )
