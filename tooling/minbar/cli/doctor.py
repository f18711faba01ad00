"""minbar doctor: what is missing on this machine, and the fix."""

import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import click
from msgspec import Struct

from minbar.cli.show import print_json
from minbar.content.zones import NEEDED, is_recent, read_release


class Finding(Struct, frozen=True):
    """One thing that Minbar needs, whether it is here, and what to do if not."""

    what: str
    fine: bool
    said: str
    fix: str = ""


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def doctor_command(root: Path, as_json: bool) -> int:
    """Say what is missing on this machine, and how to mend it."""
    found = list(_look(root))
    if as_json:
        print_json(found)
    else:
        for item in found:
            mark = (
                click.style("ok     ", fg="green")
                if item.fine
                else click.style("missing", fg="red")
            )
            click.echo(
                f"{mark} {item.what}: {item.said}"
                + ("" if item.fine else f"\n        fix: {item.fix}")
            )
        click.echo(
            "All is here. Next: minbar check"
            if all(item.fine for item in found)
            else "Mend what is missing, then: minbar doctor"
        )
    return 0 if all(item.fine for item in found) else 2


def _look(root: Path) -> Iterator[Finding]:
    yield Finding(
        "Python",
        sys.version_info >= (3, 11),
        sys.version.split()[0],
        "install Python 3.11 or newer",
    )
    yield Finding(
        "git", bool(shutil.which("git")), shutil.which("git") or "not found", "install git"
    )
    for package in (
        "mkdocs",
        "mkdocs-material",
        "markdown",
        "pyyaml",
        "nh3",
        "babel",
        "pagefind-bin",
    ):
        yield Finding(package, True, version(package))
    zones = read_release()
    yield Finding(
        "time zones", is_recent(zones), f"tzdata {zones}", f"pip install 'tzdata>={NEEDED}'"
    )
    campaign = (root / "content" / "campaign.yml").is_file()
    yield Finding(
        "campaign",
        campaign,
        f"{root}/content" if campaign else "no content/campaign.yml here",
        "go to a campaign folder, or use minbar -C DIR",
    )
    yield Finding("site folder", _writable(root), str(root / "site"), "make this folder writable")


def _writable(root: Path) -> bool:
    folder = root / "site" if (root / "site").is_dir() else root
    probe = folder / ".minbar-probe"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True
