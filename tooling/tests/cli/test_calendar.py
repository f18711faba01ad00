"""minbar calendar: what changes when, in both times, and as a calendar for phones."""

import json
import os
import subprocess
import sys
from pathlib import Path

from campaigns import CAMPAIGN, write
from demonstration import call_minbar
from feed_reading import unfold

BEFORE = "2027-08-01T00:00"


def test_coming_changes_in_local_time_and_utc(campaign_folder: Path) -> None:
    done = call_minbar("calendar", "--at", BEFORE, cwd=campaign_folder)

    assert done.returncode == 0, done.stderr
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert lines[1] == "no window is in force"
    assert (
        "2027-09-08 19:00:00 +0000 = 2027-09-08 19:00:00Z  ends    silence of local-2027 (holding_page)"
    ) in lines
    told = [line.split("  ")[1:] for line in lines if line.startswith("2027")]
    assert told == [
        ["begins", "campaign of local-2027"],
        ["ends", "", "campaign of local-2027"],
        ["begins", "silence of local-2027 (holding_page)"],
        ["ends", "", "silence of local-2027 (holding_page)"],
    ]


def test_what_is_in_force(campaign_folder: Path) -> None:
    done = call_minbar("calendar", "--at", "2027-09-08T18:59:59", "--json", cwd=campaign_folder)
    told = json.loads(done.stdout)

    assert [(item["type"], item["mode"]) for item in told["in_force"]] == [
        ("silence", "holding_page")
    ]
    assert told["until"] == "2027-09-08T19:00:00Z"
    assert [(item["change"], item["local"]) for item in told["changes"]] == [
        ("ends", "2027-09-08T19:00:00+00:00")
    ]


def test_an_election_that_is_postponed_is_said(campaign_folder: Path) -> None:
    write(
        campaign_folder,
        "content/campaign.yml",
        CAMPAIGN.replace("day: 2027-09-08", "day: 2027-09-08\n    status: postponed"),
    )
    done = call_minbar("calendar", "--at", BEFORE, cwd=campaign_folder)

    assert "local-2027 is postponed: none of its windows is in force" in done.stdout
    assert "begins" not in done.stdout


def test_a_calendar_for_phones(campaign_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "team.ics"
    done = call_minbar("calendar", "--at", BEFORE, "--ics", str(file), cwd=campaign_folder)
    lines = unfold(file.read_bytes())

    assert done.stdout.endswith(f"Wrote {file}.\n")
    assert lines.count("BEGIN:VEVENT") == 2
    assert "DTSTART:20270908T000000Z" in lines
    assert "DTEND:20270908T190000Z" in lines
    assert "SUMMARY;LANGUAGE=ar:الصمت الانتخابي" in lines


def test_a_calendar_with_a_fault_is_none(campaign_folder: Path) -> None:
    write(campaign_folder, "content/campaign.yml", CAMPAIGN.replace("T19:00", "T26:00"))
    done = call_minbar("calendar", cwd=campaign_folder)

    assert done.returncode == 1
    assert "content/campaign.yml:25" in done.stdout
    assert "Mend this, then: minbar calendar" in done.stderr


def test_old_zones_are_refused(campaign_folder: Path, tmp_path: Path) -> None:
    """The package that is found first is an old one."""
    write(tmp_path, "old/tzdata/__init__.py", '__version__ = "2025.2"\n')
    path = os.pathsep.join([str(tmp_path / "old"), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-m", "minbar", "calendar"],
        cwd=campaign_folder,
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 2
    assert "tzdata 2025.2 is older than 2026.6" in done.stderr
    assert "pip install 'tzdata>=2026.6'" in done.stderr
