"""`{% cache %}`: a part of a template that is rendered once for all pages that share it.

Ten thousand candidates stand in lists of a few: what a place and a contest say is the same on
each page of a list. After Jinja's own example, "Fragment Cache" in its documentation on
extensions; this one asks with a look into a dict instead of a call, which takes a third.
"""

from typing import Any, Protocol, TypeVar

import jinja2
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

from minbar.templates.direct import FRAGMENTS

Made = TypeVar("Made")

LIMIT_FRAGMENTS = 1_000
"""So many are kept, a megabyte or two. Pages come place by place: what is forgotten is seldom missed."""


class Asking(Protocol):
    """Notes what is asked while a fragment is made."""

    asked: set[str]

    def begin(self) -> None:
        """Note what is asked from now on by itself."""
        ...

    def end(self) -> frozenset[str]:
        """Give what was asked since the last beginning."""
        ...


class Fragments:
    """What was made for one language's pages, by all that it depends on.

    A page that takes a fragment has asked whatever was asked when it was made.
    """

    def __init__(self, asking: Asking) -> None:
        """Begin with none."""
        self._asking = asking
        self._made: dict[tuple[Any, ...], tuple[Any, frozenset[str]]] = {}

    def __getitem__(self, key: tuple[Any, ...]) -> Any:
        """A fragment; None if it is yet to be made, and then `keep` must follow."""
        try:
            found = self._made.get(key)
        except TypeError as error:
            raise jinja2.TemplateRuntimeError(
                f"what a fragment is kept under must not change, and here is an {error}"
            ) from error
        if found is None:
            self._asking.begin()
            return None
        made, asked = found
        if asked:
            self._asking.asked.update(asked)
        return made

    def keep(self, key: tuple[Any, ...], made: Made) -> Made:
        """Remember a fragment, and give it back."""
        if len(self._made) >= LIMIT_FRAGMENTS:
            self._made.clear()
        self._made[key] = made, self._asking.end()
        return made


class CacheTag(Extension):
    """`{% cache key, … %}…{% endcache %}`: rendered once for each language, depth and key.

    Reads `view` and `base` where it stands: `view.fragments` belongs to one language, and `base`
    is part of every key, as is the place of the tag. It becomes

        key = (here, base, …)
        made = view.fragments[key]
        if made is none: made = …, kept under the key
        {{ made }}
    """

    tags = {"cache"}

    def parse(self, parser: Parser) -> list[nodes.Node]:
        """Take the tag, its key and what it encloses."""
        line = next(parser.stream).lineno
        key, made = parser.free_identifier(line), parser.free_identifier(line)
        here = nodes.Const(f"{parser.name}:{key.name}")
        parts: list[nodes.Expr] = [here, nodes.Name("base", "load")]
        while parser.stream.current.type != "block_end":
            parts.append(parser.parse_expression())
            parser.stream.skip_if("comma")
        body = parser.parse_statements(("name:endcache",), drop_needle=True)
        fragments = nodes.Getattr(nodes.Name("view", "load"), FRAGMENTS, "load")
        keep = nodes.Call(nodes.Getattr(fragments, "keep", "load"), [key, made], [], None, None)
        make = [nodes.AssignBlock(made, None, body), nodes.ExprStmt(keep)]
        return [
            node.set_lineno(line)
            for node in (
                nodes.Assign(key, nodes.Tuple(parts, "load")),
                nodes.Assign(made, nodes.Getitem(fragments, key, "load")),
                nodes.If(nodes.Test(made, "none", [], [], None, None), make, [], []),
                nodes.Output([made]),
            )
        ]
