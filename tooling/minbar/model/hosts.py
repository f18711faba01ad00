"""What hosts of static sites bear, and how near to it a site is.

Sources, read 2026-11-25:

- GitHub Pages: docs.github.com, "GitHub Pages limits": published sites may be no larger than 1 GB.
- Cloudflare Pages: developers.cloudflare.com, "Limits": 20,000 files on the free plan, 25 MiB a file.
- GitLab Pages: gitlab.com/gitlab-org/gitlab, issue 405048: 1 GB, 200,000 files (folders counted
  too) on GitLab.com; an installation of one's own may set others.
- Netlify: 54,000 files in one folder, *unconfirmed*: said by others, not read at Netlify's.

Where a host says GB without saying which, the smaller is meant here: 1,000,000,000 bytes.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from minbar.model import rules
from minbar.model.finding import Finding, Place
from minbar.model.settings import Hosting

NEAR_PERCENT = 80
HEAVIEST = 3
MB = 1_000_000
SETTINGS = "content/campaign.yml"
HOSTING = "hosting.host"
"""The field that names the host."""
ELSEWHERE = (
    "or another host (hosting: {host: own}), or a site of its own for each part of the country"
)
SMALLER = f"smaller pictures, {ELSEWHERE}"
FEWER = f"fewer pages and packs, {ELSEWHERE}"


class Limits(Struct, frozen=True):
    """What a host bears; None where it sets no limit.

    `confirmed`: the host's own words were read. `own`: the fields that the campaign has set itself.
    """

    name: str
    site_bytes: int | None = None
    files: int | None = None
    file_bytes: int | None = None
    folder_files: int | None = None
    confirmed: bool = True
    own: frozenset[str] = frozenset()

    @property
    def are_any(self) -> bool:
        """Whether there is a limit at all."""
        limits = self.site_bytes, self.files, self.file_bytes, self.folder_files
        return any(limit is not None for limit in limits)


HOSTS = {
    "github-pages": Limits("GitHub Pages", site_bytes=1000 * MB),
    "cloudflare-pages": Limits(
        "Cloudflare Pages (free plan)", files=20_000, file_bytes=25 * 1024 * 1024
    ),
    "netlify": Limits("Netlify", folder_files=54_000, confirmed=False),
    "gitlab-pages": Limits("GitLab Pages", site_bytes=1000 * MB, files=200_000),
    "own": Limits("the host"),
}


def limits_of(hosting: Hosting | None) -> Limits:
    """The limits of the campaign's host, with those that the campaign sets itself in their place."""
    if hosting is None:
        return HOSTS["own"]
    given = {
        "site_bytes": hosting.size_mb and hosting.size_mb * MB,
        "files": hosting.files,
        "file_bytes": hosting.file_mb and hosting.file_mb * MB,
    }
    own = {field: limit for field, limit in given.items() if limit is not None}
    return replace(HOSTS[hosting.host], own=frozenset(own), **own)


def weigh(files: Mapping[str, int], limits: Limits, place: Place | None = None) -> list[Finding]:
    """Say what comes near to a limit, or is over it.

    Args:
        files: bytes of every file of a site, by its path.
        limits: what the host bears.
        place: where the campaign says which host it is.
    """
    return [
        _judge(measure, limits, place or Place(SETTINGS))
        for measure in _measures(files, limits)
        if measure.had * 100 >= measure.limit * NEAR_PERCENT
    ]


class _Measure(Struct, frozen=True):
    """How much there is of how much there may be, in words too; what it is made of; what to do."""

    field: str
    had: int
    limit: int
    says: str
    made_of: str
    remedy: str


def _judge(measure: _Measure, limits: Limits, place: Place) -> Finding:
    """A host that is nearly full is a warning; one that is overfull stops the build."""
    over = measure.had > measure.limit
    percent = measure.had * 100 // measure.limit + over
    who = limits.name if limits.confirmed else f"{limits.name} (unconfirmed)"
    if measure.field in limits.own:
        who = SETTINGS
    message = f"{measure.says}, {percent} % of what {who} allows{measure.made_of}"
    rule = rules.HOST_OVERFULL if over else rules.HOST_NEARLY_FULL
    return rule.at(place, message, example=measure.remedy)


def _measures(files: Mapping[str, int], limits: Limits) -> Iterator[_Measure]:
    if limits.site_bytes is not None:
        total = sum(files.values())
        yield _Measure(
            "site_bytes",
            total,
            limits.site_bytes,
            f"the site has {_megabytes(total)} of {_megabytes(limits.site_bytes)}",
            _heaviest(_by_folder(files), _megabytes),
            SMALLER,
        )
    if limits.files is not None:
        yield _Measure(
            "files",
            len(files),
            limits.files,
            f"the site has {len(files):,} of {limits.files:,} files",
            _heaviest(_by_folder(dict.fromkeys(files, 1)), "{:,} files".format),
            FEWER,
        )
    if limits.file_bytes is not None and files:
        largest = max(files, key=lambda name: (files[name], name))
        yield _Measure(
            "file_bytes",
            files[largest],
            limits.file_bytes,
            f"{largest} has {_megabytes(files[largest])} of {_megabytes(limits.file_bytes)}",
            "",
            SMALLER,
        )
    if limits.folder_files is not None and files:
        folders = Counter(name.rpartition("/")[0] for name in files)
        folder = max(folders, key=lambda name: (folders[name], name))
        yield _Measure(
            "folder_files",
            folders[folder],
            limits.folder_files,
            f"{folder or '.'}/ has {folders[folder]:,} of {limits.folder_files:,} files",
            "",
            FEWER,
        )


def _by_folder(weights: Mapping[str, int]) -> Counter[str]:
    """Add up what lies in each folder, two levels deep: fr/candidates, media/candidates."""
    added: Counter[str] = Counter()
    for name, weight in weights.items():
        added["/".join(name.split("/")[:-1][:2]) or "."] += weight
    return added


def _heaviest(folders: Counter[str], show: Callable[[int], str]) -> str:
    if not folders:
        return ""
    heavy = sorted(folders.items(), key=lambda item: (-item[1], item[0]))[:HEAVIEST]
    return "; most of it in " + ", ".join(f"{folder}/ ({show(weight)})" for folder, weight in heavy)


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / MB:,.1f} MB"
