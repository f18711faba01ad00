"""The campaign for stock MkDocs with Material and static-i18n: Markdown by suffix, the lists of places written out.

Stock means stock: no template of ours. What it does not give is reported, not repaired.
"""

import json
import shutil
from pathlib import Path
from typing import Any

from bench.campaign import MORE_SECTIONS, SECTIONS, Campaign, Document


def write_mkdocs(campaign: Campaign, folder: Path) -> None:
    """Write mkdocs.yml and docs/, ready for `mkdocs build`."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    shutil.copytree(campaign.root / "content" / "media", docs / "media")
    (folder / "mkdocs.yml").write_text(
        json.dumps(_configuration(campaign), ensure_ascii=False, indent=1), encoding="utf-8"
    )
    titles: dict[tuple[str, str], list[str]] = {}
    for document in campaign.documents():
        _write_document(campaign, docs, document, titles)
    for code in campaign.languages:
        _lists(campaign, docs, code, titles)


def _configuration(campaign: Campaign) -> dict[str, Any]:
    settings = campaign.settings
    return {
        "site_name": settings["party"]["name"][campaign.languages[0]],
        "site_url": settings["site"]["url"],
        "theme": {
            "name": "material",
            "font": False,
            "features": ["navigation.tabs", "navigation.top", "navigation.path"],
        },
        "markdown_extensions": ["attr_list", "def_list"],
        "plugins": [
            "search",
            {
                "i18n": {
                    "docs_structure": "suffix",
                    "languages": [
                        {
                            "locale": code,
                            "name": campaign.word(f"language_{code}", code),
                            "default": code == campaign.languages[0],
                            "build": True,
                        }
                        for code in campaign.languages
                    ],
                }
            },
        ],
    }


def _page(path: Path, title: str, description: str, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    header = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndescription: {json.dumps(description, ensure_ascii=False)}\n---\n"
    path.write_text(f"{header}\n# {title}\n\n{body}\n", encoding="utf-8")


def _write_document(
    campaign: Campaign, docs: Path, document: Document, titles: dict[tuple[str, str], list[str]]
) -> None:
    code, header = document.language, document.header
    facts = [document.description]
    if document.place:
        name = campaign.every_place[document.place].names[code]
        facts.append(f"[{name}](../places/{document.place}.md)")
        titles.setdefault((f"places/{document.place}", code), []).append(_item(document))
    for theme in header.get("themes") or [header["theme"]]:
        facts.append(f"[{campaign.house['themes'][theme]['name'][code]}](../themes/{theme}.md)")
        titles.setdefault((f"themes/{theme}", code), []).append(_item(document))
    if "headline" in header:
        facts.insert(0, f"**{header['headline']}**")
    titles.setdefault((document.kind, code), []).append(_item(document))
    body = "\n\n".join([*facts, document.body])
    _page(
        docs / document.kind / f"{document.slug}.{code}.md",
        document.title,
        document.description,
        body,
    )


def _item(document: Document) -> str:
    return f"- [{document.title}](../{document.kind}/{document.slug}.md)"


def _lists(
    campaign: Campaign, docs: Path, code: str, titles: dict[tuple[str, str], list[str]]
) -> None:
    home = "\n".join(
        f"- [{campaign.word(f'section_{name}', code)}]({name}/index.md)" for name in SECTIONS
    )
    party = campaign.settings["party"]
    _page(docs / f"index.{code}.md", party["name"][code], party["slogan"][code], home)
    for section in (*SECTIONS, *MORE_SECTIONS):
        rows = titles.get((section, code), [])
        title, says = (
            campaign.word(f"section_{section}", code),
            campaign.word(f"intro_{section}", code),
        )
        _page(docs / section / f"index.{code}.md", title, says, "\n".join(rows))
    for theme, item in campaign.house["themes"].items():
        rows = titles.get((f"themes/{theme}", code), [])
        _page(docs / f"themes/{theme}.{code}.md", item["name"][code], "", "\n".join(rows))
    for place, known in campaign.places.items():
        below = [
            f"- [{campaign.places[child].names[code]}]({child}.md)" for child in known.children
        ]
        rows = below + titles.get((f"places/{place}", code), [])
        _page(docs / f"places/{place}.{code}.md", known.names[code], "", "\n".join(rows))
