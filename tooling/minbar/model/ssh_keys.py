"""Public SSH keys as they may stand in team.yml: one key, Ed25519, nothing around it.

Source: draft-miller-ssh-agent and PROTOCOL.u2f of OpenSSH 9 for the two forms of a key.
"""

import base64
import binascii

KINDS = ("ssh-ed25519", "sk-ssh-ed25519@openssh.com")
"""A key in a file, and a key in a token that is touched."""

POINT_BYTES = 32
CUT = "is cut off or altered: copy the whole line of the .pub file"
PARTS = {"ssh-ed25519": 2, "sk-ssh-ed25519@openssh.com": 3}


def find_key_fault(text: str) -> str:
    """Say why a text is no key that may sign; empty where it is one."""
    words = text.split(" ")
    if words[0] not in KINDS:
        if "cert" in words[0]:
            return "is a certificate: give the key itself"
        return f"does not begin with {' or '.join(KINDS)}: no options, no other sort of key"
    if len(words) > 3:
        return "has more than a sort, a key and one word of comment"
    return "" if len(words) > 1 and _is_whole(*words[:2]) else CUT


def _is_whole(kind: str, text: str) -> bool:
    try:
        blob = base64.b64decode(text, validate=True)
        parts = read_strings(blob)
    except (binascii.Error, ValueError):
        return False
    return base64.b64encode(blob).decode() == text and is_key(parts, kind)


def key_blob(text: str) -> bytes:
    """The key itself, without comment; the text has no fault."""
    return base64.b64decode(text.split(" ")[1], validate=True)


def key_line(blob: bytes) -> str:
    """A key as ssh-keygen reads it."""
    return f"{read_strings(blob)[0].decode('ascii')} {base64.b64encode(blob).decode('ascii')}"


def is_key(parts: list[bytes], kind: str) -> bool:
    """Tell whether these are the parts of a key of this sort."""
    return (
        kind in PARTS
        and len(parts) == PARTS[kind]
        and parts[0] == kind.encode()
        and len(parts[1]) == POINT_BYTES
    )


def read_strings(data: bytes) -> list[bytes]:
    """Read strings that each stand behind their length, to the very end.

    Raises:
        ValueError: one is cut off.
    """
    found = []
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        at += 4 + size
        if at > len(data) or len(data) < at - size:
            raise ValueError("cut off")
        found.append(data[at - size : at])
    return found
