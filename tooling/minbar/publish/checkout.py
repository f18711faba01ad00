"""What a checkout has brought where only Minbar writes: git has it, so nothing is lost when it goes."""

import os
import shutil
from pathlib import Path

from minbar.build.lock import NAME as LOCK
from minbar.build.lock import WORK
from minbar.publish.objects import Objects


def free_work_folder(root: Path) -> None:
    """Delete a link in the place of Minbar's own folder, if it is the checked out commit's.

    Raises:
        SetupError: the folder is in no repository.
    """
    if (root / WORK).is_symlink():
        with Objects(root) as objects:
            clear_brought(root, objects, objects.commit("HEAD"))


def free_site(root: Path, site: Path) -> None:
    """Delete a link or a file in the place of a site, or on the way to it, if it is the checked out commit's.

    Args:
        root: the campaign folder.
        site: where the site shall stand, no link followed; what lies outside of the campaign no commit brings.

    Raises:
        SetupError: the folder is in no repository.
    """
    way = Path(os.path.relpath(site, root))
    if ".." in way.parts:
        return
    for part in [*reversed(way.parents), way][1:]:
        path = root / part
        if path.is_symlink() or path.is_file():
            with Objects(root) as objects:
                above = "" if part.parent == Path() else part.parent.as_posix()
                if objects.names_in(objects.commit("HEAD"), above, part.name):
                    path.unlink()
            return


def clear_brought(root: Path, objects: Objects, head: str) -> None:
    """Empty Minbar's own folder where a commit has such a folder: what lies there may be anybody's.

    Args:
        root: the campaign folder.
        objects: its repository.
        head: the commit to publish; the one that is checked out is looked at too.
    """
    commits = dict.fromkeys((objects.commit("HEAD"), head))
    if not any(objects.names_in(commit, "", WORK) for commit in commits):
        return
    work = root / WORK
    if work.is_symlink() or work.is_file():
        work.unlink()
        return
    for path in work.iterdir() if work.is_dir() else ():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != LOCK or path.is_symlink():
            path.unlink()


def list_brought(root: Path, site: Path) -> set[str]:
    """The names in a site's folder that are the checked out commit's."""
    place = Path(os.path.relpath(site, root)).as_posix()
    with Objects(root) as objects:
        return objects.names_in(objects.commit("HEAD"), place)
