"""How much of what is uncivil the starter lexicon finds, and whether it flags what is innocent.

    PYTHONPATH=tooling python tooling/tests/charter_figures.py

The sentences are in lexicon/cases/: by the entry that must be found, `unforeseen` ones, and innocent ones.
Exit 1 if an innocent sentence is flagged.
"""

import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml
from minbar.content.decode import Decoder
from minbar.content.nodes import Mapping
from minbar.content.strict_yaml import parse_yaml
from minbar.lexicon import Matcher
from minbar.model.house import Charter
from msgspec import Struct

CASES = Path(__file__).parent / "lexicon" / "cases"
CHARTER = Path(__file__).parents[2] / "content" / "charter.yml"
UNFORESEEN, INNOCENT = "unforeseen", "innocent"


class Figures(Struct, frozen=True):
    """What was found of one language's sentences; `flagged` are innocent, `missed` are not."""

    uncivil: int
    innocent: int
    missed: list[tuple[str, str]]
    unforeseen: int
    unforeseen_found: int
    flagged: list[tuple[str, str]]

    @property
    def recall(self) -> float:
        """Of all uncivil sentences, the unforeseen ones among them, the share that is found."""
        found = self.uncivil - len(self.missed) + self.unforeseen_found
        return found / (self.uncivil + self.unforeseen)

    @property
    def precision(self) -> float:
        """Of all sentences in which something is found, the share that is uncivil."""
        found = self.uncivil - len(self.missed) + self.unforeseen_found
        return found / (found + len(self.flagged))


def read_charter(path: Path = CHARTER) -> Charter:
    """Read a charter that nothing is wrong with."""
    node, faults = parse_yaml(path.read_text(encoding="utf-8"), path.name)
    assert isinstance(node, Mapping)
    assert not faults
    decoder = Decoder(path.name, ZoneInfo("UTC"))
    charter = decoder.fields(node, Charter)[Charter]
    assert not decoder.findings, decoder.findings
    assert isinstance(charter, Charter)
    return charter


def read_sentences(language: str) -> dict[str, list[str]]:
    """Sentences by the entry that must be found in them."""
    made: dict[str, list[str]] = yaml.safe_load((CASES / f"{language}.yml").read_text("utf-8"))
    return made


def measure(charter: Charter, sentences: dict[str, list[str]]) -> Figures:
    """Look for the lexicon in every sentence."""
    matcher = Matcher(charter.lexicon)
    ids = [entry.id for entry in charter.lexicon]
    found = {
        sentence: {ids[hit.entry] for hit in matcher.find(sentence)}
        for group in sentences.values()
        for sentence in group
    }
    named = {k: v for k, v in sentences.items() if k not in {UNFORESEEN, INNOCENT}}
    return Figures(
        uncivil=sum(map(len, named.values())),
        innocent=len(sentences[INNOCENT]),
        missed=[(k, s) for k, group in named.items() for s in group if k not in found[s]],
        unforeseen=len(sentences[UNFORESEEN]),
        unforeseen_found=sum(bool(found[s]) for s in sentences[UNFORESEEN]),
        flagged=[(", ".join(found[s]), s) for s in sentences[INNOCENT] if found[s]],
    )


HEAD = """\
| language | sentences | uncivil | found | unforeseen | found | innocent | flagged | recall | precision |
|---|---|---|---|---|---|---|---|---|---|
"""


def row(language: str, figures: Figures) -> str:
    """A line of the table."""
    total = figures.uncivil + figures.unforeseen + figures.innocent
    counts = [total, figures.uncivil, figures.uncivil - len(figures.missed), figures.unforeseen]
    counts += [figures.unforeseen_found, figures.innocent, len(figures.flagged)]
    cells = [language, *map(str, counts), f"{figures.recall:.3f}", f"{figures.precision:.3f}"]
    return f"| {' | '.join(cells)} |\n"


def main() -> int:
    """Print the figures of both languages."""
    charter = read_charter()
    figures = {name: measure(charter, read_sentences(name)) for name in ("arabic", "french")}
    sys.stdout.write(HEAD + "".join(row(name, found) for name, found in figures.items()))
    return 1 if any(found.flagged for found in figures.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
