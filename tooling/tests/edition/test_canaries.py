"""A canary in every field of every kind of document that is hidden, and in every comment: none is in a public byte.

Whatever is published is looked into as far as it goes: as it is, unzipped, decompressed, with what
JSON, HTML and addresses escape read back.
"""

import gzip
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from campaigns import SOURCES, TEAM, TRANSLATIONS, picture, translation, write, write_campaign
from demonstration import build_site, read_tree
from minbar.approvals.clearance import Clearance
from minbar.model.kinds import KINDS
from minbar.publish.objects import Objects
from minbar.publish.outcome import Cleared, Published
from publishing import publish
from repositories import Repository

AT = "2026-11-22T12:00:00+01:00"
PEOPLE = ("sanae", "omar")
CANARY = re.compile(r"qanary[a-z]*")
STATES = {
    "draft": "status: draft",
    "embargoed": "publish: 2026-11-23T09:00",
    "expired": "publish: 2026-10-01\nexpires: 2026-11-21T09:00",
    "withdrawn": "publish: 2026-10-01\nwithdrawn: 2026-11-21T09:00",
    "neverseen": "publish: 2026-12-01\nwithdrawn: 2026-11-21T09:00",
    "withdrawndraft": "status: draft\nwithdrawn: 2026-11-21T09:00",
}
SAMPLES = {path.partition("/")[0]: path for path in reversed(SOURCES)}
"""One document of each kind."""
WORDS = {
    *("title", "short", "summary", "bio", "headline", "claim", "where", "place", "question"),
    *("image_alt", "photo_alt", "says", "unit", "outlet", "ar", "fr", "hashtags"),
}
"""Fields in which anything can be said."""


def singing(value: Any, name: str, before: str = "") -> Any:
    """Put a canary into every field that says something; each has its own."""
    count = iter(range(26))

    def sing(key: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {inner: sing(inner, one) for inner, one in value.items()}
        if isinstance(value, list):
            return [sing(key, one) for one in value]
        if key == "url":
            return f"https://secret.example/{name}"
        if key not in WORDS:
            return value
        song = f"{name}{'abcdefghijklmnopqrstuvwxyz'[next(count)]}"
        return f"{before}_{song}" if key == "hashtags" else f"{before} {song}".strip()

    return {key: sing(key, one) for key, one in value.items()}


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    return yaml.load(head, yaml.BaseLoader), body


def dump(fields: dict[str, Any]) -> str:
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)


def hide(root: Path, kind: str, state: str, number: int) -> None:
    """Write a document of a kind that is hidden, in both languages, with canaries wherever it says something."""
    name = f"qanary{kind}{state}"
    fields, _ = front_matter(SOURCES[SAMPLES[kind]])
    header = yaml.load(STATES[state], yaml.BaseLoader)
    fields = singing({**fields, **header}, name, "سر")
    fields["note"] = f"{name}note"
    if "position" in fields:
        fields["position"] = str(number + 20)
    if kind == "messages":
        fields["image"] = f"{name}.webp"
        fields["channels"] = {"facebook": f"سر {name}facebook", "x": f"سر {name}x"}
        fields["link"] = f"https://secret.example/{name}link"
        write(root, f"content/media/{name}.webp", picture("WEBP", (number + 2, 5)))
    body = f"## سر {name}heading {{#{name}id}}\n\nسر {name}body **{name}bold** [{name}link](https://secret.example/{name})\n"
    source = f"---\n# {name}comment\n{dump(fields)}---\n\n{body}"
    path = f"{kind}/{name}"
    write(root, f"content/{path}.ar.md", source)
    if SAMPLES[kind] in TRANSLATIONS:
        french, _ = front_matter(f"---\n{TRANSLATIONS[SAMPLES[kind]]}")
        text = dump(singing(french, f"{name}fr"))
        french_body = (
            body.replace("سر ", "").replace(name, f"{name}fr").replace(f"{name}frid", f"{name}id")
        )
        write(
            root, f"content/{path}.fr.md", translation(path, source, f"{text}---\n\n{french_body}")
        )


def new_repository(root: Path) -> Repository:
    """The small campaign with canaries in all that is hidden, committed."""
    made = Repository(root)
    write_campaign(root)
    number = 0
    for kind in KINDS:
        for state in STATES:
            hide(root, kind, state, number)
            number += 1
    for path, source in SOURCES.items():
        noted = source.replace(
            "---\n", "---\n# qanarylivecomment\nnote: qanarylivenote # qanarylinecomment\n", 1
        )
        write(root, f"content/{path}.ar.md", noted)
        if path in TRANSLATIONS:
            text = f"# qanaryfrenchcomment\n{TRANSLATIONS[path]}"
            write(root, f"content/{path}.fr.md", translation(path, noted, text))
    team = TEAM.replace("role: regional", "role: qanaryrole").replace("Sanae", "Qanaryname")
    known = "emails: [qanarymail@pont.example]\n    github: {login: qanarylogin, id: 101}"
    team = re.sub(r"github: \{.*?\}", known, team)
    write(root, "content/team.yml", f"# qanarycomment\n{team}")
    for name in ("campaign", "message-house", "charter"):
        file = root / f"content/{name}.yml"
        file.write_text(f"# qanaryconfig\n{file.read_text('utf-8')}# qanaryend\n", "utf-8")
    write(root, ".gitignore", ".minbar/\nsite/\n")
    made.commit()
    return made


def readings(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield whatever somebody can read in a file, with where."""
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield (
                name,
                repr([(item.filename, item.comment, item.extra) for item in archive.infolist()]),
            )
            for inner in archive.namelist():
                yield from readings(f"{name}/{inner}", archive.read(inner))
    elif data.startswith(b"\x1f\x8b"):
        yield from readings(f"{name}/gz", gzip.decompress(data))
    text = data.decode("utf-8", "backslashreplace")
    yield name, f"{name}\n{text}"
    yield name, unquote(html.unescape(text))
    if name.endswith((".json", ".webmanifest")):
        yield name, json.dumps(json.loads(text), ensure_ascii=False)
    for encoding in ("utf-16-le", "utf-16-be"):
        if "qanary".encode(encoding) in data:
            yield name, f"qanary in {encoding}"


def heard(site: Path) -> dict[str, set[str]]:
    """Every canary that sings in a site, and in which files."""
    found: dict[str, set[str]] = {}
    for name, data in read_tree(site).items():
        for place, text in readings(name, data):
            for song in CANARY.findall(text.lower()):
                found.setdefault(song, set()).add(place)
    return found


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return new_repository(tmp_path_factory.mktemp("canaries") / "campaign")


def cleared(root: Path, commit: str) -> Cleared:
    with Objects(root) as objects:
        blobs = objects.tree(commit)
    at = datetime(2026, 11, 20, tzinfo=UTC)
    clearances = {
        path: Clearance(path, blob, commit, PEOPLE, ("statement",), at)
        for path, blob in blobs.items()
    }
    return Cleared(blobs, commit, clearances=clearances)


def test_none_is_in_a_preview_for_the_public(repository: Repository, tmp_path: Path) -> None:
    site = build_site(repository.root, at=AT).rename(tmp_path / "site")

    assert heard(site) == {}


def test_none_is_in_what_is_published_but_the_role_of_a_yes(repository: Repository) -> None:
    root = repository.root
    made = publish(root, AT, verify=lambda commit: cleared(root, commit))
    assert isinstance(made, Published)

    assert heard(root / "site") == {"qanaryrole": {"provenance/0.json"}}


def test_all_of_them_would_be_heard(repository: Repository, tmp_path: Path) -> None:
    site = build_site(repository.root, "team", at=AT).rename(tmp_path / "team")
    songs = heard(site)

    for kind in KINDS:
        for state in STATES:
            own = [song for song in songs if song.startswith(f"qanary{kind}{state}")]
            assert len(own) >= 4, (kind, state, own)
    files = {Path(place).suffix for places in songs.values() for place in places}
    assert {".html", ".txt", ".csv", ".json"} <= files
    assert any(".zip/" in place for places in songs.values() for place in places)
    silent = [song for song in songs if song.endswith(("note", "comment")) or "qanaryrole" in song]
    assert silent == [], "not even the team's edition has notes, comments and people"


def test_a_reading_goes_into_whatever_is_packed(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", json.dumps({"x": "qanarya"}).replace("q", "\\u0071"))
        archive.writestr("b.gz", gzip.compress(b"qanaryb"))
    files = {"x.zip": packed.getvalue(), "c.html": b"%71anaryc &#113;anaryd", "qanarye": b""}
    for name, data in files.items():
        write(tmp_path, name, data)

    assert set(heard(tmp_path)) == {"qanarya", "qanaryb", "qanaryc", "qanaryd", "qanarye"}
