"""The MkDocs configuration of a campaign: its own, or the one that comes with Minbar."""

from pathlib import Path
from typing import Any, cast

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import yaml_load

from minbar.build.ground import Workshop
from minbar.build.plugin import MinbarPlugin
from minbar.templates import default_root

NAME = "mkdocs.yml"


def config_path(root: Path) -> Path:
    """The campaign's mkdocs.yml, or the packaged one."""
    packaged = default_root() / NAME
    for path in (root / NAME, packaged, default_root().parent / NAME):
        if path.is_file():
            return path
    raise FileNotFoundError(f"there is no {NAME} in {root}, and none came with Minbar")


def docs_dir() -> str:
    """The folder that MkDocs takes for its documents: it must be there, and nothing is read from it."""
    return str(default_root() / "assets")


def plugins_with(path: Path, options: dict[str, str]) -> list[dict[str, Any]]:
    """The plugins of a mkdocs.yml, Minbar's with these options over its own.

    MkDocs takes a list of plugins as a whole: to change one, all are given anew.
    """
    with path.open("rb") as file:
        named = yaml_load(file).get("plugins") or []
    pairs = named.items() if isinstance(named, dict) else [_pair(item) for item in named]
    given = {name: dict(own or {}) for name, own in pairs}
    given["minbar"] = given.get("minbar", {}) | options
    return [{name: own} for name, own in given.items()]


def _pair(item: str | dict[str, Any]) -> tuple[str, Any]:
    """Name and options of an entry of the list, which may be a bare name."""
    return (item, {}) if isinstance(item, str) else next(iter(item.items()))


def read_config(
    root: Path, workshop: Workshop, site_dir: Path
) -> tuple[MkDocsConfig, MinbarPlugin]:
    """Load the configuration for a house; MkDocs will write into `site_dir`."""
    options: dict[str, Any] = {"site_dir": str(site_dir), "strict": True}
    config = load_config(config_file=str(config_path(root)), docs_dir=docs_dir(), **options)
    plugin = cast("MinbarPlugin", config.plugins["minbar"])
    plugin.prepare(root, workshop)
    return config, plugin
