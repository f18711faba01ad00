"""A repository whose objects are named by SHA-256: approved, taken back, refused and published like any other."""

import json
import subprocess
from pathlib import Path

import pytest
from campaigns import SOURCES, write
from demonstration import call_minbar
from minbar.publish.outcome import Published
from publishing import DAY, WATER
from signed import MORE, Signed

NAME_LETTERS = 64


@pytest.fixture
def signed(tmp_path: Path) -> Signed:
    root = tmp_path / "campaign"
    subprocess.run(["git", "init", "-q", "-b", "main", "--object-format=sha256", root], check=True)
    made = Signed(root, tmp_path / "keys")
    assert len(made.anchor) == NAME_LETTERS
    return made


def run(signed: Signed, *arguments: str, code: int = 0) -> str:
    done = call_minbar(*arguments, cwd=signed.root)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def verify(signed: Signed, code: int = 0) -> str:
    return run(signed, "approvals", "verify", "--anchor", signed.anchor, code=code)


def test_a_signed_merge_is_published(signed: Signed) -> None:
    signed.change(SOURCES["messages/water"] + MORE)
    signed.merge_signed()
    for _ in range(2):  # then some is remembered
        assert "1 step, all accepted" in verify(signed)
    done = signed.publish(DAY)

    assert isinstance(done, Published)
    assert MORE.strip() in (signed.root / "site/ar/messages/water.html").read_text("utf-8")
    (part,) = json.loads((signed.root / "site/provenance.json").read_bytes())["parts"]
    records = json.loads((signed.root / "site" / part["file"]).read_bytes())
    assert {len(record["blob"]) for record in records} == {NAME_LETTERS}
    first = (signed.root / ".git/minbar-published").read_text().split()[0]
    assert first == signed.head


def test_a_statement_is_given_and_taken_back(signed: Signed) -> None:
    signed.change(SOURCES["messages/water"] + MORE)
    key = ("--key", str(signed.key))
    run(signed, "approve", "draft", *key)
    run(signed, "approve", "--revoke", "draft", *key)
    signed.as_writer("merge", "-q", "--squash", "draft")
    signed.as_writer("commit", "-q", "-m", "squash")
    assert "took it back" in verify(signed, 1)
    run(signed, "approve", "draft", *key, "--onto", signed.anchor)
    assert "1 step, all accepted" in verify(signed)


def test_a_push_is_refused_and_healed(signed: Signed) -> None:
    write(signed.root, WATER, SOURCES["messages/water"] + MORE)
    signed.as_writer("commit", "-q", "-a", "-m", "push")
    assert f"git revert {signed.head[:12]}" in verify(signed, 1)
    signed.as_writer("revert", "--no-edit", "HEAD")
    assert "2 steps, all accepted" in verify(signed)
