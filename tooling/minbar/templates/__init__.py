"""Templates: the campaign's own where it has one, else the defaults, file by file."""

import os
from collections.abc import Mapping
from pathlib import Path

from minbar.model.setup import SetupError

FOLDER = "templates"
_PACKAGED = Path(__file__).parents[1] / "_templates"
_CHECKOUT = Path(__file__).parents[3] / FOLDER


def default_root() -> Path:
    """The templates that come with Minbar: in the wheel, or in its own checkout."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def template_roots(campaign_root: Path) -> tuple[Path, ...]:
    """Folders to look a template up in, the campaign's own first.

    Raises:
        SetupError: something in the campaign's own folder is a link; every reader of templates
            would follow it, out of the campaign too.
    """
    _refuse_links(campaign_root / FOLDER)
    own = (campaign_root / FOLDER).resolve()
    default = default_root().resolve()
    return (own, default) if own.is_dir() and own != default else (default,)


def _refuse_links(folder: Path) -> None:
    paths = [folder]
    for parent, folders, files in os.walk(folder):
        paths += [Path(parent, name) for name in (*folders, *files)]
    for path in paths:
        if path.is_symlink():
            raise SetupError(f"{path} is a symbolic link, which is not followed: copy the file")


def find_template(roots: tuple[Path, ...], name: str) -> Path:
    """Find a template file by its path under templates/.

    Raises:
        FileNotFoundError: no folder has it.
    """
    for root in roots:
        if (root / name).is_file():
            return root / name
    raise FileNotFoundError(f"there is no template {name} in {', '.join(map(str, roots))}")


Sources = Mapping[str, tuple[str, str]]
"""Text and file of each template of pages and posts, by its path under templates/."""


def read_sources(roots: tuple[Path, ...]) -> Sources:
    """Read the templates of pages and posts, the campaign's own over the defaults."""
    return {
        path.relative_to(root).as_posix(): (path.read_text("utf-8"), str(path))
        for root in reversed(roots)
        for folder in ("pages", "snippets")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }
