"""A disk that is full or may not be written: said, with what to do, and the last site stays."""

import os
import resource
import sys
from pathlib import Path

import pytest
from campaigns import write, write_campaign
from demonstration import AT, call_minbar, copy_campaign, read_tree, run_minbar
from disks import fill, mount, small_disk, unmount
from minbar.build.engine import Engine, build_site
from minbar.build.lock import memory_of

__all__ = ["small_disk"]
STRINGS = "templates/strings/fr.yml"
"""Another word here makes every page anew."""
WATER = "content/messages/water.ar.md"


def test_a_full_disk_leaves_the_site_and_says_what_to_do(small_disk: Path, tmp_path: Path) -> None:
    root = small_disk / "campaign"
    write_campaign(root)
    assert call_minbar("build", "--at", AT, cwd=root).returncode == 0
    before = read_tree(root / "site")
    write(root, STRINGS, "section_messages: Nos messages\n")
    for but_kb in (0, 40, 120, 250, 400):
        ballast = fill(small_disk, but_kb)
        done = run_minbar("build", "--at", AT, cwd=root)

        assert done.returncode == 2, (but_kb, done.stdout, done.stderr)
        assert "No space left on device" in done.stderr
        assert "nothing that was published has changed: make room, then run this again" in (
            done.stderr
        )
        assert "Traceback" not in done.stderr
        assert read_tree(root / "site") == before, but_kb
        ballast.unlink()
    done = run_minbar("build", "--at", AT, cwd=root)

    assert (done.returncode, done.stderr) == (0, "")
    assert read_tree(root / "site") == _sound(root, tmp_path)


def test_a_disk_that_is_full_at_the_very_end_has_the_new_site(
    campaign_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the next build is a convenience: without it, that one takes longer."""
    assert call_minbar("build", "--at", AT, cwd=campaign_folder).returncode == 0
    write(campaign_folder, STRINGS, "section_messages: Nos messages\n")
    said: list[str] = []

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("minbar.build.twin.link_file", fail)
    build_site(Engine(campaign_folder, campaign_folder / "site", "public", AT, said.append))
    monkeypatch.undo()
    sound = _sound(campaign_folder, tmp_path)

    assert said == ["[Errno 28] No space left on device: the next build will take longer"]
    assert read_tree(campaign_folder / "site") == sound
    write(campaign_folder, WATER, (campaign_folder / WATER).read_bytes() + b"\n")
    assert call_minbar("build", "--at", AT, cwd=campaign_folder).returncode == 0
    assert read_tree(campaign_folder / "site") == sound


@pytest.mark.skipif(sys.platform == "win32", reason="this system limits no files")
@pytest.mark.parametrize("limit_kb", [1, 8, 40])
def test_a_file_that_may_not_grow_is_the_same(
    campaign_folder: Path, tmp_path: Path, limit_kb: int
) -> None:
    """What anybody can try: no file may be larger than this."""
    root = campaign_folder
    assert call_minbar("build", "--at", AT, cwd=root).returncode == 0
    before = read_tree(root / "site")
    write(root, STRINGS, "section_messages: Nos messages\n")
    limit = limit_kb * 1024

    def restrain() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = run_minbar("build", "--at", AT, cwd=root, preexec_fn=restrain)

    assert done.returncode == 2, done.stderr
    assert "File too large" in done.stderr or "Pagefind failed" in done.stderr
    assert read_tree(root / "site") == before
    assert call_minbar("build", "--at", AT, cwd=root).returncode == 0
    assert read_tree(root / "site") == _sound(root, tmp_path)


def test_a_work_folder_that_may_not_be_written_is_said(campaign_folder: Path) -> None:
    root = campaign_folder
    assert call_minbar("build", "--at", AT, cwd=root).returncode == 0
    before = read_tree(root / "site")
    write(root, STRINGS, "section_messages: Nos messages\n")
    work = root / ".minbar"
    mounted = mount("--bind", str(work), str(work)) and mount("-o", "remount,ro,bind", str(work))
    if not mounted and (not hasattr(os, "geteuid") or os.geteuid() == 0):
        pytest.skip("this user may write everywhere")
    if not mounted:
        work.chmod(0o500)
        next(work.glob("site-*")).chmod(0o500)
    try:
        done = run_minbar("build", "--at", AT, cwd=root)
    finally:
        if mounted:
            unmount(work)
        else:
            work.chmod(0o700)
            next(work.glob("site-*")).chmod(0o700)

    assert done.returncode == 2, done.stderr
    assert "Read-only file system" in done.stderr or "Permission denied" in done.stderr
    assert ".minbar" in done.stderr
    assert "Traceback" not in done.stderr
    assert read_tree(root / "site") == before


@pytest.mark.parametrize("name", ["", "/twin"])
def test_a_memory_that_is_a_link_is_refused(
    campaign_folder: Path, tmp_path: Path, name: str
) -> None:
    root = campaign_folder
    assert call_minbar("build", "--at", AT, cwd=root).returncode == 0
    folder = Path(f"{memory_of(root, root / 'site')}{name}")
    precious = tmp_path / "precious"
    folder.rename(precious)
    folder.symlink_to(precious)
    before = read_tree(root / "site"), read_tree(precious)
    write(root, STRINGS, "section_messages: Nos messages\n")
    done = run_minbar("build", "--at", AT, cwd=root)

    assert done.returncode == 2
    assert f"{folder} is a link: delete it" in done.stderr
    assert (read_tree(root / "site"), read_tree(precious)) == before
    folder.unlink()
    assert call_minbar("build", "--at", AT, cwd=root).returncode == 0


def _sound(root: Path, tmp_path: Path) -> dict[str, bytes]:
    other = copy_campaign(root, tmp_path / "sound")
    assert call_minbar("build", "--at", AT, cwd=other).returncode == 0
    return read_tree(other / "site")
