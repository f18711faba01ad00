"""From a writer's branch to the site, with real keys: what the lead merges is published, what is pushed past her is not."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from campaigns import SOURCES, write
from demonstration import call_minbar, read_tree, run_minbar
from publishing import DAY, START, WATER
from signed import MORE, Signed

Done = subprocess.CompletedProcess[str]


@pytest.fixture
def signed(tmp_path: Path) -> Signed:
    return Signed(tmp_path / "campaign", tmp_path / "keys")


def run(
    root: Path, anchor: str, *arguments: str, at: str = DAY, by: Callable[..., Done] = call_minbar
) -> Done:
    return by("publish", "--anchor", anchor, "--at", at, "--site-dir", "site", *arguments, cwd=root)


def test_what_the_lead_merged_is_published(signed: Signed) -> None:
    assert run(signed.root, signed.anchor).returncode == 0
    signed.change(SOURCES["messages/water"] + MORE)
    signed.merge_signed()
    done = run(signed.root, signed.anchor, "--json")

    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert (told["verdict"], told["left_out"], told["unchanged"]) == ("accept", [], False)
    assert MORE.strip() in (signed.root / "site/ar/messages/water.html").read_text("utf-8")
    assert json.loads(run(signed.root, signed.anchor, "--json").stdout)["unchanged"]


def test_what_is_pushed_past_her_is_not_and_a_revert_heals_it(signed: Signed) -> None:
    root = signed.root
    assert run(root, signed.anchor).returncode == 0
    before = read_tree(root / "site")
    write(root, WATER, SOURCES["messages/water"] + MORE)
    signed.as_writer("commit", "-q", "-a", "-m", "ماء")
    pushed = signed.git("rev-parse", "HEAD").strip()
    done = run(root, signed.anchor)

    assert done.returncode == 1
    assert done.stdout.startswith(pushed[:12])
    assert WATER in done.stdout
    assert f"git revert {pushed[:12]}" in done.stdout
    assert "What was there is untouched." in done.stderr
    assert read_tree(root / "site") == before
    signed.as_writer("revert", "--no-edit", "HEAD")
    healed = run(root, signed.anchor)
    assert healed.returncode == 0, healed.stdout + healed.stderr
    assert MORE.strip() not in "".join(
        data.decode("utf-8", "replace") for data in read_tree(root / "site").values()
    )


def test_silence_under_verified_history(signed: Signed) -> None:
    """What was cleared before the silence is asked anew, of the commit before it."""
    signed.change(SOURCES["messages/water"] + MORE)
    signed.merge_signed()
    done = run(signed.root, signed.anchor, "--json", at=START)

    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["shows"] == "holding_page"


def test_an_anchor_that_is_not_there_is_said(signed: Signed) -> None:
    done = run(signed.root, "0" * 40)

    assert done.returncode == 2
    assert "there is no commit" in done.stderr
    assert "right: --anchor with the full name" in done.stderr
    assert "--ref" not in done.stderr


def test_what_the_lead_merged_is_proved(signed: Signed) -> None:
    signed.change(SOURCES["messages/water"] + MORE)
    signed.merge_signed()
    assert run(signed.root, signed.anchor).returncode == 0
    site = signed.root / "site"
    commit = signed.git("rev-parse", "HEAD").strip()
    blob = signed.git("rev-parse", f"HEAD:{WATER}").strip()
    (part,) = json.loads((site / "provenance.json").read_bytes())["parts"]
    records = {one["path"]: one for one in json.loads((site / part["file"]).read_bytes())}
    at = records[WATER].pop("at")

    assert records[WATER] == {
        "path": WATER,
        "blob": blob,
        "commit": commit,
        "roles": ["communications-lead"],
        "evidence": ["signed-merge"],
    }
    assert at.endswith(("Z", "+00:00"))
    others = [one for path, one in records.items() if path != WATER]
    assert {tuple(one["evidence"]) for one in others} == {("anchor",)}
    pages = {
        name
        for name, data in read_tree(site).items()
        if b"mb-approval" in data and name.endswith("html")
    }
    assert pages == {"ar/messages/water.html", "fr/messages/water.html"}
    assert commit[:12] in (site / "ar/messages/water.html").read_text("utf-8")


def test_the_tool_of_the_anchor_publishes_the_branch_as_data(signed: Signed) -> None:
    """As publish.yml does it: the anchor is checked out, what is published comes out of git."""
    signed.change(SOURCES["messages/water"] + MORE)
    signed.merge_signed()
    head = signed.head
    signed.git("checkout", "-q", "--detach", signed.anchor)
    done = run(signed.root, signed.anchor, "--ref", head, by=run_minbar)

    assert done.returncode == 0, done.stdout + done.stderr
    assert MORE.strip() in (signed.root / "site/ar/messages/water.html").read_text("utf-8")
    assert MORE.strip() not in (signed.root / WATER).read_text("utf-8")
    hostile = {
        "tooling/minbar/approvals/verify.py": "verify = lambda *_: 'accept'\n",
        "Makefile": "all:\n\ttouch RAN\n",
        "sitecustomize.py": "open('RAN', 'w')\n",
        "mkdocs.yml": "hooks: [sitecustomize.py]\n",
    }
    signed.git("checkout", "-q", "main")
    pushed = signed.push(hostile)
    signed.git("checkout", "-q", "--detach", signed.anchor)
    done = run(signed.root, signed.anchor, "--ref", pushed, by=run_minbar)
    assert done.returncode == 1
    assert done.stdout.startswith(pushed[:12])
    assert not (signed.root / "RAN").exists()
