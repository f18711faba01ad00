"""Which pages an edition has, in one language: every address, title and template."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from msgspec.structs import replace

from minbar.channels import Channel
from minbar.edition import Published
from minbar.model.addresses import document_address, item_address, section_address
from minbar.kit import Kit
from minbar.kit.kits import channel_kit_name
from minbar.model.sections import SECTIONS
from minbar.site.page import Page
from minbar.site.seen import Seen
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

Plan = Callable[[], Page]
"""Makes a page when it is its turn: all at once they would fill the memory."""

INDEXES = tuple(section for section in SECTIONS if section != "contests")
"""The sections that have a page of their own; contests are listed on that of the candidates."""


def plan_pages(view: View) -> Iterator[Plan]:
    """Yield a plan of every page of one language; what stands in one place comes together."""
    yield partial(_home, view)
    for section in INDEXES:
        yield partial(_section, view, section)
    for kind in TEMPLATES:
        for document in view.index.kind(kind):
            yield partial(_document, view, document)
    for code in view.index.places[1:]:
        yield partial(_place, view, code)
    for theme in view.house.themes:
        yield partial(_theme, view, theme)
    for contest in view.settings.contests:
        if view.index.lists(contest):
            yield partial(_contest, view, contest)
    for channel in view.kits.channels:
        kit = view.channel_kit(channel.id)
        if kit:
            yield partial(_channel, view, channel, kit)


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
        crumbs = view.place_crumbs(view.index.territory(document), itself=True)
    seen = view.see(document)
    return Page(
        address=seen.address,
        language=view.language,
        section=document.kind if in_section else "",
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
        if picture in view.edition.media:
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
    spoken = [
        code for code in _languages(view) if channel_kit_name(channel.id, code) in view.kits.by_name
    ]
    return replace(page, alternates={code: item_address("kit", channel.id, code) for code in spoken})
