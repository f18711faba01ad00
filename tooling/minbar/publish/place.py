"""The place where readers look: what stands there, until when, and how another tree takes its place."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from msgspec.structs import replace

from minbar.build.protect import KEPT, list_site
from minbar.build.swap import Change
from minbar.content.tree import Stamp
from minbar.edition.register import Register
from minbar.model.settings import Settings
from minbar.publish.ledger import Ledger
from minbar.publish.record import Record, digest_site, forget_record, read_record, write_record
from minbar.publish.result import check_result
from minbar.publish.serve import compare, exchange_with, lay_out

CNAME = "CNAME"
OF_HOSTS = {".nojekyll": b"", ".gitignore": b"*\n!.gitignore\n"}
"""Files that a host or git may need beside a site: kept where they are, with these bytes."""
SHARED_HOSTS = (".github.io", ".pages.dev", ".netlify.app", ".gitlab.io")


class Place:
    """One place, and what this publisher has written down of it."""

    def __init__(self, folder: Path, site: Path, seen: Record, ledger: Ledger) -> None:
        """Look at what stands there before anything is done.

        Args:
            folder: the private one.
            site: where readers look.
            seen: what there is, as `look_at` gives it.
            ledger: what was published here before.
        """
        self._folder, self.site, self._seen = folder, site, seen
        self._ledger = ledger
        last = read_record(folder, site)
        self.last = last if last and (last.site, last.files) == (seen.site, seen.files) else None
        """What was published last, where that is what stands there."""

    @property
    def published(self) -> str:
        """The commit that was shown here for the first time last; empty where none was."""
        return self._ledger.last

    def serve(
        self,
        source: Path,
        settings: Settings,
        register: Register | None,
        is_over: Callable[[], bool] = lambda: False,
    ) -> Change | None:
        """Put a tree where readers look; None if its time is over just before that.

        Raises:
            SetupError: the tree is not what may be served.
        """
        folder, files = lay_out(source, self._folder, self.site)
        check_result(folder, files.keys(), settings.language_codes, register)
        change = compare(files, list_site(self.site))
        if is_over():
            return None
        forget_record(self._folder, self.site)
        wanted = beside(self.site, settings)
        if change.written or change.removed or wanted != _lying_beside(self.site):
            exchange_with(folder, self.site, wanted)
        return change

    def keep(
        self,
        there: dict[str, Stamp],
        since: float,
        until: float,
        told: dict[str, object],
        **of: str,
    ) -> None:
        """Write down what stands there, for the next run; `of` says which commit, if not the one that was seen."""
        files = digest_site(self.site, there)
        record = replace(self._seen, files=files, since=since, until=until, told=told, **of)
        write_record(self._folder, self.site, record)

    def note_published(self, commit: str, seconds: float) -> tuple[str, ...]:
        """Write a publication into the ledger; a note where that cannot be."""
        try:
            self._ledger.keep(commit, seconds)
        except OSError as error:
            return (
                f"git's folder cannot be written to ({error.strerror}): in a silence this place cannot prove what it showed before",
            )
        return ()


def beside(site: Path, settings: Settings) -> dict[str, bytes]:
    """What stands beside a site for its host: never the bytes that lie there, which a checkout may have brought.

    The domain is that of `site.url`, which was approved.
    """
    made = {name: data for name, data in OF_HOSTS.items() if (site / name).is_file()}
    domain = urlsplit(settings.site.url).hostname or ""
    is_pages = settings.hosting is not None and settings.hosting.host == "github-pages"
    if (is_pages or (site / CNAME).is_file()) and domain and not domain.endswith(SHARED_HOSTS):
        made[CNAME] = f"{domain}\n".encode()
    return made


def _lying_beside(site: Path) -> dict[str, bytes]:
    files = (site / name for name in KEPT)
    return {file.name: file.read_bytes() for file in files if file.is_file()}
