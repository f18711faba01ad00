"""What a feed says of a document: its name for ever, its dates, its words."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape
from msgspec import Struct

from minbar.edition import Published
from minbar.edition.bodies import link_body
from minbar.edition.index import Index
from minbar.markdown.render import render
from minbar.model.addresses import document_address, media_address
from minbar.model.sections import FEEDS
from minbar.strings import Strings

OWNED_SINCE = "2026"
"""The year in the names of entries: it never changes, or readers would show all entries as new.

Source: RFC 4151, section 2.1, read 2026-11-25.
"""


class Entry(Struct, frozen=True):
    """One document in one language's feeds; `published` where its date is set by its file.

    `language` is that of its words, which may not be that of the feed.
    """

    name: str
    url: str
    language: str
    title: str
    summary: str
    html: str
    updated: datetime
    published: datetime | None
    categories: tuple[tuple[str, str], ...]


def updated_at(document: Published, dates: Mapping[str, datetime]) -> datetime | None:
    """When a document last became something else for readers; None if neither date is known."""
    known = (document.facts.publish, dates.get(f"{document.kind}/{document.slug}"))
    return max((date for date in known if date is not None), default=None)


def latest_first(
    documents: Iterable[Published], dates: Mapping[str, datetime]
) -> list[tuple[datetime, Published]]:
    """Documents that have a date, the one that changed last before the others."""
    dated = [(updated_at(document, dates), document) for document in documents]
    known = [(date, document) for date, document in dated if date is not None]
    return sorted(known, key=lambda item: (-item[0].timestamp(), item[1].kind, item[1].slug))


def find_undated(index: Index, dates: Mapping[str, datetime]) -> list[Published]:
    """The documents that stand in no feed, since neither git nor their file gives a date."""
    return [
        document
        for kind in FEEDS
        for document in index.kind(kind)
        if updated_at(document, dates) is None
    ]


def lasting_name(site_url: str, *parts: str) -> str:
    """A tag URI: it stays when a page moves, and nobody else's site makes the same one."""
    site = _site(site_url)
    port = [f"port-{site.port}"] if site.port else []
    return f"tag:{site.host},{OWNED_SINCE}:{quote('/'.join([*port, *site.path, *parts]))}"


def calendar_name(site_url: str, *parts: str) -> str:
    """The same for an event in a calendar: words, an at sign, the host."""
    site = _site(site_url)
    return f"{quote('-'.join([*site.path, *parts]), safe='')}@{site.host}"


class _Site(Struct, frozen=True):
    """Where a site stands, in letters that names are made of."""

    host: str
    port: int | None
    path: tuple[str, ...]


@lru_cache(maxsize=8)
def _site(url: str) -> _Site:
    split = urlsplit(url)
    path = tuple(part for part in split.path.split("/") if part)
    return _Site(_host(split.hostname or ""), split.port, path)


def _host(name: str) -> str:
    try:
        return name.encode("idna").decode()
    except UnicodeError:
        return quote(name)


def make_entry(
    index: Index,
    words: Mapping[str, Strings],
    language: str,
    document: Published,
    updated: datetime,
) -> Entry:
    """Put a document into the words of a language's feeds."""
    settings = index.edition.settings
    text: Any = document.version(language).text
    summary = getattr(text, "summary", "") or getattr(text, "short", "")
    address = document_address(document.kind, document.slug, language)
    return Entry(
        name=lasting_name(settings.site.url, document.kind, document.slug, language),
        url=settings.site.url + address,
        language=document.version(language).language,
        title=document.heading(language),
        summary=summary,
        html=str(_Words(index, words, language, document).article()),
        updated=updated,
        published=document.facts.publish,
        categories=_categories(index, words[language], document),
    )


def _categories(index: Index, words: Strings, document: Published) -> tuple[tuple[str, str], ...]:
    theme = getattr(document.facts, "theme", None)
    found = [(document.kind, words(f"section_{document.kind}"))]
    if theme:
        found.append((theme, named_in(index.edition.house.themes[theme].name, words.code)))
    return tuple(found)


def named_in(names: Mapping[str, str], language: str) -> str:
    """The name in a language, or else in the source language."""
    return names.get(language) or next(iter(names.values()))


class _Words:
    """The whole text of a document, as HTML that reads the same in any reader."""

    def __init__(
        self, index: Index, words: Mapping[str, Strings], language: str, document: Published
    ) -> None:
        self._index = index
        self._words = words
        self._t = words[language]
        self._document = document
        self._shown = document.version(language)
        self._site = index.edition.settings.site.url

    def article(self) -> Markup:
        """Notices in the feed's language, the text in its own, each in its direction."""
        parts = {
            "messages": self._message,
            "press": self._release,
            "rebuttals": self._rebuttal,
            "events": self._event,
        }
        text = parts[self._document.kind]()
        if self._shown.language != self._t.code:
            text = self._block(self._shown.language, text)
        return self._block(self._t.code, self._notice() + text)

    def _block(self, language: str, html: Markup) -> Markup:
        direction = self._words[language].direction
        return Markup(f'<div lang="{escape(language)}" dir="{direction}">{escape(html)}</div>')

    def _own(self, html: Markup) -> Markup:
        """The feed's words among those of a text that may be in another language."""
        return html if self._shown.language == self._t.code else self._block(self._t.code, html)

    def _foreign(self) -> Markup:
        """`lang` and `dir` for words of the text among the feed's, where they differ."""
        code = self._shown.language
        if code == self._t.code:
            return Markup("")
        return Markup(' lang="{}" dir="{}"').format(code, self._words[code].direction)

    def _notice(self) -> Markup:
        t, shown = self._t, self._shown
        if shown.language != t.code:
            said = t(
                "fallback_notice",
                language=t(f"language_{t.code}"),
                other=t(f"language_{shown.language}"),
            )
        elif shown.outdated:
            said = t("outdated_notice")
        else:
            return Markup("")
        return Markup("<p><em>{}</em></p>").format(said)

    def _body(self) -> Markup:
        clean = render(self._shown.body).html
        kind, slug, language = self._document.kind, self._document.slug, self._t.code
        page = self._site + document_address(kind, slug, language)
        return Markup(link_body(clean, self._index, kind, language, self._site, page))

    def _place(self) -> str:
        tree = self._index.edition.territory
        return named_in(tree[self._index.territory(self._document)].names, self._t.code)

    def _labelled(self, label: str, value: str) -> Markup:
        return Markup("<p><strong>{}{}</strong> {}</p>").format(label, self._t.colon, value)

    def _lead(self, text: str) -> Markup:
        lines = Markup("<br>").join(escape(line) for line in text.split("\n"))
        return Markup(f"<p><strong>{lines}</strong></p>")

    def _picture(self, name: str | None, alternative: str | None) -> Markup:
        if name is None:
            return Markup("")
        self._index.ask(f"media/{name}")
        if name not in self._index.edition.media:
            return Markup("")
        width, height = self._index.edition.media[name]
        return Markup('<p><img src="{}{}" alt="{}" width="{}" height="{}"></p>').format(
            self._site, media_address(name), alternative or "", width, height
        )

    def _message(self) -> Markup:
        facts, text = self._parts()
        return self._picture(facts.image, text.image_alt) + self._lead(text.short) + self._body()

    def _release(self) -> Markup:
        facts, text = self._parts()
        t, email = self._t, self._index.edition.settings.press_email
        line = t("dateline", place=text.place, date=t.short_day(facts.publish))
        contact = Markup("")
        if email:
            link = Markup('<a href="mailto:{0}">{0}</a>').format(email)
            contact = Markup("<p>{}{} {}</p>").format(t("press_contact"), t.colon, link)
        dateline = self._own(Markup("<p>{}</p>").format(line))
        return dateline + self._lead(text.summary) + self._body() + self._own(contact)

    def _rebuttal(self) -> Markup:
        facts, text = self._parts()
        t = self._t
        verdict = t("verdict_" + facts.verdict.replace("-", "_"))
        said = Markup("<blockquote{}>{}</blockquote>").format(self._foreign(), text.claim)
        claim = Markup("<p>{}{}</p>").format(t("claim"), t.colon) + said
        seen = Markup("<p><span{}>{}</span> · {}</p>").format(
            self._foreign(), text.where, t("claimed_on", date=t.short_day(facts.claimed))
        )
        judged = Markup("<p><strong>{}</strong></p>").format(verdict)
        sources = Markup("").join(self._source(source) for source in facts.sources)
        listed = Markup("<p>{}{}</p><ul>{}</ul>").format(t("sources"), t.colon, sources)
        return (
            self._own(claim + seen + judged)
            + self._lead(text.short)
            + self._body()
            + (self._own(listed) if sources else Markup(""))
        )

    def _source(self, source: Any) -> Markup:
        name = escape(named_in(source.name, self._t.code))
        if source.url:
            name = Markup('<a href="{}">{}</a>').format(source.url, name)
        day = f" ({self._t.short_day(source.date)})" if source.date else ""
        return Markup("<li>{}{}</li>").format(name, day)

    def _event(self) -> Markup:
        facts, text = self._parts()
        t = self._t
        if t.day(facts.start) == t.day(facts.end):
            hours = t("hours", start=t.hour(facts.start), end=t.hour(facts.end))
            when = self._labelled(t("when"), f"{t.day(facts.start)} · {hours}")
        else:
            when = self._labelled(t("starts"), t.moment(facts.start))
            when += self._labelled(t("ends"), t.moment(facts.end))
        where = self._labelled(t("place"), f"{text.place} · {self._place()}")
        return self._own(when + where) + self._lead(text.summary) + self._body()

    def _parts(self) -> tuple[Any, Any]:
        return self._document.facts, self._shown.text
