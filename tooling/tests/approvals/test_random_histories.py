"""2,000 small histories: the same verdict as a slow judge that reads no git."""

import base64
import hashlib
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
from approval_world import HOME, RULES, World
from minbar.approvals.git import Objects
from minbar.approvals.memory import Memory
from minbar.approvals.signature import MAGIC, signing_key
from minbar.approvals.signatures import APPROVAL, COMMIT, Signatures, Signed
from minbar.approvals.statement import Claim, Statement, digest_paths, encode_claim
from minbar.approvals.verify import verify_between
from random_histories import PATHS, PEOPLE, Event, expect, make, merged

HISTORIES = 2000
OTHER = "2" * 40


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


class PaperKeys:
    """Keys that sign with a digest: only whether a signature is good is made easy, all around it is real."""

    folder = Path("/nonexistent")

    def blob(self, name: str) -> bytes:
        return _string(b"ssh-ed25519") + _string(hashlib.sha256(name.encode()).digest())

    def public(self, name: str) -> str:
        return "ssh-ed25519 " + base64.b64encode(self.blob(name)).decode()

    def sign(self, payload: bytes, name: str, namespace: str) -> bytes:
        proof = hashlib.sha256(payload + self.blob(name)).digest()
        parts = (self.blob(name), namespace.encode(), b"", b"sha512", proof)
        text = base64.b64encode(MAGIC + b"".join(map(_string, parts))).decode()
        return f"-----BEGIN SSH SIGNATURE-----\n{text}\n-----END SSH SIGNATURE-----\n".encode()


class PaperSignatures(Signatures):
    def learn(self, asked: object) -> None:
        """Nothing costs anything here."""

    def key_of(self, signed: Signed) -> bytes:
        key = signing_key(signed.signature, signed.namespace)
        name = next((name for name in PEOPLE if PaperKeys().blob(name) == key), "")
        made = PaperKeys().sign(signed.payload, name, signed.namespace) if name else b""
        return key if made == signed.signature else b""


def team(keys: PaperKeys) -> str:
    people = "".join(
        f"  {name}:\n    name: {{ar: ش, fr: x}}\n    role: {name}\n"
        f"    emails: [{name}@pont.example]\n    keys: [{keys.public(name)}]\n"
        for name in PEOPLE
    )
    rules = (
        '  - {paths: ["content/team.yml", "tool/**"], approvers: [lead, maintainer], approvals: 2}\n'
        '  - {paths: ["content/m/**"], approvers: [lead]}\n'
        '  - {paths: ["content/c/**"], approvers: [lead, deputy]}\n'
    )
    return f"people:\n{people}rules:\n{rules}repository: {{name: {HOME}}}\n"


class Maker:
    """Writes histories into one repository."""

    def __init__(self, world: World, team: str) -> None:
        self.world = world
        self.team = team
        self.statements: list[Statement] = []
        files = dict.fromkeys(PATHS, "0") | {"content/team.yml": team}
        self.anchor = world.commit(on="", by="lead", files=files)

    def write(self, events: list[Event]) -> str:
        line = [self.anchor]
        for event in events:
            line.append(self._step(event, line))
        return line[-1]

    def _commit(self, files: dict[str, str], parents: list[str], by: str, **facts: str) -> str:
        tree = {path: ("100644", text.encode()) for path, text in files.items()}
        tree["content/team.yml"] = ("100644", self.team.encode())
        made = self.world.write_commit(self.world.write_tree(tree), parents, by, **facts)
        self.world.trees[made] = tree
        return made

    def _step(self, event: Event, line: list[str]) -> str:
        base = line[-1]
        if event.kind == "push":
            head = made = self._commit(event.tree, [base], event.by)
        else:
            head = line[-2] if event.behind else base
            for who in event.wrote:
                head = self._commit(event.head, [head], who)
            parents = [base, head] if event.kind == "merge" else [base]
            made = self._commit(event.tree, parents, event.by, sign=event.signed)
        for person, over, slip in event.stated:
            self._state(person, base, head if over == "head" else made, made, slip)
        return made

    def _state(self, person: str, base: str, head: str, made: str, slip: str) -> None:
        world = self.world
        tree = world.write_tree(world.load(made))
        paths = [path.encode() for path in world.differing(base, made)]
        facts = {"repository": HOME, "ref": "refs/heads/main", "base": base, "head": head}
        facts |= {"tree": tree, "paths": digest_paths(paths)}
        wrong = {
            "repository": "other/x",
            "ref": "refs/heads/x",
            "base": OTHER,
            "tree": OTHER,
            "paths": "0",
        }
        if slip in wrong:
            facts[slip] = wrong[slip]
        claim = encode_claim(Claim(**facts))
        signature = PaperKeys().sign(claim + b"x" * (slip == "forged"), person, APPROVAL)
        self.statements.append(Statement(claim.decode(), signature.decode()))


def differences(folder: Path, seeds: range) -> tuple[list[int], int]:
    """The seeds on which the two judges differ, and how many histories are accepted."""
    keys = PaperKeys()
    world = World(folder, keys)  # type: ignore[arg-type]
    maker = Maker(world, team(keys))
    found, accepted = [], 0
    made = {}
    for seed in seeds:
        maker.statements = []
        made[seed] = (maker.write(make(seed)), maker.statements)
    with Objects(folder) as objects, PaperSignatures() as signatures:
        for seed, (head, statements) in made.items():
            memory = Memory(folder / "none", folder / "none", b"")
            ends = (maker.anchor, head)
            verdict = verify_between(objects, signatures, memory, ends, statements).verdict
            wanted = expect(make(seed))
            accepted += wanted
            if (verdict == "accept") != wanted:
                found.append(seed)
    return found, accepted


@pytest.mark.parametrize("part", range(4))
def test_the_same_verdicts(tmp_path: Path, part: int) -> None:
    size = HISTORIES // 4
    found, accepted = differences(tmp_path / "r", range(part * size, (part + 1) * size))
    assert found == []
    assert size // 5 < accepted < size * 4 // 5


def test_three_ways_as_git_has_them() -> None:
    assert merged({"a": "0"}, {"a": "0"}, {"a": "1"}) is not None
    assert COMMIT == "git"
    assert "approvals: 2" in RULES
