"""Keys and patterns of team.yml: what is one, and what is not."""

import base64

import pytest
from minbar.model.patterns import find_pattern_fault, matches
from minbar.model.ssh_keys import find_key_fault, key_blob, key_line

POINT = bytes(range(32))


def string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def line(kind: bytes, *parts: bytes) -> str:
    blob = string(kind) + b"".join(string(part) for part in parts)
    return f"{kind.decode()} {base64.b64encode(blob).decode()}"


GOOD = line(b"ssh-ed25519", POINT)
TOKEN = line(b"sk-ssh-ed25519@openssh.com", POINT, b"ssh:")


@pytest.mark.parametrize("text", [GOOD, TOKEN, f"{GOOD} sanae@laptop"])
def test_a_key(text: str) -> None:
    assert find_key_fault(text) == ""
    assert key_line(key_blob(text)) == " ".join(text.split()[:2])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "does not begin"),
        ("ssh-ed25519", "cut off"),
        (GOOD[:-4], "cut off"),
        (GOOD + "AAAA", "cut off"),
        (GOOD.replace("ssh-ed25519 ", "ssh-rsa "), "does not begin"),
        (line(b"ssh-rsa", b"\1\0\1", bytes(256)), "does not begin"),
        (line(b"ssh-ed25519", POINT[:-1]), "cut off"),
        (line(b"ssh-ed25519", POINT, b"x"), "cut off"),
        (line(b"ssh-ed25519-cert-v01@openssh.com", POINT), "certificate"),
        (f"cert-authority {GOOD}", "certificate"),
        (f'namespaces="git" {GOOD}', "does not begin"),
        (f"* {GOOD}", "does not begin"),
        (f"{GOOD} a b", "more than"),
        (GOOD.replace(" ", "  "), "cut off"),
        (TOKEN.replace("sk-ssh-ed25519@openssh.com", "ssh-ed25519"), "cut off"),
    ],
)
def test_no_key(text: str, says: str) -> None:
    assert says in find_key_fault(text)


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("**", ["a", "a/b", ".github/x", "a\nb"], []),
        ("content/candidates/**", ["content/candidates/a", "content/candidates/a/b"], ["content/candidates", "content/candidatesx/a", "x/content/candidates/a", "Content/candidates/a"]),
        ("mkdocs.yml", ["mkdocs.yml"], ["x/mkdocs.yml", "mkdocs.yml/x", "mkdocsxyml"]),
        ("content/*/a.md", ["content/m/a.md"], ["content/m/n/a.md", "content/a.md"]),
        ("content/**/a.md", ["content/a.md", "content/m/n/a.md"], ["content/xa.md"]),
        ("a?.md", ["ab.md"], ["a.md", "a/.md"]),
        ("a+(b)/**", ["a+(b)/c"], ["aab/c"]),
    ],
)  # fmt: skip
def test_patterns(pattern: str, yes: list[str], no: list[str]) -> None:
    assert find_pattern_fault(pattern) == ""
    assert [path for path in yes if not matches(pattern, path)] == []
    assert [path for path in no if matches(pattern, path)] == []


@pytest.mark.parametrize(
    "pattern", ["/a", "a/", "a//b", "a/../b", "a**", "[ab]", "!a", "a b", "a\\b", "#a"]
)
def test_no_pattern(pattern: str) -> None:
    assert find_pattern_fault(pattern)
