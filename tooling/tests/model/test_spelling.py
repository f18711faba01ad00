"""Help for a misspelt name."""

from hypothesis import given
from hypothesis import strategies as st
from minbar.model.spelling import did_you_mean

NAMES = st.lists(
    st.text("abcdefghij-", min_size=4, max_size=12), min_size=1, max_size=20, unique=True
)


@given(NAMES, st.data())
def test_one_letter_too_many_is_forgiven(known: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(known))
    at = data.draw(st.integers(0, len(name)))
    assert did_you_mean(f"{name[:at]}x{name[at:]}", known).startswith("did you mean «")


@given(NAMES)
def test_a_known_name_is_its_own_best(known: list[str]) -> None:
    assert did_you_mean(known[0], known) == f"did you mean «{known[0]}»?"


@given(NAMES)
def test_a_word_like_none_of_them_is_answered_with_a_list(known: list[str]) -> None:
    said = did_you_mean("ZZZZZZZ", known)
    assert said.startswith(f"known: {known[0]}")
    assert said.endswith(", …") == (len(known) > 12)


def test_nothing_is_known() -> None:
    assert did_you_mean("x", []) == "known: "
