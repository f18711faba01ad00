"""The windows of elections to a calendar for the team's phones."""

from collections.abc import Iterable

from minbar.calendar import InForce
from minbar.feeds.calendar import Event, render_calendar
from minbar.feeds.entries import named_in
from minbar.model.campaign import Campaign
from minbar.strings import Strings


def render_elections(windows: Iterable[InForce], campaign: Campaign, words: Strings) -> bytes:
    """Write windows as events, in one language; all times in UTC."""
    settings = campaign.settings
    name = f"{named_in(settings.party.short_name, words.code)} · {words('section_events')}"
    events = (_event(item, campaign, words) for item in windows)
    return render_calendar(name, words.code, events)


def _event(item: InForce, campaign: Campaign, words: Strings) -> Event:
    settings, tree = campaign.settings, campaign.territory
    election = settings.elections[item.election]
    host = settings.site.url.split("/")[2]
    contests = [
        named_in(settings.contests[key].name, words.code)
        for key in item.window.contests or election.contests
    ]
    says = [
        " · ".join(contests),
        "" if item.window.audience == "everyone" else words(f"voters_{item.window.audience}"),
        "" if item.window.type == "campaign" else words(f"mode_{item.window.mode}"),
        *election.sources,
    ]
    places = [
        named_in(tree[code].names, words.code)
        for code in item.window.territories or (tree.root,)
        if code in tree
    ]
    return Event(
        uid=f"{item.mark}.{item.start:%Y%m%dT%H%M%SZ}@{host}",
        language=words.code,
        start=item.start,
        end=item.end,
        revised=None,
        title=words(f"window_{item.window.type}"),
        description="\n".join(line for line in says if line),
        place=" · ".join([election.jurisdiction] if election.jurisdiction else places),
        url=settings.site.url,
        theme="",
    )
