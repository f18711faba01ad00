"""Pagefind, the program that makes the index of texts: run over a folder of pages, for each language.

Output and input are files, so a run costs a folder of its own in the system's temporary one.
"""

import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from minbar.model.setup import SetupError

FOLDER = "search"
NEEDED = ("pagefind.js", "pagefind-entry.json", "*.pf_meta", "index/*", "fragment/*", "wasm.*")
"""Of what Pagefind writes: the rest is its own search boxes, and a worker that ours does without."""

File = tuple[str, bytes]


class Indexing:
    """Runs that have begun, one for each language that has pages; they end with the context."""

    def __init__(self, pages: Mapping[str, Iterable[File]]) -> None:
        """Begin.

        Args:
            pages: by language, (path on the site, HTML); the path says where a page will be found.

        Raises:
            SetupError: Pagefind is not here.
        """
        self._runs: dict[str, subprocess.Popen[str]] = {}
        with ExitStack() as started:
            self._folder = Path(
                started.enter_context(tempfile.TemporaryDirectory(prefix="minbar-"))
            )
            for language, files in pages.items():
                if _write(self._folder / language, files):
                    self._runs[language] = _start(language, self._folder)
                    started.callback(_stop, self._runs[language])
            self._started = started.pop_all()

    def __enter__(self) -> "Indexing":
        """Wait for nothing yet."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End what still runs, and delete its folder."""
        self._started.close()

    def files(self, language: str) -> Iterator[File]:
        """Yield (path on the site, bytes) of a language's index, when it is done.

        Raises:
            SetupError: Pagefind failed.
        """
        if language in self._runs:
            _finish(self._runs[language])
            yield from _read(self._folder / f"{language}-{FOLDER}", language)


def index_texts(pages: Mapping[str, Iterable[File]]) -> Iterator[File]:
    """Yield (path on the site, bytes) of the index of each language that has pages.

    Raises:
        SetupError: Pagefind is not here, or failed.
    """
    with Indexing(pages) as indexing:
        for language in pages:
            yield from indexing.files(language)


def _write(folder: Path, files: Iterable[File]) -> int:
    count = 0
    for name, data in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
        count += 1
    return count


def _start(language: str, folder: Path) -> subprocess.Popen[str]:
    command = [_find(), "--site", language, "--output-path", f"{language}-{FOLDER}"]
    try:
        return subprocess.Popen(
            [*command, "--force-language", language, "--silent"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise SetupError(f"Pagefind does not start on this machine: {error}") from error


def _find() -> str:
    try:
        from pagefind_bin import get_executable

        return str(get_executable())
    except (ImportError, FileNotFoundError) as error:
        raise SetupError(
            "Pagefind is not installed, and the search needs it; right: pip install pagefind-bin"
        ) from error


def _finish(run: subprocess.Popen[str]) -> None:
    said, _ = run.communicate()
    if run.returncode:
        raise SetupError(f"Pagefind failed with exit code {run.returncode}: {said.strip()}")


def _stop(run: subprocess.Popen[str]) -> None:
    run.kill()
    with run:  # closes its pipe and waits
        pass


def _read(folder: Path, language: str) -> Iterator[File]:
    found = {path for pattern in NEEDED for path in folder.glob(pattern) if path.is_file()}
    stemmed = any(path.name == f"wasm.{language}.pagefind" for path in found)
    for path in sorted(found):
        if not (stemmed and path.name == "wasm.unknown.pagefind"):
            yield f"{FOLDER}/{language}/{path.relative_to(folder).as_posix()}", path.read_bytes()
