"""Sharing the units of a site out among machines that know nothing of each other.

Every machine reads the whole campaign, so each works out the same plan by itself:

- Candidates go by territory. Places in the order of the tree are cut into as many runs as there
  are shares, of about equal numbers of candidates; a place, its list and its own packs are never
  cut apart. One place that has everybody is one share's.
- Everything else goes, the costliest first, to the share that has least to do so far. What makes
  use of the same pack stays together: the page of a channel and its pack.

Costs are processor time as it was measured on the scaffold's campaign; they need only be right
in proportion.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from minbar.edition.register import Register
from minbar.kit.kits import place_kit_name
from minbar.model.settings import Settings
from minbar.model.share import Share
from minbar.model.territory import TerritoryTree

CHANNEL_PACK = "pack/channel-"


ALL = Share(1, 1)


class Load(Struct, frozen=True):
    """What decides how much work there is.

    `places` in tree order; `people` is how many candidates each has, shown or not.
    """

    places: tuple[str, ...]
    people: Mapping[str, int]
    languages: tuple[str, ...]
    messages: int
    texts: int


def measure_load(register: Register, territory: TerritoryTree, settings: Settings) -> Load:
    """See how much work a site is."""
    written = register.written
    return Load(
        places=tuple(place.code for place in territory),
        people={place: len(listed) for place, listed in register.rolls.items()},
        languages=settings.language_codes,
        messages=sum(item.kind == "messages" for item in written),
        texts=len(written),
    )


Plan = list[list[str]]
"""The units of each share, sorted by name."""


class Part:
    """The units that a build makes: those of a share, or all of them."""

    def __init__(self, share: Share = ALL, plan: Plan | None = None) -> None:
        """Take a share of a plan; without one, all."""
        self.share = share
        self.plan = plan or []
        self._own = frozenset(plan[share.number - 1]) if plan else None

    def __contains__(self, unit: str) -> bool:
        return self._own is None or unit in self._own

    def of(self, units: Iterable[str]) -> list[str]:
        """Those of these units, in their order."""
        return [unit for unit in units if unit in self]


def make_plan(units: Iterable[str], load: Load, shares: int) -> Plan:
    """Share units out.

    Args:
        units: all of a site, each once.
        load: how much work they are.
        shares: among how many.
    """
    runs = cut_runs(load, shares)
    groups: dict[str, list[str]] = {}
    homes = _homes(load)
    plan: list[list[str]] = [[] for _ in range(shares)]
    costs = [0.0] * shares
    for unit in sorted(set(units)):
        place = homes.get(unit)
        if place is None:
            groups.setdefault(_group(unit), []).append(unit)
        else:
            plan[runs[place]].append(unit)
            costs[runs[place]] += cost_ms(unit, load)
    weights = {name: sum(cost_ms(unit, load) for unit in group) for name, group in groups.items()}
    for name in sorted(groups, key=lambda name: (-weights[name], name)):
        lightest = costs.index(min(costs))
        plan[lightest] += groups[name]
        costs[lightest] += weights[name]
    return [sorted(run) for run in plan]


def cut_runs(load: Load, shares: int) -> dict[str, int]:
    """The share, from 0 on, of each place; a place goes to where the middle of its candidates falls."""
    weights = load.people if any(load.people.values()) else dict.fromkeys(load.places, 1)
    total = sum(weights.get(place, 0) for place in load.places)
    runs: dict[str, int] = {}
    before = 0
    for place in load.places:
        weight = weights.get(place, 0)
        runs[place] = min(shares - 1, (2 * before + weight) * shares // (2 * total))
        before += weight
    return runs


def _homes(load: Load) -> dict[str, str]:
    """The place of each unit that has one."""
    return {unit: place for place in load.places for unit in _units_of(place, load.languages)}


def _units_of(place: str, languages: Iterable[str]) -> Iterator[str]:
    yield f"list/{place}"
    yield f"place/{place}"
    for code in languages:
        yield f"pack/{place_kit_name(place, code)}"


def _group(unit: str) -> str:
    """What a unit stays together with: for a channel's pack, its page."""
    if unit.startswith(CHANNEL_PACK):
        channel, _, language = unit.removeprefix(CHANNEL_PACK).rpartition("-")
        return f"channel/{language}/{channel}"
    return unit


def cost_ms(unit: str, load: Load) -> float:
    """About how long a unit takes, in milliseconds of processor time."""
    sort, _, rest = unit.partition("/")
    people = sum(load.people.values())
    pages = len(load.languages) * (people + load.texts)
    match sort:
        case "list":
            return 1.1 * load.people.get(rest, 0)
        case "pack" | "channel":
            is_small = sort == "pack" and not unit.startswith(CHANNEL_PACK)
            return 1.3 if is_small else 0.05 * load.messages
        case "doc":
            return 2.3 if rest.startswith("messages/") else 1.3
        case "media":
            return 0.2
        case "search" | "verify":
            return 1.1 * load.texts
        case "finder" | "sitemap" | "provenance":
            return 10 + 0.01 * pages
        case "feeds":
            return 45
        case "section" if rest == "kit":  # it says how large the pack of every channel is
            return 15 + 0.5 * load.messages * len(load.languages)
        case _:
            return 2.0 if sort in {"place", "theme"} else 15.0
