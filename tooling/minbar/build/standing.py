"""What a build leaves as the last one made it: the units whose questions all have the same answers."""

from minbar.build.answers import PACK, Answers
from minbar.build.state import State, Unit


class Standing:
    """The last build, held against what is answered now."""

    def __init__(self, last: State, answers: Answers, base: bytes) -> None:
        """Take over answers that cannot be others; nothing stands on another base."""
        self._last, self._answers = last, answers
        self._follows = last.base == base
        answered = zip(last.questions, last.answers, strict=True)
        self._open = answers.take_over(answered, last.digests) if self._follows else []

    def units(self) -> dict[str, Unit]:
        """The units that stand, whatever becomes of the sizes of packs."""
        if not self._follows:
            return {}
        changed = self.changed(packs=False)
        return {
            name: unit for name, unit in self._last.units.items() if changed.isdisjoint(unit.asked)
        }

    def changed(self, *, packs: bool) -> set[int]:
        """The numbers of the questions of the last build that have other answers now.

        Args:
            packs: whether to look at the sizes of packs, or at all the rest.
        """
        questions, answers = self._last.questions, self._last.answers
        return {
            number
            for number in self._open
            if questions[number].startswith(PACK) is packs
            and self._answers(questions[number]) != answers[number]
        }
