"""Cutting a long text into the parts of a thread."""

import msgspec
import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st
from minbar.channels import graphemes
from minbar.snippets import fit
from minbar.snippets.thread import numbered, split_thread

NUMBER = regex.compile(r"\n\n(\d+)/(\d+)\Z")


def _split(text: str, limit: int, extra: int = 0) -> tuple[str, ...] | None:
    return split_thread(text, lambda part, last: len(part) + extra * last <= limit)


def _unnumbered(parts: tuple[str, ...]) -> list[str]:
    return [NUMBER.sub("", part) for part in parts]


def test_cuts_between_sentences():
    parts = _split("واحد اثنان. ثلاثة أربعة! خمسة ستة؟ سبعة", 22)
    assert parts == ("واحد اثنان.\n\n1/3", "ثلاثة أربعة!\n\n2/3", "خمسة ستة؟ سبعة\n\n3/3")


def test_cuts_between_words_when_a_sentence_is_too_long():
    assert _split("un deux trois quatre cinq", 14) == (
        "un deux\n\n1/4",
        "trois\n\n2/4",
        "quatre\n\n3/4",
        "cinq\n\n4/4",
    )


def test_leaves_room_for_link_and_hashtags_in_the_last_part():
    assert _split("a b c d e f g h", 12, extra=5)[-1] == "h\n\n3/3"


def test_a_very_short_sentence_does_not_make_a_part():
    assert _split("Non. un deux trois quatre", 23)[0] == "Non. un deux trois\n\n1/2"


def test_a_word_longer_than_a_part_is_not_cut():
    assert _split("court " + "long" * 10, 20) is None


def test_a_french_space_is_no_place_to_cut():
    assert _split("Votez bien\u202f! Oui", 14) == (
        "Votez\n\n1/3",
        "bien\u202f!\n\n2/3",
        "Oui\n\n3/3",
    )


def test_ten_parts_and_more_have_longer_numbers():
    parts = _split(" ".join(letter * 3 for letter in "abcdefghijkl"), 10)
    assert len(parts) == 12
    assert parts[9] == "jjj\n\n10/12"


def test_never_more_than_99_parts():
    assert _split(" ".join("a" * 100), 8) is None
    assert len(_split(" ".join("a" * 99), 8)) == 99


LETTERS = st.sampled_from(list("كلمبَ ab.é\n !؟…👍🏽ⵣ\u200d\u0301\u00a0\r\u200c\u0600"))


@settings(deadline=None)
@given(st.lists(LETTERS, max_size=300).map("".join), st.integers(10, 80), st.integers(0, 20))
@example("a \u0301b", 10, 0)
@example("a\u0600 b", 9, 0)
def test_laws(text, limit, extra):
    parts = _split(text, limit, extra)
    if parts is None:
        return
    assert all(len(part) <= limit for part in parts)
    assert len(parts[-1]) + extra <= limit
    numbers = [NUMBER.search(part).groups() for part in parts]
    assert numbers == [(str(i), str(len(parts))) for i in range(1, len(parts) + 1)]
    bodies = _unnumbered(parts)
    assert "".join("".join(bodies).split()) == "".join(text.split())
    assert " ".join(bodies).split() == text.split()
    whole = graphemes(text.strip())
    assert all(cluster in whole for body in bodies for cluster in graphemes(body))


def test_a_channel_with_threads_gets_one_when_nothing_else_fits(post, environment):
    long = msgspec.structs.replace(post, short="ش " * 150)
    snippet = fit("x", long, environment)
    assert snippet.form == "thread"
    assert [part.split("\n")[-1] for part in snippet.parts[:-1]] == [
        f"{i}/{len(snippet.parts)}" for i in range(1, len(snippet.parts))
    ]
    last = snippet.parts[-1].split("\n")
    assert last[-3:] == [
        f"{len(snippet.parts)}/{len(snippet.parts)}",
        long.link,
        "#صحة_للجميع #الكرامة_أولا",
    ]
    assert all(length.fits for length in snippet.measures)
    assert snippet.problems == ()
    words = " ".join(regex.sub(r"\n\n\d+/\d+(\n|\Z)(?s:.*)", "", part) for part in snippet.parts)
    assert words.split() == long.full.split()


def test_a_part_that_begins_the_other_way_is_reported_by_its_number(post, environment):
    text = "كلمة " * 50 + "نهاية الجملة. " + "ONCF ترفع الأسعار " * 5
    own = msgspec.structs.replace(post, overrides={"x": text})
    snippet = fit("x", own, environment)
    assert snippet.form == "thread"
    assert [(problem.kind, problem.part) for problem in snippet.problems] == [
        ("starts-other-way", 1)
    ]


@pytest.mark.parametrize(
    "before", ["قال د.", "Ensuite M.", "Hier Dr.", "(M.", "Nous sommes 40.", "Mesure 3.", "٣."]
)
def test_no_part_ends_after_an_abbreviation_or_a_number(before: str) -> None:
    text = f"{'كلمة ' * 6}نهاية. {before} تتمة أخرى"
    room = len(numbered(text, 9, 9)) - len(" أخرى")
    parts = split_thread(text, lambda part, last: len(part) <= room)
    assert parts is not None
    assert parts[0].startswith(f"{'كلمة ' * 6}نهاية.\n")


def test_a_part_ends_after_a_sentence() -> None:
    text = f"{'كلمة ' * 6}نهاية. قالت ذلك. تتمة أخرى"
    room = len(numbered(text, 9, 9)) - len(" أخرى")
    parts = split_thread(text, lambda part, last: len(part) <= room)
    assert parts is not None
    assert parts[0].endswith("قالت ذلك.\n\n1/2")
