"""Ten thousand candidates who do not exist, as the finder takes them, without rendering a page."""

import re
from functools import cache

import yaml
from demonstration import REPOSITORY
from minbar.content.campaign import TERRITORY
from minbar.content.territory import parse_territory
from minbar.finder import Person, render_finder
from minbar.model.names import pack_names
from minbar.model.territory import TerritoryTree
from minbar.scaffold import scaffold_files
from minbar.scaffold.national import LANGUAGES

SCAFFOLD = REPOSITORY / "templates" / "scaffold"
SEED = 2027
_NAME = re.compile(r'^  ([a-z]+): "(.*)"$', re.MULTILINE)
_FACT = re.compile(r"^(contest|position|territory): (.*)$", re.MULTILINE)


@cache
def morocco() -> TerritoryTree:
    """The places of the demonstration."""
    table = (REPOSITORY / TERRITORY).read_text("utf-8")
    tree, findings = parse_territory(table, TERRITORY, LANGUAGES)
    assert not findings
    return tree


@cache
def national_people(candidates: int) -> tuple[Person, ...]:
    """The candidates that `minbar scaffold --candidates` writes."""
    words = yaml.load((SCAFFOLD / "words.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    house = yaml.load((SCAFFOLD / "message-house.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    files = scaffold_files(
        words, morocco(), list(house["themes"]), list(house["pillars"]), candidates, SEED
    )
    ending = f".{LANGUAGES[0]}.md"
    return tuple(
        _person(path.rsplit("/", 1)[1].removesuffix(ending), text.split("---")[1])
        for path, text in files
        if "/candidates/" in path and path.endswith(ending)
    )


def _person(slug: str, header: str) -> Person:
    facts = dict(_FACT.findall(header))
    names = dict(_NAME.findall(header))
    return Person(
        slug, pack_names(names), facts["territory"], facts["contest"], int(facts["position"])
    )


def national_finder(candidates: int) -> dict[str, bytes]:
    """Every file of a finder for them, and for every place."""
    places = [place.code for place in morocco()]
    return dict(render_finder(national_people(candidates), places, morocco(), LANGUAGES))


def unpack(packed: list[int]) -> list[int]:
    """Give the numbers that are written in steps."""
    numbers: list[int] = []
    at = 0
    for step in packed:
        numbers += range(at + 1, at - step + 1) if step < 0 else [at + step]
        at = numbers[-1]
    return numbers
