"""Which addresses may be linked to: https, to a host that is what it looks like.

Source: Unicode Technical Standard #39, section 5.2 (mixed scripts), read 2026-11-22.
"""

import re
from unicodedata import category, name, normalize

from minbar.late import pattern
from minbar.model.characters import name_of

_LABEL_MAX = 63
_PORT = pattern(r":[0-9]{1,5}\Z")
_ASCII_LABEL = pattern(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
_SIGNS = {"\\", '"', "'", "`", "<", ">"}
_ONE_SCRIPT = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "HANGUL": "CJK"}
# Letters of other scripts that are drawn like small Latin ones.
_LOOK_ALIKES = frozenset("асԁеһіјӏорԛѕтхуѵѡԝкгвмнпαονρυκγωіςτ")
_NUMBERED = pattern(r"[0-9]+|0x[0-9a-f]*", re.IGNORECASE)


def find_link_fault(address: str) -> str:
    """Say why an address may not be linked to; empty where it may."""
    if fault := _sign_fault(address):
        return fault
    scheme, _, rest = address.partition("://")
    if scheme.lower() != "https":
        return "must start with https://"
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if "@" in authority:
        return "has a user name before its host, which hides where it leads"
    return _host_fault(_PORT.sub("", authority))


def find_reference_fault(address: str) -> str:
    """The same for a link in a text, which may also be mailto:, a fragment or a relative path."""
    if fault := _sign_fault(address):
        return fault
    if address.startswith("//"):
        return "must start with https://"
    scheme, colon, rest = address.partition(":")
    if not colon or "/" in scheme or "#" in scheme:
        return ""
    if scheme.lower() == "mailto":
        return _host_fault(re.split(r"[?#]", rest, maxsplit=1)[0].rpartition("@")[2])
    return find_link_fault(address)


def find_site_fault(address: str) -> str:
    """The same for the address of a site: https://host/ or https://host/path/."""
    if fault := find_link_fault(address):
        return fault
    path = address.partition("://")[2].partition("/")[2]
    segments = path.split("/")
    if not address.endswith("/") or "?" in address or "#" in address:
        return "must end with a slash, and hold no ? and no #"
    if any(part in {"", ".", ".."} for part in segments[:-1]):
        return "has an empty part, . or .. in its path"
    return ""


def _sign_fault(address: str) -> str:
    for sign in address:
        if sign in _SIGNS or category(sign) in {"Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Zs"}:
            return f"holds {name_of(sign)}: an address is written without spaces, quotes, backslashes and invisible characters"
    return ""


def _host_fault(host: str) -> str:
    if not host:
        return "has no host: the name after https://"
    labels = host.split(".")
    for label in labels:
        fault = _label_fault(label)
        if fault:
            return f"{fault}: the host is {_encoded(host)}"
    if len(labels) > 1 and _NUMBERED.fullmatch(labels[-1]):
        return "leads to a number, not to a name"
    return ""


def _label_fault(label: str) -> str:
    if label.isascii():
        fits = _ASCII_LABEL.fullmatch(label) and len(label) <= _LABEL_MAX
        return "" if fits else f"has «{label}» in its host, which is no part of a name"
    for letter in label:
        if category(letter)[0] not in "LM" and category(letter) != "Nd" and letter != "-":
            return f"has {name_of(letter)} in its host"
    if normalize("NFKC", label) != label or category(label[0])[0] == "M":
        return "has letters in its host that browsers replace by others"
    scripts = {script for letter in label if (script := _script(letter))}
    if len(scripts) > 1:
        return f"mixes {' and '.join(sorted(scripts))} letters in one part of its host"
    if scripts & {"CYRILLIC", "GREEK"} and all(
        letter in _LOOK_ALIKES for letter in label.lower() if category(letter)[0] == "L"
    ):
        return "has a host whose letters all look like Latin ones"
    return ""


def _script(letter: str) -> str:
    """The script of a letter, after its Unicode name; empty for digits, marks and hyphens."""
    if category(letter)[0] != "L":
        return ""
    script = name(letter, "UNKNOWN").split(" ", 1)[0].split("-", 1)[0]
    return _ONE_SCRIPT.get(script, script)


def _encoded(host: str) -> str:
    return ".".join(
        label if label.isascii() else "xn--" + label.encode("punycode").decode()
        for label in host.split(".")
    )
