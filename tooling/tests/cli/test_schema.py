"""The schemas that editors use take every file of the demonstration campaign, and no misspelt field.

Headers are read as an editor reads them: plain YAML, where a day is text and 04 is a number.
"""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from demonstration import Built, copy_campaign, run_minbar
from minbar.model.kinds import KINDS


class EditorLoader(yaml.CSafeLoader):
    """YAML's own numbers and truth values, but dates stay as they are written, as in JSON."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def _load(text: str) -> Any:
    return yaml.load(text, Loader=EditorLoader)


@pytest.fixture(scope="module")
def schemas(demonstration: Built, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = copy_campaign(demonstration.root, tmp_path_factory.mktemp("schemas") / "campaign")
    done = run_minbar("schema", cwd=folder)
    assert done.returncode == 0, done.stderr
    return {
        path.stem: json.loads(path.read_text("utf-8"))
        for path in (folder / ".vscode/schemas").glob("*.json")
    }


def _header(path: Path) -> Any:
    return _load(path.read_text("utf-8").split("\n---", 1)[0].removeprefix("---\n"))


def _errors(schema: dict[str, Any], value: Any) -> list[str]:
    return [
        f"{error.json_path}: {error.message}"
        for error in jsonschema.Draft7Validator(schema).iter_errors(value)
    ]


def test_every_schema_is_a_schema(schemas: dict[str, Any]) -> None:
    for schema in schemas.values():
        jsonschema.Draft7Validator.check_schema(schema)
    assert {
        *KINDS,
        *(f"{kind}.translation" for kind in KINDS),
        "campaign",
        "charter",
        "message-house",
        "team",
    } == set(schemas)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_document_is_taken(demonstration: Built, schemas: dict[str, Any], kind: str) -> None:
    files = sorted((demonstration.root / "content" / kind).rglob("*.md"))
    faults = {}
    for path in files:
        schema = schemas[kind if path.name.endswith(".ar.md") else f"{kind}.translation"]
        if found := _errors(schema, _header(path)):
            faults[path.name] = found

    assert files
    assert faults == {}


@pytest.mark.parametrize("name", ["campaign", "charter", "message-house", "team"])
def test_every_configuration_is_taken(
    demonstration: Built, schemas: dict[str, Any], name: str
) -> None:
    value = _load((demonstration.root / f"content/{name}.yml").read_text("utf-8"))

    assert _errors(schemas[name], value) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_misspelt_field_is_refused(
    demonstration: Built, schemas: dict[str, Any], kind: str
) -> None:
    for path in sorted((demonstration.root / "content" / kind).rglob("*.md"))[:2]:
        schema = schemas[kind if path.name.endswith(".ar.md") else f"{kind}.translation"]
        for field in list(_header(path)):
            header = _header(path)
            header[f"{field}x"] = header.pop(field)
            assert _errors(schema, header), f"{path.name}: {field}x"


def test_a_theme_that_the_campaign_has_not_is_refused(
    demonstration: Built, schemas: dict[str, Any]
) -> None:
    header = _header(demonstration.root / "content/messages/night-clinics-open.ar.md")

    assert _errors(schemas["messages"], header | {"theme": "helth"})
