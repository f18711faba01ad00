"""Which pages an edition has, in one language: every address, title and template."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from minbar.edition import Published
from minbar.model.addresses import document_address, item_address, section_address
from minbar.kit.kits import channel_kit_name
from minbar.model.sections import SEARCH, SECTIONS
from minbar.site.page import Page
from minbar.site.search_words import search_words
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

INDEXES = tuple(section for section in SECTIONS if section not in {"contests", SEARCH})
"""The sections that have a page of their own; contests are listed on that of the candidates."""


def make_pages(view: View) -> Iterator[Page]:
    """Yield every page of one language."""
    yield _home(view)
    for section in INDEXES:
        yield _section(view, section)
    yield _section(view, SEARCH, said=search_words(view))
    for document in view.edition.documents:
        yield _document(view, document)
    yield from _places(view)
    yield from _themes(view)
    yield from _contests(view)
    yield from _channels(view)


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


def _section(view: View, section: str, **context: Any) -> Page:
    return Page(
        address=view.section(section),
        language=view.language,
        section=section,
        title=view.t(f"section_{section}"),
        description=view.t(f"intro_{section}"),
        template=f"{section}.html",
        context=context,
        alternates={code: section_address(section, code) for code in _languages(view)},
        crumbs=(_home_crumb(view),),
        image=view.settings.party.share_image,
    )


def _home_crumb(view: View) -> tuple[str, str]:
    return view.t("home"), section_address("", view.language)


def _section_crumbs(view: View, section: str) -> tuple[tuple[str, str], ...]:
    return _home_crumb(view), (view.t(f"section_{section}"), view.section(section))


def _document(view: View, document: Published) -> Page:
    in_section = document.kind not in {"pages", "monitoring"}
    crumbs = _section_crumbs(view, document.kind) if in_section else (_home_crumb(view),)
    if document.kind == "candidates":
        crumbs = _place_crumbs(view, view.index.territory(document), itself=True)
    return Page(
        address=view.address(document),
        language=view.language,
        section=document.kind if in_section else "",
        title=view.heading(document),
        description=_description(view, document),
        template=TEMPLATES[document.kind],
        context={"document": document, "facts": document.facts, "text": view.shown(document).text},
        alternates={
            code: document_address(document.kind, document.slug, code) for code in _languages(view)
        },
        crumbs=crumbs,
        image=_image(view, document),
    )


def _description(view: View, document: Published) -> str:
    text: Any = view.shown(document).text
    for name in ("summary", "short", "bio"):
        if getattr(text, name, None):
            return str(getattr(text, name))
    return view.heading(document)


def _image(view: View, document: Published) -> str | None:
    for name in ("image", "photo"):
        picture = getattr(document.facts, name, None)
        if picture in view.edition.media:
            return str(picture)
    return view.settings.party.share_image


def _place_crumbs(view: View, code: str, *, itself: bool = False) -> tuple[tuple[str, str], ...]:
    lineage = view.tree.lineage(code)
    above = lineage[1:] if itself else lineage[1:-1]
    places = tuple((view.place(item), view.item("places", item)) for item in above)
    return (_home_crumb(view), (view.t("section_places"), view.section("places")), *places)


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


def _places(view: View) -> Iterator[Page]:
    for code in view.index.places[1:]:
        title = " · ".join(filter(None, (view.place(code), view.place_type(code))))
        yield _item(
            view,
            "places",
            code,
            title,
            "place.html",
            context={"code": code},
            crumbs=_place_crumbs(view, code),
            description=view.t("candidates_count", count=view.index.candidates_within(code)),
        )


def _themes(view: View) -> Iterator[Page]:
    for theme, named in view.house.themes.items():
        yield _item(
            view,
            "themes",
            theme,
            view.name(named.name),
            "theme.html",
            context={"theme": theme},
            crumbs=_section_crumbs(view, "themes"),
            description=view.t("intro_themes"),
        )


def _contests(view: View) -> Iterator[Page]:
    for contest, settings in view.settings.contests.items():
        if view.index.in_contest(contest):
            yield _item(
                view,
                "contests",
                contest,
                view.name(settings.name),
                "contest.html",
                context={"contest": contest},
                crumbs=_section_crumbs(view, "candidates"),
                description=view.t("intro_candidates"),
            )


def _channels(view: View) -> Iterator[Page]:
    for channel in view.kits.channels:
        spoken = [
            code
            for code in _languages(view)
            if channel_kit_name(channel.id, code) in view.kits.by_name
        ]
        if view.language in spoken:
            kit = view.kits.by_name[channel_kit_name(channel.id, view.language)]
            page = _item(
                view,
                "kit",
                channel.id,
                view.t("kit_channel", channel=view.channel_name(channel)),
                "channel.html",
                context={"channel": channel, "kit": kit},
                crumbs=_section_crumbs(view, "kit"),
                description=view.t("intro_kit"),
            )
            alternates = {code: item_address("kit", channel.id, code) for code in spoken}
            yield replace(page, alternates=alternates)
