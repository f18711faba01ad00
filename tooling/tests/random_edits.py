"""Random edits of a campaign, of every kind that people and machines make, the same for a seed."""

import random
import re
from collections.abc import Callable
from pathlib import Path

from campaigns import picture

DRAFT, READY = "status: draft", "status: ready"
WORDS = ("ماء", "مدرسة", "طريق", "eau", "école", "route")
TERRITORIES = ('"01"', '"01.1"', '"01.2"')

Edit = Callable[[Path, random.Random, int], None]


def _documents(root: Path, pattern: str = "*.md") -> list[Path]:
    return sorted((root / "content").rglob(pattern))


def _versions(root: Path, chance: random.Random) -> list[Path]:
    """The files of one document, whichever languages it has."""
    stem = chance.choice(_documents(root, "*.ar.md")).name.split(".")[0]
    return _documents(root, f"{stem}.*.md")


def change_text(root: Path, chance: random.Random, number: int) -> None:
    """One sentence more in one language."""
    path = chance.choice(_documents(root))
    path.write_text(f"{path.read_text('utf-8')}\n{chance.choice(WORDS)} {number}.\n", "utf-8")


def change_header(root: Path, chance: random.Random, number: int) -> None:
    """Another title, name or headline."""
    path = chance.choice(_documents(root))
    text = path.read_text("utf-8")
    pattern = re.compile(r"^(title|short|headline|question|summary): .*$", re.MULTILINE)
    path.write_text(pattern.sub(rf"\1: {chance.choice(WORDS)} {number}", text, count=1), "utf-8")


def change_fact(root: Path, chance: random.Random, number: int) -> None:
    """Another place, position or state."""
    path = chance.choice(_documents(root, "*.ar.md"))
    text = path.read_text("utf-8")
    place, position = chance.choice(TERRITORIES), chance.randrange(1, 40)
    text = re.sub(r"^territory: .*$", f"territory: {place}", text, flags=re.MULTILINE)
    text = re.sub(r"^position: .*$", f"position: {position}", text, flags=re.MULTILINE)
    if chance.random() < 0.4:
        text = re.sub(r"^status: .*\n", "", text, flags=re.MULTILINE)
        text = text.replace("---\n", f"---\n{chance.choice((DRAFT, READY))}\n", 1)
    path.write_text(text, "utf-8")


def set_instant(root: Path, chance: random.Random, number: int) -> None:
    """An embargo or an end, before or after the instant that is built for."""
    path = chance.choice(_documents(root, "*.ar.md"))
    text = path.read_text("utf-8")
    name, day = chance.choice(("publish", "expires", "withdrawn")), chance.randrange(1, 28)
    month = "2026-12" if name == "expires" else chance.choice(("2026-10", "2026-12"))
    text = re.sub(rf"^{name}: .*\n", "", text, flags=re.MULTILINE)
    path.write_text(text.replace("---\n", f"---\n{name}: {month}-{day:02}\n", 1), "utf-8")


def add_document(root: Path, chance: random.Random, number: int) -> None:
    """A document like another one, under a name of its own."""
    for path in _versions(root, chance):
        slug, language, _ = path.name.split(".")
        text = re.sub(
            r"^position: .*$",
            f"position: {number % 900 + 50}",
            path.read_text("utf-8"),
            flags=re.MULTILINE,
        )
        path.with_name(f"{slug[:30]}-{number}.{language}.md").write_text(text, "utf-8")


def rename_document(root: Path, chance: random.Random, number: int) -> None:
    """All languages under another name, in another folder at times."""
    folder = chance.choice(("", "moved"))
    for path in _versions(root, chance):
        slug, language, _ = path.name.split(".")
        kind = path.relative_to(root / "content").parts[0]
        target = root / "content" / kind / folder / f"{slug.split('-')[0]}-{number}.{language}.md"
        target.parent.mkdir(exist_ok=True)
        path.rename(target)


def delete_document(root: Path, chance: random.Random, number: int) -> None:
    """A document in all languages, or its translation alone."""
    paths = _versions(root, chance)
    for path in paths if chance.random() < 0.7 else paths[1:]:
        path.unlink()


def change_template(root: Path, chance: random.Random, number: int) -> None:
    """A template of a page, a word of the site, or the way back to the defaults."""
    path = (
        root / "templates" / chance.choice(("pages/clip.html", "pages/page.html", "strings/fr.yml"))
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and chance.random() < 0.5:
        path.unlink()
    elif path.suffix == ".yml":
        path.write_text(f"section_messages: Messages {number}\n", "utf-8")
    else:
        path.write_text(f"<h1>{{{{ page.title }}}}</h1><p>{number}</p>\n", "utf-8")


def change_configuration(root: Path, chance: random.Random, number: int) -> None:
    """A name in one of the files that all documents depend on."""
    name, old, new = chance.choice(
        (
            ("campaign.yml", r"fr: Jeter des ponts.*?}", f"fr: Jeter des ponts {number}}}"),
            ("message-house.yml", r"fr: Santé.*?}", f"fr: Santé {number}}}"),
            ("territory.csv", r"El Oued.*", f"El Oued {number}"),
        )
    )
    path = root / "content" / name
    path.write_text(re.sub(old, new, path.read_text("utf-8"), count=1), "utf-8")


def change_theme(root: Path, chance: random.Random, number: int) -> None:
    """What MkDocs is told."""
    path = root / "mkdocs.yml"
    features = ["navigation.top"][: number % 2]
    path.write_text(
        "site_name: Minbar\ndocs_dir: templates/assets\nsite_dir: site\n"
        f"theme:\n  name: material\n  font: false\n  features: {features}\nplugins: [minbar]\n",
        "utf-8",
    )


def change_picture(root: Path, chance: random.Random, number: int) -> None:
    """Another picture under the same name."""
    path = chance.choice(sorted((root / "content" / "media").rglob("*.webp")))
    path.write_bytes(picture("WEBP", (2 + number % 5, 2)))


def touch_site(root: Path, chance: random.Random, number: int) -> None:
    """Somebody changes, deletes or adds a file of the site by hand."""
    files = [path for path in sorted((root / "site").rglob("*")) if path.is_file()]
    files = [path for path in files if not path.name.startswith(".")]
    path = chance.choice(files)
    match number % 3:
        case 0:
            path.unlink()
        case 1:
            path.write_bytes(b"changed by hand")
        case 2:
            path.with_name(f"strange-{number}.html").write_bytes(b"added by hand")


EDITS: tuple[Edit, ...] = (
    change_text,
    change_header,
    change_fact,
    set_instant,
    add_document,
    rename_document,
    delete_document,
    change_template,
    change_configuration,
    change_theme,
    change_picture,
    touch_site,
)
