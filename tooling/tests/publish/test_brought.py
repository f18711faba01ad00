"""A checkout writes what was committed, also where the site and Minbar's own folder lie: none of it is published."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from campaigns import SOURCES
from demonstration import call_minbar, read_tree
from publishing import CONFIG, DAY, END, SETTINGS, START
from signed import MORE, Signed

PAGES = "hosting:\n  host: github-pages\nelections:"


@pytest.fixture
def signed(tmp_path: Path) -> Signed:
    return Signed(tmp_path / "campaign", tmp_path / "keys")


def served(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root / "site").as_posix(): path.read_bytes()
        for path in (root / "site").rglob("*")
        if path.is_file()
    }


def epoch(at: str) -> str:
    """What the clock says then: seconds since 1970, where the small campaign has the hour of UTC."""
    return str(int(datetime.fromisoformat(at).replace(tzinfo=UTC).timestamp()))


def run(signed: Signed, at: str = DAY) -> tuple[int, str]:
    done = call_minbar(
        "publish", "--anchor", signed.anchor, cwd=signed.root, env={"SOURCE_DATE_EPOCH": epoch(at)}
    )
    return done.returncode, done.stdout + done.stderr


SMUGGLED = "smuggled.example\n"
BROUGHT = {
    "site/CNAME": SMUGGLED,
    "site/.nojekyll": SMUGGLED,
    "site/.gitignore": SMUGGLED,
    "site/smuggled.html": SMUGGLED,
    "site/ar/index.html": SMUGGLED,
    "site/.minbar-site": SMUGGLED,
}


@pytest.mark.parametrize("marked", [True, False])
def test_nothing_of_a_checkout_is_in_the_site(signed: Signed, marked: bool) -> None:
    """A refused commit brought it, and so did one whose files nobody needs to approve for the site."""
    files = {path: text for path, text in BROUGHT.items() if marked or "minbar-site" not in path}
    signed.push(files)
    code, said = run(signed, START)
    assert code == 1, said
    assert "The silence is kept" in said
    for _ in range(2):
        there = served(signed.root)
        assert {name for name, data in there.items() if b"smuggled" in data} == set()
        assert "smuggled.html" not in there
        assert there["CNAME"] == b"pont.example\n"
        assert there[".nojekyll"] == b""
        run(signed, END)


def test_a_domain_that_a_checkout_changes_is_put_right(signed: Signed) -> None:
    """What stands was published; then a commit is checked out that has another file for the host."""
    assert run(signed)[0] == 0
    signed.push({"site/CNAME": SMUGGLED})
    signed.git("checkout", "-q", "--detach")
    signed.git("branch", "-q", "-f", "main", signed.anchor)
    done = call_minbar(
        "publish",
        "--anchor",
        signed.anchor,
        "--ref",
        "main",
        "--at",
        DAY,
        "--site-dir",
        "site",
        cwd=signed.root,
    )
    assert done.returncode == 0, done.stderr
    assert served(signed.root)["CNAME"] == b"pont.example\n"


@pytest.mark.parametrize(
    ("url", "domain"),
    [("https://pont.example/", b"pont.example\n"), ("https://pont.github.io/campaign/", None)],
)
def test_the_domain_is_that_of_the_approved_settings(
    tmp_path: Path, url: str, domain: bytes | None
) -> None:
    settings = SETTINGS.replace("elections:", PAGES).replace("https://pont.example/", url)
    signed = Signed(tmp_path / "campaign", tmp_path / "keys", {CONFIG: settings})
    assert run(signed)[0] == 0
    assert served(signed.root).get("CNAME") == domain


def test_a_record_that_a_commit_brings_is_not_believed(signed: Signed) -> None:
    """A run whose record says that all stands already would leave what a checkout has put there."""
    assert run(signed)[0] == 0
    names = [path.name for path in (signed.root / ".minbar/cleared").glob("record-*")]
    record = (signed.root / ".minbar/cleared" / names[0]).read_bytes()
    sound = read_tree(signed.root / "site")
    for path in (f".minbar/cleared/{names[0]}", ".minbar/approvals/accepted"):
        (signed.root / path).parent.mkdir(parents=True, exist_ok=True)
        (signed.root / path).write_bytes(record)
        signed.git("add", "-f", path)
    signed.as_writer("commit", "-q", "-m", "push")
    code, said = run(signed)

    assert code == 1, said
    assert read_tree(signed.root / "site") == sound
    assert not (signed.root / ".minbar/approvals/accepted").exists() or (
        (signed.root / ".minbar/approvals/accepted").read_bytes() != record
    )


def test_a_link_in_the_place_of_minbars_folder(signed: Signed) -> None:
    precious = signed.root.parent / "precious"
    precious.mkdir()
    (precious / "x").write_text("x")
    (signed.root / ".minbar").symlink_to(precious)
    signed.git("add", "-f", ".minbar")
    signed.as_writer("commit", "-q", "-m", "push")
    code, said = run(signed, START)

    assert code == 1, said
    assert "The silence is kept" in said
    assert [path.name for path in precious.iterdir()] == ["x"]


@pytest.mark.parametrize("what", ["link", "file"])
def test_a_link_or_a_file_in_the_place_of_the_site(signed: Signed, what: str) -> None:
    """Git puts a commit's link in the place of an ignored folder and asks nobody: readers would see drafts."""
    run(signed)
    before = served(signed.root)
    shutil.rmtree(signed.root / "site")
    if what == "link":
        (signed.root / "site").symlink_to("content")
    else:
        (signed.root / "site").write_text("x")
    signed.git("add", "-f", "site")
    signed.as_writer("commit", "-q", "-m", "push")
    texts = read_tree(signed.root / "content")
    code, said = run(signed, START)

    assert code == 1, said
    assert "The silence is kept" in said
    assert not (signed.root / "site").is_symlink()
    assert read_tree(signed.root / "content") == texts
    signed.git("rm", "-q", "--cached", "site")
    signed.as_writer("commit", "-q", "-m", "revert")
    code, said = run(signed)
    assert code == 0, said
    assert served(signed.root) == before


def test_a_link_of_ones_own_in_the_place_of_the_site_is_followed(signed: Signed) -> None:
    (signed.root.parent / "www").mkdir()
    (signed.root / "site").symlink_to("../www")
    code, said = run(signed)

    assert code == 0, said
    assert (signed.root / "site").is_symlink()
    assert (signed.root.parent / "www/index.html").is_file()


def test_what_else_lies_there_and_is_nobodys_is_not_replaced(signed: Signed) -> None:
    (signed.root / "site").mkdir()
    (signed.root / "site/precious.txt").write_text("x")
    code, said = run(signed)

    assert code == 2
    assert "precious.txt" in said


def test_what_is_written_down_is_of_this_commit(signed: Signed) -> None:
    signed.change(SOURCES["messages/water"] + MORE)
    signed.merge_signed()
    done = call_minbar(
        "publish",
        "--anchor",
        signed.anchor,
        "--at",
        DAY,
        "--site-dir",
        "site",
        "--json",
        cwd=signed.root,
    )
    assert json.loads(done.stdout)["shown"] == signed.head
    first = (signed.root / ".git/minbar-published").read_text().split()[0]
    assert first == signed.head
