"""The small campaign in a repository of its own, published by who says yes to every commit.

Whether a commit is cleared is the business of the approvals; here it is given.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from campaigns import CAMPAIGN, write, write_campaign
from minbar.build.fingerprint import now
from minbar.build.lock import one_at_a_time
from minbar.publish.look import find_standing, look_at
from minbar.publish.objects import Objects
from minbar.publish.outcome import Cleared, Published, Stopped
from minbar.publish.publisher import Publisher
from repositories import Repository

CONFIG = "content/campaign.yml"
WATER = "content/messages/water.ar.md"
SETTINGS = CAMPAIGN.replace("accounts:", "channels: [x]\naccounts:")
"""The small campaign's own, with one network: a site of fewer files."""
SILENCE = 'silence, start: "2027-09-08T00:00", end: polls_close, mode: holding_page}'
DAY = "2027-09-07T12:00"
START, END = "2027-09-08T00:00:00", "2027-09-08T19:00:00"
"""When the silence of the small campaign begins and ends, in its zone and in UTC alike."""


def new_campaign(root: Path) -> Repository:
    """The small campaign on one network, committed once."""
    repository = Repository(root)
    write_campaign(root)
    write(root, CONFIG, SETTINGS)
    write(root, ".gitignore", "site/\n")
    repository.commit()
    return repository


def with_mode(mode: str, more: str = "") -> str:
    """The campaign's settings with a silence of another mode, and more that is said of it."""
    assert SILENCE in SETTINGS
    return SETTINGS.replace(SILENCE, SILENCE.replace("holding_page", mode + more))


def commit_at(repository: Repository, instant: str, files: Mapping[str, str | None]) -> str:
    """Write files, or delete them, and commit that at an instant in UTC; gives the commit."""
    repository.at = int(datetime.fromisoformat(instant).replace(tzinfo=UTC).timestamp()) - 60
    for path, text in files.items():
        if text is None:
            (repository.root / path).unlink()
        else:
            repository.write(path, text)
    repository.commit()
    return repository.git("rev-parse", "HEAD").strip()


def yes(root: Path) -> Callable[[str], Cleared]:
    """Says that all of a commit is cleared."""

    def verify(commit: str) -> Cleared:
        with Objects(root) as objects:
            return Cleared(objects.tree(commit), commit)

    return verify


def publish(
    root: Path,
    at: str | None = DAY,
    anchor: str = "",
    verify: Callable[[str], Cleared] | None = None,
    site: Path | None = None,
    clock: Callable[[], float] = now,
    revision: str = "HEAD",
) -> Published | Stopped:
    """Do what `minbar publish` does, in this process."""
    place = site or root / "site"
    first = anchor or Repository.git(_Plain(root), "rev-list", "--max-parents=0", "HEAD").strip()
    with one_at_a_time(root, print):
        seen = look_at(root, place, first, revision, at)
        standing = find_standing(root, place, seen)
        judge = verify or yes(root)
        return standing or Publisher(root, place, seen, judge, print, clock).publish()


class _Plain(Repository):
    """A repository that is there already."""

    def __init__(self, root: Path) -> None:
        self.root, self.at = root, 0
