"""What goes in and what comes out when a post is made to fit its channels."""

import msgspec

from minbar.channels import Measure


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A document in one language, as plain text.

    `full` is the body, its paragraphs apart by blank lines; `link` is absolute or empty;
    hashtags come without `#`, the dearest first; `overrides` holds what the writer wrote
    for one channel, by channel id.
    """

    slug: str
    language: str
    direction: str
    title: str
    short: str
    full: str
    link: str = ""
    hashtags: tuple[str, ...] = ()
    overrides: dict[str, str] = {}


class DirectionProblem(msgspec.Struct, frozen=True):
    """Something in a text that shows it the wrong way round.

    `kind` is `starts-other-way`, `override`, `embedding`, `unbalanced-isolate` or
    `stray-control`; `offset` is in code points; `name` is the letter's Unicode name;
    `part` is the part of a thread, from 0.
    """

    kind: str
    offset: int
    name: str
    part: int = 0

    @property
    def message(self) -> str:
        """Say what is wrong and what to do."""
        return _ADVICE[self.kind].format(self=self)


_ADVICE = {
    "starts-other-way": "the text begins in the other direction ({self.name}), and networks "
    "show all of it that way round: begin with a word in its own language",
    "override": "{self.name} at letter {self.offset} reverses what follows: remove it",
    "embedding": "{self.name} at letter {self.offset} is an old embedding: remove it, or use "
    "an isolate (U+2068 … U+2069)",
    "unbalanced-isolate": "{self.name} at letter {self.offset} has no counterpart in its "
    "paragraph: close what is opened",
    "stray-control": "{self.name} at letter {self.offset} is invisible and has no use here: "
    "remove it",
}


class Snippet(msgspec.Struct, frozen=True, kw_only=True):
    """A text ready to post: `parts` has one text, or several for a thread.

    `form` says what was fitted (`short+link+2 tags`, `thread`); `link` is the post's, in
    the text or not; `title` is for a channel that asks for one.
    """

    channel: str
    language: str
    slug: str
    parts: tuple[str, ...]
    form: str
    measures: tuple[Measure, ...]
    title: str = ""
    link: str = ""
    problems: tuple[DirectionProblem, ...] = ()


class Misfit(msgspec.Struct, frozen=True, kw_only=True):
    """A text that fits its channel in no form. Nothing is cut: the writer decides.

    `measure` is that of the nearest form tried, `form`; `over_by` counts in `over_unit`;
    `hint` names a form that would fit, or is empty.
    """

    channel: str
    language: str
    slug: str
    form: str
    measure: Measure
    over_by: int
    over_unit: str
    hint: str = ""

    @property
    def message(self) -> str:
        """Say by how much the text is too long, and what would fit."""
        if self.form == "empty":
            return f"there is no text for {self.channel}"
        hint = f"; «{self.hint}» would fit" if self.hint else ""
        return (
            f"too long for {self.channel} by {self.over_by} {self.over_unit}, even as "
            f"«{self.form}» ({self.measure.length} of {self.measure.limit} "
            f"{self.measure.unit}){hint}"
        )
