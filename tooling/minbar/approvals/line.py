"""The main line from an anchor to a commit, and what each commit of it brought along."""

from collections.abc import Iterable
from datetime import datetime
from itertools import accumulate

from minbar.approvals.commits import Commit, parse_commit
from minbar.approvals.git import Objects, UnreadableError
from minbar.approvals.trees import MalformedError


class Line:
    """First parents from the anchor (place 0) to the head, and the commits that they brought."""

    def __init__(self, objects: Objects, anchor: str, head: str, heads: Iterable[str]) -> None:
        """Read the history.

        Args:
            objects: where it lies.
            anchor: a commit that is known to be good.
            head: the commit that is to be published.
            heads: further commits that may have been approved.

        Raises:
            UnreadableError: a part of it is missing, or the anchor is not on the main line.
        """
        self._objects = objects
        self._parents = objects.ancestry([head, *heads], anchor)
        self._commits: dict[str, Commit] = {}
        self._dates: dict[str, datetime] = {}
        names = [head]
        while names[-1] != anchor:
            parents = self._parents.get(names[-1], ())
            if not parents:
                raise UnreadableError(
                    f"the anchor {anchor} is not on the main line (first parents) of {head}: "
                    "the branch was rewritten or merged the wrong way round; "
                    f"right: put the branch back to a commit that has {anchor[:12]} behind it"
                )
            names.append(parents[0])
        self.names = names[::-1]
        self.place = {name: place for place, name in enumerate(self.names)}
        self._since = self._label()

    def _label(self) -> dict[str, int]:
        """At which place of the line each commit came in."""
        since = {self.names[0]: 0}
        for place, name in enumerate(self.names[1:], start=1):
            for found in self._walk([name], since):
                since[found] = place
        return since

    def _walk(self, starts: Iterable[str], known: dict[str, int], before: int = -1) -> list[str]:
        """The commits behind some, those left out that came in up to a place."""
        limit = len(self.names) if before < 0 else before
        seen: dict[str, None] = {}
        todo = list(starts)
        while todo:
            name = todo.pop()
            if name in seen or known.get(name, limit + 1) <= limit or name not in self._parents:
                continue
            seen[name] = None
            todo += self._parents[name]
        return list(seen)

    def brought(self, head: str, place: int) -> list[str]:
        """The commits that a head has behind it, itself too, and the commit at a place has not."""
        return self._walk([head], self._since, place)

    def knows(self, head: str) -> bool:
        """Tell whether a commit is here and is not behind the anchor."""
        return head in self._parents

    def also(self, head: str) -> None:
        """Look at a further commit, if it is here."""
        if not self.knows(head) and self._objects.present([head]):
            self._parents |= self._objects.ancestry([head], self.names[0])

    def contains(self, head: str, place: int) -> bool:
        """Tell whether a head has the commit at a place behind it, or is it."""
        base = self.names[place]
        return head == base or any(
            base in self._parents[name] for name in self.brought(head, place)
        )

    def commit(self, name: str) -> Commit:
        """One commit."""
        if name not in self._commits:
            self.learn([name])
        return self._commits[name]

    def at(self, name: str) -> datetime:
        """When a commit came to the line by what commits say: never before what it stands on."""
        if not self._dates:
            dates = accumulate((self.commit(each).at for each in self.names), max)
            self._dates = dict(zip(self.names, dates, strict=True))
        return self._dates[name]

    def learn(self, names: Iterable[str]) -> None:
        """Read many commits at once.

        Raises:
            UnreadableError: one is missing or is not as git writes it.
        """
        new = [name for name in dict.fromkeys(names) if name not in self._commits]
        for name, data in zip(new, self._objects.read_all(new, "commit"), strict=True):
            try:
                made = parse_commit(name, data)
            except MalformedError as error:
                raise UnreadableError(f"commit {name}: {error}") from error
            if name in self._parents and made.parents != self._parents[name]:
                raise UnreadableError(f"commit {name} has other parents than git says")
            self._commits[name] = made
