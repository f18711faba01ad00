"""The walk along the main line: a verdict on each step, and what stands at its end."""

from collections.abc import Iterable
from functools import cache

from minbar.approvals.changes import Changes, Difference
from minbar.approvals.clearance import Clearance, Step, Verification
from minbar.approvals.evidence import Found, Gatherer, Span
from minbar.approvals.git import Objects, UnreadableError
from minbar.approvals.line import Line
from minbar.approvals.memory import Accepted, Memory, Yes
from minbar.approvals.policy import TEAM, Approval, Policy, find_lockout, parse_policy
from minbar.approvals.state import Spoilt, State
from minbar.approvals.statement import LIMIT_TOGETHER
from minbar.approvals.told import tell_refusal
from minbar.approvals.trees import PLAIN, PROGRAM, Change, Entry

UNDONE = "undone: nothing of it is left"
TOGETHER = "approved together with"
NOTHING = "nothing changes"
RESTORED = "brings back what was approved"
Snapshot = tuple[Spoilt, Entry | None, tuple[str, frozenset[int]] | None]


class Outcome:
    """The verdict on a span: reason of a refusal or of an acceptance, and whose yes each path has."""

    def __init__(self, reason: str, difference: Difference, wanting: list[Change]) -> None:
        self.reason = reason
        self.difference = difference
        self.wanting = wanting
        self.accepted = False
        self.yes: list[Yes] = []

    @property
    def people(self) -> tuple[str, ...]:
        """All whose yes counts somewhere."""
        return tuple(sorted({person for each in self.yes for person in each.people}))

    @property
    def paths(self) -> tuple[str, ...]:
        """What changes, as text."""
        return tuple(shown(path) for path in self.difference.paths)


class Walk:
    """Goes from the anchor to the head, once."""

    def __init__(self, objects: Objects, line: Line, gatherer: Gatherer, memory: Memory) -> None:
        self._objects = objects
        self._line = line
        self._gatherer = gatherer
        self._memory = memory
        self._changes = Changes(objects, line)
        self._policies: dict[Entry | None, tuple[Policy | None, str]] = {}
        self._steps: dict[int, Step] = {}
        self._refused: list[int] = []
        self._before: dict[int, Snapshot] = {}
        first = line.commit(line.names[0])
        self._state = State(self._team(first.tree), self._standing(first.tree))

    def verify(self) -> Verification:
        """Give the verdict on all."""
        last = len(self._line.names) - 1
        self._prepare(last)
        place, good = 0, self._line.names[0]
        while place < last:
            known = self._jump(place)
            place = self._take_known(place, known) if known else self._take(place + 1)
            if self._state.is_clean:
                good = self._line.names[place]
        blamed = self._state.blamed
        steps = [self._said(place, blamed) for place in range(1, last + 1)]
        verdict = "refuse" if any(step.verdict == "refuse" for step in steps) else "accept"
        head = self._line.names[-1]
        if verdict == "refuse" or not self._state.is_clean:
            return Verification("refuse", tuple(steps), head, {}, good=good)
        self._hold_against(self._line.commit(head).tree)
        clearances = {shown(path): each for path, each in self._state.clearances.items()}
        return Verification("accept", tuple(steps), head, clearances, good=good)

    def _said(self, place: int, blamed: frozenset[int]) -> Step:
        step = self._steps[place]
        if step.verdict == "refuse" and place not in blamed:
            return Step(step.commit, "accept", UNDONE, step.paths, step.people)
        return step

    def _hold_against(self, tree: str) -> None:
        """See that what was cleared step by step is what stands in the end.

        Raises:
            UnreadableError: it is not.
        """
        there = {path: blob for path, (_, blob) in self._objects.files(tree).items()}
        if there != {path: each.blob for path, each in self._state.clearances.items()}:
            raise UnreadableError("the steps do not add up to the tree of the commit")

    def _prepare(self, last: int) -> None:
        """Ask in a few questions for what the steps that are not known will need."""
        place = 0
        cold: list[int] = []
        while place < last:
            known = self._jump(place)
            if known is None:
                cold.append(place + 1)
            place = self._line.place[known.commit] if known else place + 1
        self._changes.prepare(cold)
        self._gatherer.prepare([self._line.names[place] for place in cold])

    def _jump(self, place: int) -> Accepted | None:
        """The shortest step that is known from here, where all that stands is approved."""
        if not self._state.is_clean:
            return None
        found = [
            (self._line.place[each.commit], each)
            for each in self._memory.find(self._line.names[place])
            if self._line.place.get(each.commit, 0) > place and not self._is_taken_back(each)
        ]
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def _is_taken_back(self, known: Accepted) -> bool:
        """Tell whether somebody has taken back a statement that a step was accepted on."""
        stated = {who for yes in known.yes if "statement" in yes.evidence for who in yes.people}
        policy = self._policy(self._state.team)[0] if stated else None
        if policy is None:
            return False
        tree = self._line.commit(known.commit).tree
        return not stated.isdisjoint(self._gatherer.taken_back(policy, known.base, tree))

    def _take_known(self, place: int, known: Accepted) -> int:
        end = self._line.place[known.commit]
        people = tuple(sorted({person for yes in known.yes for person in yes.people}))
        changes = [
            Change(yes.path, None, Entry(yes.mode, yes.blob) if yes.blob else None)
            for yes in known.yes
        ]
        self._state.accept(changes, self._cleared(known.commit, known.yes))
        paths = tuple(shown(yes.path) for yes in known.yes)
        for each in range(place + 1, end + 1):
            name = self._line.names[each]
            self._steps[each] = Step(name, "accept", known.reason, paths, people)
        self._refused = []
        return end

    def _take(self, place: int) -> int:
        """Judge one step: together with refused ones before it where somebody may have meant that, or alone."""
        state = self._state
        self._before[place - 1] = (dict(state.spoilt), state.team, state.torn)
        name = self._line.names[place]
        for start in (*self._starts(place), place - 1):
            self._restore(start)
            was_clean = state.is_clean
            outcome = self._judge(start, place)
            if outcome.accepted:
                self._accept(start, place, outcome, was_clean)
                return place
        self._steps[place] = Step(name, "refuse", outcome.reason, outcome.paths, outcome.people)
        self._refused.append(place)
        if outcome.difference.is_torn or state.torn:
            state.tear(place, self._line.commit(self._line.names[place - 1]).tree)
        else:
            state.refuse(place, list(outcome.difference.files))
        return place

    def _starts(self, place: int) -> list[int]:
        """Where changes may start that are approved together: a rebase brings several commits."""
        tree = self._line.commit(self._line.names[place]).tree
        bases = self._gatherer.bases(tree)
        recent = self._refused[-LIMIT_TOGETHER:] if self._gatherer.asks else []
        stated = [each for each in self._refused if self._line.names[each - 1] in bases]
        return [each - 1 for each in sorted({*recent, *stated})]

    def _restore(self, place: int) -> None:
        spoilt, self._state.team, self._state.torn = self._before[place]
        self._state.spoilt = dict(spoilt)

    def _accept(self, start: int, place: int, outcome: Outcome, was_clean: bool) -> None:
        state, name = self._state, self._line.names[place]
        if state.torn:
            state.torn = None
        else:
            state.accept(list(outcome.difference.files), self._cleared(name, outcome.yes))
        for each in range(start + 1, place):
            step = self._steps[each]
            reason = f"{TOGETHER} {name}" if outcome.wanting else UNDONE
            self._steps[each] = Step(step.commit, "accept", reason, step.paths, outcome.people)
        self._steps[place] = Step(name, "accept", outcome.reason, outcome.paths, outcome.people)
        if outcome.wanting or start < place - 1:
            self._refused = []
        if was_clean:
            kept = Accepted(self._line.names[start], name, tuple(outcome.yes), outcome.reason)
            self._memory.keep(kept)

    def _judge(self, start: int, place: int) -> Outcome:
        try:
            difference = self._changes.between(start, place)
        except UnreadableError as error:
            return Outcome(str(error), Difference((), (), fault=str(error), is_torn=True), [])
        outcome = Outcome("", difference, self._state.wanting(list(difference.files)))
        try:
            self._decide(start, place, outcome)
        except UnreadableError as error:
            outcome.accepted = False
            outcome.reason = tell_refusal(str(error), self._line.commit(self._line.names[place]))
        return outcome

    def _decide(self, start: int, place: int, outcome: Outcome) -> None:
        base, last = (self._line.commit(self._line.names[each]) for each in (start, place))
        difference, wanting = outcome.difference, outcome.wanting
        if self._state.torn:
            outcome.accepted = last.tree == self._state.torn[0]
            outcome.reason = (
                RESTORED if outcome.accepted else "stands on a commit that cannot be read"
            )
            return
        if fault := difference.fault or self._changes.find_fault(difference, wanting):
            outcome.reason = tell_refusal(fault, last)
            return
        if not wanting:
            outcome.accepted, outcome.reason = True, RESTORED if difference.files else NOTHING
            return
        policy, fault = self._policy(self._state.team)
        if policy is None:
            outcome.reason = tell_refusal(f"the policy before it cannot be read: {fault}", last)
            return
        span = Span(start, base.name, last.name, last.tree, difference.paths)
        self._weigh(policy, span, outcome)

    def _weigh(self, policy: Policy, span: Span, outcome: Outcome) -> None:
        """Look for enough approvals, first here and then, if it must be, at GitHub."""
        last = self._line.commit(span.last)
        paths = [shown(each.path) for each in outcome.wanting]
        found = self._gatherer.gather(policy, span)
        lacks = list(policy.lacking(paths, found.approvals))
        if lacks and self._gatherer.asks:
            more = self._gatherer.ask(policy, span)
            found = Found((*found.approvals, *more.approvals), (*found.doubts, *more.doubts))
            lacks = list(policy.lacking(paths, found.approvals))
        outcome.yes = [_yes(policy, each, found.approvals) for each in outcome.wanting]
        if lacks:
            writers = self._gatherer.writers(policy, span)
            outcome.reason = tell_refusal("", last, lacks, found.doubts, writers)
        elif fault := self._lockout(outcome.wanting):
            outcome.reason = tell_refusal(fault, last)
        else:
            outcome.accepted = True
            how = sorted({kind for each in outcome.yes for kind in each.evidence})
            outcome.reason = f"approved by {', '.join(outcome.people)} ({', '.join(how)})"

    def _lockout(self, wanting: Iterable[Change]) -> str:
        for each in wanting:
            if each.path != TEAM.encode():
                continue
            if each.new is None:
                return f"{TEAM} is removed: nobody could approve anything any more"
            return find_lockout(self._objects.read(each.new.blob, "blob"))
        return ""

    def _policy(self, team: Entry | None) -> tuple[Policy | None, str]:
        if team not in self._policies:
            if team is None or team.mode not in {PLAIN, PROGRAM}:
                self._policies[team] = None, f"there is no {TEAM}"
            else:
                self._policies[team] = parse_policy(self._objects.read(team.blob, "blob"))
        return self._policies[team]

    def _team(self, tree: str) -> Entry | None:
        found = self._objects.entry(tree, TEAM)
        return Entry(*found) if found else None

    def _standing(self, tree: str) -> dict[bytes, Clearance]:
        anchor = self._line.commit(self._line.names[0])
        return {
            path: Clearance(shown(path), blob, anchor.name, (), ("anchor",), anchor.at)
            for path, (_, blob) in self._objects.files(tree).items()
        }

    def _cleared(self, name: str, yes: Iterable[Yes]) -> dict[bytes, Clearance]:
        at = self._line.at(name)
        return {
            each.path: Clearance(shown(each.path), each.blob, name, each.people, each.evidence, at)
            for each in yes
            if each.blob
        }


def _yes(policy: Policy, change: Change, approvals: Iterable[Approval]) -> Yes:
    counted = policy.sayers(shown(change.path), list(approvals))
    people = tuple(sorted({each.person for each in counted}))
    evidence = tuple(sorted({each.evidence for each in counted}))
    entry = change.new or Entry("", "")
    return Yes(change.path, entry.mode, entry.blob, people, evidence)


@cache
def shown(path: bytes) -> str:
    """A path as text; what is not UTF-8 keeps its bytes."""
    return path.decode("utf-8", "surrogateescape")
