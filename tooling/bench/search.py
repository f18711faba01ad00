"""Looks for the charter's terms in every text of a campaign folder: `Minbar` or `patterns`.

    python -m bench.search Minbar FOLDER OUT.json       # names of files with a term

Both read the same files whole, headers included, as Vale does. `patterns` is one regular expression for each
entry, which is what a list of patterns amounts to.
"""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from minbar.content.decode import Decoder
from minbar.content.nodes import Mapping
from minbar.content.strict_yaml import parse_yaml
from minbar.lexicon import Matcher
from minbar.model.house import Charter

from bench.charter import expression


def read_charter(path: Path) -> Charter:
    """Read the lexicon of a campaign."""
    node, _ = parse_yaml(path.read_text(encoding="utf-8"), path.name)
    assert isinstance(node, Mapping)
    charter: Charter = Decoder(path.name, ZoneInfo("UTC")).fields(node, Charter)[Charter]
    return charter


def searcher(which: str, charter: Charter) -> Callable[[str], bool]:
    """Give what tells whether a text has a term."""
    if which == "Minbar":
        matcher = Matcher(charter.lexicon)
        return lambda text: bool(matcher.find(text))
    found = [
        re.compile(
            r"\b(?:" + "|".join(expression(term) for term in entry.terms) + r")\b", re.IGNORECASE
        )
        for entry in charter.lexicon
    ]
    return lambda text: any(pattern.search(text) for pattern in found)


def main(which: str, folder: str, out: str) -> None:
    """Write the names of the files with a term."""
    content = Path(folder) / "content"
    search = searcher(which, read_charter(content / "charter.yml"))
    named = [path.name for path in sorted(content.rglob("*.md")) if search(path.read_text("utf-8"))]
    Path(out).write_text(json.dumps(named), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
