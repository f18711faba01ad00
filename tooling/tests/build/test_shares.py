"""How a site is shared out: everything once, nothing cut apart, about the same for each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minbar.build.shares import Load, Part, Share, cost_ms, cut_runs, make_plan

PLACES = tuple(f"01.{number}" for number in range(40))


def _load(people: dict[str, int]) -> Load:
    return Load(PLACES, people, ("ar", "fr"), messages=20, texts=60)


def _units(people: dict[str, int]) -> list[str]:
    placed = [f"{sort}/{place}" for place in PLACES for sort in ("list", "place")]
    packs = [f"pack/place-{place.replace('.', '-')}-ar" for place in PLACES[::3]]
    channels = ["channel/ar/x", "channel/fr/x", "pack/channel-x-ar", "pack/channel-x-fr"]
    texts = [f"doc/messages/m-{number}" for number in range(20)]
    wholes = ["home", "standing", "assets", "finder", "sitemap", "feeds", "search/ar", "search/fr"]
    return [*placed, *packs, *channels, *texts, *wholes, "media/a.webp"]


PEOPLE = st.dictionaries(st.sampled_from(PLACES), st.integers(0, 500))


@given(people=PEOPLE, shares=st.integers(1, 12))
def test_every_unit_is_one_shares_and_nobody_elses(people: dict[str, int], shares: int) -> None:
    units = _units(people)
    plan = make_plan(units, _load(people), shares)

    assert len(plan) == shares
    assert sorted(unit for run in plan for unit in run) == sorted(units)


@given(people=PEOPLE, shares=st.integers(1, 12), order=st.randoms())
def test_the_order_of_units_does_not_matter(people: dict[str, int], shares: int, order) -> None:  # type: ignore[no-untyped-def] # Hypothesis types it not
    units = _units(people)
    plan = make_plan(units, _load(people), shares)
    order.shuffle(units)

    assert make_plan(units, _load(people), shares) == plan


@given(people=PEOPLE, shares=st.integers(1, 12))
def test_runs_of_places_are_in_the_order_of_the_tree(people: dict[str, int], shares: int) -> None:
    runs = cut_runs(_load(people), shares)
    numbers = [runs[place] for place in PLACES]

    assert numbers == sorted(numbers)
    assert 0 <= numbers[0] <= numbers[-1] < shares


@given(people=PEOPLE, shares=st.integers(1, 12))
def test_no_run_has_more_than_its_share_and_one_place(people: dict[str, int], shares: int) -> None:
    runs = cut_runs(_load(people), shares)
    total, most = sum(people.values()), max(people.values(), default=0)
    for share in range(shares):
        own = sum(count for place, count in people.items() if runs[place] == share)
        assert own <= total / shares + most


def test_shares_cost_about_the_same() -> None:
    people = {place: 10 + number % 5 for number, place in enumerate(PLACES)}
    load = _load(people)
    plan = make_plan(_units(people), load, 3)
    costs = [sum(cost_ms(unit, load) for unit in run) for run in plan]

    assert max(costs) < 1.1 * min(costs)


def test_what_belongs_together_stays_together() -> None:
    people = dict.fromkeys(PLACES, 5)
    plan = make_plan(_units(people), _load(people), 4)
    homes = {unit: number for number, run in enumerate(plan) for unit in run}

    for code in ("ar", "fr"):
        assert homes[f"channel/{code}/x"] == homes[f"pack/channel-x-{code}"]
    for place in PLACES[::3]:
        pack = f"pack/place-{place.replace('.', '-')}-ar"
        assert homes[f"list/{place}"] == homes[f"place/{place}"] == homes[pack]


def test_a_build_of_everything_makes_every_unit() -> None:
    assert Part().of(["home", "list/01"]) == ["home", "list/01"]
    part = Part(Share(2, 2), [["home"], ["list/01"]])
    assert part.of(["home", "list/01"]) == ["list/01"]


@pytest.mark.parametrize("people", [{}, {"01.3": 1000}])
def test_more_shares_than_places_leave_some_without_candidates(people: dict[str, int]) -> None:
    plan = make_plan(_units(people), _load(people), 64)

    assert len(plan) == 64
    assert sum(map(len, plan)) == len(_units(people))
