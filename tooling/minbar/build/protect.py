"""What a site may stand in the place of: nothing, an empty folder, or a site."""

from collections.abc import Collection
from pathlib import Path

from minbar.build.lock import WORK
from minbar.content.tree import Stamp, list_tree
from minbar.model.setup import SetupError
from minbar.templates import FOLDER, default_root

MARKER = ".minbar-site"
"""A file by which a site is known as one; web hosts do not serve such names."""

MARKER_TEXT = """\
Minbar made this folder. Its next build replaces all of it; CNAME, .gitignore and .nojekyll stay.
"""

KEPT = (".gitignore", ".nojekyll", "CNAME")
"""What hosts and git need in a site, and no build makes."""


def list_site(site: Path) -> dict[str, Stamp]:
    """Every file of a site by its path with `/`, without what hosts and Minbar keep there."""
    files = list_tree(site)
    for name in (*KEPT, MARKER):
        files.pop(name, None)
    return files


def protect(root: Path, target: Path, replaceable: Collection[str] = ()) -> None:
    """Refuse to build where something else stands.

    Args:
        root: the campaign folder.
        target: where the site shall stand.
        replaceable: names there that may be replaced.

    Raises:
        SetupError: a site there would destroy something else.
    """
    root, target = root.resolve(), target.resolve()
    ours = [root / name for name in ("content", FOLDER, WORK)] + [default_root().resolve()]
    above = any(path.is_relative_to(target) for path in (root, *ours))
    if above or any(target.is_relative_to(path) for path in ours) or ".git" in target.parts:
        raise SetupError(f"a site at {target} would replace the campaign itself; right: site")
    if not target.exists():
        return
    if not target.is_dir():
        raise SetupError(f"{target} is a file, and a site is a folder; right: site")
    if (target / ".git").exists():
        raise SetupError(f"{target} holds .git: a site would replace that history; right: site")
    if not (target / MARKER).is_file():
        _must_be_empty(target, {*KEPT, *replaceable})


def _must_be_empty(target: Path, but: Collection[str]) -> None:
    strange = sorted(path.name for path in target.iterdir() if path.name not in but)
    if strange:
        message = f"{target} holds {strange[0]!r} and no {MARKER}, so no build has made it: empty it or choose another folder"
        raise SetupError(message)
