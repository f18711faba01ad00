"""Building the preview of a campaign folder into its site folder."""

import shutil
import time
from collections import Counter
from pathlib import Path

from mkdocs.commands.build import build
from msgspec import Struct

from minbar.build.mkdocs_config import read_config
from minbar.build.output import Output
from minbar.build.swap import Change, list_tree, make_staging, swap
from minbar.model.finding import Finding, blocks


class Report(Struct, frozen=True):
    """What a build made."""

    documents: int
    pages: dict[str, int]
    packs: int
    change: Change
    size_bytes: int
    findings: list[Finding]
    notes: list[str]
    seconds: float


def build_preview(root: Path, output: Output, site: Path) -> Report | list[Finding]:
    """Render an edition beside the site and swap it in; or say why its host would not take it.

    Args:
        root: the campaign folder.
        output: a preview edition.
        site: where readers look; untouched until all is rendered.
    """
    start = time.perf_counter()
    staging = make_staging(root, site)
    try:
        build(read_config(root, output, staging))
        names = list_tree(staging)
        size_bytes, findings = output.sources.weigh(staging)
        if blocks(findings):
            return findings
        change = swap(staging, site)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    pages = Counter(name.split("/", 1)[0] for name in names if name.endswith("/index.html"))
    return Report(
        documents=len(output.edition.documents),
        pages={code: pages[code] for code in output.edition.settings.language_codes},
        packs=sum(name.startswith("packs/") for name in names),
        change=change,
        size_bytes=size_bytes,
        findings=findings,
        notes=output.notes,
        seconds=round(time.perf_counter() - start, 2),
    )
