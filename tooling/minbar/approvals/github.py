"""GitHub's REST API: the answers that reviews are judged from. An outage is a refusal, never a pass.

Source: GitHub REST API 2022-11-28, Pagination and Rate limits, read 2026-11-25.
"""

import os
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from typing import IO, Any
from urllib.parse import quote

import msgspec
from msgspec import Struct

from minbar.approvals.evidence import Review, ReviewError
from minbar.approvals.reviews import find_pull, judge_arrivals, judge_pull, judge_reviews, read_as
from minbar.model.setup import SetupError
from minbar.model.team import Home

API = "https://api.github.com"
LOCAL = "http://127.0.0.1:"
TIMEOUT_S = 20
LIMIT_PAGES = 100
LIMIT_BYTES = 16 * 1024 * 1024
_NEXT = re.compile(r'<([^<>]+)>; *rel="next"')
_NAME = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")


class Answer(Struct, frozen=True):
    """What came back: status, the header `Link`, the body."""

    status: int
    link: str
    body: bytes


class _Numbered(Struct, frozen=True):
    id: int


Fetch = Callable[[str], Answer]
"""Gives the answer of an address; OSError where none comes."""


class GitHub:
    """Asks for what a verdict needs, all pages of it."""

    def __init__(self, fetch: Fetch, api: str = API) -> None:
        self._fetch = fetch
        self._api = api
        self._seen: set[str] = set()

    def review_of(self, commit: str, home: Home) -> Review:
        """Tell what the pull request shows that brought a commit to the branch.

        Raises:
            ReviewError: none did, or more than one, or it cannot be learnt.
        """
        base = self._base(home)
        self._see_number(base, home)
        number = find_pull(commit, self.pages(f"{base}/commits/{commit}/pulls?per_page=100"), home)
        pull = judge_pull(commit, number, self.one(f"{base}/pulls/{number}"), home)
        reviews = self.pages(f"{base}/pulls/{number}/reviews?per_page=100")
        assert pull.head.repo
        whose = f"{self._api}/repos/{self._checked(pull.head.repo.full_name)}"
        ref = quote(f"refs/heads/{pull.head.ref}", safe="")
        activity = self.pages(f"{whose}/activity?per_page=100&ref={ref}")
        return judge_reviews(pull, reviews, activity)

    def arrivals(self, home: Home | None) -> dict[str, float]:
        """When the main branch was first moved to commits; empty where it cannot be learnt, which proves nothing."""
        if home is None or home.id is None:
            return {}
        try:
            base = self._base(home)
            self._see_number(base, home)
            ref = quote(f"refs/heads/{home.branch}", safe="")
            return judge_arrivals(self.pages(f"{base}/activity?per_page=100&ref={ref}"))
        except ReviewError:
            return {}

    def ruleset_of(self, home: Home | None) -> Any:
        """The live ruleset of the main branch.

        Raises:
            SetupError: it cannot be learnt.
        """
        if home is None:
            raise SetupError("team.yml does not say repository: {name: OWNER/NAME, id: …}")
        base = self._base(home)
        try:
            known = self.pages(f"{base}/rulesets?per_page=100")
            named = [each for each in known if each.get("target") == "branch"]
            if len(named) != 1:
                raise SetupError(
                    f"there are {len(named)} rulesets for branches; right: gh api repos/{home.name}/rulesets/ID | minbar approvals ruleset --compare -"
                )
            return self.one(f"{base}/rulesets/{named[0].get('id')}")
        except (ReviewError, AttributeError) as error:
            raise SetupError(f"GitHub: {error}") from error

    def one(self, address: str) -> Any:
        """The value that an address answers with."""
        return self._value(self._answer(address))

    def pages(self, address: str) -> list[Any]:
        """The values of all pages of a list."""
        found: list[Any] = []
        for _ in range(LIMIT_PAGES):
            answer = self._answer(address)
            value = self._value(answer)
            if not isinstance(value, list):
                raise ReviewError("a page of a list is no list")
            found += value
            following = _NEXT.search(answer.link)
            if following is None:
                return found
            address = following[1]
        raise ReviewError(f"a list has more than {LIMIT_PAGES} pages")

    def _base(self, home: Home) -> str:
        return f"{self._api}/repos/{self._checked(home.name)}"

    def _checked(self, name: str) -> str:
        if not _NAME.fullmatch(name) or {".", ".."} & set(name.split("/")):
            raise ReviewError(f"«{name}» is no name of a repository at GitHub (OWNER/NAME)")
        return name

    def _see_number(self, base: str, home: Home) -> None:
        """See that the name still means the repository of that number."""
        if base in self._seen:
            return
        if read_as(self.one(base), _Numbered).id != home.id:
            raise ReviewError(f"{home.name} has another number than the policy says")
        self._seen.add(base)

    def _answer(self, address: str) -> Answer:
        if not address.startswith(f"{self._api}/"):
            raise ReviewError("a list goes on at another host")
        try:
            answer = self._fetch(address)
        except (OSError, HTTPException) as error:
            raise ReviewError(f"no answer ({error})") from error
        if answer.status in {403, 429}:
            raise ReviewError(f"it says {answer.status}: the token may not, or has asked too often")
        if answer.status != 200:
            raise ReviewError(f"it says {answer.status}")
        return answer

    def _value(self, answer: Answer) -> Any:
        try:
            return msgspec.json.decode(answer.body)
        except msgspec.DecodeError as error:
            raise ReviewError(f"an answer cannot be read ({error})") from error


class _Stay(urllib.request.HTTPRedirectHandler):
    """A token is not carried to where an answer points."""

    def redirect_request(
        self, req: Any, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> None:
        """Go nowhere."""
        return


def reviews_from_environment() -> GitHub:
    """GitHub as the environment names it: GITHUB_TOKEN (or GH_TOKEN), and GITHUB_API_URL in a workflow.

    Raises:
        SetupError: there is no token, or the address is not safe for one.
    """
    token = os.environ.get("GITHUB_TOKEN") or os.environ.get("GH_TOKEN") or ""
    api = (os.environ.get("GITHUB_API_URL") or API).rstrip("/")
    if not token:
        raise SetupError(
            "no token; right: GITHUB_TOKEN=$(gh auth token) minbar …, or in a workflow: env: {GITHUB_TOKEN: ${{ github.token }}}"
        )
    if not api.startswith(("https://", LOCAL)):
        raise SetupError(f"{api} is not https")
    return GitHub(fetch_with(token), api)


def fetch_with(token: str) -> Fetch:
    """Fetch addresses with a token."""
    opener = urllib.request.build_opener(_Stay)
    headers = {
        "Accept": "application/vnd.github+json",
        "Authorization": f"Bearer {token}",
        "X-GitHub-Api-Version": "2022-11-28",
        "User-Agent": "minbar",
    }

    def fetch(address: str) -> Answer:
        asked = urllib.request.Request(address, headers=headers)
        try:
            with opener.open(asked, timeout=TIMEOUT_S) as answer:
                return _taken(answer.status, answer)
        except urllib.error.HTTPError as error:
            return Answer(error.code, "", b"")

    return fetch


def _taken(status: int, answer: Any) -> Answer:
    body = answer.read(LIMIT_BYTES + 1)
    if len(body) > LIMIT_BYTES:
        raise OSError(f"more than {LIMIT_BYTES} bytes")
    return Answer(status, ", ".join(answer.headers.get_all("Link") or []), body)
