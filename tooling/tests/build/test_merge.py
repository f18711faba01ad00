"""Shards put together are one machine's site; shards that are not one site are refused by name."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from campaigns import write, write_campaign
from demonstration import AT, Built, call_minbar, copy_campaign, read_tree
from minbar.build.protect import MARKER
from minbar.build.shard import NAME, decode_manifest

UNTOUCHED = "Nothing was merged, and what was there is untouched."
EARLIER = "2026-10-01T12:00"


def _shard(root: Path, share: str, folder: Path, *options: str) -> None:
    at = () if "--at" in options else ("--at", AT)
    done = call_minbar(
        "build", "--shard", share, "--site-dir", str(folder), *at, *options, cwd=root
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _shards(root: Path, of: int, parent: Path) -> list[Path]:
    folders = [parent / f"shard-{number}" for number in range(1, of + 1)]
    for number, folder in enumerate(folders, 1):
        _shard(root, f"{number}/{of}", folder)
    return folders


def _merge(root: Path, folders: list[Path], *options: str) -> subprocess.CompletedProcess[str]:
    return call_minbar("merge", *map(str, folders), *options, cwd=root)


def _differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]


@pytest.mark.parametrize("of", [1, 2, 3, 5])
@pytest.mark.parametrize("name", ["demonstration", "national"])
def test_they_are_the_site_of_one_machine(
    name: str, of: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    whole: Built = request.getfixturevalue(name)
    root = copy_campaign(whole.root, tmp_path / "campaign")
    folders = _shards(root, of, tmp_path)
    done = _merge(root, folders, "--json")

    assert done.returncode == 0, done.stdout + done.stderr
    assert _differences(read_tree(root / "site"), read_tree(whole.site)) == []
    told = json.loads(done.stdout)
    assert told["shards"] == of
    assert sum(told["pages"].values()) == len(list((root / "site").glob("*/**/*.html")))
    if of > 1:
        sizes = [len(read_tree(folder)) for folder in folders]
        assert min(sizes) > sum(sizes) / of / 5, "every shard does its part"


# What is refused, on the small campaign.


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    """The small campaign with a site, and two shards of it; a test takes copies."""
    parent = tmp_path_factory.mktemp("small")
    write_campaign(parent / "campaign")
    done = call_minbar("build", "--at", AT, cwd=parent / "campaign")
    assert done.returncode == 0, done.stderr
    return parent / "campaign", _shards(parent / "campaign", 2, parent)


class Small:
    """A campaign with its last site, and shards of it."""

    def __init__(self, root: Path, shards: list[Path]) -> None:
        self.root, self.shards = root, shards
        self.last = read_tree(root / "site")

    def merge(self, *options: str) -> subprocess.CompletedProcess[str]:
        return _merge(self.root, self.shards, *options)

    def refused(self) -> str:
        """What is said of shards that are refused; the last site stays."""
        done = self.merge()
        assert done.returncode == 1, done.stdout + done.stderr
        assert UNTOUCHED in done.stderr
        assert read_tree(self.root / "site") == self.last
        assert not list((self.root / ".minbar").glob("site-*/ar")), "nothing is left half-made"
        return done.stderr


@pytest.fixture
def small(built: tuple[Path, list[Path]], tmp_path: Path) -> Small:
    root = copy_campaign(built[0], tmp_path / "campaign")
    shutil.copytree(built[0] / "site", root / "site")
    copies = [shutil.copytree(shard, tmp_path / shard.name) for shard in built[1]]
    return Small(root, [Path(copy) for copy in copies])


def test_the_site_has_its_mark_and_what_hosts_keep_there(small: Small) -> None:
    write(small.root / "site", "CNAME", "pont.example\n")
    write(small.shards[0], "CNAME", "elsewhere.example\n")
    write(small.root / "site", "stale.html", "gone with the next build")
    done = small.merge()
    made = read_tree(small.root / "site")

    assert done.returncode == 0, done.stderr
    assert made == small.last | {"CNAME": b"pont.example\n"}
    assert NAME not in made
    assert MARKER in made


def test_a_shard_whose_hidden_files_were_left_behind_will_do(small: Small) -> None:
    (small.shards[0] / MARKER).unlink()

    assert small.merge().returncode == 0
    assert read_tree(small.root / "site") == small.last


def test_a_build_after_a_merge_makes_the_same(small: Small) -> None:
    assert small.merge().returncode == 0
    done = call_minbar("build", "--at", AT, cwd=small.root)

    assert done.returncode == 0, done.stderr
    assert read_tree(small.root / "site") == small.last


def test_shards_are_built_on_from_the_last_ones(small: Small, tmp_path: Path) -> None:
    folders = _shards(small.root, 2, tmp_path / "own")
    for path in sorted((small.root / "content").rglob("*.md"))[::2]:
        path.write_text(f"{path.read_text('utf-8')}\nجملة أخرى.\n", "utf-8")
    for number, folder in enumerate(folders, 1):
        _shard(small.root, f"{number}/2", folder)
    assert _merge(small.root, folders).returncode == 0
    merged = read_tree(small.root / "site")
    plain = copy_campaign(small.root, tmp_path / "plain")
    assert call_minbar("build", "--at", AT, cwd=plain).returncode == 0

    assert merged != small.last
    assert _differences(merged, read_tree(plain / "site")) == []


def test_a_shard_that_is_missing(small: Small) -> None:
    lost = small.shards.pop()

    assert "minbar: shard 2/2: is missing\n" in small.refused()
    small.shards.append(small.shards[0])
    said = small.refused()
    assert f"minbar: shard 1/2 ({small.shards[0]}): is there twice: also in" in said
    assert "minbar: shard 2/2: is missing\n" in said
    assert str(lost) not in said


def test_a_shard_that_is_there_twice(small: Small, tmp_path: Path) -> None:
    small.shards.append(Path(shutil.copytree(small.shards[0], tmp_path / "copy")))
    said = small.refused()

    assert (
        f"minbar: shard 1/2 ({tmp_path / 'copy'}): is there twice: also in {small.shards[0]}"
        in said
    )


def test_shares_of_another_number(small: Small, tmp_path: Path) -> None:
    _shard(small.root, "2/3", tmp_path / "third")
    small.shards[1] = tmp_path / "third"
    said = small.refused()

    assert f"minbar: shard 2/3 ({tmp_path / 'third'}): is one of 3, and shard 1/2" in said


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "content/messages/water.ar.md",
            "was built from other texts than are here: another commit?",
        ),
        ("content/campaign.yml", "was built with other settings, words or templates than are here"),
        (
            "templates/pages/page.html",
            "was built with other settings, words or templates than are here",
        ),
        ("content/media/themes/health.webp", "was built with other pictures than are here"),
    ],
)
def test_a_shard_of_another_commit(small: Small, tmp_path: Path, path: str, said: str) -> None:
    from campaigns import picture

    before = (small.root / path).read_bytes() if (small.root / path).exists() else None
    if path.endswith(".webp"):
        write(small.root, path, picture("WEBP", (3, 2)))
    elif before is None:
        write(small.root, path, "<h1>{{ page.title }}</h1>\n")
    else:
        write(small.root, path, before.decode().replace("Jeter", "Lancer") + "\n")
    _shard(small.root, "2/2", tmp_path / "other")
    if before is None:
        (small.root / path).unlink()
    else:
        write(small.root, path, before)
    small.shards[1] = tmp_path / "other"

    assert f"minbar: shard 2/2 ({tmp_path / 'other'}): {said}" in small.refused()


def test_shards_of_another_minbar(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minbar.build.merge.code_digest", lambda: b"another")

    assert (
        "was built with other code, or other releases of what it stands on, than are here"
        in small.refused()
    )


def test_a_shard_with_another_history(small: Small, tmp_path: Path) -> None:
    for arguments in (
        ["init", "-q"],
        ["add", "content"],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "all"],
    ):
        subprocess.run(["git", *arguments], cwd=small.root, check=True)
    _shard(small.root, "2/2", tmp_path / "dated")
    shutil.rmtree(small.root / ".git")
    small.shards[1] = tmp_path / "dated"

    assert "was built from another history than shard 1/2" in small.refused()


def test_a_shard_for_another_instant_at_which_other_texts_are_shown(
    small: Small, tmp_path: Path
) -> None:
    _shard(small.root, "2/2", tmp_path / "earlier", "--at", EARLIER)
    small.shards[1] = tmp_path / "earlier"

    assert "was built for an instant that shows other texts than shard 1/2" in small.refused()


def test_another_instant_at_which_the_same_is_shown_will_do(small: Small, tmp_path: Path) -> None:
    _shard(small.root, "2/2", tmp_path / "later", "--at", "2026-11-22T12:07")
    small.shards[1] = tmp_path / "later"

    assert small.merge().returncode == 0
    assert read_tree(small.root / "site") == small.last


def test_pages_that_say_the_instant_need_the_same_one(small: Small, tmp_path: Path) -> None:
    write(small.root, "templates/pages/page.html", "{{ view.edition.at }}\n")
    write(small.root, "templates/pages/place.html", "{{ view.edition.at }}\n")
    write(small.root, "templates/pages/message.html", "{{ view.edition.at }}\n")
    small.shards = _shards(small.root, 2, tmp_path / "same")
    assert small.merge().returncode == 0
    small.last = read_tree(small.root / "site")
    _shard(small.root, "2/2", small.shards[1], "--at", "2026-11-22T12:07")

    assert "has pages that say the instant, 2026-11-22T12:07" in small.refused()


def test_a_shard_for_another_audience(small: Small, tmp_path: Path) -> None:
    _shard(small.root, "2/2", tmp_path / "team", "--audience", "team")
    small.shards[1] = tmp_path / "team"

    assert "was built for another audience than shard 1/2" in small.refused()


def test_the_teams_edition_does_not_go_where_the_public_looks(small: Small, tmp_path: Path) -> None:
    for number in (1, 2):
        _shard(small.root, f"{number}/2", tmp_path / f"team-{number}", "--audience", "team")
    small.shards = [tmp_path / "team-1", tmp_path / "team-2"]

    assert small.merge().returncode == 0
    assert read_tree(small.root / "site") == small.last
    assert (small.root / "site-team" / "index.html").is_file()


def _page(shard: Path) -> str:
    return next(path for path in sorted(read_tree(shard)) if path.endswith(".html"))


Damage = Callable[[Path, str], str]
"""Does something to a shard that has this page, and gives what is to be said of it."""


def _alter(shard: Path, page: str) -> str:
    data = (shard / page).read_bytes()
    write(shard, page, data[:-1] + b"!")
    return f"{page}: has other bytes than were built"


def _shorten(shard: Path, page: str) -> str:
    data = (shard / page).read_bytes()
    write(shard, page, data[:-1])
    return f"{page}: has {len(data) - 1} bytes instead of {len(data)}"


def _delete(shard: Path, page: str) -> str:
    (shard / page).unlink()
    return f"{page}: is missing"


def _add(shard: Path, page: str) -> str:
    write(shard, "ar/strange.html", "nobody built this")
    return "ar/strange.html: was not made by this build"


def _add_hidden(shard: Path, page: str) -> str:
    write(shard, "ar/.htaccess", "nobody built this")
    return "ar/.htaccess: was not made by this build"


def _link(shard: Path, page: str) -> str:
    (shard / page).rename(shard.parent / "page.html")
    (shard / page).symlink_to(shard.parent / "page.html")
    return f"{page}: is a link, and links are not followed"


def _link_folder(shard: Path, page: str) -> str:
    (shard / "strange").symlink_to(shard.parent)
    return "strange: is a link, and links are not followed"


def _pipe(shard: Path, page: str) -> str:
    import os

    os.mkfifo(shard / "pipe")
    return "pipe: is no regular file"


def _forget_unit(shard: Path, page: str) -> str:
    manifest = json.loads((shard / NAME).read_bytes())
    unit = next(iter(manifest["units"]))
    for piece in manifest["units"].pop(unit):
        (shard / piece["path"]).unlink()
    write(shard, NAME, json.dumps(manifest))
    return f"{NAME}: lacks unit {unit}"


def _foreign_unit(shard: Path, page: str) -> str:
    manifest = json.loads((shard / NAME).read_bytes())
    manifest["units"]["doc/pages/strange"] = []
    write(shard, NAME, json.dumps(manifest))
    return f"{NAME}: has unit doc/pages/strange, not its own"


def _reserved(shard: Path, page: str) -> str:
    manifest = json.loads((shard / NAME).read_bytes())
    unit = next(iter(manifest["units"]))
    manifest["units"][unit].append({"path": MARKER, "bytes": 1, "sha256": ""})
    write(shard, NAME, json.dumps(manifest))
    return f"{MARKER}: is a name that no file of a share has"


def _outside(shard: Path, page: str) -> str:
    manifest = json.loads((shard / NAME).read_bytes())
    unit = next(iter(manifest["units"]))
    write(shard.parent, "secret", "x")
    manifest["units"][unit].append({"path": "../secret", "bytes": 1, "sha256": ""})
    write(shard, NAME, json.dumps(manifest))
    return "../secret: is missing"


def _twice(shard: Path, page: str) -> str:
    manifest = json.loads((shard / NAME).read_bytes())
    piece = next(piece for files in manifest["units"].values() for piece in files)
    unit = next(unit for unit, files in manifest["units"].items() if piece in files)
    manifest["units"][unit].append(piece | {"sha256": "0" * 64})
    write(shard, NAME, json.dumps(manifest))
    return f"{piece['path']}: is named twice in {NAME}, with other bytes"


def _replan(shard: Path, page: str) -> str:
    manifest = json.loads((shard / NAME).read_bytes())
    manifest["plan"][0].append("doc/pages/strange")
    write(shard, NAME, json.dumps(manifest))
    return f"{NAME}: shares the units out otherwise than shard 1/2"


def _number(shard: Path, page: str) -> str:
    manifest = json.loads((shard / NAME).read_bytes())
    manifest["share"]["number"] = 0
    write(shard, NAME, json.dumps(manifest))
    return f"{NAME}: is no share of 2"


@pytest.mark.parametrize(
    "damage",
    [
        _alter, _shorten, _delete, _add, _add_hidden, _link, _link_folder, _pipe,
        _forget_unit, _foreign_unit, _reserved, _outside, _twice, _replan, _number,
    ],
    ids=lambda damage: damage.__name__.strip("_"),
)  # fmt: skip
def test_a_shard_that_was_changed(small: Small, damage: Damage) -> None:
    shard = small.shards[1]
    expected = damage(shard, _page(shard))
    share = decode_manifest((shard / NAME).read_bytes()).share

    assert f"minbar: shard {share} ({shard}): {expected}" in small.refused()


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"strange": 1}', b"\xff\xfe"])
def test_a_paper_that_cannot_be_read(small: Small, data: bytes) -> None:
    write(small.shards[1], NAME, data)

    assert f"minbar: shard {small.shards[1]}: {NAME}: cannot be read: " in small.refused()


def test_a_folder_that_is_no_shard(small: Small, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    small.shards[1] = tmp_path / "empty"

    assert (
        f"{NAME}: is missing: this is no share; right: minbar build --shard 1/2" in small.refused()
    )


def test_a_paper_that_is_a_link(small: Small) -> None:
    paper = small.shards[1] / NAME
    paper.rename(paper.parent.parent / "paper")
    paper.symlink_to(paper.parent.parent / "paper")

    assert f"{NAME}: is no regular file" in small.refused()


def test_one_file_with_different_bytes_in_two_shards(small: Small) -> None:
    one, other = (json.loads((shard / NAME).read_bytes()) for shard in small.shards)
    piece = next(piece for files in one["units"].values() for piece in files)
    write(small.shards[1], piece["path"], "other bytes")
    next(iter(other["units"].values())).append(piece | {"bytes": 11, "sha256": "0" * 64})
    write(small.shards[1], NAME, json.dumps(other))

    assert f"{piece['path']}: has other bytes in shard 1/2 ({small.shards[0]})" in small.refused()


def test_faults_are_told_to_machines_too(small: Small) -> None:
    expected = _delete(small.shards[1], page := _page(small.shards[1]))
    done = small.merge("--json")

    assert done.returncode == 1
    assert json.loads(done.stdout) == [
        {"shard": f"2/2 ({small.shards[1]})", "file": page, "message": expected.split(": ")[1]}
    ]


def test_many_faults_are_not_all_shown_to_people(small: Small) -> None:
    for path in read_tree(small.shards[1]):
        if path != NAME:
            (small.shards[1] / path).unlink()
    said = small.refused()

    assert said.count("is missing") == 20
    assert "faults more; all of them: --json" in said


def test_a_site_that_the_host_would_not_take_is_refused(small: Small, tmp_path: Path) -> None:
    settings = small.root / "content/campaign.yml"
    settings.write_text(settings.read_text("utf-8") + "hosting: {host: own, files: 20}\n", "utf-8")
    small.shards = _shards(small.root, 2, tmp_path / "over")
    done = small.merge()

    assert done.returncode == 1
    assert "HO002" in done.stdout
    assert "of 20 files" in done.stdout
    assert UNTOUCHED in done.stderr
    assert read_tree(small.root / "site") == small.last


def test_a_share_does_not_replace_a_site(small: Small) -> None:
    done = call_minbar("build", "--shard", "1/2", "--site-dir", "site", cwd=small.root)

    assert done.returncode == 2
    assert (
        "holds a whole site, and a share would replace it; right: --site-dir shard-1" in done.stderr
    )
    assert read_tree(small.root / "site") == small.last


@pytest.mark.parametrize("folder", [".", "in-it/site"])
def test_a_site_and_a_shard_do_not_lie_in_each_other(small: Small, folder: str) -> None:
    done = small.merge("--site-dir", str(small.shards[0] / folder))

    assert done.returncode == 2
    assert "lie in each other; right: --site-dir site" in done.stderr


def test_a_share_needs_a_folder(small: Small) -> None:
    done = call_minbar("build", "--shard", "1/2", cwd=small.root)

    assert done.returncode == 2
    assert "right: --shard 1/2 --site-dir shard-1" in done.stderr


@pytest.mark.parametrize("share", ["0/2", "3/2", "2", "a/b", "1/999", "-1/2", "1/2/3", "٢/٣x"])
def test_what_is_no_share_is_a_mistake(small: Small, share: str) -> None:
    done = call_minbar("build", "--shard", share, "--site-dir", "x", cwd=small.root)

    assert done.returncode == 2
    assert "right: 2/5, the second of five" in done.stderr
