"""What a text is at each instant, whatever windows are in force: the cases of gate.yml."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
import yaml
from minbar.calendar import InForce, Subject
from minbar.calendar.scope import Scope
from minbar.edition.gate import Gate, Terms
from minbar.model.election import Window

CASES = yaml.safe_load((Path(__file__).parent / "gate.yml").read_text("utf-8"))
START, END = 100, 200


def instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def gate_of(window: dict[str, Any], at: float) -> Gate:
    """The gate at an instant: it holds the window only while that is in force."""
    start, end = instant(START), instant(END)
    written = Window("silence", start.isoformat(), end.isoformat(), mode=window["mode"])
    scope = msgspec.convert(window.get("scope", {}), Scope)
    item = InForce("e", 0, written, scope, ZoneInfo("UTC"), start, end, start)
    return Gate("cleared", (item,) if START <= at < END else ())


def terms_of(text: dict[str, Any]) -> Terms:
    subject = Subject(**text.get("subject", {}))
    moments = (text.get(name) for name in ("publish", "expires", "withdrawn"))
    return Terms(text.get("kind", "messages"), "water", text.get("draft", False), *moments, subject)


@pytest.mark.parametrize("name", CASES)
def test_states(name: str) -> None:
    case = CASES[name]
    found = {
        at: gate_of(case["window"], at).state(terms_of(case["text"]), at) for at in case["states"]
    }
    assert found == case["states"]


def test_of_two_windows_the_stronger_one_holds() -> None:
    holding, freeze = (
        gate_of({"mode": mode}, 150).windows[0] for mode in ("holding_page", "freeze")
    )
    for windows in ((holding, freeze), (freeze, holding)):
        assert Gate("cleared", windows).state(terms_of({}), 150) == "withheld"


def test_what_is_closed_is_shown_under_no_window_and_under_any() -> None:
    open_gate, holding = Gate("cleared"), gate_of({"mode": "freeze"}, 150)
    for gate in (open_gate, holding):
        closed = msgspec.structs.replace(gate, closed=frozenset({"messages/water"}))
        assert gate.state(terms_of({}), 150) == "live"
        assert closed.state(terms_of({}), 150) == "withheld"
