"""Elections as data: settings made of a case, and how what is in force is told in it.

    timezone, contests, elections   as in campaign.yml
    boundaries  local time, the same in UTC, what holds one second before, and what holds from then on
    subjects    an instant, what a text says of itself, and the windows that concern it

A window is told as `type [audience] [for contests] [in territories] [mode]`, without what is the default.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

import yaml
from campaigns import CAMPAIGN
from minbar.calendar import Calendar, InForce
from minbar.content.decode import WRONG, Decoder
from minbar.content.nodes import Mapping
from minbar.content.strict_yaml import parse_yaml
from minbar.content.zones import Zones, read_zone_of
from minbar.model.settings import Settings

FOLDER = Path(__file__).parent / "calendar"
RELEASES: dict[str, Path] = {
    "installed": Path(import_module("tzdata").__path__[0]),
    "2025.2": FOLDER / "tzdata-2025.2",
}


def read_elections() -> dict[str, dict[str, Any]]:
    """Every case by name, all of its values as they are written."""
    return {
        f"{file.stem}-{name}": case
        for file in sorted((FOLDER / "cases").glob("*.yml"))
        for name, case in yaml.load(file.read_text("utf-8"), yaml.BaseLoader).items()
    }


def zones_of(release: str) -> Zones:
    """The zones of one release of tzdata."""
    return lambda name: read_zone_of(RELEASES[release], name)


def settings_of(case: dict[str, Any], zones: Zones) -> Settings:
    """The settings of the small campaign with a case's elections."""
    contests = {
        name: {"name": {"ar": "اقتراع", "fr": "Scrutin"}, "level": "commune"}
        for name in case["contests"]
    }
    own = {"timezone": case["timezone"], "contests": contests, "elections": case["elections"]}
    whole = yaml.load(CAMPAIGN, yaml.BaseLoader) | own
    node, findings = parse_yaml(yaml.dump(whole, default_style='"', allow_unicode=True), "case")
    assert isinstance(node, Mapping), findings
    decoder = Decoder("case", zones(case["timezone"]), zones)
    settings = decoder.fields(node, Settings)[Settings]
    assert settings is not WRONG, decoder.findings
    return settings


def told(item: InForce) -> str:
    """A window in force, as a case tells it."""
    scope, mode = item.scope, item.window.mode
    parts = [
        item.window.type,
        "" if scope.audience == "everyone" else scope.audience,
        f"for {' '.join(sorted(scope.contests))}" if scope.contests else "",
        f"in {' '.join(sorted(scope.territories))}" if scope.territories else "",
        "" if mode == "warn" else mode,
    ]
    return " ".join(part for part in parts if part)


def calendar_of(case: dict[str, Any], release: str) -> Calendar:
    """The calendar of a case, read with one release of tzdata."""
    zones = zones_of(release)
    return Calendar(settings_of(case, zones), zones)
