"""Every word of templates/strings/ is used somewhere, and stands in every language."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[3]
MADE = (
    *("channel_", "section_", "intro_", "verdict_", "scope_", "language_", "millions_"),
    *("window_", "mode_", "voters_", "verify_", "role_", "brief_"),
)
"""Beginnings of keys that templates put together: their ends are data."""


def read(language: str) -> dict[str, object]:
    path = ROOT / "templates" / "strings" / f"{language}.yml"
    loaded: dict[str, object] = yaml.safe_load(path.read_text("utf-8"))
    return loaded


def test_languages_have_the_same_words() -> None:
    assert set(read("ar")) == set(read("fr")) == set(read("en"))


def test_every_word_is_used() -> None:
    sources = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("tooling/minbar/**/*.py")]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    table = (ROOT / "content" / "territory.csv").read_text("utf-8").splitlines()
    places = {cell for line in table for cell in line.split(",")[2:4]}
    unused = [
        key
        for key in read("ar")
        if key not in places
        and not key.startswith(MADE)
        and not re.search(rf"""["']{re.escape(key)}["']""", text)
    ]
    assert not unused
