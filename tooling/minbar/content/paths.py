"""Which files of content/ are taken, and which are refused by their path alone."""

import os
import re
import unicodedata
from pathlib import Path

from minbar.content.tree import Stamp, stamp_of
from minbar.model import rules
from minbar.model.finding import Finding, Place

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_DOCUMENT = re.compile(rf"[^/]*/({_SLUG})/(?:{_SLUG}/)*({_SLUG})\.([a-z]{{2,3}})\.md\Z")
LIMIT_PATH_BYTES = 240
CANDIDATES = "content/candidates"

Stamped = tuple[dict[str, Stamp], list[Finding]]
"""The stamps of files by path, and what is refused by its path alone."""


def list_files(root: Path, folder: str) -> tuple[list[str], list[Finding]]:
    """List the regular files under a folder of the campaign.

    Links, devices and names that two systems would read differently are findings; a link is
    never followed.

    Returns:
        Paths relative to the root with `/`, sorted.
    """
    stamps, findings = list_stamps(root, folder)
    files = sorted(stamps)
    return files, findings + collisions(files)


def list_stamps(root: Path, folder: str, without: str = "") -> Stamped:
    """List the regular files as `list_files` does, each with its stamp; collisions are not looked for.

    A folder of the name `without`, which is a path from the root, is left out.
    """
    files: dict[str, Stamp] = {}
    findings: list[Finding] = []
    stack = [folder]
    while stack:
        current = stack.pop()
        if (root / current).is_symlink():
            findings.append(_link(current))
            continue
        try:
            with os.scandir(root / current) as entries:
                for entry in entries:
                    path = f"{current}/{entry.name}"
                    if path != without or not entry.is_dir(follow_symlinks=False):
                        _sort_in(entry, path, files, stack, findings)
        except OSError as error:
            message = f"the folder cannot be opened: {error.strerror}"
            findings.append(rules.FILE_UNREADABLE.at(Place(current), message))
    return files, findings


def _sort_in(
    entry: os.DirEntry[str],
    path: str,
    files: dict[str, Stamp],
    folders: list[str],
    findings: list[Finding],
) -> None:
    encoded = _encoded(path)
    if encoded is None:
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        findings.append(rules.PATH_REFUSED.at(Place(shown), "the name is not UTF-8", shown))
    elif len(encoded) > LIMIT_PATH_BYTES:
        message = f"the path is longer than {LIMIT_PATH_BYTES} bytes"
        findings.append(rules.PATH_REFUSED.at(Place(path), message, entry.name))
    elif entry.is_file(follow_symlinks=False):
        files[path] = stamp_of(entry.stat(follow_symlinks=False))
    elif entry.is_symlink():
        findings.append(_link(path))
    elif entry.is_dir(follow_symlinks=False):
        folders.append(path)
    else:
        message = "this is not a regular file"
        findings.append(rules.PATH_REFUSED.at(Place(path), message, entry.name))


def _encoded(path: str) -> bytes | None:
    try:
        return path.encode()
    except UnicodeEncodeError:
        return None


def _link(path: str) -> Finding:
    message = "symbolic links are not followed: they can lead out of the campaign"
    return rules.LINK_REFUSED.at(Place(path), message, path.rsplit("/", 1)[-1])


def collisions(paths: list[str]) -> list[Finding]:
    """Find paths that become one where case or Unicode form is not kept."""
    seen: dict[str, str] = {}
    findings = []
    for path in paths:
        folded = path.lower() if path.isascii() else _fold(path)
        if folded in seen:
            message = f"this and {seen[folded]} are one file on other machines"
            findings.append(
                rules.PATHS_COLLIDE.at(Place(path), message, path, related=(seen[folded],))
            )
        seen.setdefault(folded, path)
    return findings


def _fold(path: str) -> str:
    return unicodedata.normalize("NFKC", path).casefold()


def parse_document_path(path: str) -> tuple[tuple[str, str, str] | None, list[Finding]]:
    """Read kind, slug and language from `content/<kind>/…/<slug>.<language>.md`."""
    match = _DOCUMENT.match(path)
    if match is None:
        name = path.rsplit("/", 1)[-1]
        message = "a document is content/<kind>/<slug>.<language>.md: small Latin letters, digits, hyphens"
        return None, [rules.PATH_REFUSED.at(Place(path), message, name)]
    return (match[1], match[2], match[3]), []
