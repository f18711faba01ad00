"""What was public before a silence is what is proved to have been, whatever date a merge gives itself."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from campaigns import SOURCES
from demonstration import read_tree
from minbar.approvals.github import Answer, GitHub
from minbar.model.setup import SetupError
from minbar.model.team import Home
from minbar.publish.ledger import Ledger, ledger_path
from minbar.publish.objects import Commit
from minbar.publish.outcome import Published, Stopped
from minbar.publish.past import UnprovenError, find_last_before
from publishing import CONFIG, START, WATER, publish, with_mode, yes
from signed import MORE, Signed

NEW = SOURCES["messages/water"] + MORE


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


S = seconds(START)
DAY_BEFORE, INSIDE, AFTER = S - 86_400, S + 36_000, S + 86_400


class Clock:
    """What time it is for a run."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch

    def set(self, at: int) -> None:
        self.patch.setenv("SOURCE_DATE_EPOCH", str(at))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture(params=["block_new", "freeze"])
def signed(tmp_path: Path, request: pytest.FixtureRequest) -> Signed:
    files = {CONFIG: with_mode(request.param)}
    return Signed(tmp_path / "campaign", tmp_path / "keys", files)


def merge_backdated(signed: Signed) -> None:
    """What is merged in the silence under the date of the day before it."""
    signed.at = DAY_BEFORE
    signed.change(NEW)
    signed.merge_signed()


def shown(site: Path) -> bool:
    return MORE.strip() in (site / "ar/messages/water.html").read_text("utf-8")


def test_a_merge_that_is_dated_back_appears_after_the_silence_only(
    signed: Signed, clock: Clock
) -> None:
    clock.set(DAY_BEFORE)
    assert isinstance(signed.publish(), Published)
    clock.set(INSIDE)
    merge_backdated(signed)
    inside = signed.publish()

    assert isinstance(inside, Published)
    assert inside.head == signed.head
    assert not shown(signed.root / "site")
    clock.set(AFTER)
    assert isinstance(signed.publish(), Published)
    assert shown(signed.root / "site")


def test_what_was_published_before_stays_whatever_comes(signed: Signed, clock: Clock) -> None:
    clock.set(DAY_BEFORE)
    signed.publish()
    merge_backdated(signed)
    clock.set(DAY_BEFORE + 3600)
    signed.publish()
    clock.set(INSIDE)
    signed.publish()

    assert shown(signed.root / "site")


def test_a_date_ahead_does_not_turn_the_site_back(signed: Signed, clock: Clock) -> None:
    """A laptop whose clock is a day fast, or a writer who dates a commit ahead: what readers saw, they see."""
    clock.set(DAY_BEFORE)
    signed.publish()
    signed.at = INSIDE
    signed.change(NEW)
    signed.merge_signed()
    signed.publish()
    before = read_tree(signed.root / "site")
    clock.set(INSIDE)
    signed.publish()

    assert shown(signed.root / "site")
    assert read_tree(signed.root / "site") == before


def test_a_new_place_in_a_silence_proves_nothing_and_keeps_what_is_there(
    signed: Signed, clock: Clock
) -> None:
    """A machine that never published: neither the backdated text, nor a dark site."""
    clock.set(DAY_BEFORE)
    signed.publish()
    clock.set(INSIDE)
    merge_backdated(signed)
    before = read_tree(signed.root / "site")
    ledger = signed.root / ".git/minbar-published"
    kept = ledger.read_text()
    ledger.unlink()
    with pytest.raises(SetupError, match="nothing here proves what was published before"):
        signed.publish()
    assert read_tree(signed.root / "site") == before
    shutil.rmtree(signed.root / "site")
    shutil.rmtree(signed.root / ".minbar")
    with pytest.raises(UnprovenError):
        signed.publish()
    assert not (signed.root / "site").exists()

    ledger.write_text(kept)  # as a workflow does from what it kept
    assert isinstance(signed.publish(), Published)
    assert not shown(signed.root / "site")


def test_githubs_record_of_the_branch_takes_the_place_of_a_lost_ledger(
    signed: Signed, clock: Clock
) -> None:
    clock.set(INSIDE)
    merge_backdated(signed)
    moves = {signed.anchor: DAY_BEFORE, signed.head: INSIDE}
    for known, is_new_shown in ((moves, False), (dict.fromkeys(moves, DAY_BEFORE), True)):
        site = signed.root.parent / f"site-{is_new_shown}"
        made = _publish_with(signed, known, site)
        assert isinstance(made, Published)
        assert shown(site) == is_new_shown
    with pytest.raises(UnprovenError):
        _publish_with(signed, {}, signed.root / "site")


def _publish_with(signed: Signed, arrivals: dict[str, int], site: Path) -> Published | Stopped:
    from minbar.build.lock import one_at_a_time
    from minbar.publish.look import look_at
    from minbar.publish.publisher import Publisher
    from minbar.publish.verdict import read_verdict

    def verify(commit: str):  # type: ignore[no-untyped-def]
        return read_verdict(signed.root, signed.anchor, commit)

    with one_at_a_time(signed.root, print):
        seen = look_at(signed.root, site, signed.anchor, "HEAD", None)
        publisher = Publisher(signed.root, site, seen, verify, print, arrivals=lambda _: arrivals)
        return publisher.publish()


def test_githubs_answers() -> None:
    home = Home("pont/campaign", 501)
    rows = [
        {"id": 3, "after": "b" * 40, "timestamp": "2027-09-08T10:00:00Z", "activity_type": "pr_merge", "actor": None},
        {"id": 2, "after": "a" * 40, "timestamp": "2027-09-07T10:00:00Z", "activity_type": "push", "actor": None},
        {"id": 4, "after": "a" * 40, "timestamp": "2027-09-09T10:00:00Z", "activity_type": "force_push", "actor": None},
        {"id": 5, "after": "c" * 40, "timestamp": "2027-09-01T10:00:00Z", "activity_type": "unheard_of", "actor": None},
    ]  # fmt: skip
    asked = []

    def answer(address: str) -> Answer:
        import json

        asked.append(address)
        body = rows if "/activity" in address else {"id": 501}
        return Answer(200, "", json.dumps(body).encode())

    found = GitHub(answer).arrivals(home)
    assert found == {"a" * 40: seconds("2027-09-07T10:00"), "b" * 40: seconds("2027-09-08T10:00")}
    assert asked[-1].endswith("/activity?per_page=100&ref=refs%2Fheads%2Fmain")
    assert GitHub(lambda _: Answer(403, "", b"")).arrivals(home) == {}
    assert GitHub(answer).arrivals(Home("pont/campaign", 502)) == {}
    assert GitHub(answer).arrivals(None) == {}


def test_the_page_does_not_say_an_earlier_day_than_the_step_before(
    signed: Signed, clock: Clock
) -> None:
    clock.set(AFTER)
    signed.at = INSIDE
    signed.change(SOURCES["messages/water"] + "\nماء.\n")
    signed.merge_signed()
    merge_backdated(signed)
    signed.publish()
    page = (signed.root / "site/ar/messages/water.html").read_text("utf-8")
    foot = page[page.index("mb-approval") :].partition("</p>")[0]

    assert shown(signed.root / "site")
    assert "8 شتنبر 2027" in foot or "08" in foot, foot
    assert "7 شتنبر" not in foot


# The rule itself.

LINE = [Commit(name * 40, at) for name, at in (("a", 10), ("b", 30), ("c", 20), ("d", 60))]


@pytest.mark.parametrize(
    ("now", "seen", "name"),
    [
        (49, {}, "c"),  # a rehearsal
        (50, {"a": 40}, "a"),
        (50, {"b": 49, "d": 50}, "b"),
        (50, {"b": 50, "c": 49}, "c"),  # what stands on it was there too
        (50, {"d": 49}, "d"),  # whatever date it gives itself
        (49, {"d": 48}, "c"),  # in a rehearsal dates are all there is
        (50, {"a": 0, "x": 0}, "a"),
    ],
)
def test_the_last_before(now: int, seen: dict[str, int], name: str) -> None:
    instant = datetime.fromtimestamp(50, UTC)
    known = {key * 40: float(at) for key, at in seen.items()}
    assert find_last_before(LINE, instant, now, known) == name * 40


def test_what_all_came_later_needs_no_proof() -> None:
    assert find_last_before(LINE, datetime.fromtimestamp(10, UTC), 99, {}) == ""
    with pytest.raises(UnprovenError):
        find_last_before(LINE, datetime.fromtimestamp(11, UTC), 99, {})


def test_the_first_time_stands(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    path.write_text(
        f"{'a' * 40} 5\nnonsense\n{'b' * 40} -1\n{'a' * 40} 3\n{'c' * 64} 9\n{'d' * 40} 7"
    )
    ledger = Ledger(path)
    ledger.keep("a" * 40, 99)
    ledger.keep("e" * 40, 100.9)

    assert Ledger(path).first == {"a" * 40: 5, "c" * 64: 9, "d" * 40: 7, "e" * 40: 100}
    assert Ledger(path).last == "e" * 40


def test_each_place_has_its_own(tmp_path: Path) -> None:
    common, root = tmp_path / ".git", tmp_path
    assert ledger_path(common, root, root / "site") == common / "minbar-published"
    others = {ledger_path(common, root, root / name) for name in ("rehearsal", "../www", "site/x")}
    assert len(others) == 3
    assert common / "minbar-published" not in others


def test_a_ledger_that_a_commit_brings_is_none(signed: Signed, clock: Clock) -> None:
    clock.set(INSIDE)
    signed.push({"minbar-published": f"{signed.anchor} 1\n", WATER: NEW})
    with pytest.raises(UnprovenError):
        publish(signed.root, None, signed.anchor, verify=yes(signed.root))
