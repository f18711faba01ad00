"""Real histories for tests of approvals: objects are written as bytes, so that they can be as wrong as one likes.

A case is a list of acts; each has one key, the act:

    commit   {on, from, by, author, committer, files, remove, modes, sign, message, parents, as}
    merge    {on, with, by, sign, files, remove, tree, parents, as}     tree: ours, theirs, or merged by git
    state    {by, base, head, last, over, namespace, to, turn, revoked} a statement; over: fields said otherwise
    ref      {name, to}                                                 a branch or another name is moved
    run      a function of approval_acts.py

What is named is a branch, or the `as` of an act, or `anchor`. People are those of TEAM.
"""

import hashlib
import subprocess
import zlib
from pathlib import Path
from typing import Any

from minbar.approvals.statement import Claim, digest_paths, encode_claim, encode_statement

PEOPLE = ("lead", "deputy", "maintainer", "writer", "stranger")
START = 1_790_000_000
HOME = "pont-civique/campaign"
FOLDER = "40000"
NOTES = "refs/notes/minbar-approvals"
Tree = dict[str, tuple[str, bytes]]

RULES = """\
rules:
  - {paths: ["**"], approvers: [lead]}
  - {paths: ["content/candidates/**", "content/replies/**"], approvers: [lead, deputy]}
  - {paths: ["content/team.yml", "tooling/**", "pyproject.toml"], approvers: [lead, maintainer], approvals: 2}
  - {paths: ["content/closed/**"], approvers: [stranger]}
"""


class Keys:
    """A key for each person, made once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in (*PEOPLE, "lead-old"):
            self._make(name, "ed25519")
        self._make("lead-rsa", "rsa", "-b", "2048")
        self._make("authority", "ed25519")
        command = ["ssh-keygen", "-q", "-s", str(folder / "authority"), "-I", "lead", "-n", "lead"]
        subprocess.run([*command, str(folder / "stranger.pub")], check=True, capture_output=True)
        self._signed: dict[tuple[bytes, str, str], bytes] = {}

    def _make(self, name: str, kind: str, *more: str) -> None:
        command = ["ssh-keygen", "-q", "-t", kind, *more, "-N", "", "-C", name, "-f"]
        subprocess.run([*command, str(self.folder / name)], check=True, capture_output=True)

    def public(self, name: str) -> str:
        return " ".join((self.folder / f"{name}.pub").read_text().split()[:2])

    def sign(self, payload: bytes, name: str, namespace: str) -> bytes:
        """The same text is signed once in all tests."""
        asked = (payload, name, namespace)
        if asked not in self._signed:
            command = [
                "ssh-keygen",
                "-Y",
                "sign",
                "-q",
                "-n",
                namespace,
                "-f",
                str(self.folder / name),
            ]
            done = subprocess.run(command, input=payload, check=True, capture_output=True)
            self._signed[asked] = done.stdout
        return self._signed[asked]

    def team(self, extra: str = "") -> str:
        """team.yml of the tests; the stranger is not in it."""
        people = "".join(
            f"  {name}:\n    name: {{ar: شخص, fr: {name}}}\n    role: {name}\n"
            f"    github: {{login: {name}, id: {101 + i}}}\n"
            f"    emails: [{name}@pont.example]\n    keys: [{self.public(name)}]\n"
            for i, name in enumerate(PEOPLE[:-1])
        )
        closed = "  stranger:\n    name: {ar: شخص, fr: x}\n    role: none\n"
        home = f"repository: {{name: {HOME}, id: 501}}\n"
        return f"people:\n{people}{closed}{RULES}{home}{extra}"


class World:
    """One repository and what is known of it by name."""

    def __init__(self, root: Path, keys: Keys) -> None:
        self.root = root
        self.keys = keys
        self.git_folder = root / ".git"
        self.named: dict[str, str] = {}
        self.trees: dict[str, Tree] = {}
        self.parents: dict[str, list[str]] = {}
        self.at = START
        self.environment: dict[str, str] = {}
        self.anchor = ""
        for folder in ("objects", "refs/heads", "refs/notes", "info"):
            (self.git_folder / folder).mkdir(parents=True)
        (self.git_folder / "HEAD").write_text("ref: refs/heads/main\n")
        (self.git_folder / "config").write_text("[core]\n\trepositoryformatversion = 0\n")

    def begin(self, team: str) -> None:
        """Commit what the anchor holds."""
        self.anchor = self.commit(
            on="main",
            by="lead",
            files={
                "content/team.yml": team,
                "content/messages/a.md": "a\n",
                "content/messages/b.md": "b\nb\nb\nb\n",
                "content/candidates/c.md": "c\n",
                "tooling/x.py": "x\n",
            },
        )
        self.named["anchor"] = self.anchor

    # objects

    def write(self, kind: str, data: bytes) -> str:
        full = f"{kind} {len(data)}\0".encode() + data
        name = hashlib.sha1(full).hexdigest()
        path = self.git_folder / "objects" / name[:2] / name[2:]
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            path.write_bytes(zlib.compress(full, 1))
        return name

    def write_tree(self, files: Tree) -> str:
        rows: dict[str, tuple[str, str]] = {}
        below: dict[str, Tree] = {}
        for path, (mode, data) in files.items():
            top, slash, rest = path.partition("/")
            if slash:
                below.setdefault(top, {})[rest] = (mode, data)
            elif mode == "160000":
                rows[top] = (mode, data.decode())
            else:
                rows[top] = (mode, self.write("blob", data))
        rows |= {name: (FOLDER, self.write_tree(inner)) for name, inner in below.items()}
        return self.write_rows([(mode, name, blob) for name, (mode, blob) in rows.items()])

    def write_rows(self, rows: list[tuple[str, str, str]]) -> str:
        def key(row: tuple[str, str, str]) -> bytes:
            return encoded(row[1]) + (b"/" if row[0] == FOLDER else b"")

        data = b"".join(
            mode.encode() + b" " + encoded(name) + b"\0" + bytes.fromhex(blob)
            for mode, name, blob in sorted(rows, key=key)
        )
        return self.write("tree", data)

    def git(self, *arguments: str) -> str:
        """Real git in the repository."""
        done = subprocess.run(["git", *arguments], cwd=self.root, check=True, capture_output=True)
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    # names

    def find(self, name: str) -> str:
        """The commit of a name; ~1 and ^2 as git has them."""
        if name[-2:] in {"~1", "^2"}:
            return self.parents[self.find(name[:-2])][name[-2:] == "^2"]
        return self.named.get(name, name)

    def move(self, name: str, commit: str) -> None:
        self.named[name] = commit
        full = name if name.startswith("refs/") else f"refs/heads/{name}"
        path = self.git_folder / full
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(commit + "\n")

    def tree_id(self, commit: str) -> str:
        return self.git("rev-parse", f"{commit}^{{tree}}")

    def load(self, commit: str) -> Tree:
        """The files of a commit, also of one that git made."""
        if commit not in self.trees:
            listed = self.git("ls-tree", "-r", "-z", commit).split("\0")
            rows = [row.partition("\t") for row in listed if row]
            self.trees[commit] = {
                path: (head.split()[0], self._content(*head.split()[1:])) for head, _, path in rows
            }
        return self.trees[commit]

    def _content(self, kind: str, name: str) -> bytes:
        if kind == "commit":
            return name.encode()
        command = ["git", "cat-file", "blob", name]
        return subprocess.run(command, cwd=self.root, check=True, capture_output=True).stdout

    # acts

    def play(self, acts: list[dict[str, Any]]) -> None:
        import approval_acts

        for act in acts:
            ((what, how),) = act.items()
            if what == "run":
                getattr(approval_acts, how)(self)
            else:
                getattr(self, what)(
                    **{
                        (
                            "start"
                            if key == "from"
                            else "name"
                            if key == "as"
                            else "other"
                            if key == "with"
                            else key
                        ): value
                        for key, value in how.items()
                    }
                )

    def ref(self, name: str, to: str) -> None:
        self.move(name, self.find(to))

    def commit(
        self,
        on: str = "main",
        start: str = "",
        by: str = "writer",
        files: dict[str, str] | None = None,
        remove: list[str] | None = None,
        modes: dict[str, str] | None = None,
        name: str = "",
        parents: list[str] | None = None,
        **facts: Any,
    ) -> str:
        base = self.find(start) if start else self.named.get(on, "")
        tree = dict(self.load(base)) if base else {}
        change(tree, files or {}, remove or [], modes or {})
        above = [self.find(each) for each in parents] if parents else [base] if base else []
        made = self.write_commit(self.write_tree(tree), above, by, **facts)
        self.trees[made] = tree
        self._name(on, name, made)
        return made

    def merge(
        self,
        other: str,
        on: str = "main",
        by: str = "lead",
        files: dict[str, str] | None = None,
        remove: list[str] | None = None,
        tree: str = "",
        parents: list[str] | None = None,
        name: str = "",
        **facts: Any,
    ) -> str:
        ours, theirs = self.find(on), self.find(other)
        made_of = {"ours": ours, "theirs": theirs}.get(tree)
        if made_of:
            content = dict(self.load(made_of))
        else:
            merged = self.git("merge-tree", "--write-tree", ours, theirs).split("\n")[0]
            content = dict(self.load(merged))
        change(content, files or {}, remove or [], {})
        above = [self.find(each) for each in parents or [ours, theirs]]
        made = self.write_commit(self.write_tree(content), above, by, **facts)
        self.trees[made] = content
        self._name(on, name, made)
        return made

    def _name(self, on: str, name: str, made: str) -> None:
        if on:
            self.move(on, made)
        if name:
            self.named[name] = made

    def write_commit(
        self,
        tree: str,
        parents: list[str],
        by: str,
        author: str = "",
        committer: str = "",
        sign: str = "",
        message: str = "m",
        headers: str = "",
        namespace: str = "git",
    ) -> str:
        self.at += 60
        who = [address(each or by) for each in (author, committer)]
        lines = [
            f"tree {tree}",
            *(f"parent {parent}" for parent in parents),
            f"author {who[0]} {self.at} +0000",
            f"committer {who[1]} {self.at} +0000",
        ]
        head = "\n".join(lines) + "\n" + headers
        text = f"\n{message}\n"
        signed = ""
        if sign:
            made = self.keys.sign((head + text).encode(), sign, namespace).decode().strip()
            signed = "gpgsig " + made.replace("\n", "\n ") + "\n"
        found = self.write("commit", (head + signed + text).encode())
        self.parents[found] = parents
        return found

    def state(
        self,
        by: str,
        head: str,
        base: str = "anchor",
        last: str = "",
        over: dict[str, str] | None = None,
        namespace: str = "approval@minbar",
        to: str = "",
        note: str = "",
        stored: dict[str, Any] | None = None,
        turn: str = "0",
        revoked: bool = False,
    ) -> None:
        """Sign a statement and put it among the notes; `last` is whose tree it is for."""
        end = self.find(last or head)
        base, head = self.find(base), self.find(head)
        paths = [encoded(each) for each in self.differing(base, end)]
        facts: dict[str, Any] = {
            "repository": HOME,
            "ref": "refs/heads/main",
            "base": base,
            "head": head,
            "tree": self.write_tree(self.load(end)),
            "paths": digest_paths(paths),
            "turn": int(turn),
            "revoked": bool(revoked),
        }
        facts |= {key: self.find(value) for key, value in (over or {}).items()}
        signature = self.keys.sign(encode_claim(Claim(**facts)), by, namespace)
        facts |= {
            key: bool(value) if key == "revoked" else self.find(value)
            for key, value in (stored or {}).items()
        }
        self.add_note(note or head, encode_statement(Claim(**facts), signature))

    def add_note(self, entry: str, line: bytes) -> None:
        tip = self.named.get(NOTES)
        tree = dict(self.trees[tip]) if tip else {}
        tree[entry] = ("100644", tree.get(entry, ("", b""))[1] + line)
        made = self.write_commit(self.write_tree(tree), [tip] if tip else [], "lead")
        self.trees[made] = tree
        self.move(NOTES, made)

    def differing(self, first: str, last: str) -> list[str]:
        old, new = self.load(first), self.load(last)
        return sorted(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))


def change(tree: Tree, files: dict[str, str], remove: list[str], modes: dict[str, str]) -> None:
    for path in remove:
        del tree[path]
    for path, text in files.items():
        tree[path] = (modes.get(path, tree.get(path, ("100644", b""))[0]), text.encode())
    for path, mode in modes.items():
        tree[path] = (mode, tree[path][1])


def address(who: str) -> str:
    return who if "<" in who else f"{who} <{who}@pont.example>"


def encoded(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")
