"""What GitHub's answers say about a pull request, held against each other; nothing missing is guessed.

A review's `commit_id` can be moved by a push with force to a commit that was made after the review. So a
yes counts only if it was given after the last push of the head.

Source: GitHub REST API 2022-11-28, Pull requests, Reviews, Repository activities, read 2026-11-25.
"""

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from minbar.approvals.evidence import Review, ReviewError
from minbar.model.team import Home

DECIDING = {"APPROVED", "CHANGES_REQUESTED", "DISMISSED"}
PASSING = {"COMMENTED", "PENDING"}
PERSON = "User"
DELETION, CREATION = "branch_deletion", "branch_creation"
MOVES = {"push", "force_push", CREATION, "pr_merge", "merge_queue_merge"}


class User(Struct, frozen=True):
    """An account; bots have another type."""

    id: int
    type: str


class Repository(Struct, frozen=True):
    """A repository, by its number."""

    id: int
    full_name: str


class Side(Struct, frozen=True):
    """Where a pull request comes from, or goes to."""

    ref: str
    sha: str
    repo: Repository | None


class Listed(Struct, frozen=True):
    """A pull request as a list has it; of one that is not merged the commit is that of a trial."""

    number: int
    base: Side
    merge_commit_sha: str | None = None


class Pull(Struct, frozen=True):
    """A pull request."""

    number: int
    merged: bool
    merged_at: datetime | None
    merge_commit_sha: str | None
    base: Side
    head: Side


class Row(Struct, frozen=True):
    """One review."""

    id: int
    user: User | None
    state: str
    commit_id: str | None = None
    submitted_at: datetime | None = None


class Move(Struct, frozen=True):
    """One push, or another move of a branch."""

    id: int
    after: str
    timestamp: datetime
    activity_type: str
    actor: User | None


def read_as(value: Any, wanted: Any) -> Any:
    """Take an answer for what it should be.

    Raises:
        ReviewError: a field is missing or is of another sort.
    """
    try:
        return msgspec.convert(value, wanted)
    except msgspec.ValidationError as error:
        raise ReviewError(f"an answer is not what it should be: {error}") from error


def find_pull(commit: str, listed: Any, home: Home) -> int:
    """The number of the one pull request that brought a commit.

    Others hold it too, of branches that stand on it: of those that say as what they were merged, none counts
    that was merged as another commit, or anybody could open one and have no review count any more.

    Raises:
        ReviewError: there is none, or more than one, or it is another repository's.
    """
    found: list[Listed] = read_as(listed, list[Listed])
    own = [each for each in found if each.merge_commit_sha in {None, commit}]
    pulls = own if len(found) > 1 else found
    if len(pulls) != 1:
        raise ReviewError(f"{len(pulls)} pull requests have brought it, where one should have")
    base = pulls[0].base.repo
    if base is None or base.id != home.id:
        raise ReviewError("its pull request is another repository's")
    return pulls[0].number


def judge_pull(commit: str, number: int, pull: Any, home: Home) -> Pull:
    """The pull request, if it was merged as this commit into this branch.

    Raises:
        ReviewError: it was not.
    """
    found: Pull = read_as(pull, Pull)
    if found.number != number:
        raise ReviewError("the answer is about another pull request")
    if not found.merged or found.merged_at is None:
        raise ReviewError(f"#{number} is not merged")
    if found.merge_commit_sha != commit:
        raise ReviewError(f"#{number} was merged as another commit")
    if found.base.repo is None or found.base.repo.id != home.id:
        raise ReviewError(f"#{number} is another repository's")
    if found.base.ref != home.branch:
        raise ReviewError(f"#{number} went to the branch «{found.base.ref}»")
    if found.head.repo is None:
        raise ReviewError(f"#{number}: the repository that it came from is gone")
    return found


def judge_reviews(pull: Pull, reviews: Any, activity: Any) -> Review:
    """Whose last word is a yes to the head as it was merged, and who pushed it.

    Raises:
        ReviewError: the pushes do not lead to the head, or something is missing.
    """
    assert pull.merged_at
    moves = _moves(read_as(activity, list[Move]), pull)
    pushed_at = moves[-1].timestamp
    if moves[-1].after != pull.head.sha:
        raise ReviewError(f"#{pull.number}: the last push is not the head that was merged")
    last: dict[int, Row] = {}
    for row in sorted(_rows(reviews), key=lambda row: (row.submitted_at, row.id)):
        assert row.user
        last[row.user.id] = row
    yes = {number for number, row in last.items() if _is_yes(row, pull, pushed_at)}
    pushers = {move.actor.id for move in moves if move.actor}
    return Review(pull.head.sha, frozenset(yes), frozenset(pushers))


def judge_arrivals(activity: Any) -> dict[str, float]:
    """When a branch was first moved to commits, by GitHub's clock: seconds since 1970 by commit."""
    found: dict[str, float] = {}
    for move in sorted(read_as(activity, list[Move]), key=lambda move: (move.timestamp, move.id)):
        if move.activity_type in MOVES:
            found.setdefault(move.after, move.timestamp.timestamp())
    return found


def _rows(reviews: Any) -> list[Row]:
    """The reviews that decide something, of people who still have an account."""
    found: list[Row] = read_as(reviews, list[Row])
    for row in found:
        if row.state not in DECIDING | PASSING:
            raise ReviewError(f"a review has the state «{row.state}», which is not known")
        if row.state in DECIDING and row.submitted_at is None:
            raise ReviewError("a review does not say when it was given")
    return [row for row in found if row.state in DECIDING and row.user]


def _is_yes(row: Row, pull: Pull, pushed_at: datetime) -> bool:
    assert row.user
    assert row.submitted_at
    return (
        row.state == "APPROVED"
        and row.user.type == PERSON
        and row.commit_id == pull.head.sha
        and row.submitted_at > pushed_at
    )


def _moves(activity: list[Move], pull: Pull) -> list[Move]:
    """The moves of the branch since it was last made and until the merge, in order."""
    assert pull.merged_at
    rows = sorted(activity, key=lambda move: (move.timestamp, move.id))
    until = [row for row in rows if row.timestamp <= pull.merged_at]
    for row in until:
        if row.activity_type not in MOVES | {DELETION}:
            raise ReviewError(f"the branch was moved by «{row.activity_type}», which is not known")
    moves = [row for row in until if row.activity_type != DELETION]
    made = [i for i, row in enumerate(moves) if row.activity_type == CREATION]
    moves = moves[made[-1] :] if made else moves
    if not moves:
        raise ReviewError(f"#{pull.number}: GitHub does not say who pushed it and when")
    if any(move.actor is None for move in moves):
        raise ReviewError(f"#{pull.number}: somebody who has no account any more pushed it")
    return moves
