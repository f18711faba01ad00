"""Random edits that what documents say of each other hangs on: links, pictures, names, references, waivers, faults."""

import random
import re
from collections.abc import Callable
from pathlib import Path

from campaigns import picture, source_digest, write
from random_edits import EDITS, change_theme, touch_site

TARGETS = ("programme/health", "messages/water", "pages/contact", "monitoring/column", "no/where")
RULES = ("TY004", "TR007", "LK003", "ST017", "TR001")


def _any(root: Path, chance: random.Random, pattern: str = "*.md") -> Path:
    return chance.choice(sorted((root / "content").rglob(pattern)))


def _of(root: Path, chance: random.Random, kind: str) -> Path:
    return chance.choice(sorted((root / "content" / kind).rglob("*.ar.md")))


def _accept(root: Path, path: Path) -> None:
    """Have the translation stand beside its source again."""
    try:
        digest = source_digest(f"{path.parent.name}/x", path.read_text("utf-8"))
    except (AssertionError, KeyError):
        return  # it cannot be read, or lies deeper
    for other in path.parent.glob(path.name.replace(".ar.", ".fr.")):
        text = re.sub(
            r"^translates: .*", f"translates: {digest}", other.read_text("utf-8"), flags=re.M
        )
        other.write_text(text, "utf-8")


def _head(path: Path, line: str) -> None:
    """Put a line into a header, in the place of one with the same key."""
    name = line.split(":", 1)[0]
    text = re.sub(rf"^{name}:.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(text.replace("---\n", f"---\n{line}\n", 1), "utf-8")


def link(root: Path, chance: random.Random, number: int) -> None:
    """A link to a heading of another document, which may be there."""
    path = _any(root, chance)
    target, anchor = chance.choice(TARGETS), chance.choice(("why", "clinics", "nothing"))
    language = chance.choice(("ar", "fr"))
    up = "../" * (len(path.relative_to(root / "content").parts) - 1)
    text = f"{path.read_text('utf-8')}\n[x {number}]({up}{target}.{language}.md#{anchor})\n"
    path.write_text(text, "utf-8")


def head_line(root: Path, chance: random.Random, number: int) -> None:
    """A heading with a name."""
    path = _any(root, chance, "health.*.md") if chance.random() < 0.7 else _any(root, chance)
    path.write_text(f"{path.read_text('utf-8')}\n## مـاء {number} {{#why}}\n", "utf-8")


def show(root: Path, chance: random.Random, number: int) -> None:
    """A picture in a body or in a header, which may be there."""
    path, name = _of(root, chance, "candidates"), f"new-{number % 5}.webp"
    if chance.random() < 0.5:
        up = "../" * (len(path.relative_to(root / "content").parts) - 1)
        path.write_text(f"{path.read_text('utf-8')}\n![x]({up}media/{name})\n", "utf-8")
    else:
        _head(path, f"photo: {name}")


def add_picture(root: Path, chance: random.Random, number: int) -> None:
    """A new picture, or what is none."""
    content = picture("WEBP") if chance.random() < 0.8 else b"no picture"
    write(root, f"content/media/new-{number % 5}.webp", content)


def drop_picture(root: Path, chance: random.Random, number: int) -> None:
    """One picture less."""
    _any(root, chance, "*.webp").unlink()


def refer(root: Path, chance: random.Random, number: int) -> None:
    """A reference to a plank, a theme or a rebuttal, which may be there."""
    values = ("health", "water", "no-closure", f"x-{number}")
    field = chance.choice(("plank", "theme", "pillar"))
    _head(_of(root, chance, "messages"), f"{field}: {chance.choice(values)}")


def name_candidate(root: Path, chance: random.Random, number: int) -> None:
    """A candidate's name in a text, or another name for a candidate."""
    if chance.random() < 0.6:
        path = _of(root, chance, "messages")
        path.write_text(f"{path.read_text('utf-8')}\nأمينة الإدريسي {number}\n", "utf-8")
        _accept(root, path)
    elif paths := sorted((root / "content/candidates").rglob("*.ar.md")):
        french = chance.choice(("Amina Idrissi", "Amina Idrisi"))
        path = chance.choice(paths)
        _head(path, f"name: {{ar: أمينة الإدريسي, fr: {french}}}")


def waive(root: Path, chance: random.Random, number: int) -> None:
    """A waiver, which may have ended or waive nothing."""
    until = chance.choice(("2026-01-01", "2027-01-01"))
    rule = chance.choice(RULES)
    line = f'waivers: [{{rule: {rule}, reason: "{number}", until: {until}}}]'
    _head(_any(root, chance, "*.ar.md"), line)


def spoil(root: Path, chance: random.Random, number: int) -> None:
    """A file that cannot be read, or whose name is refused; it is put right by another edit."""
    match number % 4:
        case 0:
            write(root, "content/messages/Upper Case.ar.md", "---\n")
        case 1:
            write(root, "content/unknown/thing.ar.md", "---\n")
        case 2:
            _any(root, chance).write_text("---\n\ttitle: [\n---\n", "utf-8")
        case 3:
            path = _of(root, chance, "messages")
            write(root, f"content/messages/again/{path.name}", path.read_text("utf-8"))


def put_right(root: Path, chance: random.Random, number: int) -> None:
    """What cannot be read is deleted."""
    for path in sorted((root / "content").rglob("*.md")):
        if path.read_text("utf-8").startswith("---\n\t") or " " in path.name:
            path.unlink()


def touch(root: Path, chance: random.Random, number: int) -> None:
    """The same bytes under another stamp."""
    path = _any(root, chance)
    path.write_bytes(path.read_bytes())


def change_charter(root: Path, chance: random.Random, number: int) -> None:
    """Another term of the lexicon, which texts may carry."""
    path = root / "content/charter.yml"
    entry = (
        "lexicon:\n  - id: word\n    terms: [{0}]\n    severity: warning\n"
        "    reason: {{ar: لا, fr: Non}}\n    instead: {{ar: نعم, fr: Oui}}\n"
        "    matches: [{0}]\n    must_not_match: [x]\n"
    ).format(chance.choice(("ماء", "طريق", "école")))
    text = re.sub(r"^lexicon:\n(?: .*\n|)*", "", path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(text + entry, "utf-8")


def change_territory(root: Path, chance: random.Random, number: int) -> None:
    """Another name of a place, which texts may say."""
    path = root / "content/territory.csv"
    rows = path.read_text("utf-8").splitlines()
    at = chance.randrange(2, len(rows))
    path.write_text("\n".join([*rows[:at], rows[at] + "a", *rows[at + 1 :]]) + "\n", "utf-8")


def change_team(root: Path, chance: random.Random, number: int) -> None:
    """A person without a place."""
    path = root / "content/team.yml"
    text = re.sub(r"^# .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(f"# {number}\n{text}", "utf-8")


def set_level(root: Path, chance: random.Random, number: int) -> None:
    """A rule that is off, raised, or none."""
    rule, level = chance.choice((*RULES, "XX999")), chance.choice(("off", "error", "warning"))
    write(root, "pyproject.toml", f'[tool.minbar.rules]\n{rule} = "{level}"\n')


Edit = Callable[[Path, random.Random, int], None]
TEXT_EDITS: tuple[Edit, ...] = (
    *(edit for edit in EDITS if edit not in {touch_site, change_theme}),
    link,
    head_line,
    show,
    add_picture,
    drop_picture,
    refer,
    name_candidate,
    waive,
    spoil,
    put_right,
    touch,
    change_charter,
    change_territory,
    change_team,
    set_level,
)
