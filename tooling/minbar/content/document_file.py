"""One file of a document, from its path to what it says; any process can do this alone."""

from pathlib import Path

from minbar.content.documents import Parsed, parse_document
from minbar.content.files import parse_text, read_data
from minbar.content.paths import parse_document_path
from minbar.content.zones import read_zone
from minbar.model import rules
from minbar.model.finding import Finding, Place
from minbar.model.kinds import KINDS
from minbar.model.spelling import did_you_mean


def parse_file(
    root: Path, path: str, languages: tuple[str, ...], zone_name: str
) -> tuple[Parsed | None, list[Finding]]:
    """Read one file under a campaign's root.

    It depends on nothing but the file and its arguments, and what it returns can be pickled.

    Args:
        root: the campaign folder.
        path: of the file in it, as `list_files` gives it.
        languages: the codes, the source language first.
        zone_name: an IANA time zone, for instants without an offset.

    Returns:
        What the file says, or None with every fault of it.
    """
    named, findings = parse_known_path(path, languages)
    if named is None:
        return None, findings
    data, findings = read_data(root, path)
    return (None, findings) if data is None else parse_data(data, path, languages, zone_name)


def parse_data(
    data: bytes, path: str, languages: tuple[str, ...], zone_name: str
) -> tuple[Parsed | None, list[Finding]]:
    """Read the bytes of one file; arguments and results as in `parse_file`."""
    named, findings = parse_known_path(path, languages)
    if named is None:
        return None, findings
    text, findings = parse_text(data, path)
    if text is None:
        return None, findings
    kind, _, language = named
    is_source = language == languages[0]
    zone = read_zone(zone_name)
    return parse_document(text, path, KINDS[kind], language, zone, is_source=is_source)


def parse_known_path(
    path: str, languages: tuple[str, ...]
) -> tuple[tuple[str, str, str] | None, list[Finding]]:
    """Read kind, slug and language from a path; both ends must be known to the campaign."""
    named, findings = parse_document_path(path)
    if named is None:
        return None, findings
    kind, _, language = named
    if kind not in KINDS:
        message = f"there is no kind «{kind}»; {did_you_mean(kind, list(KINDS))}"
        return None, [rules.KIND_UNKNOWN.at(Place(path), message, kind)]
    if language not in languages:
        known = did_you_mean(language, list(languages))
        message = f"the campaign has no language «{language}»; {known}"
        return None, [rules.LANGUAGE_UNKNOWN.at(Place(path), message, language)]
    return named, []
