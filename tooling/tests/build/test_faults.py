"""What `minbar check` calls an error stops `minbar build` with the same findings, wherever the build stumbles over it."""

import json
from pathlib import Path
from typing import Any

import pytest
from campaigns import write
from cases import edit
from click.testing import CliRunner
from minbar.cli.boundary import command

UNKNOWN = {
    "messages/water": ("theme: water", "theme: nothing"),
    "messages/night-clinics": ("theme: health", "theme: nothing"),
    "messages/night-clinics ": ("pillar: closeness", "pillar: nothing"),
    "messages/night-clinics  ": ("audiences: [youth]", "audiences: [nobody]"),
    "messages/night-clinics   ": ('territory: "01.1"', 'territory: "99"'),
    "messages/night-clinics    ": ("plank: health", "plank: nothing"),
    "events/meeting": ("theme: health", "theme: nothing"),
    "events/meeting ": ('territory: "01.1"', 'territory: "99"'),
    "rebuttals/no-closure": ("theme: health", "theme: nothing"),
    "replies/clinic-hours": ("theme: health", "theme: nothing"),
    "programme/health": ("theme: health", "theme: nothing"),
    "monitoring/column": ("theme: health", "theme: nothing"),
    "candidates/amina-idrissi": ("themes: [health]", "themes: [nothing]"),
    "candidates/amina-idrissi ": ("contest: communal", "contest: nothing"),
    "candidates/amina-idrissi  ": ('territory: "01.1"', 'territory: "99"'),
}
DOUBLE_SPACE = {"content/messages/water.fr.md": ["amenons l’eau.", "amenons  l’eau."]}
LEVELS = "\nrules: {TY005: error}\n"


def run(root: Path, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    done = CliRunner().invoke(
        command, ["-C", str(root), *arguments, "--json"], standalone_mode=False
    )
    assert done.exception is None, done.exception
    told = json.loads(done.stdout)
    return done.return_value or 0, told if isinstance(told, list) else told["findings"]


@pytest.mark.parametrize("name", UNKNOWN)
@pytest.mark.parametrize("audience", ["public", "team"])
def test_a_name_of_nothing_is_told_and_no_traceback(
    campaign_folder: Path, name: str, audience: str
) -> None:
    edit(campaign_folder, f"content/{name.strip()}.ar.md", *UNKNOWN[name])
    checked, found = run(campaign_folder, "check")
    built, told = run(campaign_folder, "build", "--audience", audience)

    assert "ST004" in {item["code"] for item in found}
    assert (built, told) == (checked, found)
    assert checked == 1


def test_a_template_that_is_at_fault_is_told_as_such(campaign_folder: Path) -> None:
    write(campaign_folder, "templates/pages/macros/message_card.html", "{{ nothing.at.all }}")
    done = CliRunner().invoke(command, ["-C", str(campaign_folder), "build"], standalone_mode=False)

    assert done.exception is not None
    assert "message_card.html" in str(done.exception)


def change(root: Path, edits: dict[str, list[str]]) -> None:
    for path, pairs in edits.items():
        edit(root, path, *pairs)


def set_levels(root: Path, rules: str) -> None:
    file = root / "content/campaign.yml"
    write(root, "content/campaign.yml", file.read_text("utf-8") + rules)


RAISED = {
    "of one text": ("TY005", DOUBLE_SPACE),
    "of a pair": ("TR005", {"content/programme/health.fr.md": ["- on va loin.\n", ""]}),
    "of another document": (
        "LK004",
        {"content/messages/night-clinics.fr.md": ["health.fr.md", "health.fr.md#none"]},
    ),
    "of all documents": (
        "ST016",
        {"content/candidates/said-amrani.ar.md": ["position: 2", "position: 4"]},
    ),
    "of the calendar": (
        "CA001",
        {"content/messages/night-clinics.ar.md": ["2026-10-05T18:30", "2027-09-08T00:00"]},
    ),
}


@pytest.mark.parametrize("name", RAISED)
@pytest.mark.parametrize("where", ["code", "family", "project"])
def test_a_rule_turned_up_to_an_error_stops_a_build_too(
    campaign_folder: Path, name: str, where: str
) -> None:
    code, edits = RAISED[name]
    change(campaign_folder, edits)
    assert run(campaign_folder, "check")[0] == 0
    assert run(campaign_folder, "build")[0] == 0
    if where == "project":
        write(campaign_folder, "pyproject.toml", f'[tool.minbar.rules]\n{code} = "error"\n')
    else:
        set_levels(campaign_folder, f"rules: {{{code if where == 'code' else code[:2]}: error}}\n")
    checked, found = run(campaign_folder, "check")
    built, told = run(campaign_folder, "build")

    assert (built, told) == (checked, found)
    assert checked == 1
    assert code in {item["code"] for item in told if item["severity"] == "error"}


def test_what_is_waived_does_not_stop_it_until_the_waiver_ends(
    campaign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(campaign_folder, DOUBLE_SPACE)
    set_levels(campaign_folder, "rules: {TY005: error, ST018: error}\n")
    waiver = "waivers: [{rule: TY005, reason: citation, until: 2026-10-10}]\ntheme: water"
    edit(campaign_folder, "content/messages/water.ar.md", "theme: water", waiver)
    midnight = 1791676800  # of 11 October, UTC+0 in Morocco by then
    for instant, code in ((midnight - 1, 0), (midnight - 1, 0), (midnight, 1)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(instant))
        checked, found = run(campaign_folder, "check")
        built, told = run(campaign_folder, "build")
        assert (checked, built) == (code, code), (instant, found, told)


def test_a_level_of_no_rule_stops_a_build_as_it_stops_a_check(campaign_folder: Path) -> None:
    set_levels(campaign_folder, "rules: {XX999: off}\n")
    assert run(campaign_folder, "build") == run(campaign_folder, "check")
    assert run(campaign_folder, "build")[0] == 1


def built(root: Path) -> tuple[int, dict[str, Any]]:
    done = CliRunner().invoke(command, ["-C", str(root), "build", "--json"], standalone_mode=False)
    assert done.exception is None, done.exception
    told = json.loads(done.stdout)
    return done.return_value or 0, told if isinstance(told, dict) else {"findings": told}


@pytest.mark.parametrize(
    ("level", "code", "severities"),
    [("off", 0, []), ("warning", 0, ["warning"]), ("error", 1, ["error"])],
)
def test_the_limits_of_a_host_are_as_severe_as_the_campaign_has_set_them(
    campaign_folder: Path, level: str, code: int, severities: list[str]
) -> None:
    _, report = built(campaign_folder)
    most = report["files_written"] + 3
    set_levels(
        campaign_folder, f"hosting: {{host: own, files: {most}}}\nrules: {{HO001: {level}}}\n"
    )
    ended, report = built(campaign_folder)

    assert ended == code
    assert [item["severity"] for item in report["findings"]] == severities
