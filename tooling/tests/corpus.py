"""Every document of the demonstration and of a small scaffold, for what must hold for all."""

from functools import cache
from pathlib import Path

import yaml
from minbar.content.front_matter import Split, parse_front_matter
from minbar.content.territory import parse_territory
from minbar.scaffold import scaffold_files
from minbar.scaffold.national import LANGUAGES

REPOSITORY = Path(__file__).parents[2]
WORDS = REPOSITORY / "templates" / "scaffold" / "words.yml"
CANDIDATES, SEED = 100, 2027


@cache
def demonstration_halves() -> list[Split]:
    """Header and body of each file of content/."""
    files = sorted((REPOSITORY / "content").glob("*/**/*.md"))
    return [_split(file.read_text("utf-8")) for file in files]


@cache
def scaffold_halves() -> list[Split]:
    """Header and body of each file that `minbar scaffold` writes."""
    words = yaml.load(WORDS.read_text("utf-8"), Loader=yaml.CSafeLoader)
    table = (REPOSITORY / "content" / "territory.csv").read_text("utf-8")
    tree, _ = parse_territory(table, "territory.csv", LANGUAGES)
    made = scaffold_files(words, tree, ["health", "water"], ["closeness"], CANDIDATES, SEED)
    return [_split(text) for _, text in made]


def _split(text: str) -> Split:
    split, findings = parse_front_matter(text, "a.md")
    assert split is not None, findings
    return split
