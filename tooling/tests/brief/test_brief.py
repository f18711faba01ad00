"""The reviewer's brief of real commits: what it says, who is asked, when it goes public, and what it leaves out."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from campaigns import SOURCES, TEAM, translation, write_campaign
from demonstration import call_minbar
from minbar.brief.render import LIMIT_BYTES, MARK
from repositories import Repository

AT = "2026-11-22T12:00"
WATER = "content/messages/water.ar.md"
RULES = """\
rules:
  - paths: ["**"]
    approvers: [sanae]
  - paths: ["content/candidates/**"]
    approvers: [sanae, omar]
  - paths: ["content/team.yml", "tooling/**"]
    approvers: [sanae, omar]
    approvals: 2
"""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "campaign")
    write_campaign(made.root)
    made.write("content/team.yml", TEAM[: TEAM.index("rules:")] + RULES)
    made.write(".gitignore", ".minbar/\nsite/\n")
    made.commit()
    made.git("tag", "base")
    return made


def brief(repository: Repository, *options: str) -> dict[str, Any]:
    done = call_minbar(
        "brief", "--base", "base", "--at", AT, "--json", *options, cwd=repository.root
    )
    assert done.returncode == 0, done.stderr
    made: dict[str, Any] = json.loads(done.stdout)
    text = made["markdown"]
    assert text.startswith(MARK)
    assert made["bytes"] == len(text.encode()) <= LIMIT_BYTES
    assert not re.search(r"[@]\w|#\d", re.sub(r"</?[^>]*>", "", text)), "nobody is called"
    return made


def change(repository: Repository, path: str, text: str) -> None:
    repository.write(path, text)
    repository.commit()


def test_an_edited_message(repository: Repository) -> None:
    change(
        repository,
        WATER,
        SOURCES["messages/water"].replace("كل دوار قبل الطريق", "7 دواوير قبل الطريق"),
    )
    made = brief(repository)
    text = made["markdown"]

    assert [
        (item["slug"], item["change"], item["state"], item["public_at"])
        for item in made["documents"]
    ] == [("water", "edited", "public", None)]
    assert "<del>كل دوار</del> <ins>7 دواوير</ins>" in text
    assert '<td dir="rtl"' in text
    assert "نوصل الماء إلى 7 دواوير" in text
    assert "Nous amenons l’eau" in text
    assert re.search(r"<bdi>\d+/280</bdi>", text), "a post and its count"
    assert "TR002" in text, "the translation is outdated"
    assert "سناء" in text
    assert "لا يمنع الجدول الانتخابي ذلك" in text


def test_a_new_message_and_a_removed_one(repository: Repository) -> None:
    repository.git("rm", "-q", WATER, WATER.replace(".ar.", ".fr."))
    source = SOURCES["messages/water"].replace("ماء", "عين ماء")
    repository.write("content/messages/springs.ar.md", source)
    repository.write("content/messages/springs.fr.md", translation("messages/water", source))
    repository.commit()
    made = brief(repository)

    assert {(item["slug"], item["change"], item["state"]) for item in made["documents"]} == {
        ("springs", "added", "public"),
        ("water", "removed", "removed"),
    }
    assert "عين ماء لكل دوار" in made["markdown"]


SHOWN = {
    "draft": ("status: draft", "draft", None, []),
    "later": ("publish: 2026-12-01T18:30", "public", "2026-12-01T18:30:00+00:00", []),
    "over": ("publish: 2026-10-01\nexpires: 2026-11-01", "expired", None, []),
    "withdrawn": ("withdrawn: 2026-11-01", "withdrawn", None, []),
    "in the silence": (
        "publish: 2027-09-08T09:00",
        "public",
        "2027-09-08T19:00:00+00:00",
        ["elections.local-2027.windows.1"],
    ),
    "over before the silence is": (
        "publish: 2027-09-08T09:00\nexpires: 2027-09-08T12:00",
        "expired",
        None,
        ["elections.local-2027.windows.1"],
    ),
}


@pytest.mark.parametrize(("header", "state", "at", "held"), SHOWN.values(), ids=SHOWN)
def test_when_it_goes_public_and_whether_that_is_lawful(
    repository: Repository, header: str, state: str, at: str | None, held: list[str]
) -> None:
    change(repository, WATER, SOURCES["messages/water"].replace("pillar:", f"{header}\npillar:"))
    (item,) = brief(repository)["documents"]

    assert (item["state"], [one["window"] for one in item["held"]]) == (state, held)
    assert item["public_at"] == at


def test_who_is_asked_is_what_the_base_says(repository: Repository) -> None:
    repository.write("content/team.yml", TEAM.replace("approvers: [sanae]", "approvers: [omar]"))
    repository.write(
        "content/candidates/said-amrani.ar.md",
        SOURCES["candidates/said-amrani"].replace("فلاح", "مزارع"),
    )
    repository.write("tooling/x.py", "x = 1\n")
    repository.write("README.md", "x")
    repository.commit()
    made = brief(repository)

    asked = {one["path"]: (tuple(one["people"]), one["approvals"]) for one in made["others"]}
    assert asked == {
        "README.md": (("sanae",), 1),
        "content/team.yml": (("sanae", "omar"), 2),
        "tooling/x.py": (("sanae", "omar"), 2),
    }
    (item,) = made["documents"]
    assert item["approvers"][0]["people"] == ["sanae", "omar"]
    assert "سناء أو عمر" in made["markdown"]
    assert "سناء + عمر" in made["markdown"]


def test_a_policy_that_cannot_be_read_lets_nobody_approve(repository: Repository) -> None:
    change(repository, "content/team.yml", "people: [")
    repository.git("tag", "-f", "base")
    change(repository, "content/team.yml", TEAM)
    made = brief(repository)

    assert made["others"][0]["people"] == []
    assert "لا أحد" in made["markdown"]


def test_a_change_that_breaks_the_campaign_is_told_in_the_words_of_the_base(
    repository: Repository,
) -> None:
    change(repository, "content/team.yml", "people: [")
    made = brief(repository)

    assert made["others"][0]["people"] == ["sanae", "omar"]
    assert [item for item in made["findings"] if item["path"] == "content/team.yml"]


def test_what_a_change_says_is_data(repository: Repository) -> None:
    nasty = 'title: "@lead <img src=x onerror=alert(1)> #12 `x` | **b** <!-- --> &amp;"'
    source = SOURCES["messages/water"].replace("title: ماء لكل دوار", nasty.replace('"@', '"ماء @'))
    source += "\n\n[رابط](https://evil.example/x) GH-7 @team/all\n\n```\n</td></tr></table>\n```\n"
    change(repository, WATER, source)
    text = brief(repository)["markdown"]

    assert "<img" not in text
    assert "<script" not in text
    assert "<a " not in text
    assert text.count("<table>") == text.count("</table>")
    assert text.count("<div") == text.count("</div>")
    assert '<code dir="ltr">https://evil.example/x</code>' in text
    inside = text.partition("<div")[2].rpartition("</div>")[0]
    for block in inside.split("</div>\n\n"):
        assert "\n\n" not in block.strip(), "a blank line would let Markdown in"


def test_much_is_shortened_and_said_to_be(repository: Repository) -> None:
    body = "كلمة طويلة جدًا في نص طويل جدًا. " * 200
    for number in range(90):
        source = SOURCES["messages/water"].replace("ماء لكل دوار", f"خبر {number}")
        repository.write(f"content/messages/m-{number:03}.ar.md", f"{source}\n{body}\n")
    repository.commit()
    text = brief(repository)["markdown"]

    assert "والباقي في المعاينة المرفقة" in text
    assert "لم يتسع التعليق لوثائق أخرى" in text
    assert "وغير ذلك" in text
    assert len(text.encode()) > LIMIT_BYTES / 2
    assert text.count("<table>") == text.count("</table>")


def test_a_change_with_faults_is_told_all_the_same(repository: Repository) -> None:
    change(repository, WATER, "---\ntitle: [\n---\n")
    made = brief(repository)

    assert made["findings"]
    assert made["documents"][0]["state"] == "unread"
    change(repository, "content/campaign.yml", "party: [")
    assert brief(repository, "--head", "HEAD~1")["findings"]


def test_the_folder_does_not_matter(repository: Repository) -> None:
    change(repository, WATER, SOURCES["messages/water"].replace("قبل الطريق", "اليوم"))
    before = brief(repository)["markdown"]
    (repository.root / WATER).write_text("---\nbroken", "utf-8")

    assert brief(repository)["markdown"] == before


def test_nothing_changed(repository: Repository) -> None:
    repository.commit()

    assert "لا يغيّر هذا الطلب أي ملف" in brief(repository)["markdown"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--base", "nowhere"), "there is no commit «nowhere» here"),
        ((), "Missing option '--base'"),
    ],
)
def test_what_is_missing_is_said(
    repository: Repository, options: tuple[str, ...], said: str
) -> None:
    done = call_minbar("brief", *options, cwd=repository.root)

    assert done.returncode == 2
    assert said in done.stderr


def test_a_file_and_what_to_do_next(repository: Repository, tmp_path: Path) -> None:
    change(repository, WATER, SOURCES["messages/water"].replace("قبل الطريق", "اليوم"))
    out = tmp_path / "brief.md"
    done = call_minbar("brief", "--base", "base", "--out", str(out), cwd=repository.root)

    assert "1 documents and 0 other files" in done.stdout
    assert "Next: " in done.stdout
    assert out.read_text("utf-8").startswith(MARK)
