"""An entry tells what others need of a file, and leads to all that it says."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from campaigns import SOURCES, write
from minbar.content.entry import Entry, read_entry
from minbar.content.record import decode_record
from minbar.content.tree import UNSTAMPED, blob_id, stamp_of
from minbar.model.names import unpack_names
from minbar.store import Segments, Writer

LANGUAGES = ("ar", "fr")
NIGHT = "content/messages/night-clinics.ar.md"


def read(root: Path, path: str, store: Path) -> Entry:
    stamp = stamp_of((root / path).stat()) if (root / path).exists() else UNSTAMPED
    with Writer(store, 1) as writer:
        return read_entry(root, path, stamp, LANGUAGES, "Africa/Casablanca", writer)


def test_a_source_says_where_when_and_of_what(campaign_folder: Path, tmp_path: Path) -> None:
    entry = read(campaign_folder, NIGHT, tmp_path)

    assert (entry.kind, entry.slug, entry.language) == ("messages", "night-clinics", "ar")
    assert (entry.place, entry.theme, entry.contest, entry.draft) == ("01.1", "health", "", False)
    assert entry.publish == datetime(2026, 10, 5, 18, 30, tzinfo=UTC).timestamp()
    assert entry.expires is None
    assert entry.pictures == ("themes/health.webp",)
    assert entry.targets == ("content/programme/health.ar.md",)
    assert entry.stamp == stamp_of((campaign_folder / NIGHT).stat())
    assert (entry.committed, entry.clean, entry.findings) == (0, b"", ())


def test_a_candidate_says_name_contest_and_position(campaign_folder: Path, tmp_path: Path) -> None:
    entry = read(campaign_folder, "content/candidates/said-amrani.ar.md", tmp_path)

    assert unpack_names(entry.called) == {"ar": "سعيد العمراني", "fr": "Saïd Amrani"}
    assert (entry.contest, entry.position, entry.place) == ("communal", 2, "01.1")


def test_a_translation_says_what_it_links_to_and_no_facts(
    campaign_folder: Path, tmp_path: Path
) -> None:
    entry = read(campaign_folder, "content/messages/night-clinics.fr.md", tmp_path)

    assert entry.targets == ("content/programme/health.fr.md",)
    assert (entry.place, entry.theme, entry.publish, entry.pictures) == ("", "", None, ())
    assert entry.ref is not None


def test_its_record_is_the_file(campaign_folder: Path, tmp_path: Path) -> None:
    entry = read(campaign_folder, NIGHT, tmp_path)
    assert entry.ref
    parsed = decode_record("messages", NIGHT, "ar", Segments(tmp_path).read(entry.ref))

    assert "نفتح المستوصف ليلا" in parsed.version.body


def test_a_file_with_faults_has_findings_and_no_record(
    campaign_folder: Path, tmp_path: Path
) -> None:
    write(campaign_folder, NIGHT, SOURCES["messages/night-clinics"].replace("title: ", "title: [ "))
    entry = read(campaign_folder, NIGHT, tmp_path)

    assert entry.ref is None
    assert entry.findings
    assert entry.blob == blob_id((campaign_folder / NIGHT).read_bytes())


def test_a_file_that_cannot_be_read_is_not_known_by_its_stamp(
    campaign_folder: Path, tmp_path: Path
) -> None:
    entry = read(campaign_folder, "content/messages/none.ar.md", tmp_path)

    assert (entry.stamp, entry.blob, entry.ref) == (UNSTAMPED, b"", None)
    assert entry.findings


@pytest.mark.parametrize("data", [b"", b"x", "ماء\r\n".encode() * 1000])
def test_a_blob_is_named_as_git_names_it(tmp_path: Path, data: bytes) -> None:
    named = subprocess.run(
        ["git", "hash-object", "--stdin", "--no-filters"],
        input=data,
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
        check=True,
    )

    assert blob_id(data).hex() == named.stdout.decode().strip()
