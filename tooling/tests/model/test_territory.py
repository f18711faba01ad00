"""The tree of places."""

import itertools

from hypothesis import given
from hypothesis import strategies as st
from minbar.model.territory import Territory, TerritoryTree

PARENTS = st.lists(st.integers(0, 10**6), max_size=30).map(
    lambda picks: [None, *(pick % (number + 1) for number, pick in enumerate(picks))]
)


def tree_of(parents: list[int | None]) -> TerritoryTree:
    return TerritoryTree(
        tuple(
            Territory(str(number), "" if parent is None else str(parent), "x", "x", {})
            for number, parent in enumerate(parents)
        )
    )


@given(PARENTS)
def test_a_lineage_goes_from_the_root_to_the_place(parents: list[int | None]) -> None:
    tree = tree_of(parents)
    for place in tree:
        line = tree.lineage(place.code)
        assert line[0] == tree.root == "0"
        assert line[-1] == place.code
        assert len(set(line)) == len(line)
        for above, below in itertools.pairwise(line):
            assert tree[below].parent == above


@given(PARENTS)
def test_every_place_but_the_root_is_a_child_once(parents: list[int | None]) -> None:
    tree = tree_of(parents)
    children = [child for place in tree for child in tree.children(place.code)]
    assert sorted([*children, tree.root]) == sorted(place.code for place in tree)
