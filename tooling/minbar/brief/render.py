"""A brief as one comment: HTML in lines, which Markdown leaves alone, of 64,000 bytes at most.

Nothing is cut in the middle: where the room is short, a document's posts are left out, then what
it looks like, then what changed in it, and each time the comment says so.
"""

from collections.abc import Iterator
from datetime import datetime

from minbar.brief.told import Ask, Brief, Edit, Item, Showing, Side
from minbar.brief.words import differ, harmless, settle
from minbar.channels import CHANNELS
from minbar.model.finding import Finding
from minbar.model.team import Team
from minbar.snippets import Snippet
from minbar.strings import Strings

MARK = "<!-- minbar-brief -->"
"""By this the job that posts a brief finds the one that it posted before."""
LIMIT_BYTES = 64_000
MOST_ROWS = 60
MOST_FINDINGS = 30
RESERVED_BYTES = 1_000


class Comment:
    """Renders briefs in the language of the reviewer."""

    def __init__(self, words: dict[str, Strings], language: str, team: Team | None) -> None:
        """Take every language's words, the reviewer's language, and the names of the team."""
        self._words, self._t, self._team = words, words[language], team

    def render(self, brief: Brief) -> str:
        """Give the comment."""
        head = "\n".join(self._head(brief))
        foot = self._foot(brief)
        left = LIMIT_BYTES - _size(head) - _size(foot) - RESERVED_BYTES
        sections: list[str] = []
        missing = 0
        for item in (item for item in brief.items if item.change != "removed"):
            section = self._fit(item, left)
            if section:
                sections.append(section)
                left -= _size(section) + 2
            else:
                missing += 1
        if missing:
            sections.append(f"<p>{self._t('brief_left_out', number=missing)}</p>")
        return "\n\n".join([head, *sections, foot]) + "\n"

    # What comes first.

    def _head(self, brief: Brief) -> Iterator[str]:
        t = self._t
        yield MARK
        yield f'<div dir="{t.direction}">'
        yield f"<h2>{t('brief_title')}</h2>"
        if brief.items or brief.others:
            yield from self._table(brief)
        else:
            yield f"<p>{t('brief_nothing')}</p>"
        yield from self._findings(brief.findings)
        yield "</div>"

    def _table(self, brief: Brief) -> Iterator[str]:
        t = self._t
        titles = ("brief_document", "brief_change", "brief_public", "brief_approvers")
        yield "<table><tr>" + "".join(f"<th>{t(title)}</th>" for title in titles) + "</tr>"
        for item in brief.items[:MOST_ROWS]:
            cells = (
                f"<strong>{harmless(item.heading)}</strong><br><code>{item.kind}/{item.slug}</code>",
                t(f"brief_{item.change}"),
                self._showing(item.showing),
                self._asks(item.asks),
            )
            yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
        room = max(0, MOST_ROWS - len(brief.items))
        for ask in brief.others[:room]:
            cells = (f"<code>{harmless(ask.path)}</code>", "", "", self._asks((ask,)))
            yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
        yield "</table>"
        more = len(brief.items) + len(brief.others) - MOST_ROWS
        if more > 0:
            yield f"<p>{t('brief_more', number=more)}</p>"

    def _showing(self, showing: Showing) -> str:
        t = self._t
        if showing.state != "public":
            return t(f"brief_is_{showing.state}")
        when = self._moment(showing.at) if showing.at else t("brief_at_once")
        if not showing.held:
            return f"{when}<br>{t('brief_lawful')}"
        windows = [
            t("brief_held", window=f"<code>{item.mark}</code>", date=self._moment(item.end))
            for item in showing.held
        ]
        return "<br>".join([when, *windows])

    def _moment(self, at: datetime) -> str:
        return self._t("brief_on", date=self._t.moment(at))

    def _asks(self, asks: tuple[Ask, ...]) -> str:
        """Who is asked, each group once."""
        groups = dict.fromkeys((ask.people, ask.approvals) for ask in asks)
        return "<br>".join(self._ask(people, approvals) for people, approvals in groups)

    def _ask(self, people: tuple[str, ...], approvals: int) -> str:
        if not people:
            return f"<strong>{self._t('brief_nobody')}</strong>"
        names = self._t("comma").join(harmless(self._name(person)) for person in people)
        if approvals >= len(people) or approvals < 2:
            sign = " + " if approvals > 1 else f" {self._t('brief_or')} "
            return sign.join(harmless(self._name(person)) for person in people)
        return self._t("brief_of", number=approvals, names=names)

    def _name(self, person: str) -> str:
        known = self._team.people.get(person) if self._team else None
        return (
            (known.name.get(self._t.code) or next(iter(known.name.values()))) if known else person
        )

    def _findings(self, findings: tuple[Finding, ...]) -> Iterator[str]:
        t = self._t
        yield f"<h3>{t('brief_findings')}</h3>"
        if not findings:
            yield f"<p>{t('brief_no_findings')}</p>"
            return
        yield '<ul dir="ltr">'
        for item in findings[:MOST_FINDINGS]:
            where = f"{item.path}:{item.line}:{item.column}"
            yield f"<li><code>{harmless(where)}</code> {item.severity} {item.code}: {harmless(item.message[:300])}</li>"
        yield "</ul>"
        if len(findings) > MOST_FINDINGS:
            yield f"<p>{t('brief_more', number=len(findings) - MOST_FINDINGS)}</p>"

    def _foot(self, brief: Brief) -> str:
        t = self._t
        said = t("brief_foot", head=f"<code>{brief.head[:12]}</code>")
        return f'<p dir="{t.direction}"><sub>{said}</sub></p>'

    # A document.

    def _fit(self, item: Item, room: int) -> str:
        """The most that can be said of a document in so many bytes; nothing if that is too little."""
        for posts, text in ((True, True), (False, True), (False, False)):
            section = "\n".join(self._section(item, posts=posts, text=text))
            if _size(section) <= room:
                return section
        return ""

    def _section(self, item: Item, *, posts: bool, text: bool) -> Iterator[str]:
        t = self._t
        yield f'<div dir="{t.direction}">'
        yield f"<h3>{harmless(item.heading)} · <code>{item.kind}/{item.slug}</code></h3>"
        if item.change == "edited":
            yield f"<h4>{t('brief_words')}</h4>"
            yield from self._edits(item.facts, t.direction)
            for side in item.sides:
                yield from self._edits(side.edits, self._words[side.language].direction)
        if text:
            yield f"<details open><summary>{t('brief_rendered')}</summary>"
            yield from self._beside(item)
            yield "</details>"
        if posts and any(side.posts for side in item.sides):
            yield f"<details><summary>{t('brief_posts')}</summary>"
            for side in item.sides:
                yield from self._posts(side)
            yield "</details>"
        if not (posts and text):
            yield f"<p>{t('brief_short')}</p>"
        yield "</div>"

    def _edits(self, edits: tuple[Edit, ...], direction: str) -> Iterator[str]:
        for edit in edits:
            yield f'<p dir="{direction}"><code>{harmless(edit.field)}</code> {differ(edit.before, edit.after)}</p>'

    def _beside(self, item: Item) -> Iterator[str]:
        """The languages beside each other, the source first."""
        sides = {side.language: side for side in item.sides}
        heads = "".join(f"<th>{self._t(f'language_{code}')}</th>" for code in self._words)
        yield f"<table><tr>{heads}</tr><tr>"
        for code, words in self._words.items():
            side = sides.get(code)
            said = (
                self._said(side)
                if side and side.html
                else f"<em>{self._t('brief_untranslated')}</em>"
            )
            yield f'<td dir="{words.direction}" valign="top" width="{100 // len(self._words)}%">{said}</td>'
        yield "</tr></table>"

    def _said(self, side: Side) -> str:
        first, *rest = [harmless(line) for line in side.lines] or [""]
        return "".join(
            [f"<p><strong>{first}</strong></p>", *(f"<p>{line}</p>" for line in rest)]
        ) + settle(side.html)

    def _posts(self, side: Side) -> Iterator[str]:
        """Each text once, with the networks that it is for and its count on each."""
        direction = self._words[side.language].direction
        same: dict[tuple[str, ...], list[Snippet]] = {}
        for post in side.posts:
            same.setdefault((post.title, *post.parts), []).append(post)
        for (title, *parts), posts in same.items():
            counts = " · ".join(self._count(post) for post in posts)
            text = "<hr>".join(harmless(part) for part in [*([title] if title else []), *parts])
            yield f'<p dir="{direction}"><strong>{counts}</strong><br>{text}</p>'

    def _count(self, post: Snippet) -> str:
        key = f"channel_{post.channel}"
        name = self._t(key) if key in self._t else CHANNELS[post.channel].name
        sizes = "، " if self._t.direction == "rtl" else ", "
        counts = sizes.join(f"{one.length}/{one.limit}" for one in post.measures)
        return f"{harmless(name)} <bdi>{counts}</bdi>"


def _size(text: str) -> int:
    return len(text.encode())
