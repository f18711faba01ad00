"""Where the programs of this machine are."""

import importlib.util
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Programs:
    """Paths; None where a program is not there."""

    minbar: Path
    hugo: Path | None
    pagefind: Path | None
    npm: str | None
    mkdocs: bool


def find_programs(minbar: Path | None = None) -> Programs:
    """Look for what can be run: PyPI's binaries without the Python that wraps them."""
    return Programs(
        minbar=minbar or Path(sys.executable).with_name("minbar"),
        hugo=_packaged("hugo", "binaries/hugo*"),
        pagefind=_packaged("pagefind_bin", "pagefind*"),
        npm=shutil.which("npm"),
        mkdocs=importlib.util.find_spec("mkdocs_static_i18n") is not None,
    )


def _packaged(package: str, pattern: str) -> Path | None:
    found = importlib.util.find_spec(package)
    if not found or not found.origin:
        return None
    candidates = sorted(Path(found.origin).parent.glob(pattern))
    return next((path for path in candidates if path.is_file() and os.access(path, os.X_OK)), None)
