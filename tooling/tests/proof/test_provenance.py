"""What is published says who approved it: at the foot of each page, and file by file for whoever checks."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from campaigns import CAMPAIGN, SOURCES
from demonstration import read_tree
from markup import read_markup
from minbar.approvals.clearance import Clearance
from minbar.edition.approval import Approval
from minbar.proof.provenance import RECORDS_A_PART, render_provenance
from minbar.publish.objects import Objects
from minbar.publish.outcome import Cleared, Published
from publishing import new_campaign, publish

AT = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
ROLES = ("communications-lead", "qanary-role")


@dataclass
class Clears:
    """Says yes to every file of a commit, and by whom."""

    root: Path

    def __call__(self, commit: str) -> Cleared:
        with Objects(self.root) as objects:
            blobs = objects.tree(commit)
        clearances = {
            path: Clearance(path, blob, commit, ("sanae", "omar"), ("signed-merge",), AT)
            for path, blob in blobs.items()
        }
        return Cleared(blobs, commit, clearances=clearances)


def published(root: Path) -> Path:
    assert isinstance(publish(root, verify=Clears(root)), Published)
    return root / "site"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Any:
    made = new_campaign(tmp_path_factory.mktemp("proof") / "campaign")
    draft = SOURCES["messages/water"].replace("---\n", "---\nstatus: draft\n", 1)
    made.write(".gitignore", ".minbar/\nsite*/\n")
    made.write("content/messages/hidden.ar.md", draft.replace("ماء", "مخفي"))
    made.commit()
    return made


def foot(site: Path, page: str) -> str:
    found = [
        item
        for item in read_markup(site / page).elements
        if "mb-approval" in (item.get("class") or "")
    ]
    return " ".join(" ".join(item.text.split()) for item in found)


def test_a_page_says_when_by_which_role_and_in_which_commit(repository: Any) -> None:
    site = published(repository.root)
    commit = repository.git("rev-parse", "HEAD").strip()

    for page in ("fr/messages/water.html", "fr/candidates/amina-idrissi.html"):
        said = foot(site, page)
        assert "Approuvé le 20 novembre 2026" in said.replace("\xa0", " ") or "20 nov" in said
        assert "Direction de la communication, Coordination régionale" in said
        assert commit[:12] in said
    assert "قيادة التواصل" in foot(site, "ar/messages/water.html")
    assert foot(site, "fr/messages/index.html") == ""


def test_names_stay_home(repository: Any) -> None:
    site = published(repository.root)

    assert not [name for name, data in read_tree(site).items() if b"Sanae" in data]


def test_names_are_said_where_the_campaign_wants_it(tmp_path: Path) -> None:
    made = new_campaign(tmp_path / "named")
    made.write("content/campaign.yml", f"name_approvers: true\n{CAMPAIGN}")
    made.write(".gitignore", ".minbar/\nsite/\n")
    made.commit()
    site = published(made.root)

    assert "Sanae, Omar" in foot(site, "fr/messages/water.html")
    assert "سناء، عمر" in foot(site, "ar/messages/water.html")


def test_every_public_file_has_its_record_and_no_other(repository: Any) -> None:
    site = published(repository.root)
    index = json.loads((site / "provenance.json").read_bytes())
    records = []
    for part in index["parts"]:
        data = (site / part["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == part["sha256"]
        records += json.loads(data)
    with Objects(repository.root) as objects:
        blobs = objects.tree(objects.commit("HEAD"), "content")
    public = {
        path for path in blobs
        if path.endswith(".md") and "/monitoring/" not in path and "hidden" not in path
    }  # fmt: skip

    assert index["records"] == len(records)
    assert {record["path"] for record in records} == public
    assert all(record["blob"] == blobs[record["path"]] for record in records)
    assert records[0]["evidence"] == ["signed-merge"]
    assert "names" not in records[0]


def test_a_new_yes_is_said_at_once(repository: Any) -> None:
    site = published(repository.root)
    before = foot(site, "fr/messages/water.html")
    repository.write("content/campaign.yml", CAMPAIGN.replace("presse@", "media@"))
    repository.commit()
    published(repository.root)

    after = foot(site, "fr/messages/water.html")
    assert after != before
    assert repository.git("rev-parse", "HEAD").strip()[:12] in after


def test_a_preview_proves_nothing(demonstration: Any) -> None:
    assert not (demonstration.site / "provenance.json").exists()
    assert foot(demonstration.site, "fr/messages/agadir-neighbourhood-pitch.html") == ""


def test_many_records_are_cut_into_parts() -> None:
    paths = [f"content/messages/m-{number:05}.ar.md" for number in range(RECORDS_A_PART + 5)]
    approvals = {path: Approval(path, "b", "c", AT, ROLES) for path in paths}
    files = dict(render_provenance(approvals, [*reversed(paths), "content/x.ar.md"]))
    index = json.loads(files["provenance.json"])

    assert [part["records"] for part in index["parts"]] == [RECORDS_A_PART, 5]
    assert index["parts"][1]["first"] == paths[RECORDS_A_PART]
    assert len(files) == 3
