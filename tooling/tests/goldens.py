"""Golden files: what was rendered once and looked at. RENEW=1 writes them anew.

RENEW=1 make test    then look at the difference: git diff
"""

import os
from pathlib import Path


def agree(path: Path, rendered: bytes) -> None:
    """Compare what is rendered with a golden file, or write the file anew."""
    if os.environ.get("RENEW"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(rendered)
    assert rendered.decode() == path.read_bytes().decode(), f"{path} differs; RENEW=1 renews it"
