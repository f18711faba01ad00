"""What stands approved while a history is walked, and what has been changed without a yes.

A path that was changed without a yes stays spoilt until it is again what it was, or until the step
that spoilt it is approved; what is approved on top of it does not mend it, since who approved it was
shown the difference alone.
"""

from minbar.approvals.clearance import Clearance
from minbar.approvals.policy import TEAM
from minbar.approvals.trees import Change, Entry

Spoilt = dict[bytes, tuple[Entry | None, frozenset[int]]]
"""What would be approved at a path, and the places of the steps that changed it without a yes."""


class State:
    """After each step: approved paths, spoilt ones, the policy that holds."""

    def __init__(self, team: Entry | None, clearances: dict[bytes, Clearance]) -> None:
        """Begin with what stands at the anchor."""
        self.team = team
        self.clearances = clearances
        self.spoilt: Spoilt = {}
        self.torn: tuple[str, frozenset[int]] | None = None
        """The last tree that could be read, and the steps since that cannot."""

    @property
    def is_clean(self) -> bool:
        """Tell whether everything that stands is approved."""
        return not self.spoilt and self.torn is None

    @property
    def blamed(self) -> frozenset[int]:
        """The places of the steps that something is still spoilt by."""
        found = frozenset(place for _, places in self.spoilt.values() for place in places)
        return found | (self.torn[1] if self.torn else frozenset())

    def wanting(self, changes: list[Change]) -> list[Change]:
        """The changes that need a yes: all that do not bring back what was approved."""
        return [each for each in changes if not self._restores(each)]

    def accept(self, changes: list[Change], clearances: dict[bytes, Clearance]) -> None:
        """Take a step that was approved; clearances are those of paths that need a yes."""
        for each in changes:
            if self._restores(each):
                del self.spoilt[each.path]
            elif each.path not in self.spoilt:
                self._set(each, clearances.get(each.path))

    def refuse(self, place: int, changes: list[Change]) -> None:
        """Take a step that was not approved."""
        for each in changes:
            if self._restores(each):
                del self.spoilt[each.path]
                continue
            old, places = self.spoilt.get(each.path, (each.old, frozenset()))
            self.spoilt[each.path] = (old, places | {place})

    def tear(self, place: int, tree_before: str) -> None:
        """Take a step whose tree cannot be read: only the tree before it mends that."""
        tree, places = self.torn or (tree_before, frozenset())
        self.torn = (tree, places | {place})

    def _restores(self, change: Change) -> bool:
        return change.path in self.spoilt and self.spoilt[change.path][0] == change.new

    def _set(self, change: Change, clearance: Clearance | None) -> None:
        if clearance:
            self.clearances[change.path] = clearance
        else:
            self.clearances.pop(change.path, None)
        if change.path == TEAM.encode():
            self.team = change.new
