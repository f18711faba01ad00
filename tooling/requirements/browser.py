"""Make sure that there is a Chromium for the browser tests, and say where it came from.

    python tooling/requirements/browser.py

Looked for in this order: what MINBAR_CHROMIUM names, a browser on the PATH, one that Playwright
downloaded before. If there is none: Debian's package where we are root and have apt-get, else
Playwright's own download.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

VARIABLE = "MINBAR_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FIX = (
    "There is no Chromium for the browser tests. Fix, one of:\n"
    "  apt-get install chromium                 (Debian, Ubuntu; as root)\n"
    "  python -m playwright install chromium    (needs the network)\n"
    f"  export {VARIABLE}=/path/to/chromium      (one that you have)\n"
    "or leave these tests out: python -m pytest -m 'not browser'"
)


class NoBrowserError(Exception):
    """There is no Chromium; the message says how to get one."""


def find_chromium() -> str:
    """Give the path of a Chromium that is here already.

    Raises:
        NoBrowserError: there is none, or what MINBAR_CHROMIUM names is none.
    """
    named = os.environ.get(VARIABLE)
    if named:
        found = shutil.which(named)
        if found:
            return found
        raise NoBrowserError(f"{VARIABLE} names {named}, which is no program.\n{FIX}")
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    downloaded = _downloaded()
    if downloaded:
        return downloaded
    raise NoBrowserError(FIX)


def _downloaded() -> str | None:
    """The browser that Playwright would start, if it is on the disk."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install_chromium() -> None:
    """Install one, by the first way that works here; failures are for `find_chromium` to see."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        _say("Installing Debian's chromium (once)…")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"]
        if all(_run(command, quiet) for command in (["apt-get", "update", "-qq"], install)):
            return
    _say("Downloading Playwright's Chromium (once)…")
    _run([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))


def _run(command: list[str], environment: dict[str, str]) -> bool:
    """Run quietly; what a failed command said is shown."""
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        _say(f"{' '.join(command)} failed:\n{(done.stderr or done.stdout)[-800:].rstrip()}")
    return done.returncode == 0


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def main() -> int:
    """Find one, or install one and find it."""
    try:
        _say(f"Browser tests use {find_chromium()}")
    except NoBrowserError:
        if os.environ.get(VARIABLE):
            raise
        install_chromium()
        _say(f"Browser tests use {find_chromium()}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NoBrowserError as error:
        _say(str(error))
        sys.exit(2)
