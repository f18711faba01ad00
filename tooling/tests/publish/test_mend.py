"""A head that cannot be published: what stands is left while its time lasts, and never longer."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from campaigns import SOURCES
from demonstration import call_minbar, read_tree
from minbar.approvals.verify import verify
from minbar.model.setup import SetupError
from minbar.publish.ledger import NAME
from minbar.publish.outcome import Cleared, Published, Refusal, Stopped
from minbar.publish.verdict import read_verdict
from publishing import CONFIG, DAY, END, SETTINGS, START, WATER, commit_at, publish, yes
from signed import MORE, Signed

BAD = SOURCES["messages/water"] + "\nكلمة لم يوافق عليها أحد.\n"
NIGHT = "2027-09-07T23:50:00"


@pytest.fixture
def signed(tmp_path: Path) -> Signed:
    return Signed(tmp_path / "campaign", tmp_path / "keys")


def stopped(signed: Signed, at: str) -> Stopped:
    done = signed.publish(at)
    assert isinstance(done, Stopped), done
    return done


def silent(root: Path) -> bool:
    return "صمت انتخابي" in (root / "site/ar/messages/water.html").read_text("utf-8")


def texts(root: Path) -> str:
    return "\n".join(data.decode("utf-8", "replace") for data in read_tree(root / "site").values())


def test_a_bad_push_before_the_silence_reverted_in_it(signed: Signed) -> None:
    """The last commit before the silence is a refused one: neither an error nor its text comes of it."""
    signed.publish(DAY)
    commit_time(signed, NIGHT)
    signed.push({WATER: BAD})
    assert not stopped(signed, NIGHT).holding
    commit_time(signed, "2027-09-08T08:00:00")
    signed.as_writer("revert", "--no-edit", "HEAD")
    done = call_minbar(
        "publish",
        "--anchor",
        signed.anchor,
        "--at",
        "2027-09-08T09:00",
        "--site-dir",
        "site",
        "--json",
        cwd=signed.root,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["shows"] == "holding_page"
    assert silent(signed.root)
    assert "كلمة لم يوافق" not in texts(signed.root)


@pytest.mark.parametrize("mode", ["block_new", "freeze"])
def test_the_same_where_the_site_stays(tmp_path: Path, mode: str) -> None:
    settings = SETTINGS.replace("mode: holding_page", f"mode: {mode}")
    signed = Signed(tmp_path / "campaign", tmp_path / "keys", {CONFIG: settings})
    commit_time(signed, NIGHT)
    signed.push({WATER: BAD})
    commit_time(signed, "2027-09-08T08:00:00")
    signed.as_writer("revert", "--no-edit", "HEAD")
    done = signed.publish("2027-09-08T09:00")

    assert isinstance(done, Published)
    assert done.shows == mode
    assert "ماء لكل دوار" in texts(signed.root)
    assert "كلمة لم يوافق" not in texts(signed.root)


def commit_time(signed: Signed, instant: str) -> None:
    signed.at = int(datetime.fromisoformat(instant).replace(tzinfo=UTC).timestamp())


def test_a_bad_push_in_the_silence_does_not_keep_the_holding_page(signed: Signed) -> None:
    signed.change(SOURCES["messages/water"] + MORE)
    signed.merge_signed()
    signed.publish(DAY)
    good, before = signed.head, read_tree(signed.root / "site")
    signed.publish(START)
    assert silent(signed.root)
    bad = signed.push({WATER: BAD})
    during = stopped(signed, "2027-09-08T18:59:59")
    assert during.holding
    assert silent(signed.root)
    after = stopped(signed, END)

    assert (after.holding, after.restored, after.refusals[0].commit) == (False, good, bad)
    assert read_tree(signed.root / "site") == before
    assert stopped(signed, END).restored == "", "it stands already"
    assert read_tree(signed.root / "site") == before


def test_a_bad_push_does_not_keep_the_silence_from_beginning(signed: Signed) -> None:
    signed.publish(DAY)
    signed.push({WATER: BAD})
    done = call_minbar(
        "publish",
        "--anchor",
        signed.anchor,
        "--at",
        START,
        "--site-dir",
        "site",
        "--json",
        cwd=signed.root,
    )
    told = json.loads(done.stdout)

    assert done.returncode == 1
    assert (told["verdict"], told["holding"], told["until"]) == (
        "refuse",
        True,
        "2027-09-08T19:00:00Z",
    )
    assert silent(signed.root)
    said = call_minbar(
        "publish", "--anchor", signed.anchor, "--at", END, "--site-dir", "site", cwd=signed.root
    ).stderr
    assert f"{signed.anchor[:12]}, published before, is shown by the calendar" in said
    assert not silent(signed.root)


def test_a_place_that_held_the_page_alone_comes_back_too(signed: Signed) -> None:
    """Nothing was ever published there: the page was put up for a refused head."""
    signed.push({WATER: BAD})
    assert stopped(signed, START).holding
    assert stopped(signed, END).restored == signed.anchor
    assert "ماء لكل دوار" in texts(signed.root)


def test_what_expires_goes_under_a_bad_push_too(tmp_path: Path) -> None:
    dated = SOURCES["messages/water"].replace(
        "theme: water", "theme: water\nexpires: 2027-01-03T10:00"
    )
    signed = Signed(tmp_path / "campaign", tmp_path / "keys", {WATER: dated})
    signed.publish("2027-01-03T09:59:59")
    assert "ماء لكل دوار" in texts(signed.root)
    signed.push({CONFIG: SETTINGS.replace("نمدّ", "نبني")})
    assert stopped(signed, "2027-01-03T10:00:00").restored == signed.anchor
    assert "ماء لكل دوار" not in texts(signed.root)


def test_a_place_without_a_ledger_is_never_turned_back(signed: Signed) -> None:
    """On a new machine nobody knows what readers have seen: an old commit is no last good site."""
    signed.push({WATER: BAD})
    assert stopped(signed, DAY) == Stopped(
        signed.head, signed.anchor, stopped(signed, DAY).refusals
    )
    assert not (signed.root / "site").exists()


def test_a_verification_that_refuses_all_turns_nothing_back(signed: Signed) -> None:
    """As when GitHub does not answer: the last clean commit is far behind what readers have seen."""
    signed.change(SOURCES["messages/water"] + MORE)
    signed.merge_signed()
    signed.publish(DAY)
    before = read_tree(signed.root / "site")
    commit_time(signed, "2026-12-01T00:00:00")
    signed.change(SOURCES["messages/water"] + MORE + MORE)
    signed.merge_signed()

    def outage(commit: str) -> Cleared:
        return Cleared({}, signed.anchor, (Refusal(commit, "GitHub: it says 403"),))

    for at in (START, END):
        made = publish(signed.root, at, signed.anchor, verify=outage)
        assert isinstance(made, Stopped)
        assert made.holding == (at == START)
        assert silent(signed.root)
    assert (signed.root / f".git/{NAME}").is_file()
    assert isinstance(signed.publish(END), Published)
    assert read_tree(signed.root / "site") != before


def test_the_page_is_put_up_whatever_goes_wrong(signed: Signed) -> None:
    signed.publish(DAY)

    def broken(commit: str) -> Cleared:
        raise SetupError(f"no ssh-keygen for {commit}")

    made = publish(signed.root, START, signed.anchor, verify=broken)
    assert isinstance(made, Stopped)
    assert (made.holding, made.trouble[:13]) == (True, "no ssh-keygen")
    assert silent(signed.root)
    with pytest.raises(SetupError, match="no ssh-keygen"):
        publish(signed.root, DAY, signed.anchor, verify=broken, site=signed.root / "elsewhere")


def test_a_fault_of_minbars_own_does_not_keep_the_page_down(
    signed: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text that is approved and meets a bug is no reason to break the law; nor does the page stay up for it."""
    signed.publish(DAY)
    before = read_tree(signed.root / "site")

    def broken(commit: str) -> Cleared:
        raise ZeroDivisionError(commit)

    made = publish(signed.root, START, signed.anchor, verify=broken)
    assert isinstance(made, Stopped)
    assert made.holding
    assert "a fault of Minbar's own" in made.trouble
    assert "ZeroDivisionError" in made.trouble
    assert silent(signed.root)
    with pytest.raises(ZeroDivisionError):
        publish(signed.root, END, signed.anchor, verify=broken)
    assert isinstance(signed.publish(END), Published)
    assert read_tree(signed.root / "site").keys() == before.keys()
    monkeypatch.setattr("minbar.publish.stage.build_site", broken)
    signed.change(SOURCES["messages/water"] + MORE)
    signed.merge_signed()
    assert stopped(signed, START).holding


def test_an_approved_text_with_a_fault_does_not_keep_the_page(signed: Signed) -> None:
    signed.publish(DAY)
    good, page = signed.head, signed.root / "site/ar/messages/water.html"
    before = page.read_bytes()
    signed.publish(START)
    commit_at(signed, "2027-09-08T12:00", {WATER: "no header"})
    during = publish(signed.root, "2027-09-08T13:00", signed.anchor, verify=yes(signed.root))
    assert isinstance(during, Published), "nothing of that text is built yet"
    assert during.shown == ""
    after = publish(signed.root, END, signed.anchor, verify=yes(signed.root))

    assert isinstance(after, Stopped)
    assert (after.restored, after.findings[0].path) == (good, WATER)
    assert page.read_bytes() == before


def test_the_last_clean_commit(signed: Signed) -> None:
    """What was healed on the way does not make everything behind it bad."""
    signed.push({WATER: BAD})
    first = signed.head
    signed.as_writer("revert", "--no-edit", "HEAD")
    signed.change(SOURCES["messages/water"] + MORE)
    signed.merge_signed()
    clean = signed.head
    signed.push({WATER: BAD})

    assert read_verdict(signed.root, signed.anchor, "HEAD").good == clean
    assert read_verdict(signed.root, signed.anchor, first).good == signed.anchor
    assert verify(signed.root, signed.anchor, clean).good == clean


def test_a_branch_that_was_rewritten_turns_nothing_back(signed: Signed) -> None:
    """Somebody puts the branch back to an older good commit and pushes: readers do not see the old site again."""
    signed.change(SOURCES["messages/water"] + MORE)
    signed.merge_signed()
    good = signed.head
    signed.publish(DAY)
    before = read_tree(signed.root / "site")
    signed.publish(START)
    signed.git("reset", "-q", "--hard", signed.anchor)
    signed.push({WATER: BAD})
    after = stopped(signed, END)

    assert after.restored == good
    assert read_tree(signed.root / "site") == before
