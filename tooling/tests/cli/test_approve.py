"""minbar approve and minbar approvals as people meet them: a campaign, two keys, a branch."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
from approval_world import Keys, World
from campaigns import write_campaign
from demonstration import REPOSITORY, call_minbar
from minbar.approvals.statement import encode_statement, parse_statements
from msgspec.structs import replace

HERE = ("content/messages/a.md", "content/candidates/c.md")


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return Keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def world(tmp_path: Path, keys: Keys) -> World:
    """A branch of the writer's, and the main branch before it."""
    made = World(tmp_path / "r", keys)
    made.begin(keys.team())
    made.commit(on="topic", start="main", files={HERE[0]: "good", HERE[1]: "good"})
    return made


def said(world: World, *arguments: str, code: int = 0) -> str:
    done = call_minbar(*arguments, cwd=world.root)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def told(world: World, *arguments: str, code: int = 0) -> Any:
    return json.loads(said(world, *arguments, "--json", code=code))


def key(world: World, name: str) -> tuple[str, str]:
    return "--key", str(world.keys.folder / name)


def test_approve_then_merge_then_verify(world: World) -> None:
    assert "still waits" not in said(world, "approve", "topic", *key(world, "lead"))
    world.merge("topic", by="writer")

    found = told(world, "approvals", "verify", "--anchor", world.anchor)

    assert found["verdict"] == "accept"
    assert found["steps"][0]["people"] == ["lead"]
    assert found["steps"][0]["paths"] == sorted(HERE)
    assert set(found["steps"][0]) == {"commit", "verdict", "reason", "paths", "people"}


def test_approve_a_squash_whose_branch_is_gone(world: World, tmp_path: Path) -> None:
    said(world, "approve", "topic", *key(world, "lead"))
    world.commit(by="writer", files={HERE[0]: "good", HERE[1]: "good"})
    world.git("branch", "-q", "-D", "topic")
    world.git("clone", "-q", "--no-local", str(world.root), str(tmp_path / "clone"))
    world.root = tmp_path / "clone"
    world.git("fetch", "-q", "origin", "refs/notes/*:refs/notes/*")

    assert told(world, "approvals", "verify", "--anchor", world.anchor)["verdict"] == "accept"


def test_two_people_approve_one_after_the_other(world: World) -> None:
    world.commit(on="tools", start="main", files={"tooling/x.py": "new"})

    first = told(world, "approve", "tools", *key(world, "lead"))
    second = told(world, "approve", "tools", *key(world, "maintainer"))

    assert (first["waits_for"], second["waits_for"]) == (["maintainer"], [])
    world.merge("tools", by="writer")
    assert told(world, "approvals", "verify", "--anchor", world.anchor)["verdict"] == "accept"


@pytest.mark.parametrize("merged", [True, False], ids=["merge", "push"])
def test_a_refused_step_says_how_it_is_healed(world: World, merged: bool) -> None:
    if merged:
        world.merge("topic", by="lead")
    else:
        world.commit(files={HERE[0]: "late"})
    refused = said(world, "approvals", "verify", "--anchor", world.anchor, code=1)
    step = world.find("main")[:12]
    assert f"minbar approve {step} (by " in refused

    said(world, "approve", step, *key(world, "lead"))

    assert "all accepted" in said(world, "approvals", "verify", "--anchor", world.anchor)


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("writer", "wrote a part of it"),
        ("stranger", "nobody's"),
        ("maintainer", "does not let you"),
    ],
)
def test_a_yes_that_would_not_count_is_not_taken(world: World, who: str, why: str) -> None:
    assert why in said(world, "approve", "topic", *key(world, who), code=1)
    assert world.git("for-each-ref", "refs/notes") == ""


def test_git_names_the_key(world: World) -> None:
    world.git("config", "user.signingkey", str(world.keys.folder / "lead"))
    assert told(world, "approve", "topic")["person"] == "lead"


def test_without_a_key(world: World) -> None:
    world.git("config", "user.signingkey", "")
    done = call_minbar("approve", "topic", cwd=world.root)
    assert done.returncode == 2
    assert "minbar approve --key" in done.stderr


def test_a_branch_that_conflicts(world: World) -> None:
    world.commit(files={HERE[0]: "other"})
    assert "conflicts with" in said(world, "approve", "topic", *key(world, "lead"), code=1)


def test_status(world: World) -> None:
    world.commit(on="tools", start="main", files={"tooling/x.py": "new"})
    said(world, "approve", "tools", *key(world, "maintainer"))

    rows = {row["branch"]: row for row in told(world, "approvals", "status")["waiting"]}

    assert rows["topic"]["waits_for"] == ["deputy", "lead"]  # each for a part of it
    assert (rows["tools"]["waits_for"], rows["tools"]["said"]) == (["lead"], ["maintainer"])
    assert rows["topic"]["age_hours"] > 0
    assert "tools: waits for lead, has maintainer; 1 path;" in said(world, "approvals", "status")


def test_status_leaves_out_what_brings_nothing(world: World) -> None:
    """A branch that was squashed into the main one, and one whose clock runs ahead."""
    world.commit(by="writer", files={HERE[0]: "good", HERE[1]: "good"})
    world.at = 4_000_000_000
    world.commit(on="ahead", start="main", files={HERE[0]: "later"})
    (row,) = told(world, "approvals", "status")["waiting"]

    assert (row["branch"], row["age_hours"]) == ("ahead", 0.0)
    text = said(world, "approvals", "status")
    assert "1 path; 0 d 0 h" in text
    assert "1 branch with something for" in text


def test_nobody_is_named_whose_yes_would_not_count(world: World) -> None:
    """A lead who is the only one for a path and wrote it; two of two, of whom one wrote it."""
    world.commit(on="own", start="main", by="lead", files={HERE[0]: "mine"})
    world.commit(on="tools", start="main", by="maintainer", files={"tooling/x.py": "new"})
    rows = {row["branch"]: row for row in told(world, "approvals", "status")["waiting"]}

    assert rows["own"]["trouble"].startswith("lead wrote a part of it, and too few others may")
    assert rows["tools"]["trouble"].startswith("maintainer wrote a part of it, and too few others")
    assert (rows["own"]["waits_for"], rows["tools"]["waits_for"]) == ([], ["lead"])
    assert (rows["topic"]["trouble"], rows["topic"]["waits_for"]) == ("", ["deputy", "lead"])
    assert "own: approved" not in said(world, "approvals", "status")
    assert "too few others" in said(world, "approve", "own", *key(world, "lead"), code=1)
    given = said(world, "approve", "tools", *key(world, "lead"))
    assert "still waits for" not in given
    assert "cannot be accepted like that: maintainer wrote a part of it" in given


def test_what_heals_a_refusal_is_not_ones_own_yes(world: World) -> None:
    world.commit(by="lead", files={HERE[0]: "mine"})
    world.commit(by="lead", files={HERE[1]: "mine"})
    alone, shared = (
        step["reason"]
        for step in told(world, "approvals", "verify", "--anchor", world.anchor, code=1)["steps"]
    )

    assert "minbar approve" not in alone
    assert "lead wrote a part of it" in alone
    assert f"right: git revert {world.find('main~1')[:12]}" in alone
    assert "(by deputy), or git revert" in shared


def test_verify_says_what_it_counts_and_what_to_mend(world: World) -> None:
    def verify(anchor: str, code: int) -> str:
        return said(world, "approvals", "verify", "--anchor", anchor, code=code)

    assert "nothing since the anchor" in verify(world.anchor, 0)
    nowhere = verify("nowhere", 1)
    assert nowhere.startswith("refuse there is no commit «nowhere» here; right: --anchor with")
    assert "Nothing can be verified" in nowhere
    assert "said above" not in nowhere
    world.merge("topic", by="writer")
    assert "1 of 1 step refused: nothing new may be published. Heal each as said above" in verify(
        world.anchor, 1
    )


def test_verify_needs_an_anchor(world: World) -> None:
    done = call_minbar("approvals", "verify", cwd=world.root)
    assert done.returncode == 2
    assert "no anchor" in done.stderr


def test_owners_follow_the_team(tmp_path: Path) -> None:
    write_campaign(tmp_path)
    assert call_minbar("approvals", "codeowners", "--check", cwd=tmp_path).returncode == 1
    assert call_minbar("approvals", "codeowners", cwd=tmp_path).returncode == 0
    assert (tmp_path / ".github/CODEOWNERS").read_text().splitlines()[1:] == ["* @sanae-pont"]
    assert call_minbar("approvals", "codeowners", "--check", cwd=tmp_path).returncode == 0


def test_owners_larger_than_github_takes_are_refused(tmp_path: Path) -> None:
    from minbar.approvals.codeowners import LIMIT_BYTES, render_owners
    from minbar.model.team import Account, ApprovalRule, Person, Team

    lead = Person({"ar": "س"}, "lead", github=Account("sanae", 1))
    rules = tuple(ApprovalRule((f"content/{i}/" + "x" * 90,), ("lead",)) for i in range(30_000))
    text, missing = render_owners(Team({"lead": lead}, rules))

    assert missing == []
    assert len(text) > LIMIT_BYTES


def test_the_owners_of_this_repository_are_current() -> None:
    done = call_minbar("approvals", "codeowners", "--check", cwd=REPOSITORY)
    assert done.returncode == 0, done.stdout


class TestRuleset:
    def live(self, tmp_path: Path) -> Any:
        write_campaign(tmp_path)
        done = call_minbar("approvals", "ruleset", "--json", cwd=tmp_path)
        return {"id": 7, "source": "x", **json.loads(done.stdout)}

    def differences(self, tmp_path: Path, live: Any, code: int) -> list[str]:
        (tmp_path / "live.json").write_text(json.dumps(live))
        done = call_minbar("approvals", "ruleset", "--compare", "live.json", "--json", cwd=tmp_path)
        assert done.returncode == code, done.stdout + done.stderr
        found: list[str] = json.loads(done.stdout)["differences"]
        return found

    def test_what_is_as_it_should_be(self, tmp_path: Path) -> None:
        assert self.differences(tmp_path, self.live(tmp_path), 0) == []

    @pytest.mark.parametrize(
        ("path", "value", "says"),
        [
            ("enforcement", "evaluate", "enforcement"),
            ("bypass_actors", [{"actor_id": 5}], "bypass_actors: 1"),
            ("bypass_actors", None, "bypass_actors"),
            ("conditions.ref_name.include", ["refs/heads/x"], "does not hold for"),
            ("conditions.ref_name.exclude", ["refs/heads/main"], "leaves out"),
            ("rules", [], "pull_request: is missing"),
            ("rules.2.parameters.require_last_push_approval", False, "require_last_push_approval"),
            ("rules.2.parameters.required_approving_review_count", 0, "should be 1 or more"),
            ("rules.2.parameters.dismiss_stale_reviews_on_push", None, "dismiss_stale"),
            (
                "rules.3.parameters.required_status_checks",
                [{"context": "Campaign"}],
                "lacks Tooling",
            ),
        ],
    )
    def test_what_is_less_strict(self, tmp_path: Path, path: str, value: Any, says: str) -> None:
        live = self.live(tmp_path)
        *way, last = path.split(".")
        inner: Any = live
        for name in way:
            inner = inner[int(name) if name.isdigit() else name]
        inner[last] = value
        assert any(says in each for each in self.differences(tmp_path, live, 1))


NOTES = "refs/notes/minbar-approvals"


def verdict(world: World, code: int = 0) -> str:
    return said(world, "approvals", "verify", "--anchor", world.anchor, code=code)


def test_a_yes_is_taken_back_before_it_is_merged_and_given_again(world: World) -> None:
    said(world, "approve", "topic", *key(world, "lead"))
    back = said(world, "approve", "--revoke", "topic", *key(world, "lead"))
    assert back.startswith(f"You took back your yes to {world.find('topic')[:12]}.")
    assert f"Next: git push origin {NOTES}" in back
    assert "waits for deputy, lead" in said(world, "approvals", "status")
    world.merge("topic", by="writer")
    assert "lead took it back" in verdict(world, 1)

    said(world, "approve", "main", *key(world, "lead"))
    assert "all accepted" in verdict(world)
    merged = said(world, "approve", "--revoke", "main", *key(world, "lead"))
    assert "It is merged: unless others' yes is enough, it is refused from now on" in merged
    assert "lead took it back" in verdict(world, 1)


@pytest.mark.parametrize("steps", [1, 3], ids=["squash", "rebase"])
def test_a_yes_is_taken_back_by_the_commit_that_a_squash_or_a_rebase_made(
    world: World, steps: int
) -> None:
    for number in range(2, steps + 1):
        world.commit(on="topic", files={HERE[0]: f"good {number}"})
    said(world, "approve", "topic", *key(world, "lead"))
    for number in range(1, steps):
        world.commit(
            by="writer",
            files={HERE[0]: f"good {number}" if number > 1 else "good", HERE[1]: "good"},
        )
    last = f"good {steps}" if steps > 1 else "good"
    world.commit(by="writer", files={HERE[0]: last, HERE[1]: "good"})
    assert "all accepted" in verdict(world)

    back = said(world, "approve", "--revoke", "main", *key(world, "lead"))
    assert "It is merged" in back
    assert f"{steps} of {steps} step" in verdict(world, 1)


def test_a_yes_to_the_same_files_long_ago_is_not_taken_back_with_the_last(world: World) -> None:
    said(world, "approve", "topic", *key(world, "lead"))
    world.commit(by="writer", files={HERE[0]: "good", HERE[1]: "good"})
    world.commit(on="other", start="main", files={HERE[0]: "other"})
    said(world, "approve", "other", *key(world, "lead"))
    world.commit(by="writer", files={HERE[0]: "other"})
    world.commit(on="again", start="main", files={HERE[0]: "good"})
    said(world, "approve", "again", *key(world, "lead"))
    world.commit(by="writer", files={HERE[0]: "good"})
    assert "3 steps, all accepted" in verdict(world)
    said(world, "approve", "--revoke", "main", *key(world, "lead"))

    assert "1 of 3 steps refused" in verdict(world, 1)


@pytest.mark.parametrize("lines", [300, 2000], ids=["many", "too large to be read"])
def test_notes_that_somebody_fills_hold_nobody_up(world: World, lines: int) -> None:
    """Statements in the lead's name, each with a signature that is none: they cost no thousand runs of ssh-keygen."""
    world.state("lead", "topic")
    world.merge("topic", by="writer")
    ((entry, (_, line)),) = world.trees[world.named[NOTES]].items()
    good = next(parse_statements(line))
    junk = (
        encode_statement(replace(good.claim, turn=turn), good.signature.encode())
        for turn in range(1, lines)
    )
    world.commit(on=NOTES, start=world.named[NOTES], files={entry: b"".join(junk).decode()})
    refused = verdict(world, 1)
    assert ("somebody has filled the notes" in refused) == (lines == 300)

    said(world, "approve", "main", *key(world, "lead"))
    assert "all accepted" in verdict(world)


def test_what_is_remembered_is_taken_back_too(world: World) -> None:
    """A place that has accepted a step before does not go on to do so."""
    said(world, "approve", "topic", *key(world, "lead"))
    world.merge("topic", by="writer")
    for _ in range(2):
        assert "all accepted" in verdict(world)
    said(world, "approve", "--revoke", "topic", *key(world, "lead"))
    for _ in range(2):
        assert "lead took it back" in verdict(world, 1)


def test_nobody_takes_back_what_is_anothers(world: World) -> None:
    assert "nobody has said yes" in said(
        world, "approve", "--revoke", "topic", *key(world, "lead"), code=1
    )
    said(world, "approve", "topic", *key(world, "lead"))
    tip = world.git("rev-parse", NOTES)
    for name in ("deputy", "stranger"):
        assert "you have not said yes" in said(
            world, "approve", "--revoke", "topic", *key(world, name), code=1
        )
    found = told(world, "approve", "--revoke", "topic", *key(world, "deputy"), code=1)
    assert found["revoked"] is False
    assert world.git("rev-parse", NOTES) == tip


def test_a_yes_on_an_older_base_is_taken_back_with_the_others(world: World) -> None:
    said(world, "approve", "topic", *key(world, "lead"))
    world.commit(on="other", start="main", files={"content/messages/b.md": "b"})
    world.merge("other", sign="lead")
    said(world, "approve", "topic", *key(world, "lead"))

    assert told(world, "approve", "--revoke", "topic", *key(world, "lead"))["revoked"] == 2
    world.merge("topic", by="writer")
    assert "lead took it back" in verdict(world, 1)


def test_two_approvers_who_have_not_fetched_each_others_notes(world: World, tmp_path: Path) -> None:
    """Each has a clone; the second fetches, approves, and what is pushed holds both."""
    world.commit(on="tools", start="main", files={"tooling/x.py": "new"})
    world.git("config", "receive.denyCurrentBranch", "ignore")
    clones = {}
    for name in ("lead", "maintainer"):
        clones[name] = tmp_path / name
        world.git("clone", "-q", str(world.root), str(clones[name]))
        done = call_minbar("approve", "origin/tools", *key(world, name), cwd=clones[name])
        assert done.returncode == 0, done.stdout + done.stderr
    first, second = (World.__new__(World) for _ in range(2))
    first.root, second.root = clones.values()
    first.git("push", "-q", "origin", NOTES)
    second.git("fetch", "-q", "origin", f"+{NOTES}:refs/notes/origin/minbar-approvals")
    done = call_minbar("approve", "origin/tools", *key(world, "maintainer"), cwd=second.root)
    assert "still waits" not in done.stdout
    second.git("push", "-q", "origin", NOTES)  # refused by git if anything of it were lost

    world.merge("tools", by="writer")
    assert "all accepted" in verdict(world)
    second.git("fetch", "-q", "origin", f"+{NOTES}:refs/notes/origin/minbar-approvals")
    done = call_minbar("approve", "--revoke", "origin/tools", *key(world, "lead"), cwd=second.root)
    assert done.returncode == 0, done.stdout
    second.git("push", "-q", "origin", NOTES)
    assert "lead took it back" in verdict(world, 1)
