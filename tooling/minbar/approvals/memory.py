"""What was verified once, so that it is not verified again.

It lies in the campaign's own `.minbar/`, where content of the repository could put a file too. So it
stands under a seal (HMAC-SHA256) whose secret lies among git's own files, where no commit reaches:
what another hand wrote, or another version of this code, is not believed.
"""

import hashlib
import hmac
import os
from pathlib import Path

import msgspec
from msgspec import Struct

from minbar.approvals.clearance import Evidence

WORK, FOLDER, FILE = ".minbar", "approvals", "accepted"
SECRET, SECRET_BYTES = "minbar-approvals.key", 32
SEAL_BYTES = 32


class Yes(Struct, frozen=True, array_like=True, gc=False):
    """One path of an accepted step: what stands there since (no blob: nothing), and whose yes it has."""

    path: bytes
    mode: str
    blob: str
    people: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class Accepted(Struct, frozen=True, array_like=True):
    """A step that was accepted: from `base` to `commit`, often over the commits between them."""

    base: str
    commit: str
    yes: tuple[Yes, ...]
    reason: str


class Memory:
    """Accepted steps by commit."""

    def __init__(self, root: Path, common: Path, code: bytes) -> None:
        """Remember below a folder, under the secret of its repository, for one state of the code."""
        self._path = root / WORK / FOLDER / FILE
        self._secret = _secret(common / SECRET)
        self._code = code
        self._known: dict[tuple[str, str], Accepted] = {}
        self._ends: dict[str, dict[str, None]] = {}
        self._has_news = False
        self.note = ""
        self._read()

    def find(self, base: str) -> list[Accepted]:
        """The steps that are known from a commit on."""
        return [self._known[base, last] for last in self._ends.get(base, ())]

    def keep(self, accepted: Accepted) -> None:
        """Remember a step."""
        self._learn(accepted)
        self._has_news = True

    def write(self) -> None:
        """Put what is known where it is found next time, in one step; not behind a link."""
        folders = (self._path.parent.parent, self._path.parent)
        if not (self._has_news and self._secret) or any(each.is_symlink() for each in folders):
            return
        payload = msgspec.msgpack.encode(list(self._known.values()))
        beside = self._path.with_name(f"{FILE}.{os.getpid()}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.unlink(missing_ok=True)
            beside.write_bytes(self._seal(payload) + payload)
            beside.replace(self._path)
        except OSError as error:
            self.note = f"what was verified could not be remembered ({error.strerror})"

    def _read(self) -> None:
        if not self._secret:
            self.note = "git's folder cannot be written to: what is verified is not remembered"
            return
        try:
            data = self._path.read_bytes()
        except OSError:
            return
        seal, payload = data[:SEAL_BYTES], data[SEAL_BYTES:]
        if not hmac.compare_digest(seal, self._seal(payload)):
            self.note = (
                f"{WORK}/{FOLDER}/{FILE} is not from this code on this clone: all is verified anew"
            )
            return
        rows = msgspec.msgpack.decode(payload, type=list[Accepted])
        for row in rows:
            self._learn(row)

    def _learn(self, accepted: Accepted) -> None:
        self._known[accepted.base, accepted.commit] = accepted
        self._ends.setdefault(accepted.base, {})[accepted.commit] = None

    def _seal(self, payload: bytes) -> bytes:
        return hmac.new(self._secret, self._code + payload, hashlib.sha256).digest()


def _secret(path: Path) -> bytes:
    """The secret of a repository, made at the first time; empty where it cannot be."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(SECRET_BYTES))
    except OSError:
        pass  # it is there already, or the next lines say that it is not
    try:
        data = path.read_bytes()
    except OSError:
        return b""
    return data if len(data) == SECRET_BYTES else b""


def code_digest() -> bytes:
    """One digest of the code whose verdicts are remembered."""
    digest = hashlib.sha256()
    package = Path(__file__).parents[1]
    for folder in ("approvals", "model", "content"):
        for path in sorted((package / folder).glob("*.py")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.digest()
