"""What an SSH signature says of itself, before anybody believes it.

Source: PROTOCOL.sshsig of OpenSSH 9, read 2026-11-25.
"""

import base64
import binascii
import re

from minbar.model.ssh_keys import PARTS, is_key, read_strings

_ARMOUR = re.compile(
    rb"-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]{1,4000})-----END SSH SIGNATURE-----\n"
)
MAGIC = b"SSHSIG\x00\x00\x00\x01"


def signing_key(signature: bytes, namespace: str) -> bytes:
    """The key that a signature names, if it is made for a purpose; empty where it is not.

    A certificate is no key.
    """
    found = _ARMOUR.fullmatch(signature)
    if found is None:
        return b""
    try:
        data = base64.b64decode(found[1].replace(b"\n", b""), validate=True)
        parts = read_strings(data[len(MAGIC) :])
        key = read_strings(parts[0])
    except (binascii.Error, ValueError, IndexError):
        return b""
    if not data.startswith(MAGIC) or len(parts) != 5 or parts[1] != namespace.encode():
        return b""
    return parts[0] if any(is_key(key, kind) for kind in PARTS) else b""
