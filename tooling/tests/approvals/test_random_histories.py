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
from random_histories import (
    BROKEN,
    PEOPLE,
    POLICIES,
    TEAM,
    Event,
    Rules,
    expect,
    first,
    make,
    merged,
)

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


def team(keys: PaperKeys, rules: Rules) -> str:
    people = "".join(
        f"  {name}:\n    name: {{ar: ش, fr: x}}\n    role: {name}\n"
        f"    emails: [{name}@pont.example]\n    keys: [{keys.public(name)}]\n"
        for name in PEOPLE
    )
    said = "".join(
        f'  - {{paths: ["{top}{"**" * top.endswith("/")}"], approvers: [{", ".join(able)}], approvals: {count}}}\n'
        for top, (able, count) in rules.items()
    )
    return f"people:\n{people}rules:\n{said}repository: {{name: {HOME}}}\n"


def policies() -> dict[str, str]:
    """The text of team.yml for each that there can be."""
    keys = PaperKeys()
    return {name: team(keys, rules) for name, rules in POLICIES.items()} | {BROKEN: "people: ["}


class Maker:
    """Writes histories into one repository."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.policies = policies()
        self.statements: list[Statement] = []
        self.anchor = self._commit(first(), [], "lead")

    def write(self, events: list[Event]) -> str:
        line = [self.anchor]
        self.bases = [self.anchor]
        for event in events:
            line += self._step(event, line)
            self.bases.append(line[-1])
        return line[-1]

    def _commit(self, files: dict[str, str], parents: list[str], by: str, **facts: str) -> str:
        tree = {path: ("100644", text.encode()) for path, text in files.items()}
        tree[TEAM] = ("100644", self.policies[files[TEAM]].encode())
        made = self.world.write_commit(self.world.write_tree(tree), parents, by, **facts)
        self.world.trees[made] = tree
        return made

    def _step(self, event: Event, line: list[str]) -> list[str]:
        """The commits of the main line that an event makes."""
        base = line[-1]
        own = []
        if event.kind == "push":
            head = made = self._commit(event.tree, [base], event.by)
        elif event.kind == "rebase":
            head, made = self.bases[-2] if event.behind else base, base
            for who, tree in zip(event.wrote, event.steps, strict=True):
                head = self._commit(event.head, [head], who)
                made = self._commit(tree, [made], "", author=who, committer="x <x@github.example>")
                own.append(made)
        else:
            head = self.bases[-2] if event.behind else base
            for who in event.wrote:
                head = self._commit(event.head, [head], who)
            parents = [base, head] if event.kind == "merge" else [base]
            made = self._commit(event.tree, parents, event.by, sign=event.signed)
        for person, over, slip in event.stated:
            self._state(person, base, head if over == "head" else made, made, slip)
        return own or [made]

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
    maker = Maker(world)
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


def test_rebases_and_policies_are_among_them() -> None:
    made = [make(seed) for seed in range(HISTORIES)]
    rebased = [events for events in made if any(event.kind == "rebase" for event in events)]
    governed = [events for events in made if len({event.tree[TEAM] for event in events}) > 1]
    for some in (rebased, governed):
        accepted = sum(map(expect, some))
        assert len(some) > HISTORIES // 10
        assert len(some) // 10 < accepted < len(some)


def test_three_ways_as_git_has_them() -> None:
    assert merged({"a": "0"}, {"a": "0"}, {"a": "1"}) is not None
    assert COMMIT == "git"
    assert "approvals: 2" in RULES
