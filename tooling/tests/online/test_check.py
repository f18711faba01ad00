"""minbar check --online, and the network without it."""

import json
import socket
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from campaigns import write
from cases import edit
from click.testing import CliRunner
from minbar.cli.boundary import command
from minbar.online import Limits, ask_all
from online_server import Local, serve

GONE = "[La source](https://a.example/404) et [la suite](https://b.example/200)."


def check(root: Path, *arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    done = CliRunner().invoke(
        command, ["-C", str(root), "check", "--json", *arguments], standalone_mode=False
    )
    assert done.exception is None, done.exception
    return done.return_value or 0, json.loads(done.stdout), done.stderr


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("the network was asked")


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("getaddrinfo", "create_connection", "socket"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.fixture
def linked(campaign_folder: Path) -> Path:
    edit(campaign_folder, "content/messages/water.fr.md", "Nous amenons l’eau.", GONE)
    edit(campaign_folder, "content/messages/water.ar.md", "كل دوار.\n", f"كل دوار.\n\n{GONE}\n")
    return campaign_folder


@pytest.fixture
def local(monkeypatch: pytest.MonkeyPatch) -> Any:
    with serve() as (server, network):
        quick = partial(ask_all, network=network)
        monkeypatch.setattr("minbar.cli.online.ask_all", quick)
        monkeypatch.setattr("minbar.cli.online.Limits", lambda: Limits(pause_s=0))
        yield server


@pytest.mark.usefixtures("no_network")
def test_nothing_is_asked_without_the_option(linked: Path) -> None:
    _, findings, _ = check(linked)
    assert not [item for item in findings if item["code"] == "LK007"]


@pytest.mark.usefixtures("no_network")
def test_a_loopback_address_is_never_asked(campaign_folder: Path) -> None:
    edit(
        campaign_folder,
        "content/messages/water.fr.md",
        "Nous amenons l’eau.",
        "[a](https://127.0.0.1/)",
    )
    edit(
        campaign_folder,
        "content/monitoring/column.ar.md",
        "https://journal.example/column",
        "https://localhost/",
    )
    write(campaign_folder, "content/programme/health.ar.md", _without_link(campaign_folder))
    _, findings, _ = check(campaign_folder, "--online", "content/messages/water.fr.md")
    assert "LK007" not in {item["code"] for item in findings}


def _without_link(root: Path) -> str:
    text = (root / "content/programme/health.ar.md").read_text("utf-8")
    return text.replace("        url: https://www.hcp.ma/\n", "")


def test_dead_links_are_told_with_their_status(linked: Path, local: Local) -> None:
    code, findings, said = check(linked, "--online")
    dead = [item for item in findings if item["code"] == "LK007"]

    assert [(item["path"], item["text"]) for item in dead] == [
        ("content/messages/water.ar.md", "https://a.example/404"),
        ("content/messages/water.fr.md", "https://a.example/404"),
        ("content/monitoring/column.ar.md", "https://journal.example/column"),
        ("content/programme/health.ar.md", "https://www.hcp.ma/"),
    ]
    assert dead[0]["message"] == "this link is dead: it answers 404"
    assert {item["severity"] for item in dead} == {"warning"}
    assert code == 0
    assert "Asking for 4 links outside" in said
    assert sum(path == "/404" for _, _, path in local.asked) == 2  # HEAD and GET, for both files


def test_only_the_files_that_are_asked_for(linked: Path, local: Local) -> None:
    _, findings, _ = check(linked, "--online", "content/monitoring/column.ar.md")

    assert [item["path"] for item in findings] == ["content/monitoring/column.ar.md"]
    assert {host for _, host, _ in local.asked} == {"journal.example"}


@pytest.mark.usefixtures("local")
def test_levels_hold_for_it_too(linked: Path) -> None:
    settings = (linked / "content/campaign.yml").read_text("utf-8")
    for level, code, count in (("error", 1, 4), ("off", 0, 0)):
        write(linked, "content/campaign.yml", f"{settings}\nrules: {{LK007: {level}}}\n")
        ended, findings, _ = check(linked, "--online")
        assert (ended, sum(item["code"] == "LK007" for item in findings)) == (code, count)


@pytest.mark.usefixtures("local")
def test_a_waiver_holds_and_is_not_idle_while_nobody_asks(linked: Path) -> None:
    waiver = "waivers: [{rule: LK007, reason: archive, until: 2099-01-01}]\ntheme: water"
    edit(linked, "content/messages/water.ar.md", "theme: water", waiver)
    for arguments in ((), ("--online",)):
        _, findings, _ = check(linked, *arguments)
        codes = {(item["code"], item["path"]) for item in findings}
        assert not {code for code, _ in codes} & {"ST018", "ST019"}
        assert ("LK007", "content/messages/water.fr.md") not in codes
