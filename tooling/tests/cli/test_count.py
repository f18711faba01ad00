"""minbar count: every limit of a channel is told, and what is not text is said to be none."""

import json
import subprocess
import sys
from pathlib import Path

from campaigns import write
from demonstration import call_minbar
from minbar.channels import CHANNELS, SURFACES


def test_second_limits_are_told(tmp_path: Path) -> None:
    text = " ".join(f"#وسم_{number}" for number in range(6)) + "👨‍👩‍👧‍👦" * 130
    done = call_minbar("count", "--json", cwd=tmp_path, input=text)
    counted = json.loads(done.stdout)["channels"]
    (size,) = counted["bluesky"]["also"]
    told = call_minbar("count", cwd=tmp_path, input=text).stdout.splitlines()

    assert size["name"] == "bytes"
    assert (size["limit"], size["fits"]) == (3000, False)
    assert counted["bluesky"]["length"] < counted["bluesky"]["limit"]
    assert not counted["bluesky"]["fits"]
    line = next(line for line in told if line.startswith("bluesky"))
    assert f"bytes {size['length']} / 3000" in line
    assert "refused" in line
    assert counted["instagram"]["also"] == [
        {"name": "hashtags", "length": 6, "limit": 5, "fits": False}
    ]


def test_unconfirmed_limits_have_a_mark_and_a_footnote(tmp_path: Path) -> None:
    channels = (*CHANNELS.values(), *SURFACES.values())
    unconfirmed = {channel.id for channel in channels if channel.unconfirmed}
    *lines, footnote = call_minbar("count", cwd=tmp_path, input="نص").stdout.splitlines()
    counted = json.loads(call_minbar("count", "--json", cwd=tmp_path, input="نص").stdout)

    assert unconfirmed
    assert {line.split()[0] for line in lines if "*" in line} == unconfirmed
    assert footnote.startswith("* ")
    found = counted["channels"].items()
    assert {name for name, item in found if item["unconfirmed"]} == unconfirmed


def test_a_byte_that_is_no_text_is_told_with_its_place(tmp_path: Path) -> None:
    write(tmp_path, "post.txt", b"one\nt\xffwo")
    done = call_minbar("count", "post.txt", cwd=tmp_path)
    piped = subprocess.run(
        [sys.executable, "-m", "minbar", "count", "-"],
        input=b"\xff",
        capture_output=True,
        check=False,
    )

    assert done.returncode == 2
    assert "line 2, byte 2: 0xff is not UTF-8" in done.stderr
    assert piped.returncode == 2
    assert b"line 1, byte 1: 0xff" in piped.stderr


def test_line_ends_and_a_byte_order_mark_count_as_editors_mean_them(tmp_path: Path) -> None:
    write(tmp_path, "post.txt", b"\xef\xbb\xbfone\r\ntwo\r\n")
    done = call_minbar("count", "--json", "post.txt", cwd=tmp_path)

    assert json.loads(done.stdout)["channels"]["x"]["length"] == 7
