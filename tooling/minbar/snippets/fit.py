"""Making a post fit a channel without ever cutting it.

The forms of the catalogue are tried in order, each with all the hashtags it may carry,
then with fewer. The first that fits is taken; failing them all, a channel that has
threads gets a numbered thread; failing that, the answer is a `Misfit`.

What the writer wrote for a channel (an override) is the only text tried there: it may
lose hashtags or become a thread, but another text is never put in its place.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from minbar.channels import Channel, Measure, channel_named, find_links, measure
from minbar.snippets.direction import find_direction_problems
from minbar.snippets.post import Misfit, Post, Snippet
from minbar.snippets.render import render_post
from minbar.snippets.thread import split_thread

if TYPE_CHECKING:
    from jinja2 import Environment

_TITLES = {"youtube": "youtube-title"}
_PUNCTUATION = ".,;:!?…،؛؟)»"


class _Try(msgspec.Struct, frozen=True):
    """One way of writing the post."""

    form: str
    text: str
    link: str
    tags: tuple[str, ...]


def fit(channel: Channel | str, post: Post, environment: "Environment") -> Snippet | Misfit:
    """Give the fullest form of a post that fits a channel.

    Args:
        channel: an id, or a channel with other limits than the catalogue's.
        post: one document in one language.
        environment: finds `<channel>.txt` and `default.txt`; plain text, nothing escaped.

    Raises:
        KeyError: no channel has that id.
        jinja2.TemplateError: the channel's template does not render.
    """
    if isinstance(channel, str):
        channel = channel_named(channel)
    return _Fitting(post, channel, environment).answer()


class _Fitting:
    """One post on its way to one channel."""

    def __init__(self, post: Post, channel: Channel, environment: "Environment") -> None:
        self.post = post
        self.channel = channel
        self.environment = environment

    def answer(self) -> Snippet | Misfit:
        title = self._title()
        if isinstance(title, Misfit):
            return title
        nearest: tuple[_Try, Measure] | None = None
        for attempt in self._attempts():
            text = self._render(attempt)
            length = measure(self.channel, text)
            if length.fits and text:
                return self._snippet(attempt.form, (text,), (length,), title)
            if nearest is None or _excess(length) < _excess(nearest[1]):
                nearest = attempt, length
        return self._thread(title) or self._misfit(nearest)

    def _title(self) -> str | Misfit:
        surface = _TITLES.get(self.channel.id)
        if surface is None:
            return ""
        length = measure(surface, self.post.title)
        return self.post.title if length.fits else self._misfit_of("title", length, "")

    def _attempts(self) -> Iterator[_Try]:
        override = self.post.overrides.get(self.channel.id, "")
        forms = [form.split("+") for form in self.channel.forms]
        if override:
            kinds = dict.fromkeys(tuple(extras) for _, *extras in forms)
            forms = [["override", *extras] for extras in kinds]
        texts = {"override": override, "short": self.post.short, "full": self.post.full}
        for name, *extras in forms:
            if text := texts[name].strip():
                yield from self._with_fewer_tags(name, text, extras)

    def _with_fewer_tags(self, name: str, text: str, extras: list[str]) -> Iterator[_Try]:
        """Try all the hashtags a form may carry, then fewer, down to one.

        A form that loses its link or its hashtags because the post has none, or because
        the text already holds them, goes by the name of what it carries.
        """
        link = self._link(text) if "link" in extras else ""
        base = f"{name}+link" if link else name
        if "tags" not in extras:
            yield _Try(base, text, link, ())
            return
        tags = self._tags(text)
        for kept in range(len(tags), 0, -1):
            yield _Try(f"{base}+{kept} tags", text, link, tags[:kept])

    def _link(self, text: str) -> str:
        if self.post.link not in text:
            return self.post.link
        there = {text[link.start : link.end] for link in find_links(text)} | set(text.split())
        return "" if self.post.link in there else self.post.link

    def _tags(self, text: str) -> tuple[str, ...]:
        there = {word.rstrip(_PUNCTUATION) for word in text.split() if "#" in word}
        tags = [tag for tag in self.post.hashtags if f"#{tag}" not in there]
        return tuple(tags[: self.channel.hashtags_max])

    def _render(self, attempt: _Try) -> str:
        return self._rendered(attempt.text, attempt.link, attempt.tags)

    def _rendered(self, text: str, link: str, tags: tuple[str, ...]) -> str:
        return render_post(self.environment, self.channel.id, self.post, text, link, tags)

    def _thread(self, title: str) -> Snippet | None:
        """Try a thread with all hashtags in its last part, then with fewer.

        Without any is tried first: a text too long even so is given up at once.
        """
        text = self._long_text()
        link, tags = self._link(text), self._tags(text)
        if not self.channel.threads or not text:
            return None
        barest = self._parts(text, link, ())
        if barest is None:
            return None
        richer = (self._parts(text, link, tags[:kept]) for kept in range(len(tags), 0, -1))
        parts = next((parts for parts in richer if parts is not None), barest)
        measures = tuple(measure(self.channel, part) for part in parts)
        return self._snippet("thread", parts, measures, title)

    def _long_text(self) -> str:
        override = self.post.overrides.get(self.channel.id, "")
        return (override or self.post.full or self.post.short).strip()

    def _parts(self, text: str, link: str, tags: tuple[str, ...]) -> tuple[str, ...] | None:
        def rendered(part: str, last: bool) -> str:
            return self._rendered(part, link, tags) if last else self._rendered(part, "", ())

        parts = split_thread(
            text, lambda part, last: measure(self.channel, rendered(part, last)).fits
        )
        if parts is None:
            return None
        return tuple(rendered(part, i == len(parts)) for i, part in enumerate(parts, 1))

    def _snippet(
        self, form: str, parts: tuple[str, ...], measures: tuple[Measure, ...], title: str
    ) -> Snippet:
        problems = [
            problem
            for i, part in enumerate(parts)
            for problem in find_direction_problems(part, self.post.direction, i)
        ]
        return Snippet(
            channel=self.channel.id,
            language=self.post.language,
            slug=self.post.slug,
            parts=parts,
            form=form,
            measures=measures,
            title=title,
            link=self.post.link,
            problems=tuple(problems),
        )

    def _misfit(self, nearest: tuple[_Try, Measure] | None) -> Misfit:
        if nearest is None:
            return self._misfit_of("empty", measure(self.channel, ""), "")
        return self._misfit_of(nearest[0].form, nearest[1], self._hint())

    def _hint(self) -> str:
        """Name the fullest other form that would fit: a shorter text, or no link."""
        link = self.post.link
        for form, text, with_link in (
            ("short+link", self.post.short, link),
            ("short", self.post.short, ""),
            ("title+link", self.post.title, link),
            ("title", self.post.title, ""),
        ):
            if text and measure(self.channel, self._rendered(text, with_link, ())).fits:
                return form
        return ""

    def _misfit_of(self, form: str, length: Measure, hint: str) -> Misfit:
        over_by, over_unit = _excess(length)
        return Misfit(
            channel=self.channel.id,
            language=self.post.language,
            slug=self.post.slug,
            form=form,
            measure=length,
            over_by=over_by,
            over_unit=over_unit,
            hint=hint,
        )


def _excess(length: Measure) -> tuple[int, str]:
    """Give by how much the worst exceeded limit is exceeded, and of what."""
    others = [(count.length - count.limit, count.name) for count in length.also]
    return max([(-length.left, length.unit), *others])
