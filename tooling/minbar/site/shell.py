"""Shells: everything around a page's own content, rendered once by MkDocs and Material.

A shell depends only on language, section and navigation. MkDocs builds the house; a
page is its content in a shell.
"""

import re
import secrets
from collections.abc import Mapping

from msgspec import Struct

from minbar.late import pattern
from minbar.model.setup import SetupError

_TOKEN = secrets.token_hex(8)
"""Nobody who writes a text can know it, so no text can stand for a slot."""
_SLOT = pattern(rf"\[\[{_TOKEN}:([a-z]+)\]\]")
SLOTS = ("head", "title", "alternate", "content")


def slot(name: str) -> str:
    """The mark that a theme template leaves where a page's own part goes."""
    if name not in SLOTS:
        raise ValueError(f"there is no slot {name}: {', '.join(SLOTS)}")
    return f"[[{_TOKEN}:{name}]]"


class Shell(Struct, frozen=True):
    """The HTML before the first slot, then each slot's name with the HTML that follows it."""

    opening: bytes
    rest: tuple[tuple[str, bytes], ...]

    def fill(self, parts: Mapping[str, str]) -> bytes:
        """Put HTML into each slot."""
        made = [self.opening]
        for name, html in self.rest:
            made += (parts[name].encode(), html)
        return b"".join(made)


def parse_shell(html: str) -> Shell:
    """Cut rendered HTML at its slots.

    Raises:
        SetupError: a slot that every page needs is not there.
    """
    opening, *pieces = _SLOT.split(_squeeze(html))
    names = pieces[::2]
    lacking = {"head", "content"} - set(names)
    if lacking:
        raise SetupError(f"the theme's templates leave no slot for {', '.join(sorted(lacking))}")
    rest = zip(names, map(str.encode, pieces[1::2]), strict=True)
    return Shell(opening.encode(), tuple(rest))


def _squeeze(html: str) -> str:
    """Drop the indentation that Material's templates leave; scripts and text keep their lines."""
    return re.sub(r"\n\s*\n+", "\n", re.sub(r"^[ \t]+", "", html, flags=re.MULTILINE))
