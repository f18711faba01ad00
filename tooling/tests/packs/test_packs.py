"""What is in a pack, and that nothing in it hurts whoever opens it."""

import csv
import io
import json
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from campaigns import SOURCES, write
from demonstration import AT, Built, build_site, run_minbar
from hypothesis import given
from hypothesis import strategies as st
from minbar.channels import CHANNELS, measure
from minbar.packs.render import FORMULA_STARTS, write_rows

Row = dict[str, str]
CELLS = st.one_of(st.integers(), st.text(st.sampled_from("ماءEé,\"'=+-@＝ \t\r\n\x00\u2028;")))


def _open(path: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(path)


def _packs(site: Path) -> list[Path]:
    return sorted((site / "packs").glob("*.zip"))


def _table(archive: zipfile.ZipFile) -> list[Row]:
    text = archive.read("posts.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _json(archive: zipfile.ZipFile, name: str = "posts.json") -> Any:
    return json.loads(archive.read(name).decode("utf-8"))


def test_there_is_a_pack_for_each_channel_and_language(demonstration: Built) -> None:
    names = {path.stem for path in _packs(demonstration.site)}

    assert {f"channel-{channel}-{code}" for channel in CHANNELS for code in ("ar", "fr")} <= names
    assert {"place-00-ar", "place-00-fr"} <= names


def test_each_pack_holds_what_it_says(demonstration: Built) -> None:
    for path in _packs(demonstration.site):
        with _open(path) as archive:
            assert archive.testzip() is None
            names = archive.namelist()
            posts = _json(archive)["posts"]
            texts = {f"{post['channel']}/{post['message']}.txt" for post in posts}
            assert names == sorted(names)
            assert (
                set(names)
                == {"README.txt", "SHA256SUMS", "posts.csv", "posts.json", "posts.schema.json"}
                | texts
            )
            assert _json(archive)["pack"] == path.stem


def _sums(listed: str) -> dict[str, str]:
    rows = (line.split("  ", 1) for line in listed.splitlines())
    return {name: digest for digest, name in rows}


def test_a_manifest_says_what_each_file_is_to_the_byte(demonstration: Built) -> None:
    for path in _packs(demonstration.site):
        with _open(path) as archive:
            sums = _sums(archive.read("SHA256SUMS").decode())
            assert sums == {
                name: sha256(archive.read(name)).hexdigest()
                for name in archive.namelist()
                if name != "SHA256SUMS"
            }


def test_beside_each_pack_stands_what_it_is_to_the_byte(demonstration: Built) -> None:
    for path in _packs(demonstration.site):
        sums = _sums(path.with_name(f"{path.name}.sha256").read_text("utf-8"))
        assert sums == {path.name: sha256(path.read_bytes()).hexdigest()}


def test_the_json_is_what_its_schema_asks_for(demonstration: Built) -> None:
    for path in _packs(demonstration.site):
        with _open(path) as archive:
            schema = _json(archive, "posts.schema.json")
            jsonschema.validators.validator_for(schema).check_schema(schema)
            jsonschema.validate(_json(archive), schema)


def test_the_schema_refuses_a_record_that_lacks_something(demonstration: Built) -> None:
    with _open(demonstration.site / "packs/channel-x-ar.zip") as archive:
        pack, schema = _json(archive), _json(archive, "posts.schema.json")
    del pack["posts"][0]["text"]

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(pack, schema)


@given(st.lists(st.lists(CELLS, min_size=2), max_size=4))
def test_a_table_is_what_the_csv_module_writes(rows: list[list[str | int]]) -> None:
    table = io.StringIO()
    csv.writer(table, lineterminator="\r\n").writerows([map(inert, row) for row in rows])

    assert write_rows(rows) == table.getvalue()


def inert(cell: str | int) -> str | int:
    is_formula = isinstance(cell, str) and cell.lstrip().startswith(FORMULA_STARTS)
    return f"'{cell}" if is_formula else cell


def test_the_table_opens_as_utf_8_and_says_the_same_as_the_json(demonstration: Built) -> None:
    for path in _packs(demonstration.site):
        with _open(path) as archive:
            data = archive.read("posts.csv")
            assert data.startswith(b"\xef\xbb\xbf")
            rows, posts = _table(archive), _json(archive)["posts"]
            assert [row["text"].removeprefix("'") for row in rows] == [
                post["text"].removeprefix("'") for post in posts
            ]
            assert [(row["message"], row["part"]) for row in rows] == [
                (p["message"], str(p["part"])) for p in posts
            ]


def test_each_text_fits_its_channel_and_is_measured_right(demonstration: Built) -> None:
    for path in _packs(demonstration.site):
        if path.stem.startswith("channel-"):
            with _open(path) as archive:
                for post in _json(archive)["posts"]:
                    measured = measure(CHANNELS[post["channel"]], post["text"])
                    assert (post["length"], post["limit"], post["unit"]) == (
                        measured.length,
                        measured.limit,
                        measured.unit,
                    )
                    assert measured.fits, f"{path.stem}: {post['message']}"


def test_a_text_file_is_ready_to_paste(demonstration: Built) -> None:
    with _open(demonstration.site / "packs/channel-whatsapp-ar.zip") as archive:
        for post in _json(archive)["posts"]:
            text = archive.read(f"whatsapp/{post['message']}.txt").decode("utf-8")
            assert post["text"] in text
            assert text.endswith("\n")


def test_the_welcome_names_party_and_demonstration(demonstration: Built) -> None:
    with _open(demonstration.site / "packs/place-00-fr.zip") as archive:
        welcome = archive.read("README.txt").decode("utf-8")

    assert "Parti du Pont civique" in welcome
    assert "Site de démonstration" in welcome


def test_a_pack_carries_no_time_and_no_machine(demonstration: Built) -> None:
    for path in _packs(demonstration.site)[:10]:
        with _open(path) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert {entry.create_system for entry in archive.infolist()} == {3}
            assert not any(
                entry.filename.startswith("/") or ".." in entry.filename
                for entry in archive.infolist()
            )


FORMULAS = ["=1+1", "+212600", "-1+1", "@", "＝1+1"]


@pytest.mark.parametrize("start", FORMULAS)
def test_a_text_cannot_become_a_formula(campaign_folder: Path, start: str) -> None:
    quoted = json.dumps(start + " سعر", ensure_ascii=False)
    source = SOURCES["messages/water"].replace("title: ماء لكل دوار", f"title: {quoted}")
    source = source.replace("short: ", f"channels: {{telegram: {quoted}}}\nshort: ")
    write(campaign_folder, "content/messages/water.ar.md", source)
    site = build_site(campaign_folder)
    cells = []
    for path in _packs(site):
        with _open(path) as archive:
            cells += [cell for row in _table(archive) for cell in row.values()]

    assert [
        cell for cell in cells if cell.lstrip()[:1] in {"=", "+", "-", "@", "＝", "＋", "－", "＠"}
    ] == []
    assert any("سعر" in cell for cell in cells)


def test_packs_are_the_same_bytes_each_time(campaign_folder: Path) -> None:
    made = []
    for out, seed in (("one", "1"), ("two", "2")):
        done = run_minbar(
            "packs",
            "--at",
            AT,
            "--out",
            out,
            cwd=campaign_folder,
            env={"PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"},
        )
        assert done.returncode == 0, done.stderr
        made.append({path.name: path.read_bytes() for path in (campaign_folder / out).iterdir()})

    assert made[0] == made[1]
    assert len(made[0]) > 20
