"""An edition to its feeds, in every language."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from minbar.edition import Published
from minbar.edition.feeds import ALL, feed_contents, feed_title
from minbar.edition.index import Index
from minbar.feeds.atom import Feed, Rendered, render_atom, write_entry
from minbar.feeds.calendar import Event, render_calendar
from minbar.feeds.entries import (
    calendar_name,
    lasting_name,
    latest_first,
    make_entry,
    named_in,
    updated_at,
)
from minbar.markdown.render import plain_text, render
from minbar.model.addresses import (
    calendar_address,
    document_address,
    feed_address,
    item_address,
    media_address,
    section_address,
)
from minbar.strings import Strings

LIMIT_ENTRIES = 50


def render_feeds(
    index: Index, words: Mapping[str, Strings], dates: Mapping[str, datetime]
) -> Iterator[tuple[str, bytes]]:
    """Yield (path on the site, bytes) of every feed and calendar.

    Args:
        index: an edition: what it does not show is in no feed.
        words: every language's strings.
        dates: when the files of a document last changed, by `kind/slug`, where that is known. A
            document without such a date and without `publish` is left out of the feeds, since
            they must say when it changed (`find_undated` lists these); it is in the calendar.
    """
    contents = feed_contents(index)
    chosen = {
        name: latest_first(documents, dates)[:LIMIT_ENTRIES] for name, documents in contents.items()
    }
    for language in index.edition.settings.language_codes:
        made: dict[tuple[str, str], Rendered] = {}
        for name, dated in chosen.items():
            entries = []
            for updated, document in dated:
                key = document.kind, document.slug
                if key not in made:
                    entry = make_entry(index, words, language, document, updated)
                    made[key] = write_entry(language, entry)
                entries.append(made[key])
            feed = _feed(index, words[language], name)
            yield feed_address(name, language), render_atom(feed, entries)
        yield calendar_address(language), _calendar(index, words, language, dates)


def render_empty(index: Index, words: Strings, name: str) -> bytes:
    """A feed of this name in one language, without an entry."""
    return render_atom(_feed(index, words, name), [])


def _feed(index: Index, words: Strings, name: str) -> Feed:
    settings, language = index.edition.settings, words.code
    site = settings.site.url
    section, _, region = name.partition("-")
    page = section_address("" if name == ALL else section, language)
    if region:
        page = item_address("places", region, language)
    intro = "feed_all_intro" if name == ALL else f"intro_{section}"
    return Feed(
        name=lasting_name(site, "feeds", name, language),
        language=language,
        title=feed_title(index, words, name),
        subtitle=" · ".join([words(intro), *_banners(index, words)]),
        author=named_in(settings.party.name, language),
        site=site,
        page=site + page,
        url=site + feed_address(name, language),
        icon=site + media_address(settings.party.symbol.image),
    )


def _banners(index: Index, words: Strings) -> list[str]:
    """What every page says at its top, a feed says too."""
    edition = index.edition
    shown = {
        "preview_banner": edition.kind == "preview",
        "demonstration_banner": edition.settings.demonstration,
        "team_banner": edition.audience == "team",
    }
    return [words(key) for key, is_so in shown.items() if is_so]


def _calendar(
    index: Index, words: Mapping[str, Strings], language: str, dates: Mapping[str, datetime]
) -> bytes:
    events = [_event(index, language, item, dates) for item in index.kind("events")]
    return render_calendar(feed_title(index, words[language], "events"), language, events)


def _event(
    index: Index, language: str, document: Published, dates: Mapping[str, datetime]
) -> Event:
    edition, facts, shown = index.edition, document.facts, document.version(language)
    known: Any = facts
    text: Any = shown.text
    site = edition.settings.site.url
    url = site + document_address(document.kind, document.slug, language)
    theme = edition.house.themes[known.theme].name if known.theme else {}
    place = edition.territory[known.territory].names
    return Event(
        uid=calendar_name(site, document.kind, document.slug, language),
        language=shown.language,
        start=known.start,
        end=known.end,
        revised=updated_at(document, dates),
        title=text.title,
        description="\n\n".join(
            part for part in (text.summary, plain_text(render(shown.body).html), url) if part
        ),
        place=f"{text.place} · {named_in(place, language)}",
        url=url,
        theme=named_in(theme, language) if theme else "",
    )
