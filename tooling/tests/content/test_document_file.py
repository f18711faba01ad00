"""One file is read the same alone, in a process of its own, and with the whole campaign."""

import multiprocessing
import pickle
from pathlib import Path

import pytest
from campaigns import write
from minbar.content.campaign import read_campaign
from minbar.content.document_file import parse_file
from minbar.content.files import LIMIT_BYTES, read_text
from minbar.model.kinds import KINDS

LANGUAGES = ("ar", "fr")
ZONE = "Africa/Casablanca"
MESSAGE = "content/messages/night-clinics.ar.md"


def document_paths(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.glob("content/*/**/*.md"))


def test_what_a_file_says_survives_the_way_from_another_process(campaign_folder: Path) -> None:
    paths = document_paths(campaign_folder)
    tasks = [(campaign_folder, path, LANGUAGES, ZONE) for path in paths]
    here = [parse_file(*task) for task in tasks]
    with multiprocessing.get_context("fork").Pool(2) as pool:
        there = pool.starmap(parse_file, tasks)
    assert there == here
    assert {parsed.version.path for parsed, _ in there if parsed} == set(paths)


def test_files_read_one_by_one_make_the_campaign(campaign_folder: Path) -> None:
    campaign, _ = read_campaign(campaign_folder)
    assert campaign is not None
    versions = {
        version.path: version for doc in campaign.documents for version in doc.versions.values()
    }
    assert {doc.kind for doc in campaign.documents} == set(KINDS)
    for path in document_paths(campaign_folder):
        parsed, findings = parse_file(campaign_folder, path, LANGUAGES, ZONE)
        assert findings == []
        assert parsed is not None
        assert parsed.version == versions[path]


def test_findings_survive_too(campaign_folder: Path) -> None:
    write(campaign_folder, MESSAGE, "---\ntitle: {a\n---\n<b")
    parsed, findings = parse_file(campaign_folder, MESSAGE, LANGUAGES, ZONE)
    assert parsed is None
    assert pickle.loads(pickle.dumps(findings)) == findings != []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("content/messages/a.de.md", "ST007"),
        ("content/mesages/a.ar.md", "ST008"),
        ("content/messages/A.ar.md", "RD012"),
        ("content/a.ar.md", "RD012"),
        ("content/messages/none.ar.md", "RD001"),
    ],
)
def test_a_path_that_leads_nowhere(campaign_folder: Path, path: str, code: str) -> None:
    parsed, findings = parse_file(campaign_folder, path, LANGUAGES, ZONE)
    assert parsed is None
    assert [finding.code for finding in findings] == [code]


def test_the_place_of_a_broken_byte_counts_the_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf---\nab\xff\n")
    _, (finding,) = read_text(tmp_path, "a.md")
    assert (finding.line, finding.column) == (2, 3)
    assert finding.text.startswith("b'\\xff")


@pytest.mark.parametrize("more", [0, 1])
def test_a_file_of_the_size_of_the_limit_is_taken(tmp_path: Path, more: int) -> None:
    (tmp_path / "a.md").write_bytes(b"a" * (LIMIT_BYTES + more))
    text, findings = read_text(tmp_path, "a.md")
    assert (text is None) == bool(more)
    assert [finding.code for finding in findings] == ["RD002"] * more
