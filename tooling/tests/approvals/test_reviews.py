"""GitHub's answers: who said yes to what was merged, and that nothing missing is a yes."""

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))
from approval_world import Keys, World
from minbar.approvals.evidence import Review, ReviewError
from minbar.approvals.github import API, Answer, GitHub, fetch_with, reviews_from_environment
from minbar.approvals.verify import verify
from minbar.model.setup import SetupError
from minbar.model.team import Home

HEAD, OTHER, COMMIT = "a" * 40, "b" * 40, "c" * 40
NAME = "pont-civique/campaign"
HOME = Home(NAME, 501)
CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("reviews.yml").read_text("utf-8"))
WRITER = {"login": "writer", "id": 104, "type": "User"}
REPOSITORY = {"id": 501, "full_name": NAME}


def recorded(head: str = HEAD, commit: str = COMMIT) -> dict[str, Any]:
    """Answers to one pull request that is in order; fields that nobody reads stand for all the others."""
    base = {"ref": "main", "sha": OTHER, "repo": {**REPOSITORY, "private": True}}
    own = {"ref": "topic", "sha": head, "repo": REPOSITORY}
    pull = {
        "number": 7,
        "state": "closed",
        "merged_at": "2026-11-20T12:00:00Z",
        "merge_commit_sha": commit,
        "base": base,
        "head": own,
    }
    move = {"ref": "refs/heads/topic", "before": OTHER, "actor": WRITER}
    return {
        "repository": {**REPOSITORY, "name": "campaign"},
        "pulls": [pull],
        "pull": {**pull, "merged": True, "merged_by": WRITER},
        "reviews": [
            {
                "id": 5,
                "node_id": "PRR_x",
                "user": {"login": "lead", "id": 101, "type": "User", "site_admin": False},
                "state": "APPROVED",
                "commit_id": head,
                "submitted_at": "2026-11-20T10:30:00Z",
            }
        ],
        "activity": [
            {
                **move,
                "id": 12,
                "after": head,
                "timestamp": "2026-11-20T10:00:00Z",
                "activity_type": "push",
            },
            {
                **move,
                "id": 11,
                "after": OTHER,
                "timestamp": "2026-11-20T09:00:00Z",
                "activity_type": "branch_creation",
            },
        ],
    }


def changed(case: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    made = json.loads(json.dumps(answers))  # no part of it is shared
    for path, value in case.get("set", {}).items():
        *way, last = path.split(".")
        inner: Any = made
        for key in way:
            inner = inner[int(key) if key.isdigit() else key]
        inner[int(last) if last.isdigit() else last] = value
    for path in case.get("drop", []):
        *way, last = path.split(".")
        inner = made
        for key in way:
            inner = inner[int(key) if key.isdigit() else key]
        del inner[last]
    for name, rows in case.get("add", {}).items():
        made[name] += rows
    text = json.dumps(made).replace('"HEAD"', f'"{answers["pull"]["head"]["sha"]}"')
    return dict(json.loads(text.replace('"OTHER"', f'"{OTHER}"')))


class Recorded:
    """Answers from a recording."""

    def __init__(self, case: dict[str, Any], answers: dict[str, Any]) -> None:
        self.case = case
        self.answers = changed(case, answers)

    def __call__(self, address: str) -> Answer:
        if not address.startswith(API):
            return Answer(200, "", b"[]")
        path = address.removeprefix(f"{API}/repos/{NAME}")
        for part, status in self.case.get("status", {}).items():
            if part in address and (not part.startswith("repos/") or not path):
                if not status:
                    raise OSError("connection reset")
                return Answer(status, "", self._found(address, path).body)
        return self._found(address, path)

    def _found(self, address: str, path: str) -> Answer:
        name = next((each for each in ("reviews", "activity") if f"/{each}" in path), "")
        name = name or ("repository" if not path else "pulls" if "/commits/" in path else "pull")
        if name in self.case.get("body", {}):
            return Answer(200, "", self.case["body"][name].encode())
        if name in self.case.get("link", {}):
            return self._told(name, self.answers[name], self.case["link"][name])
        if self.case.get("pages") == name:
            rows = self.answers[name]
            if "page=2" in address:
                return self._told(name, rows[:1] if len(rows) == 1 else rows[1:], "")
            return self._told(name, [] if len(rows) == 1 else rows[:1], f"{address}&page=2")
        return self._told(name, self.answers[name], "")

    def _told(self, name: str, value: Any, following: str) -> Answer:
        link = f'<{following}>; rel="next", <x>; rel="last"' if following else ""
        return Answer(200, link, json.dumps(value).encode())


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    case = CASES[name]
    github = GitHub(Recorded(case, recorded()))
    if "says" in case:
        with pytest.raises(ReviewError, match=case["says"]):
            github.review_of(COMMIT, HOME)
        return
    review = github.review_of(COMMIT, HOME)
    assert review.head == HEAD
    assert sorted(review.approvers) == case["approvers"]
    if "pushers" in case:
        assert sorted(review.pushers) == case["pushers"]


def test_there_are_enough() -> None:
    assert sum(name.startswith("fail_") for name in CASES) >= 20


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A merge by the button, not signed by anybody."""
    folder = tmp_path_factory.mktemp("keys")
    made = World(tmp_path_factory.mktemp("world") / "r", Keys(folder))
    made.begin(made.keys.team())
    made.commit(on="topic", start="main", files={"content/messages/a.md": "good"})
    made.merge("topic", by="GitHub <noreply@github.com>")
    return made


@pytest.mark.parametrize("name", [*CASES])
def test_a_history_rests_on_reviews(world: World, name: str) -> None:
    case = CASES[name]
    answers = recorded(world.find("topic"), world.find("main"))
    found = verify(world.root, world.anchor, reviews=GitHub(Recorded(case, answers)))
    for file in (world.root / ".minbar").rglob("accepted"):
        file.unlink()
    assert found.verdict == ("accept" if name.startswith("pass_") else "refuse"), found
    if name.startswith("pass_"):
        assert found.clearances["content/messages/a.md"].evidence == ("github-review",)


def test_without_reviews_it_is_refused(world: World) -> None:
    assert verify(world.root, world.anchor).verdict == "refuse"


def test_what_was_reviewed_is_not_what_was_merged(world: World) -> None:
    answers = recorded(world.anchor, world.find("main"))
    found = verify(world.root, world.anchor, reviews=GitHub(Recorded({}, answers)))
    assert found.verdict == "refuse"


def test_a_rebase_rests_on_the_review_of_all_of_it(tmp_path: Path, world: World) -> None:
    made = World(tmp_path / "r", world.keys)
    made.begin(made.keys.team())
    texts = ({"content/messages/a.md": "one"}, {"content/messages/b.md": "two"})
    made.commit(on="topic", start="main", files=texts[0])
    made.commit(on="topic", files=texts[1])
    for files in texts:
        made.commit(committer="lead", files=files)
    answers = recorded(made.find("topic"), made.find("main"))

    found = verify(made.root, made.anchor, reviews=GitHub(Recorded({}, answers)))

    assert [step.verdict for step in found.steps] == ["accept", "accept"], found
    assert {found.clearances[path].people for files in texts for path in files} == {("lead",)}


class _OneReview:
    """The lead's review of what one merge brought."""

    def __init__(self, commit: str, head: str) -> None:
        self._commit, self._head = commit, head

    def review_of(self, commit: str, home: Home) -> Review:
        if commit != self._commit:
            raise ReviewError("0 pull requests have brought it, where one should have")
        return Review(self._head, frozenset({101}), frozenset({104}))


def test_a_review_covers_no_push_that_its_branch_stood_on(tmp_path: Path, world: World) -> None:
    """What was pushed before is behind the reviewed head, and its reviewer has not seen it."""
    made = World(tmp_path / "r", world.keys)
    made.begin(made.keys.team())
    made.commit(by="writer", files={"content/messages/a.md": "pushed"})
    head = made.commit(on="topic", start="main", by="writer", files={"content/messages/b.md": "b"})
    merged = made.merge("topic", by="stranger")
    for _ in range(2):  # the second time from memory
        found = verify(made.root, made.anchor, reviews=_OneReview(merged, head))

        assert [step.verdict for step in found.steps] == ["refuse", "accept"], found


class _Server(BaseHTTPRequestHandler):
    asked: list[tuple[str, str | None]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Authorization"]))
        self.send_response(301 if self.path.endswith("/moved") else 200)
        self.send_header("Location", "/elsewhere")
        self.send_header("Link", '<http://127.0.0.1/next>; rel="next"')
        self.end_headers()
        self.wfile.write(b"[]")

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def server() -> Iterator[str]:
    running = HTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    thread.join()
    running.server_close()


def test_a_token_is_not_carried_on(server: str) -> None:
    fetch = fetch_with("secret")

    assert fetch(f"{server}/there") == Answer(200, '<http://127.0.0.1/next>; rel="next"', b"[]")
    assert fetch(f"{server}/moved").status == 301
    assert _Server.asked[-2:] == [("/there", "Bearer secret"), ("/moved", "Bearer secret")]


def test_without_a_token_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    monkeypatch.delenv("GH_TOKEN", raising=False)
    with pytest.raises(SetupError, match="no token"):
        reviews_from_environment()
    monkeypatch.setenv("GITHUB_TOKEN", "x")
    monkeypatch.setenv("GITHUB_API_URL", "http://evil.example")
    with pytest.raises(SetupError, match="not https"):
        reviews_from_environment()
