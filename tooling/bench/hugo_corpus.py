"""The campaign as a Hugo site: content by language, names as data, words as i18n, the menu in the configuration."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

from bench.campaign import MORE_SECTIONS, SECTIONS, TEMPLATES, Campaign, Document, Entry

THEME = Path(__file__).parent / "hugo"
DIRECTIONS = {"ar": "rtl"}
PLAIN = {"name", "title", "translates", "summary", "bio", "short", "territory", "publish"}


def write_hugo(campaign: Campaign, folder: Path) -> None:
    """Write the whole site folder, ready for `hugo --source`."""
    shutil.copytree(THEME, folder)
    shutil.copytree(TEMPLATES / "assets", folder / "static" / "assets")
    shutil.copytree(campaign.root / "content" / "media", folder / "static" / "media")
    _write(folder / "hugo.json", _configuration(campaign))
    for code in campaign.languages:
        _write(folder / f"i18n/{code}.json", _words(campaign.words[code]))
        for section in (*SECTIONS, *MORE_SECTIONS):
            header = {
                "title": campaign.word(f"section_{section}", code),
                "description": campaign.word(f"intro_{section}", code),
            }
            _page(folder / f"content/{code}/{section}/_index.md", header, "")
    for document in campaign.documents():
        _page(_path(folder, document), _header(campaign, document), document.body)
    _contests(campaign, folder)
    _write(folder / "data/places.json", _places(campaign))
    _write(
        folder / "data/themes.json",
        {key: item["name"] for key, item in campaign.house["themes"].items()},
    )


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def _page(path: Path, header: dict[str, Any], body: str) -> None:
    """Front matter is YAML, as in Minbar: JSON values are YAML too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in header.items()]
    path.write_text("\n".join(["---", *lines, "---", "", body, ""]), encoding="utf-8")


def _path(folder: Path, document: Document) -> Path:
    """Candidates lie in folders by region, as they do in Minbar."""
    place = f"{(document.place or '')[:2]}/" if document.kind == "candidates" else ""
    return folder / f"content/{document.language}/{document.kind}/{place}{document.slug}.md"


def _header(campaign: Campaign, document: Document) -> dict[str, Any]:
    header = document.header
    themes = header["themes"] if "themes" in header else [header["theme"]]
    made: dict[str, Any] = {
        "title": document.title,
        "description": document.description,
        "themes": themes,
    }
    if document.place:
        made |= {"places": campaign.lineage(document.place), "place": document.place}
    if "publish" in header:
        made["date"] = f"{header['publish']}:00+01:00"
    if "name" in header:
        made["other_names"] = {
            code: name for code, name in header["name"].items() if code != document.language
        }
    if "order" in header:
        made["weight"] = header["order"]
    return made | {
        key: value
        for key, value in header.items()
        if key not in PLAIN | {"theme", "themes", "order"}
    }


def _contests(campaign: Campaign, folder: Path) -> None:
    for name, contest in campaign.settings["contests"].items():
        for code in campaign.languages:
            header = {
                "title": contest["name"][code],
                "description": campaign.word("intro_candidates", code),
            }
            _page(folder / f"content/{code}/contests/{name}.md", header, "")
            _page(folder / f"content/{code}/contests/_index.md", {"build": {"render": "never"}}, "")


def _places(campaign: Campaign) -> dict[str, Any]:
    return {
        code: {
            "names": place.names,
            "level": place.level,
            "type": place.type,
            "children": place.children,
            "lineage": campaign.lineage(code),
            "within": place.within,
            "own": place.own,
        }
        for code, place in campaign.places.items()
    }


def _words(words: dict[str, Entry]) -> dict[str, Entry]:
    """Minbar's strings as go-i18n wants them: `{count}` is `.Count`, gendered forms are keys of their own."""
    made: dict[str, Entry] = {}
    for key, entry in words.items():
        if isinstance(entry, str):
            made[key] = _slots(entry)
        elif "other" in entry:
            made[key] = {form: _slots(text) for form, text in entry.items()}
        else:
            made |= {f"{key}_{form}": _slots(text) for form, text in entry.items()}
    return made


def _slots(text: str) -> str:
    named = re.sub(r"\{(\w+)\}", lambda match: "{{ ." + match[1] + " }}", text)
    return named.replace("{{ .count }}", "{{ .Count }}")


def _configuration(campaign: Campaign) -> dict[str, Any]:
    settings = campaign.settings
    rendered = {
        "home": ["html", "rss"],
        "section": ["html", "rss"],
        "taxonomy": ["html"],
        "term": ["html"],
    }
    return {
        "baseURL": settings["site"]["url"],
        "defaultContentLanguage": campaign.languages[0],
        "defaultContentLanguageInSubdir": True,
        "enableRobotsTXT": True,
        "disableHugoGeneratorInject": True,
        "taxonomies": {"theme": "themes", "place": "places"},
        "permalinks": {"page": {"candidates": "/candidates/:contentbasename/"}},
        "pagination": {"pagerSize": 100},
        "markup": {
            "goldmark": {"extensions": {"typographer": {"disable": True}}}
        },  # the text as it was written
        "services": {"rss": {"limit": 20}},
        "outputs": rendered,
        "params": {"symbol": settings["party"]["symbol"]["image"]},
        "languages": {
            item["code"]: {
                "locale": item["locale"].replace("_", "-"),
                "label": campaign.word(f"language_{item['code']}", item["code"]),
                "direction": DIRECTIONS.get(item["code"], "ltr"),
                "contentDir": f"content/{item['code']}",
                "title": settings["party"]["name"][item["code"]],
                "weight": weight,
                "menus": _menus(campaign, item["code"]),
                "params": _params(settings, item["code"]),
            }
            for weight, item in enumerate(settings["languages"], start=1)
        },
    }


def _menus(campaign: Campaign, code: str) -> dict[str, Any]:
    def entry(section: str, weight: int) -> dict[str, Any]:
        name = campaign.word(f"section_{section}", code)
        return {"identifier": section, "name": name, "pageRef": f"/{section}", "weight": weight}

    home = {"identifier": "home", "name": campaign.word("home", code), "pageRef": "/", "weight": 1}
    return {
        "main": [home, *(entry(section, at) for at, section in enumerate(SECTIONS, start=2))],
        "footer": [entry(section, at) for at, section in enumerate(MORE_SECTIONS, start=1)],
    }


def _params(settings: dict[str, Any], code: str) -> dict[str, Any]:
    party, imprint = settings["party"], settings["imprint"]
    return {
        "short_name": party["short_name"][code],
        "slogan": party["slogan"][code],
        "symbol_name": party["symbol"]["name"][code],
        "imprint": [
            imprint["publisher"][code],
            imprint["responsible"][code],
            imprint["address"][code],
        ],
        "email": imprint["email"],
        "contests": {name: item["name"][code] for name, item in settings["contests"].items()},
    }
