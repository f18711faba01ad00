"""JSON Schemas made from the types of the model, and the editor settings that use them."""

from typing import Any

import msgspec
from msgspec import Struct

from minbar.content.campaign import CONFIGURATION
from minbar.content.documents import Translation
from minbar.model.document import Desk
from minbar.model.kinds import KINDS, Kind

FOLDER = ".vscode/schemas"
DRAFT = "http://json-schema.org/draft-07/schema#"


def merged_schema(title: str, *types: type[Struct]) -> dict[str, Any]:
    """One object schema whose properties are those of several structs."""
    parts, definitions = msgspec.json.schema_components(types, ref_template="#/definitions/{name}")
    own = {cls.__name__ for cls in types}
    merged: dict[str, Any] = {"$schema": DRAFT, "title": title, "type": "object", "properties": {}}
    required: list[str] = []
    for part in parts:
        struct = definitions[part["$ref"].rsplit("/", 1)[-1]]
        merged["properties"] |= {
            name: _plain(value) for name, value in struct["properties"].items()
        }
        required += struct.get("required", [])
    merged |= {"required": required, "additionalProperties": False}
    others = {name: _plain(value) for name, value in definitions.items() if name not in own}
    return merged | ({"definitions": others} if others else {})


def _plain(value: Any) -> Any:
    """Take `null` off optional fields: a field is left out, never written empty."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    options = [option for option in value.get("anyOf", []) if option != {"type": "null"}]
    rest = {
        name: _plain(item)
        for name, item in value.items()
        if name not in {"anyOf", "default"} or (item is not None and name != "anyOf")
    }
    if len(options) == 1:
        return rest | _plain(options[0])
    return rest | ({"anyOf": _plain(options)} if options else {})


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by name: `messages` for the source file, `messages.translation` for the others."""
    made = {
        path.rsplit("/", 1)[-1].removesuffix(".yml"): merged_schema(path, cls)
        for path, cls in CONFIGURATION.items()
    }
    for kind in KINDS.values():
        made[kind.name] = merged_schema(
            f"{kind.name}, source language", kind.facts, kind.text, Desk
        )
        made[f"{kind.name}.translation"] = merged_schema(
            f"{kind.name}, translation", kind.text, Translation
        )
    return made


def editor_files(languages: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Path to content of every file that VS Code needs to complete and check campaign files."""
    made = {f"{FOLDER}/{name}.json": schema for name, schema in schemas().items()}
    made[".vscode/settings.json"] = {
        "files.eol": "\n",
        "files.encoding": "utf8",
        "yaml.schemas": {
            f"./{FOLDER}/{path.rsplit('/', 1)[-1].removesuffix('.yml')}.json": path
            for path in CONFIGURATION
        },
        "unified-remark.requireConfig": True,
    }
    made[".vscode/extensions.json"] = {
        "recommendations": ["redhat.vscode-yaml", "unifiedjs.vscode-remark"]
    }
    made[".vscode/minbar.code-snippets"] = {
        f"{kind.name} ({'source' if is_source else 'translation'})": _snippet(
            kind, is_source=is_source
        )
        for kind in KINDS.values()
        for is_source in (True, False)
    }
    made[".remarkrc.json"] = _remark(languages)
    return made


def _remark(languages: tuple[str, ...]) -> dict[str, Any]:
    """Tell remark-lint-frontmatter-schema which schema holds for which files."""
    table: dict[str, list[str]] = {}
    for kind in KINDS:
        table[f"./{FOLDER}/{kind}.json"] = [f"./content/{kind}/**/*.{languages[0]}.md"]
        table[f"./{FOLDER}/{kind}.translation.json"] = [
            f"./content/{kind}/**/*.{code}.md" for code in languages[1:]
        ]
    return {
        "plugins": ["remark-frontmatter", ["remark-lint-frontmatter-schema", {"schemas": table}]]
    }


def _snippet(kind: Kind, *, is_source: bool) -> dict[str, Any]:
    """A header with every field that must be there, for the editor to complete."""
    types = (kind.facts, kind.text) if is_source else (kind.text, Translation)
    fields = [info for cls in types for info in msgspec.structs.fields(cls) if info.required]
    lines = [f"{info.encode_name}: ${{{number}}}" for number, info in enumerate(fields, start=1)]
    suffix = "" if is_source else "-translation"
    return {
        "scope": "markdown",
        "prefix": f"minbar-{kind.name}{suffix}",
        "body": ["---", *lines, "---", "", "$0"],
        "description": f"A new file for content/{kind.name}/",
    }
