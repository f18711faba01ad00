"""The MkDocs configuration of a campaign: its own, or the one that comes with Minbar."""

from pathlib import Path
from typing import Any, cast

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from minbar.build.output import Output
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


def read_config(root: Path, output: Output, site_dir: Path) -> MkDocsConfig:
    """Load the configuration for one edition; MkDocs will write into `site_dir`."""
    options: dict[str, Any] = {"site_dir": str(site_dir), "strict": True}
    config = load_config(config_file=str(config_path(root)), docs_dir=docs_dir(), **options)
    plugin = cast("MinbarPlugin", config.plugins["minbar"])
    plugin.prepare(root, output)
    return config
