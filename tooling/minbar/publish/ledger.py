"""When each commit was first published at a place: the publisher's own word, which no commit can write.

A date in a commit is what somebody's clock or hand said. What this publisher showed, it knows. The
ledger lies among git's own files, where no checkout reaches: a line for each commit, in the order in
which they were published, `COMMIT SECONDS` (since 1970). A line that is none proves nothing.
"""

import os
import re
from hashlib import blake2b
from pathlib import Path

NAME = "minbar-published"
_LINE = re.compile(r"([0-9a-f]{40}(?:[0-9a-f]{24})?) ([0-9]{1,12})")


class Ledger:
    """First publications at one place."""

    def __init__(self, path: Path) -> None:
        """Read what is there."""
        self._path = path
        self.first: dict[str, int] = {}
        try:
            text = path.read_text("ascii", "replace")
        except OSError:
            text = ""
        for line in text.splitlines():
            found = _LINE.fullmatch(line)
            if found:
                self.first.setdefault(found[1], int(found[2]))

    @property
    def last(self) -> str:
        """The commit that was published for the first time last; empty where none was."""
        return next(reversed(self.first), "")

    def keep(self, commit: str, seconds: float) -> None:
        """Write down that a commit was published, if it never was; the first time stands.

        Raises:
            OSError: it cannot be written.
        """
        if commit in self.first:
            return
        self.first[commit] = int(seconds)
        lines = "".join(f"{name} {at}\n" for name, at in self.first.items())
        beside = self._path.with_name(f"{self._path.name}.new")
        beside.write_text(lines, "ascii", newline="\n")
        beside.replace(self._path)


def ledger_path(common: Path, root: Path, site: Path) -> Path:
    """Where the ledger of a place lies: `minbar-published` in git's folder for `site/`.

    Args:
        common: git's own folder.
        root: the campaign folder.
        site: where readers look.
    """
    place = os.path.relpath(site.resolve(), root.resolve())
    more = "" if place == "site" else f"-{blake2b(os.fsencode(place), digest_size=4).hexdigest()}"
    return common / f"{NAME}{more}"
