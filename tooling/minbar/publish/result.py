"""A last look at what is about to be served."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from minbar.edition.register import Register
from minbar.model.addresses import document_address
from minbar.model.setup import SetupError

PREVIEW_SIGNS = (b'name="robots" content="noindex"',)
"""What stands in a preview's front pages, and never in those of a cleared edition."""


def check_result(
    folder: Path, files: Collection[str], languages: Iterable[str], register: Register | None
) -> None:
    """Hold a tree of files against what it must be.

    Args:
        folder: the tree.
        files: its paths.
        languages: codes.
        register: what is shown and what is not; None for a holding page, which shows nothing.

    Raises:
        SetupError: it is not that; it must not be served.
    """
    faults = [*_lacking(files, languages), *_marked(folder, languages)]
    if register is not None:
        faults += _let_out(files, languages, register)
    if faults:
        raise SetupError(
            f"what was built is not what may be served, and nothing was replaced: {'; '.join(faults[:5])}"
        )


def _lacking(files: Collection[str], languages: Iterable[str]) -> Iterator[str]:
    for path in ("index.html", "404.html", *(f"{code}/index.html" for code in languages)):
        if path not in files:
            yield f"{path} is not there"


def _marked(folder: Path, languages: Iterable[str]) -> Iterator[str]:
    for path in ("index.html", *(f"{code}/index.html" for code in languages)):
        file = folder / path
        if file.is_file() and any(sign in file.read_bytes() for sign in PREVIEW_SIGNS):
            yield f"{path} is that of a preview"


def _let_out(files: Collection[str], languages: Iterable[str], register: Register) -> Iterator[str]:
    for (kind, slug), item in register.documents.items():
        if not item.shown:
            for code in languages:
                address = document_address(kind, slug, code)
                if address in files:
                    yield f"{address} is {item.state} and was built"
