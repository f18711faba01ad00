"""Acts that no list of words could say, for the cases of approvals."""

import os
import zlib

from approval_world import World, encoded
from minbar.approvals.clearance import Evidence
from minbar.approvals.memory import Accepted, Memory, Yes, code_digest
from minbar.approvals.statement import Claim, digest_paths, encode_claim, encode_statement

TEAM = "content/team.yml"
ELSEWHERE = "2" * 40


def team_of(world: World) -> str:
    return world.load(world.find("main"))[TEAM][1].decode()


def _anew(world: World, team: str) -> None:
    """Begin again, with another anchor."""
    world.named.clear()
    world.begin(team)


def other_root(world: World) -> None:
    tree = world.write_tree(world.load(world.anchor))
    root = world.write_commit(tree, [], "writer", message="other")
    world.trees[root] = dict(world.load(world.anchor))
    world.move("main", root)
    world.commit(files={"content/messages/a.md": "bad"})


def unrelated_branch(world: World) -> None:
    root = world.write_commit(world.write_tree({"x": ("100644", b"x")}), [], "writer")
    world.trees[root] = {"x": ("100644", b"x")}
    world.move("unrelated", root)


def anchor_at_the_end_then_back(world: World) -> None:
    world.move("main", world.anchor)
    world.anchor = world.parents[world.named["topic"]][0]
    world.commit(files={"content/messages/a.md": "other"}, by="writer")
    world.anchor = world.named["topic"]


def same_signature_on_another_base(world: World) -> None:
    """The signed merge again, one commit further on, under the same signature."""
    signed = world.named["signed"]
    data = raw(world, signed)
    world.move("main", world.anchor)
    empty = world.commit(by="writer")
    world.move("main", world.write("commit", data.replace(world.anchor.encode(), empty.encode())))


def raw(world: World, commit: str) -> bytes:
    path = world.git_folder / "objects" / commit[:2] / commit[2:]
    return zlib.decompress(path.read_bytes()).partition(b"\0")[2]


def second_key_of_the_lead(world: World) -> None:
    own = world.keys.public("lead")
    _anew(world, team_of(world).replace(own, f"{own}, {world.keys.public('lead-old')}", 1))


def removed_key_of_the_lead(world: World) -> None:
    """The old key was the lead's, and two people have taken it off the list since."""
    now = team_of(world)
    second_key_of_the_lead(world)
    world.commit(on="topic", start="main", files={TEAM: now})
    world.state(by="maintainer", head="topic")
    world.merge("topic", sign="lead")


def _more_approvers(world: World) -> str:
    return team_of(world).replace('["**"], approvers: [lead]', '["**"], approvers: [lead, writer]')


def branch_with_the_writer_as_approver(world: World) -> None:
    world.commit(on="topic", start="main", files={TEAM: _more_approvers(world)})


def branch_that_takes_over(world: World) -> None:
    people = team_of(world).partition("rules:\n")[0]
    rules = 'rules:\n  - {paths: ["**"], approvers: [deputy]}\n'
    world.commit(on="topic", start="main", files={TEAM: people + rules})


def push_the_writer_as_approver(world: World) -> None:
    world.commit(files={TEAM: _more_approvers(world)})


def the_team_as_it_was(world: World) -> None:
    world.commit(files={TEAM: world.load(world.anchor)[TEAM][1].decode()})


def branch_with_the_strangers_key(world: World) -> None:
    own, other = world.keys.public("lead"), world.keys.public("stranger")
    world.commit(on="topic", start="main", files={TEAM: team_of(world).replace(own, other)})


def policy_with_one_key_twice(world: World) -> None:
    own, other = world.keys.public("deputy"), world.keys.public("lead")
    _anew(world, team_of(world).replace(own, other))


def policy_with_one_address_twice(world: World) -> None:
    own = "emails: [writer@pont.example]"
    _anew(world, team_of(world).replace(own, "emails: [writer@pont.example, Lead@pont.example]"))


def policy_without_a_rule_for_all(world: World) -> None:
    _anew(world, team_of(world).replace('paths: ["**"]', 'paths: ["content/**"]'))


def branch_that_locks_out(world: World) -> None:
    text = team_of(world).replace("approvals: 2", "approvals: 3")
    world.commit(on="topic", start="main", files={TEAM: text})


def nested_team(world: World) -> None:
    """A second team.yml, lawfully there, in which the writer may do everything."""
    files = {"content/candidates/content/team.yml": _more_approvers(world)}
    world.commit(on="topic", start="main", files={**files, "content/candidates/team.yml": "x"})
    world.merge("topic", sign="lead")


def merge_with_two_signatures(world: World) -> None:
    world.merge("topic", sign="lead")
    data = raw(world, world.named["main"])
    head, gap, text = data.partition(b"gpgsig ")
    block = gap + text.partition(b"\n\n")[0] + b"\n"
    world.move("main", world.write("commit", head + block + gap + text))


def branch_with_dot_git(world: World) -> None:
    tree = dict(world.load(world.find("main")))
    tree["content/.GIT/config"] = ("100644", b"x")
    made = world.write_commit(world.write_tree(tree), [world.find("main")], "writer")
    world.trees[made] = tree
    world.move("topic", made)


def _rows(world: World) -> list[tuple[str, str, str]]:
    listed = world.git("ls-tree", world.find("main")).splitlines()
    return [
        (mode.lstrip("0"), name, blob)
        for mode, _, blob, name in (line.replace("\t", " ").split(" ") for line in listed)
    ]


def _torn(world: World, rows: list[tuple[str, str, str]], on: str = "main") -> None:
    data = b"".join(
        mode.encode() + b" " + encoded(name) + b"\0" + bytes.fromhex(blob)
        for mode, name, blob in rows
    )
    world.move(on, world.write_commit(world.write("tree", data), [world.find("main")], "writer"))


def branch_with_a_name_twice(world: World) -> None:
    blobs = [world.write("blob", text) for text in (b"evil", b"good")]
    _torn(world, [*_rows(world), *(("100644", "z", blob) for blob in blobs)], "topic")


def branch_out_of_order(world: World) -> None:
    blob = world.write("blob", b"x")
    _torn(world, [*_rows(world), ("100644", "zz", blob), ("100644", "za", blob)], "topic")


def branch_with_dots(world: World) -> None:
    _torn(world, [("100644", "..", world.write("blob", b"evil")), *_rows(world)], "topic")


def approved_merge_of_topic(world: World) -> None:
    """What git's own commands would not make a merge of."""
    head = world.find("topic")
    tree = raw(world, head).split(b"\n")[0].decode().removeprefix("tree ")
    world.move("main", world.write_commit(tree, [world.find("main"), head], "lead", sign="lead"))


def tree_out_of_order(world: World) -> None:
    _torn(world, _rows(world)[::-1])


def tree_with_dots(world: World) -> None:
    _torn(world, [("100644", "..", world.write("blob", b"evil")), *_rows(world)])


def main_as_at_the_anchor(world: World) -> None:
    tree = world.write_tree(world.load(world.anchor))
    world.move("main", world.write_commit(tree, [world.find("main")], "writer"))


def commit_with_two_trees(world: World) -> None:
    tree = world.write_tree(world.load(world.anchor))
    evil = world.write_tree({"x": ("100644", b"x")})
    world.move("main", world.write_commit(f"{tree}\ntree {evil}", [world.anchor], "writer"))


def lose_the_head(world: World) -> None:
    name = world.find("topic")
    (world.git_folder / "objects" / name[:2] / name[2:]).unlink()


def alter_the_policy_in_place(world: World) -> None:
    """The bytes of team.yml are others than its name says."""
    name = world.git("rev-parse", f"main:{TEAM}")
    data = _more_approvers(world).encode()
    path = world.git_folder / "objects" / name[:2] / name[2:]
    path.unlink()
    path.write_bytes(zlib.compress(b"blob %d\0" % len(data) + data))


def alter_the_message(world: World) -> None:
    data = raw(world, world.find("main")).replace(b"\n\nm\n", b"\n\nn\n")
    world.move("main", world.write("commit", data))


def state_with_a_certificate(world: World) -> None:
    """Signed by a key under a certificate whose principal is the lead."""
    head, base = world.find("topic"), world.anchor
    paths = [encoded(path) for path in world.differing(base, head)]
    tree = world.write_tree(world.load(head))
    home = "pont-civique/campaign"
    claim = Claim(home, "refs/heads/main", base, head, tree, digest_paths(paths))
    signature = world.keys.sign(encode_claim(claim), "stranger-cert.pub", "approval@minbar")
    world.add_note(head, encode_statement(claim, signature))


def garbage_among_the_notes(world: World) -> None:
    world.add_note(world.find("topic"), b'{"signed": "{}", "signature": "x"}\n\xff\n[1]\n{}\n')


def graft_the_head_onto_the_anchor_tree(world: World) -> None:
    (world.git_folder / "info" / "grafts").write_text(f"{world.find('main')} {world.anchor}\n")


def replace_the_head(world: World) -> None:
    """A bad commit in whose stead git shows a good one."""
    world.commit(on="topic", start="main", files={"content/messages/a.md": "good"})
    world.move("good", world.anchor)
    good = world.merge("topic", on="good", sign="lead")
    bad = world.commit(files={"content/messages/a.md": "bad"})
    world.move(f"refs/replace/{bad}", good)


def replace_the_policy(world: World) -> None:
    name = world.git("rev-parse", f"main:{TEAM}")
    world.move(f"refs/replace/{name}", world.write("blob", _more_approvers(world).encode()))


def make_it_shallow(world: World) -> None:
    (world.git_folder / "shallow").write_text(f"{world.find('main')}\n")


def borrow_the_objects(world: World) -> None:
    """The objects lie in another repository, which a file of git's names."""
    other = world.root / "other.git"
    other.mkdir()
    (world.git_folder / "objects").rename(other / "objects")
    (world.git_folder / "objects" / "info").mkdir(parents=True)
    (world.git_folder / "objects/info/alternates").write_text("../../other.git/objects\n")


def _configure(world: World, text: str) -> None:
    with (world.git_folder / "config").open("a") as file:
        file.write(text)


def program_that_finds_all_good(world: World) -> None:
    program = world.root / "good.sh"
    program.write_text("#!/bin/sh\ntouch RAN\nexit 0\n")
    program.chmod(0o755)
    _configure(world, f'[gpg]\n\tformat = ssh\n[gpg "ssh"]\n\tprogram = {program}\n')


def signers_that_know_everybody(world: World) -> None:
    signers = world.root / "signers"
    signers.write_text(f"* {world.keys.public('stranger')}\n")
    _configure(world, f'[gpg "ssh"]\n\tallowedSignersFile = {signers}\n')


def environment_that_points_elsewhere(world: World) -> None:
    other = World(world.root / "other", world.keys)
    other.begin(world.keys.team())
    world.environment = {
        "GIT_DIR": str(other.git_folder),
        "GIT_OBJECT_DIRECTORY": str(other.git_folder / "objects"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "gpg.ssh.program",
        "GIT_CONFIG_VALUE_0": "true",
        "GIT_NAMESPACE": "other",
        "GIT_REPLACE_REF_BASE": "refs/heads/",
    }


def driver_that_joins(world: World) -> None:
    (world.git_folder / "info" / "attributes").write_text("*.md merge=union\n")
    (world.root / ".gitattributes").write_text("*.md merge=union\n")


def _forged(world: World) -> Accepted:
    kind: Evidence = "signed-merge"
    blob = world.write("blob", b"bad")
    yes = Yes(b"content/messages/a.md", "100644", blob, ("lead",), (kind,))
    return Accepted(world.anchor, world.find("main"), (yes,), "approved by lead")


def forge_the_memory(world: World) -> None:
    """A file that a commit brings, under the secret of another clone."""
    elsewhere = world.root / "forger"
    elsewhere.mkdir()
    memory = Memory(world.root, elsewhere, code_digest())
    memory.keep(_forged(world))
    memory.write()


def branch_called_like_the_anchor(world: World) -> None:
    short = world.anchor[:10]
    world.move(short, world.find("main"))
    world.anchor = short


def anchor_of_elsewhere(world: World) -> None:
    world.anchor = ELSEWHERE


def anchor_with_a_link(world: World) -> None:
    link = {"content/messages/l.md": "../team.yml"}
    world.anchor = world.commit(by="lead", files=link, modes={"content/messages/l.md": "120000"})
    world.named["anchor"] = world.anchor


def _real_git(world: World, who: str) -> None:
    settings = {
        "user.name": who,
        "user.email": f"{who}@pont.example",
        "gpg.format": "ssh",
        "user.signingkey": str(world.keys.folder / who),
    }
    for name, value in settings.items():
        world.git("config", name, value)
    os.environ.setdefault("GIT_CONFIG_NOSYSTEM", "1")


def merge_with_git(world: World) -> None:
    world.git("reset", "-q", "--hard")
    world.git("checkout", "-q", "-b", "topic")
    _real_git(world, "writer")
    (world.root / "content/messages/a.md").write_text("good\n")
    world.git("commit", "-q", "-a", "-S", "-m", "a better text")
    world.git("checkout", "-q", "main")
    _real_git(world, "lead")
    world.git("merge", "-q", "--no-ff", "-S", "-m", "merge", "topic")


def merge_of_a_tag(world: World) -> None:
    world.git("reset", "-q", "--hard")
    _real_git(world, "lead")
    world.git("tag", "-s", "-m", "v1", "v1", world.find("topic"))
    world.git("merge", "-q", "--no-ff", "-S", "-m", "merge", "v1")


def merge_into_a_draft_with_git(world: World) -> None:
    """The lead collects texts on a branch of hers, and somebody else moves the main branch there."""
    merge_with_git(world)
    world.git("reset", "-q", "--hard", "HEAD^1")
    world.git("checkout", "-q", "-b", "draft")
    world.git("merge", "-q", "--no-ff", "-S", "--no-edit", "topic")
    world.git("branch", "-q", "-f", "main", "draft")
    world.git("checkout", "-q", "main")
