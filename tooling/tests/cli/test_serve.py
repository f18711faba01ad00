"""minbar serve: the audience and the instant reach the plugin, and the other plugins stay."""

from pathlib import Path
from typing import Any

import pytest
from campaigns import write
from demonstration import call_minbar
from minbar.build.mkdocs_config import plugins_with


def test_options_stand_over_the_plugin_s_own(tmp_path: Path) -> None:
    text = "plugins:\n  - search\n  - minbar:\n      audience: public\n      at: 2026-01-01\n"
    path = write(tmp_path, "mkdocs.yml", text)
    listed = plugins_with(path, {"audience": "team"})
    write(tmp_path, "mkdocs.yml", "plugins:\n  search:\n  minbar: {at: x}\n")

    assert [next(iter(item)) for item in listed] == ["search", "minbar"]
    assert listed[1]["minbar"]["audience"] == "team"
    assert "at" in listed[1]["minbar"]
    assert plugins_with(path, {"at": "y"}) == [{"search": {}}, {"minbar": {"at": "y"}}]


def test_serve_hands_them_on(campaign_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}
    monkeypatch.setattr("mkdocs.commands.serve.serve", lambda **options: asked.update(options))
    monkeypatch.setattr("minbar.cli.serve.serve", lambda **options: asked.update(options))
    arguments = ("--audience", "team", "--at", "2026-11-22T12:00")
    done = call_minbar("serve", *arguments, cwd=campaign_folder)

    assert done.returncode == 0, done.stderr
    assert asked["plugins"] == [{"minbar": {"audience": "team", "at": "2026-11-22T12:00"}}]
    asked.clear()
    call_minbar("serve", cwd=campaign_folder)
    assert "plugins" not in asked
