"""The campaign for Eleventy: the same front matter and data as for Hugo, shown by layouts in JavaScript."""

import json
import shutil
from pathlib import Path
from typing import Any

from bench.campaign import MORE_SECTIONS, SECTIONS, TEMPLATES, Campaign, Document

THEME = Path(__file__).parent / "eleventy"
NOT_COPIED = shutil.ignore_patterns("node_modules")


def write_eleventy(campaign: Campaign, folder: Path) -> None:
    """Write the whole site folder; `npm ci` in it remains to be done."""
    shutil.copytree(THEME, folder, ignore=NOT_COPIED)
    shutil.copytree(TEMPLATES / "assets", folder / "static" / "assets")
    shutil.copytree(campaign.root / "content" / "media", folder / "static" / "media")
    for document in campaign.documents():
        path = folder / "content" / document.language / document.kind / f"{document.slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [
            f"{key}: {json.dumps(value, ensure_ascii=False)}"
            for key, value in _header(document).items()
        ]
        path.write_text("\n".join(["---", *lines, "---", "", document.body, ""]), encoding="utf-8")
    _write(folder / "data/site.json", _site(campaign))
    _write(folder / "data/places.json", _places(campaign))
    _write(
        folder / "data/words.json", {code: _words(campaign, code) for code in campaign.languages}
    )
    _write(folder / "data/menu.json", {code: _menu(campaign, code) for code in campaign.languages})


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def _header(document: Document) -> dict[str, Any]:
    """Names of its own for what Eleventy keeps for itself (`date`, `tags`, `permalink`)."""
    header = {
        key: value
        for key, value in document.header.items()
        if key not in {"translates", "themes", "theme", "short", "bio", "summary"}
    }
    header["publish"] = str(header.get("publish", ""))
    about = document.header.get("themes") or [document.header["theme"]]
    own = {
        "title": document.title,
        "description": document.description,
        "language": document.language,
        "kind": document.kind,
        "slug": document.slug,
        "place": document.place,
        "themes": about,
        "layout": "page.11ty.js",
        "tags": [f"{document.kind}_{document.language}"],
        "permalink": f"/{document.language}/{document.kind}/{document.slug}/index.html",
    }
    return header | own


def _site(campaign: Campaign) -> dict[str, Any]:
    settings = campaign.settings
    return {
        "url": settings["site"]["url"].rstrip("/"),
        "languages": campaign.languages,
        "party": settings["party"],
        "imprint": settings["imprint"],
        "contests": {name: item["name"] for name, item in settings["contests"].items()},
        "themes": {name: item["name"] for name, item in campaign.house["themes"].items()},
        "sections": [*SECTIONS, *MORE_SECTIONS],
    }


def _places(campaign: Campaign) -> dict[str, Any]:
    return {
        code: {
            "names": place.names,
            "level": place.level,
            "children": place.children,
            "lineage": campaign.lineage(code),
            "within": place.within,
            "own": place.own,
        }
        for code, place in campaign.places.items()
    }


def _words(campaign: Campaign, code: str) -> dict[str, Any]:
    return dict(campaign.words[code])


def _menu(campaign: Campaign, code: str) -> list[dict[str, str]]:
    home = {"id": "home", "name": campaign.word("home", code), "url": f"/{code}/"}
    return [
        home,
        *(
            {"id": name, "name": campaign.word(f"section_{name}", code), "url": f"/{code}/{name}/"}
            for name in SECTIONS
        ),
    ]
