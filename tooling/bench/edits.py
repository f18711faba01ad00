"""The same small changes to every tool's copy of the campaign, each with a word that must then be on its page."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from bench.agreement import page_file

KINDS = {"one candidate edited": "candidates", "one message edited": "messages"}
NAVIGATION = "one navigation entry edited"


@dataclass(frozen=True)
class Edit:
    """What was changed: the addresses of pages that must now say `word`."""

    pages: tuple[str, ...]
    word: str


def edit_document(path: Path, page: tuple[str, ...], field: str, number: int) -> Edit:
    """Change a field that lists also show, and add a sentence to the text."""
    word = f"Retouche{number}"
    text = path.read_text("utf-8")
    changed, count = re.subn(
        rf'^({field}: ".*?)(?: Retouche\d+)?"$', rf'\1 {word}"', text, flags=re.MULTILINE
    )
    if count != 1:
        raise ValueError(f'{path} has no line {field}: "…"')
    path.write_text(
        re.sub(r"\n+(?:Retouche\d+\.\n)?$", f"\n\n{word}.\n", changed), encoding="utf-8"
    )
    return Edit(page, word)


def edit_line(path: Path, pattern: str, number: int, page: tuple[str, ...]) -> Edit:
    """Add the word to the one line that matches; the pattern's only group is what is kept."""
    word = f"Retouche{number}"
    text = path.read_text("utf-8")
    changed, count = re.subn(
        pattern, lambda match: f"{match[1]} {word}{match[2]}", text, flags=re.MULTILINE
    )
    if count != 1:
        raise ValueError(f"{count} lines of {path} match {pattern}")
    path.write_text(changed, encoding="utf-8")
    return Edit(page, word)


def edit_menu(path: Path, number: int, keys: list[str], page: tuple[str, ...]) -> Edit:
    """Rename the messages' entry in a menu kept as JSON."""
    word = f"Retouche{number}"
    whole = json.loads(path.read_text("utf-8"))
    menu = whole
    for key in keys:
        menu = menu[key]
    entry = next(item for item in menu if "messages" in (item.get("identifier"), item.get("id")))
    entry["name"] = f"{entry['name'].split(' Retouche')[0]} {word}"
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
    return Edit(page, word)


def missing(edit: Edit, root: Path) -> list[str]:
    """The pages that do not show an edit."""
    return [
        page for page in edit.pages if edit.word not in page_file(root, page).read_text("utf-8")
    ]
