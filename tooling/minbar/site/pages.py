"""Which pages an edition has, in one language: every address, title and template."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from minbar.channels import Channel
from minbar.edition import Published
from minbar.edition.index import Index
from minbar.kit import Kit, Kits
from minbar.kit.kits import channel_kit_name
from minbar.model.addresses import document_address, item_address, section_address
from minbar.model.sections import SEARCH, SECTIONS, VERIFY
from minbar.site.page import Page
from minbar.site.search_words import search_words
from minbar.site.seen import Seen
from minbar.site.verify_words import verify_words
from minbar.site.view import View

TEMPLATES = {
    "messages": "message.html",
    "programme": "plank.html",
    "candidates": "candidate.html",
    "replies": "reply.html",
    "rebuttals": "rebuttal.html",
    "press": "release.html",
    "events": "event.html",
    "handbook": "handbook_page.html",
    "pages": "page.html",
    "monitoring": "clip.html",
}

SECTION_PAGES = tuple(section for section in SECTIONS if section != "contests")
"""The sections that have a page of their own; contests are listed on that of the candidates."""

MESSAGES_IN_FULL = 30
"""The page of a channel shows the posts of so many dated messages, and leads to those of older ones.

200 messages of WhatsApp are 850 kB, too much for a cheap phone. One without a date may be of today.
"""

SCRIPTED: dict[str, Callable[[View], dict[str, object]]] = {
    SEARCH: search_words,
    VERIFY: verify_words,
}
"""The sections whose page works by a script, and the words that this says."""


def list_units(index: Index, kits: Kits) -> Iterator[str]:
    """Yield the name of every unit of an edition: pages that are made together, in all languages."""
    yield "home"
    for section in SECTION_PAGES:
        yield f"section/{section}"
    for document in index.edition.documents:
        if document.kind != "candidates":
            yield f"doc/{document.kind}/{document.slug}"
    for theme in index.edition.house.themes:
        yield f"theme/{theme}"
    for contest in index.edition.settings.contests:
        if index.candidates_in(contest):
            yield f"contest/{contest}"
    for language in index.edition.settings.language_codes:
        for channel in kits.channels:
            yield f"channel/{language}/{channel.id}"
    for code in index.places[1:]:
        yield f"list/{code}"
        yield f"place/{code}"


def make_pages(view: View, unit: str) -> Iterator[Page]:
    """Yield the pages of a unit in one language."""
    sort, _, rest = unit.partition("/")
    if sort == "home":
        yield _home(view)
    elif sort == "list":
        for document in view.index.at("candidates", rest):
            yield _document(view, document)
    elif sort == "doc":
        found = view.index.find(*rest.split("/"))
        if found:
            yield _document(view, found)
    elif sort == "channel":
        language, _, channel = rest.partition("/")
        kit = view.channel_kit(channel) if language == view.language else None
        if kit:
            yield _channel(view, view.kits.channel(channel), kit)
    else:
        yield ONE_PAGE[sort](view, rest)


def _languages(view: View) -> tuple[str, ...]:
    return view.settings.language_codes


def _home(view: View) -> Page:
    return Page(
        address=section_address("", view.language),
        language=view.language,
        section="",
        title=view.name(view.settings.party.name),
        description=view.name(view.settings.party.slogan),
        template="home.html",
        alternates={code: section_address("", code) for code in _languages(view)},
        image=view.settings.party.share_image,
    )


def _section(view: View, section: str) -> Page:
    return Page(
        address=view.section(section),
        language=view.language,
        section=section,
        title=view.t(f"section_{section}"),
        description=view.t(f"intro_{section}"),
        template=f"{section}.html",
        context={"said": SCRIPTED[section](view)} if section in SCRIPTED else {},
        alternates={code: section_address(section, code) for code in _languages(view)},
        crumbs=(_home_crumb(view),),
        image=view.settings.party.share_image,
    )


def _home_crumb(view: View) -> tuple[str, str]:
    return view.t("home"), section_address("", view.language)


def _section_crumbs(view: View, section: str) -> tuple[tuple[str, str], ...]:
    return _home_crumb(view), (view.t(f"section_{section}"), view.section(section))


def _document(view: View, document: Published) -> Page:
    in_section = document.kind in SECTIONS
    crumbs = _section_crumbs(view, document.kind) if in_section else (_home_crumb(view),)
    if document.kind == "candidates":
        crumbs = view.place_crumbs(view.index.territory(document), itself=True)
    seen = view.see(document)
    return Page(
        address=seen.address,
        language=view.language,
        section="" if document.kind == "pages" else document.kind,
        title=seen.heading,
        description=_description(seen),
        template=TEMPLATES[document.kind],
        context={
            "document": document,
            "facts": document.facts,
            "text": seen.text,
            "foreign": seen.foreign,
            "own": seen.own,
            "noted": seen.noted,
        },
        alternates={
            code: document_address(document.kind, document.slug, code) for code in _languages(view)
        },
        crumbs=crumbs,
        image=_image(view, document),
    )


def _description(seen: Seen) -> str:
    for name in ("summary", "short", "bio"):
        if getattr(seen.text, name, None):
            return str(getattr(seen.text, name))
    return seen.heading


def _image(view: View, document: Published) -> str | None:
    for name in ("image", "photo"):
        picture = getattr(document.facts, name, None)
        if picture and view.shows(picture):
            return str(picture)
    return view.settings.party.share_image


def _item(view: View, section: str, item: str, title: str, template: str, **rest: Any) -> Page:
    return Page(
        address=view.item(section, item),
        language=view.language,
        section=section,
        title=title,
        template=template,
        alternates={code: item_address(section, item, code) for code in _languages(view)},
        image=view.settings.party.share_image,
        **rest,
    )


def _place(view: View, code: str) -> Page:
    return _item(
        view,
        "places",
        code,
        " · ".join(filter(None, (view.place(code), view.place_type(code)))),
        "place.html",
        context={"code": code},
        crumbs=view.place_crumbs(code),
        description=view.t("candidates_count", count=view.index.candidates_within(code)),
    )


def _theme(view: View, theme: str) -> Page:
    return _item(
        view,
        "themes",
        theme,
        view.name(view.house.themes[theme].name),
        "theme.html",
        context={"theme": theme},
        crumbs=_section_crumbs(view, "themes"),
        description=view.t("intro_themes"),
    )


def _contest(view: View, contest: str) -> Page:
    return _item(
        view,
        "contests",
        contest,
        view.name(view.settings.contests[contest].name),
        "contest.html",
        context={"contest": contest},
        crumbs=_section_crumbs(view, "candidates"),
        description=view.t("intro_candidates"),
    )


def _channel(view: View, channel: Channel, kit: Kit) -> Page:
    dated = [offer for offer in kit.posts if offer[0].facts.publish]
    undated = [offer for offer in kit.posts if not offer[0].facts.publish]
    page = _item(
        view,
        "kit",
        channel.id,
        view.t("kit_channel", channel=view.channel_name(channel)),
        "channel.html",
        context={
            "channel": channel,
            "kit": kit,
            "latest": [*dated[:MESSAGES_IN_FULL], *undated],
            "older": dated[MESSAGES_IN_FULL:],
        },
        crumbs=_section_crumbs(view, "kit"),
        description=view.t("intro_kit"),
    )
    spoken = [
        code for code in _languages(view) if view.kits.has(channel_kit_name(channel.id, code))
    ]
    return replace(
        page, alternates={code: item_address("kit", channel.id, code) for code in spoken}
    )


ONE_PAGE: dict[str, Callable[[View, str], Page]] = {
    "section": _section,
    "theme": _theme,
    "contest": _contest,
    "place": _place,
}
"""The units that have one page in each language."""
