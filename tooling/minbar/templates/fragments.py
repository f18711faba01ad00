"""`{% cache %}`: a part of a template that is rendered once for all pages that share it.

Ten thousand candidates stand in lists of a few: what a place and a contest say is the same on
each page of a list. After Jinja's own example, "Fragment Cache" in its documentation on
extensions; this one asks with a look into a dict instead of a call, which takes a third.
"""

from typing import Any, TypeVar

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

Made = TypeVar("Made")

LIMIT_FRAGMENTS = 4_000
"""So many are kept, some megabytes. Pages come place by place: what is forgotten is seldom missed."""


class Fragments(dict[tuple[Any, ...], Any]):
    """What was made for one language's pages, by all that it depends on."""

    def __missing__(self, key: tuple[Any, ...]) -> None:
        return None

    def keep(self, key: tuple[Any, ...], made: Made) -> Made:
        """Remember something, and give it back."""
        if len(self) >= LIMIT_FRAGMENTS:
            self.clear()
        self[key] = made
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
        fragments = nodes.Getattr(nodes.Name("view", "load"), "fragments", "load")
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
