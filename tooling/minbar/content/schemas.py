"""JSON Schemas made from the types of the model, and the editor settings that use them."""

from collections.abc import Mapping
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
    """Say a schema as an editor needs it.

    A field that may be left out is never written empty: `null` goes. A code such as 04.441 is a
    number to an editor's YAML, where ours keeps it as written: both are taken. Instants have a pattern, and no `format`,
    since an offset may be left out.
    """
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {
        name: _plain(item)
        for name, item in value.items()
        if name not in {"anyOf", "format", "x-or-number"}
        and not (name == "default" and item is None)
    }
    if value.get("x-or-number"):
        kept["type"] = ["string", "number"]
    options = [option for option in value.get("anyOf", []) if option != {"type": "null"}]
    if len(options) == 1:
        return kept | _plain(options[0])
    return kept | ({"anyOf": _plain(options)} if options else {})


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


def editor_files(
    languages: tuple[str, ...], names: Mapping[str, list[str]]
) -> dict[str, dict[str, Any]]:
    """Path to content of every file that VS Code needs to complete and check campaign files.

    Args:
        languages: codes, the source language first.
        names: for fields that name something of the campaign (a theme, a pillar), what there is.
    """
    made = {f"{FOLDER}/{name}.json": _offering(schema, names) for name, schema in schemas().items()}
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


def _offering(schema: dict[str, Any], names: Mapping[str, list[str]]) -> dict[str, Any]:
    """Let an editor offer the campaign's own names."""
    for field, known in names.items():
        value = schema["properties"].get(field)
        if value and value.get("type") == "array":
            value["items"] = {"type": "string", "enum": known}
        elif value and value.get("type") == "string":
            value["enum"] = known
    return schema


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
