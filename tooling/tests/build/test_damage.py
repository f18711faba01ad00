"""Whatever becomes of what is remembered, the site is that of a cold build, and the damage is said."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from campaigns import write, write_campaign
from demonstration import (
    AT,
    EPOCH,
    REPOSITORY,
    call_minbar,
    copy_campaign,
    left_over,
    read_tree,
    run_module,
)
from minbar.build.engine import Engine, build_site
from minbar.build.lock import memory_of
from minbar.build.pool import Processes
from minbar.build.state import NAME as STATE
from minbar.build.state import read_state
from minbar.build.tools import Tools
from minbar.store import DamagedError, read_checked, write_checked
from msgspec import DecodeError

DAMAGES = {"deleted site": 60, "another word": 40}
"""A hundred, parted by what is done after each."""
STRINGS = "templates/strings/fr.yml"
WORDS = [f"section_messages: Messages {number}\n" for number in range(2)]

Damage = Callable[[Path, random.Random], None]


def flip_a_bit(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def cut_off(path: Path, chance: random.Random) -> None:
    os.truncate(path, chance.randrange(path.stat().st_size))


def cold(root: Path, folder: Path) -> dict[str, bytes]:
    """The site of a build that remembers nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    copy_campaign(root, folder)
    done = call_minbar("build", "--at", AT, cwd=folder)
    assert done.returncode == 0, done.stderr
    return read_tree(folder / "site")


def build(root: Path) -> str:
    """Build, and give what was said beside the result."""
    done = call_minbar("build", "--at", AT, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """The site with each of the two words."""
    found = []
    for number, words in enumerate(WORDS):
        root = tmp_path_factory.mktemp("cold")
        write_campaign(root)
        write(root, STRINGS, words)
        found.append(cold(root, root.parent / f"other-{number}"))
    assert found[0] != found[1]
    return found


@pytest.fixture
def built(campaign_folder: Path) -> Path:
    write(campaign_folder, STRINGS, WORDS[0])
    build(campaign_folder)
    return campaign_folder


def memory(root: Path) -> Path:
    return memory_of(root, root / "site")


def remembered(root: Path) -> list[Path]:
    """The files that say what the last build knew."""
    found = [path for path in sorted(memory(root).iterdir()) if path.is_file()]
    return [path for path in found if path.name != "whole"]


def test_all_is_read_again_and_every_damage_is_said(
    built: Path, sites: list[dict[str, bytes]]
) -> None:
    """The site is deleted: all of it is made again, and every byte that is remembered is needed."""
    chance = random.Random(20270908)
    silent = []
    for number in range(DAMAGES["deleted site"]):
        path = chance.choice(remembered(built))
        chance.choice((flip_a_bit, cut_off))(path, chance)
        shutil.rmtree(built / "site")
        said = build(built)
        if path.name not in said and "is damaged" not in said:
            silent.append((number, path.name, said))
        assert read_tree(built / "site") == sites[0], (number, path.name, said)
    assert silent == []
    assert left_over(built) == []


def test_what_is_taken_over_is_right_or_said(built: Path, sites: list[dict[str, bytes]]) -> None:
    """A word of the site is changed: all pages are made again, from what was read of the files."""
    chance = random.Random(20260923)
    for number in range(DAMAGES["another word"]):
        path = chance.choice(remembered(built))
        chance.choice((flip_a_bit, cut_off))(path, chance)
        stamp = path.stat().st_ino, path.stat().st_mtime_ns
        write(built, STRINGS, WORDS[1 - number % 2])
        said = build(built)
        assert read_tree(built / "site") == sites[1 - number % 2], (number, path.name, said)
        if "damaged" not in said:  # then nobody can read those bytes any more
            kept = path.exists() and stamp == (path.stat().st_ino, path.stat().st_mtime_ns)
            assert not kept, (number, path.name, said)


def test_a_file_that_is_missing_is_said(built: Path, sites: list[dict[str, bytes]]) -> None:
    for number in range(len(list(memory(built).glob("*.segment")))):
        path = sorted(memory(built).glob("*.segment"))[number]
        path.unlink()
        shutil.rmtree(built / "site")
        said = build(built)

        assert f"{path.name}: No such file" in said
        assert read_tree(built / "site") == sites[0]


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\0" * 4096])
def test_a_state_that_is_none_is_said(
    built: Path, sites: list[dict[str, bytes]], content: bytes
) -> None:
    (memory(built) / STATE).write_bytes(content)
    write(
        built, "content/messages/water.ar.md", (built / "content/messages/water.ar.md").read_bytes()
    )
    said = build(built)

    assert "what was remembered is damaged: everything is made anew" in said
    assert read_tree(built / "site") == sites[0]


def test_a_state_that_is_whole_but_cannot_be_decoded_is_said(built: Path) -> None:
    payload = read_checked(memory(built) / STATE)
    assert payload
    write_checked(memory(built) / STATE, [bytes(payload[:32]), b"\xc1"])

    assert read_state(memory(built), payload[:32])[1] == "what was remembered is damaged"


def test_another_version_s_state_is_said_and_not_used(
    built: Path, sites: list[dict[str, bytes]]
) -> None:
    payload = read_checked(memory(built) / STATE)
    assert payload
    write_checked(memory(built) / STATE, [bytes([payload[0] ^ 1]), payload[1:]])
    shutil.rmtree(built / "site")

    assert "what was remembered is another version's: everything is made anew" in build(built)
    assert read_tree(built / "site") == sites[0]
    assert build(built) == ""


def test_nothing_remembered_is_no_damage(built: Path, sites: list[dict[str, bytes]]) -> None:
    shutil.rmtree(built / ".minbar")

    assert build(built) == ""
    assert read_tree(built / "site") == sites[0]
    shutil.rmtree(memory(built))
    assert build(built) == ""
    assert read_tree(built / "site") == sites[0]


@pytest.mark.alone
@pytest.mark.parametrize("error", [DamagedError("roll is damaged"), DecodeError("truncated")])
def test_an_error_of_another_process_begins_the_build_anew(
    built: Path,
    sites: list[dict[str, bytes]],
    error: Exception,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("minbar.build.ground.Workshop._read_roll", _fail_once(tmp_path, error))
    shutil.rmtree(built / "site")
    said: list[str] = []
    engine = Engine(built, built / "site", "public", AT, said.append, pool=_forced(monkeypatch))
    build_site(engine)

    assert said == [f"{error}: everything is made anew"]
    assert read_tree(built / "site") == sites[0]


def _forced(monkeypatch: pytest.MonkeyPatch) -> Processes:
    """Processes that do everything, however little it is."""
    monkeypatch.setattr(Tools, "is_much", lambda self, jobs, least=None: True)
    pool = Processes()
    pool.workers = 2
    return pool


def _fail_once(folder: Path, error: Exception) -> Callable[..., object]:
    """The first time in whichever process; where it was is left in a folder that all can see."""
    from minbar.build.ground import Workshop

    real = Workshop._read_roll

    def read_roll(self: Workshop, place: str) -> object:
        try:
            (folder / "failed").touch(exist_ok=False)
        except FileExistsError:
            return real(self, place)
        raise error

    return read_roll


def by_mkdocs(root: Path, *options: str) -> str:
    """Have MkDocs build, and give what it said."""
    done = run_module("mkdocs", "build", *options, cwd=root, env={"SOURCE_DATE_EPOCH": EPOCH})
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def with_mkdocs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A campaign that MkDocs has built, and its site: what a test damages is sound again when it passes."""
    root = copy_campaign(REPOSITORY, tmp_path_factory.mktemp("mkdocs") / "campaign")
    shutil.rmtree(root / "content")
    write_campaign(root)
    by_mkdocs(root, "-q")
    return root, read_tree(root / "site")


@pytest.mark.parametrize("number", range(6))
def test_mkdocs_begins_anew_too(with_mkdocs: tuple[Path, dict[str, bytes]], number: int) -> None:
    root, before = with_mkdocs
    segments = sorted(memory(root).glob("*.segment"))
    flip_a_bit(segments[number % len(segments)], random.Random(number))
    shutil.rmtree(root / "site")

    assert "Traceback" not in by_mkdocs(root)
    assert read_tree(root / "site") == before
    assert left_over(root) == []


class TestTwin:
    """What is done to the twin never reaches the site.

    Not shown: bytes that change on the disk under the same size and time. Files are known by
    their stamps, as git and make know them; a disk that does this is not trusted by any of them.
    """

    @pytest.fixture
    def twin(self, built: Path) -> Path:
        write(built, STRINGS, WORDS[1])
        build(built)
        found = memory(built) / "twin"
        assert (memory(built) / "whole").is_file()
        return found

    def change_a_text(self, root: Path) -> dict[str, bytes]:
        path = root / "content/replies/clinic-hours.fr.md"
        path.write_text(path.read_text("utf-8") + "\nToujours.\n", "utf-8")
        build(root)
        return cold(root, root.parent / "sound")

    @pytest.mark.parametrize("seed", range(4))
    def test_a_file_that_is_changed_there(self, built: Path, twin: Path, seed: int) -> None:
        chance = random.Random(seed)
        files = [path for path in sorted(twin.rglob("*")) if path.is_file()]
        for path in chance.sample(files, 5):
            if path.stat().st_size:
                chance.choice((flip_a_bit, cut_off))(path, chance)

        assert self.change_a_text(built) == read_tree(built / "site")

    def test_a_file_that_is_deleted_there(self, built: Path, twin: Path) -> None:
        (twin / "ar/messages/water.html").unlink()

        assert self.change_a_text(built) == read_tree(built / "site")

    def test_a_folder_that_is_deleted_there(self, built: Path, twin: Path) -> None:
        shutil.rmtree(twin / "fr")

        assert self.change_a_text(built) == read_tree(built / "site")

    def test_a_file_that_is_replaced_there(self, built: Path, twin: Path) -> None:
        path = twin / "ar/messages/water.html"
        other = path.with_name("water.new")
        other.write_bytes(b"x" * path.stat().st_size)
        os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
        other.replace(path)

        assert self.change_a_text(built) == read_tree(built / "site")

    @pytest.mark.parametrize("path", ["strange.html", "fr/strange.html", "other/deep/strange.html"])
    def test_a_file_that_is_added_there(self, built: Path, twin: Path, path: str) -> None:
        write(twin, path, "added by hand")

        assert self.change_a_text(built) == read_tree(built / "site")

    @pytest.mark.parametrize("content", [b"", b"1 00", b"\xff\xfe", b"999999 0"])
    def test_a_mark_that_is_wrong(self, built: Path, twin: Path, content: bytes) -> None:
        (memory(built) / "whole").write_bytes(content)

        assert self.change_a_text(built) == read_tree(built / "site")

    def test_no_twin_at_all(self, built: Path, twin: Path) -> None:
        shutil.rmtree(twin)

        assert self.change_a_text(built) == read_tree(built / "site")
