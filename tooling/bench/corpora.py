"""Make the corpora: `python -m bench.corpora CAMPAIGN OUT [--for hugo eleventy mkdocs]`."""

import argparse
import shutil
from collections.abc import Callable
from pathlib import Path

from bench.campaign import Campaign
from bench.eleventy_corpus import write_eleventy
from bench.hugo_corpus import write_hugo
from bench.mkdocs_corpus import write_mkdocs

WRITERS: dict[str, Callable[[Campaign, Path], None]] = {
    "hugo": write_hugo,
    "eleventy": write_eleventy,
    "mkdocs": write_mkdocs,
}


def write_corpora(campaign: Campaign, folder: Path, names: list[str]) -> None:
    """Write each generator's corpus into a folder of its name, anew."""
    for name in names:
        shutil.rmtree(folder / name, ignore_errors=True)
        WRITERS[name](campaign, folder / name)


def main() -> None:
    """Take a campaign that `minbar scaffold` made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("campaign", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--for", dest="names", nargs="+", choices=WRITERS, default=list(WRITERS))
    options = parser.parse_args()
    write_corpora(Campaign(options.campaign), options.out, options.names)


if __name__ == "__main__":
    main()
