"""ssh-keygen, asked whether a key made a signature.

Source: ssh-keygen(1) of OpenSSH 9, ALLOWED SIGNERS, read 2026-11-25.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from msgspec import Struct

from minbar.approvals.signature import signing_key
from minbar.model.setup import SetupError
from minbar.model.ssh_keys import key_line

COMMIT, APPROVAL = "git", "approval@minbar"
SIGNER = "signer"
TIMEOUT_S = 60
AT_ONCE = 4


class Signed(Struct, frozen=True):
    """A text, what it was signed for, and the signature."""

    payload: bytes
    namespace: str
    signature: bytes


class Signatures:
    """Asks for each signature once."""

    def __init__(self) -> None:
        self._known: dict[Signed, bytes] = {}
        self._folder = tempfile.TemporaryDirectory(prefix="minbar-ssh-")

    def __enter__(self) -> "Signatures":
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Remove the files that ssh-keygen was given."""
        self._folder.cleanup()

    def learn(self, asked: Iterable[Signed]) -> None:
        """Ask for many at a time."""
        new = [each for each in dict.fromkeys(asked) if each not in self._known]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            self._known |= dict(zip(new, pool.map(self._ask, range(len(new)), new), strict=True))

    def key_of(self, signed: Signed) -> bytes:
        """The key that made a signature; empty where none did."""
        if signed not in self._known:
            self.learn([signed])
        return self._known[signed]

    def _ask(self, number: int, signed: Signed) -> bytes:
        key = signing_key(signed.signature, signed.namespace)
        if not key:
            return b""
        with tempfile.TemporaryDirectory(dir=self._folder.name) as name:
            signers, signature = Path(name) / "signers", Path(name) / "signature"
            signers.write_text(f'{SIGNER} namespaces="{signed.namespace}" {key_line(key)}\n')
            signature.write_bytes(signed.signature)
            return key if _is_made(signed, signers, signature) else b""


def sign(payload: bytes, key: Path) -> bytes:
    """Sign a statement with a key: a private one, or a public one that an agent holds the other half of.

    Raises:
        SetupError: ssh-keygen does not do it; the message says why.
    """
    command = ["ssh-keygen", "-Y", "sign", "-q", "-f", str(key), "-n", APPROVAL]
    done = _run(command, payload)
    if done.returncode or not done.stdout:
        said = done.stderr.decode("utf-8", "replace").strip() or "nothing"
        raise SetupError(f"{key} cannot sign: ssh-keygen says: {said[:300]}")
    return done.stdout


def _is_made(signed: Signed, signers: Path, signature: Path) -> bool:
    command = ["ssh-keygen", "-Y", "verify", "-f", str(signers), "-I", SIGNER]
    done = _run([*command, "-n", signed.namespace, "-s", str(signature)], signed.payload)
    return done.returncode == 0


def _run(command: list[str], given: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            command,
            input=given,
            capture_output=True,
            timeout=TIMEOUT_S,
            env=os.environ | {"LC_ALL": "C"},
            check=False,
        )
    except FileNotFoundError as error:
        raise SetupError("ssh-keygen is not here: install OpenSSH 8.2 or newer") from error
    except subprocess.TimeoutExpired as error:
        raise SetupError(f"ssh-keygen did not answer within {TIMEOUT_S} s") from error
