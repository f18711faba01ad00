"""The command line as people and programs meet it: what is printed, and how it leaves."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from campaigns import CAMPAIGN, SOURCES, TERRITORY, write
from demonstration import AT, REPOSITORY, call_minbar, read_tree
from minbar.build.protect import MARKER
from minbar.channels import CHANNELS, SURFACES
from minbar.cli import boundary
from minbar.cli.show import print_findings
from minbar.model import rules
from minbar.model.finding import Place

FINDING = {"code", "slug", "severity", "path", "line", "column", "message", "example"}
WATER = "content/messages/water.ar.md"
BROKEN = SOURCES["messages/water"].replace("theme: water", "theme: watre")


def _json(*arguments: str, cwd: Path, code: int = 0) -> Any:
    done = call_minbar(*arguments, cwd=cwd)
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout)


class TestCheck:
    def test_a_campaign_without_faults_is_an_empty_list(self, campaign_folder: Path) -> None:
        assert _json("check", "--json", cwd=campaign_folder) == []

    def test_a_finding_has_the_fields_of_the_design(self, campaign_folder: Path) -> None:
        write(campaign_folder, WATER, BROKEN)
        found = _json("check", "--format", "json", cwd=campaign_folder, code=1)
        fault = next(item for item in found if item["code"] == "ST004")

        assert set(fault) >= FINDING
        assert (fault["path"], fault["line"], fault["severity"]) == (WATER, 3, "error")
        assert "did you mean «water»?" in fault["message"]

    def test_warnings_block_only_when_asked(self, campaign_folder: Path) -> None:
        (campaign_folder / "content/messages/water.fr.md").unlink()

        assert [item["code"] for item in _json("check", "--json", cwd=campaign_folder)] == ["TR001"]
        assert call_minbar("check", "--strict", cwd=campaign_folder).returncode == 1

    @pytest.mark.parametrize("path", [WATER, "content/messages", f"./{WATER}"])
    def test_a_path_shows_what_concerns_it(self, campaign_folder: Path, path: str) -> None:
        write(campaign_folder, WATER, BROKEN)
        write(campaign_folder, "content/events/meeting.ar.md", "no header")
        found = _json("check", "--json", path, cwd=campaign_folder, code=1)

        assert {item["path"].rsplit("/", 1)[0] for item in found} == {"content/messages"}

    def test_a_path_without_faults_is_clear_though_another_is_not(
        self, campaign_folder: Path
    ) -> None:
        write(campaign_folder, WATER, BROKEN)

        assert _json("check", "--json", "content/programme/health.ar.md", cwd=campaign_folder) == []

    def test_a_path_is_relative_to_where_one_stands(
        self, campaign_folder: Path, tmp_path: Path
    ) -> None:
        write(campaign_folder, WATER, BROKEN)
        found = _json(
            "-C",
            "..",
            "check",
            "--json",
            "messages/water.ar.md",
            cwd=campaign_folder / "content",
            code=1,
        )
        assert {item["path"] for item in found} == {WATER}
        found = _json("-C", str(campaign_folder), "check", "--json", WATER, cwd=tmp_path, code=1)
        assert {item["path"] for item in found} == {WATER}

    def test_people_see_place_line_and_a_right_example(self, campaign_folder: Path) -> None:
        write(campaign_folder, WATER, BROKEN)
        done = call_minbar("check", cwd=campaign_folder)

        assert f"{WATER}:3:8: ST004 reference_unknown" in done.stdout
        assert "3 | theme: watre" in done.stdout
        assert "right: theme: " in done.stdout
        assert done.stdout.rstrip().endswith("Mend them, then: minbar check")

    def test_a_workflow_command_cannot_be_forged(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        place = Place("content/a,b:c%0A.md", 2, 3)
        message = "100% «x»\n::error::forged\r\n::set-output name=a::b"
        print_findings([rules.VALUE_WRONG.at(place, message)], tmp_path, "github")
        lines = capsys.readouterr().out.splitlines()

        assert len(lines) == 1
        assert lines[0].startswith(
            "::error file=content/a%2Cb%3Ac%250A.md,line=2,col=3,title=ST003 value_wrong::100%25"
        )
        assert "%0A::error::forged\\u000d%0A::set-output" in lines[0]

    def test_a_folder_that_is_no_campaign_is_a_finding(self, tmp_path: Path) -> None:
        found = _json("check", "--json", cwd=tmp_path, code=1)

        assert [item["code"] for item in found] == ["ST010"]


class TestCount:
    def test_every_channel_counts_what_comes_in(self, tmp_path: Path) -> None:
        done = call_minbar("count", "--json", cwd=tmp_path, input="نقرّب المستوصف من الحي\n")
        counted = json.loads(done.stdout)["channels"]

        assert set(counted) == {*CHANNELS, *SURFACES}
        assert all({"length", "limit", "unit", "fits"} <= set(item) for item in counted.values())
        assert counted["x"]["length"] == 22
        assert counted["sms"]["segments"] == 1

    def test_a_file_counts_as_its_text(self, tmp_path: Path) -> None:
        write(tmp_path, "post.txt", "é" * 10)

        assert _json("count", "post.txt", "--json", cwd=tmp_path)["channels"]["x"]["length"] == 10

    def test_what_is_too_long_is_told_and_is_no_failure(self, tmp_path: Path) -> None:
        done = call_minbar("count", "-", cwd=tmp_path, input="a" * 300)

        assert done.returncode == 0
        assert re.search(r"^x +300 / 280 .*too long", done.stdout, re.MULTILINE)
        assert done.stderr == ""


class TestBuild:
    def test_the_report_has_the_fields_of_the_design(self, campaign_folder: Path) -> None:
        report = _json("build", "--json", "--at", "2026-11-22T12:00:00", cwd=campaign_folder)

        assert report["edition"]["audience"] == "public"
        assert report["edition"]["kind"] == "preview"
        assert report["edition"]["at"].startswith("2026-11-22T")
        assert set(report) == {
            "edition",
            "documents",
            "pages",
            "packs",
            "files_written",
            "files_unchanged",
            "files_removed",
            "bytes",
            "findings",
            "notes",
            "seconds",
        }
        assert report["documents"] == 12 - 1
        sizes = [
            path.stat().st_size
            for path in (campaign_folder / "site").rglob("*")
            if path.is_file() and path.name != MARKER
        ]
        assert report["bytes"] == sum(sizes)
        assert report["findings"] == []
        again = _json("build", "--json", "--at", "2026-11-22T12:00:00", cwd=campaign_folder)
        assert (again["files_written"], again["files_removed"]) == (0, 0)
        assert again["files_unchanged"] == report["files_written"]

    def test_the_team_s_edition_has_a_folder_of_its_own(self, campaign_folder: Path) -> None:
        report = _json("build", "--audience", "team", "--json", cwd=campaign_folder)

        assert report["documents"] == 12
        assert (campaign_folder / "site-team/ar/monitoring/column.html").is_file()
        assert not (campaign_folder / "site").exists()

    def test_what_is_not_known_is_said(self, campaign_folder: Path) -> None:
        done = call_minbar("build", cwd=campaign_folder)

        assert "Note: no dates of change: the folder is in no git repository" in done.stdout
        assert "Note: 3 texts stand in no feed until they are committed" in done.stdout

    def test_a_site_that_its_host_would_not_take_is_not_put_there(
        self, campaign_folder: Path
    ) -> None:
        text = CAMPAIGN + "hosting:\n  host: github-pages\n  files: 10\n"
        write(campaign_folder, "content/campaign.yml", text)
        found = _json("build", "--json", cwd=campaign_folder, code=1)
        told = call_minbar("build", cwd=campaign_folder)

        assert [(item["code"], item["line"]) for item in found] == [
            ("HO002", CAMPAIGN.count("\n") + 2)
        ]
        assert "HO002 host_overfull" in told.stdout
        assert not (campaign_folder / "site").exists()

    def test_a_site_that_comes_near_is_built_with_a_warning(self, campaign_folder: Path) -> None:
        files = _json("build", "--json", cwd=campaign_folder)["files_written"]
        hosting = f"hosting: {{host: own, files: {files + 5}}}\n"
        write(campaign_folder, "content/campaign.yml", CAMPAIGN + hosting)
        report = _json("build", "--json", cwd=campaign_folder)
        told = call_minbar("build", cwd=campaign_folder)

        assert [item["code"] for item in report["findings"]] == ["HO001"]
        assert "HO001 host_nearly_full" in told.stdout
        assert told.returncode == 0

    def test_nothing_is_said_twice_where_nobody_watches(self, campaign_folder: Path) -> None:
        done = call_minbar("build", cwd=campaign_folder)

        assert done.stderr == ""
        assert done.stdout.splitlines()[0].startswith("Built 11 documents")
        assert "\x1b" not in done.stdout

    def test_an_instant_that_is_none_is_a_usage_error(self, campaign_folder: Path) -> None:
        done = call_minbar("build", "--at", "tomorrow", cwd=campaign_folder)

        assert done.returncode == 2
        assert "tomorrow is not" in done.stderr
        assert "right: 2027-08-26T09:00" in done.stderr

    def test_a_territory_whose_types_have_no_words_builds(self, campaign_folder: Path) -> None:
        write(
            campaign_folder,
            "content/territory.csv",
            TERRITORY.replace("01.1,01,commune,commune", "01.1,01,commune,municipality"),
        )
        done = call_minbar("build", cwd=campaign_folder)

        assert done.returncode == 0, done.stderr


class TestExits:
    @pytest.mark.parametrize(
        "arguments",
        [["nothing"], ["build", "--nothing"], ["-C", "nowhere", "check"], ["count", "nowhere.txt"]],
    )
    def test_wrong_usage_is_2(self, tmp_path: Path, arguments: list[str]) -> None:
        done = call_minbar(*arguments, cwd=tmp_path)

        assert done.returncode == 2
        assert done.stderr
        assert "Traceback" not in done.stderr

    @pytest.mark.parametrize(
        "error", [RuntimeError("secret"), ValueError("secret"), KeyError("secret")]
    )
    def test_a_bug_is_3_with_a_report_and_no_traceback(
        self,
        error: Exception,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
        capfd: pytest.CaptureFixture[str],
    ) -> None:
        def fail(*_: object) -> None:
            raise error

        monkeypatch.setattr("minbar.cli.check.remembered", fail)
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        code = boundary.run(["-C", str(tmp_path), "check"])
        told = capfd.readouterr().err
        report = Path(told.rsplit(": ", 1)[1].strip())

        assert code == 3
        assert "Traceback" not in told
        assert report.parent == tmp_path
        assert "Traceback" in report.read_text("utf-8")
        assert "secret" in report.read_text("utf-8")

    def test_an_interrupt_says_that_nothing_changed(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("minbar.cli.check.remembered", stop)

        assert boundary.run(["-C", str(tmp_path), "check"]) == 130
        assert "Nothing that was published has changed" in capfd.readouterr().err

    def test_help_names_every_command(self, tmp_path: Path) -> None:
        done = call_minbar("--help", cwd=tmp_path)

        assert done.returncode == 0
        for name in (
            "check",
            "count",
            "build",
            "serve",
            "packs",
            "translations",
            "schema",
            "territory",
            "doctor",
        ):
            assert re.search(rf"^  {name} ", done.stdout, re.MULTILINE), name


class TestPacks:
    def _names(self, folder: Path, *arguments: str) -> set[str]:
        done = _json("packs", "--at", AT, "--json", *arguments, cwd=folder)
        return {pack["name"] for pack in done["packs"]}

    def test_a_channel_alone(self, campaign_folder: Path) -> None:
        assert self._names(campaign_folder, "--channel", "x") == {"channel-x-ar", "channel-x-fr"}
        assert {path.name for path in (campaign_folder / "packs").iterdir()} == {
            "channel-x-ar.zip",
            "channel-x-fr.zip",
        }

    def test_a_place_and_a_candidate_s_place_are_the_same(self, campaign_folder: Path) -> None:
        place = self._names(campaign_folder, "--territory", "01.1")

        assert place == {"place-01-1-ar", "place-01-1-fr"}
        assert self._names(campaign_folder, "--candidate", "amina-idrissi") == place

    def test_a_place_on_one_channel(self, campaign_folder: Path) -> None:
        assert self._names(campaign_folder, "--territory", "01.1", "--channel", "sms") == {
            "place-01-1-ar-sms",
            "place-01-1-fr-sms",
        }
        with zipfile.ZipFile(campaign_folder / "packs/place-01-1-ar-sms.zip") as archive:
            assert {
                post["channel"] for post in json.loads(archive.read("posts.json"))["posts"]
            } == {"sms"}

    def test_since_an_instant(self, campaign_folder: Path) -> None:
        self._names(campaign_folder, "--channel", "x", "--since", "2026-10-01")
        with zipfile.ZipFile(campaign_folder / "packs/channel-x-ar.zip") as archive:
            posts = json.loads(archive.read("posts.json"))["posts"]
        assert {post["message"] for post in posts} == {"night-clinics"}
        assert self._names(campaign_folder, "--since", "2026-10-06") == set()

    @pytest.mark.parametrize(
        ("option", "value", "hint"),
        [
            ("--channel", "whatsap", "did you mean «whatsapp»"),
            ("--candidate", "amina-idrisi", "did you mean «amina-idrissi»"),
            ("--territory", "99", "nothing is said about «99»"),
        ],
    )
    def test_a_misspelt_name_gets_help(
        self, campaign_folder: Path, option: str, value: str, hint: str
    ) -> None:
        done = call_minbar("packs", option, value, cwd=campaign_folder)

        assert done.returncode == 2
        assert hint in done.stderr


class TestTranslations:
    def test_what_is_missing_and_outdated_is_listed(self, campaign_folder: Path) -> None:
        write(campaign_folder, WATER, SOURCES["messages/water"] + "\nوأكثر.\n")
        (campaign_folder / "content/pages/contact.fr.md").unlink()
        listed = _json("translations", "--json", cwd=campaign_folder)

        assert listed == {
            "translations": [
                {"kind": "messages", "slug": "water", "language": "fr", "state": "outdated"},
                {"kind": "pages", "slug": "contact", "language": "fr", "state": "missing"},
            ],
            "accepted": 0,
        }

    @pytest.mark.parametrize(
        "chosen", ["content/messages/water.fr.md", "content/messages", "content"]
    )
    def test_accepting_changes_one_line(self, campaign_folder: Path, chosen: str) -> None:
        write(campaign_folder, WATER, SOURCES["messages/water"] + "\nوأكثر.\n")
        before = read_tree(campaign_folder)
        done = _json("translations", "--accept", chosen, "--json", cwd=campaign_folder)
        after = read_tree(campaign_folder)
        changed = [name for name in before if before[name] != after[name]]

        assert done == {"translations": [], "accepted": 1}
        assert changed == ["content/messages/water.fr.md"]
        old, new = (tree[changed[0]].decode().split("\n") for tree in (before, after))
        assert [line for line in old if line not in new] == [old[1]]
        assert len(old) == len(new)
        assert _json("check", "--json", cwd=campaign_folder) == []

    def test_a_translation_without_the_line_gets_one(self, campaign_folder: Path) -> None:
        file = campaign_folder / "content/messages/water.fr.md"
        text = re.sub("translates: .*\n", "", file.read_text("utf-8"))
        file.write_text(text, encoding="utf-8")
        _json(
            "translations",
            "--accept",
            "content/messages/water.fr.md",
            "--json",
            cwd=campaign_folder,
        )

        assert _json("check", "--json", cwd=campaign_folder) == []

    def test_files_with_windows_line_ends_are_stamped_right(self, campaign_folder: Path) -> None:
        write(campaign_folder, WATER, SOURCES["messages/water"] + "\nوأكثر.\n")
        file = campaign_folder / "content/messages/water.fr.md"
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
        _json("translations", "--accept", "content/messages", "--json", cwd=campaign_folder)

        assert _json("check", "--json", cwd=campaign_folder) == []
        assert file.read_bytes().count(b"\r\n") == file.read_bytes().count(b"\n")

    def test_a_path_is_relative_to_where_one_stands_or_to_the_campaign(
        self, campaign_folder: Path, tmp_path: Path
    ) -> None:
        write(campaign_folder, WATER, SOURCES["messages/water"] + "\nوأكثر.\n")
        done = _json(
            "-C",
            str(campaign_folder),
            "translations",
            "--accept",
            "content/messages",
            "--json",
            cwd=tmp_path,
        )

        assert done["accepted"] == 1

    def test_a_path_that_is_no_translation_is_told(self, campaign_folder: Path) -> None:
        done = call_minbar(
            "translations", "--accept", "content/messages/watr.fr.md", cwd=campaign_folder
        )

        assert done.returncode == 2
        assert "watr.fr.md" in done.stderr


class TestTerritory:
    def test_importing_morocco_writes_the_repository_s_own_table(self, tmp_path: Path) -> None:
        done = _json("territory", "import", "morocco", "--json", cwd=tmp_path)
        text = (tmp_path / "content/territory.csv").read_text("utf-8")

        assert done["places"] == text.count("\n") - 1
        assert text == (REPOSITORY / "content/territory.csv").read_text("utf-8")

    @pytest.mark.parametrize("name", ["oued", "OUED", "الوادي"])
    def test_a_place_is_found_by_a_part_of_its_name(self, campaign_folder: Path, name: str) -> None:
        assert [
            place["code"]
            for place in _json("territory", "find", name, "--json", cwd=campaign_folder)
        ] == ["01.1"]

    def test_people_see_where_it_lies(self, campaign_folder: Path) -> None:
        done = call_minbar("territory", "find", "jbel", cwd=campaign_folder)

        assert "01.2" in done.stdout
        assert "الشمال · الجبل" in done.stdout

    def test_without_a_table_there_is_a_reason(self, tmp_path: Path) -> None:
        done = call_minbar("territory", "find", "x", cwd=tmp_path)

        assert done.returncode == 2
        assert "Traceback" not in done.stderr


class TestSchemaAndDoctor:
    def test_schemas_are_written_checked_and_found_stale(self, campaign_folder: Path) -> None:
        assert call_minbar("schema", "--check", cwd=campaign_folder).returncode == 1
        assert call_minbar("schema", cwd=campaign_folder).returncode == 0
        assert call_minbar("schema", "--check", cwd=campaign_folder).returncode == 0
        assert _json("schema", "--json", cwd=campaign_folder)["written"] == []
        write(campaign_folder, ".vscode/schemas/messages.json", "{}")
        assert _json("schema", "--check", "--json", cwd=campaign_folder, code=1)["stale"] == [
            ".vscode/schemas/messages.json"
        ]

    def test_a_campaign_s_own_editor_settings_are_kept(self, campaign_folder: Path) -> None:
        write(campaign_folder, ".vscode/settings.json", '{"editor.rulers": [80]}')
        call_minbar("schema", cwd=campaign_folder)

        assert json.loads((campaign_folder / ".vscode/settings.json").read_text("utf-8"))[
            "editor.rulers"
        ] == [80]

    def test_the_doctor_says_what_is_there(self, campaign_folder: Path) -> None:
        found = _json("doctor", "--json", cwd=campaign_folder)

        assert all(item["fine"] for item in found)
        assert {"Python", "git", "time zones", "campaign"} <= {item["what"] for item in found}

    def test_the_doctor_says_what_to_do(self, tmp_path: Path) -> None:
        done = call_minbar("doctor", cwd=tmp_path)

        assert done.returncode == 2
        assert "fix: go to a campaign folder" in done.stdout
