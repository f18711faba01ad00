"""How each channel counts, beyond X and text messages."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from minbar.channels import CHANNELS, SURFACES, channel_named, graphemes, measure
from minbar.channels.measure import _SIMPLE, count_graphemes

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("channel", "text", "length"),
    [
        ("bluesky", "كَرَامَة", 5),
        ("bluesky", FAMILY, 1),
        ("bluesky", "https://parti.ma", 16),
        ("mastodon", "صوتوا https://parti.ma/" + "a" * 50, 6 + 23),
        ("mastodon", "parti.ma", 8),
        ("threads", "كرامة", 5),
        ("threads", "كرامة 👍", 6 + 4),
        ("threads", "👍🏽", 8),
        ("threads", FAMILY, 25),
        ("threads", "🇲🇦", 8),
        ("threads", "1️⃣", 7),
        ("threads", "❤️", 6),
        ("threads", "© 2026 #1 €…", 12),
        ("telegram", "كرامة 👍", 8),
        ("tiktok", FAMILY, 11),
        ("youtube", "كرامة", 10),
        ("youtube", "été", 5),
        ("youtube-title", "كرامة", 5),
        ("facebook", "كرامة 👍", 7),
        ("whatsapp", "كَ", 2),
    ],
)
def test_length(channel, text, length):
    assert measure(channel, text).length == length


@pytest.mark.parametrize(
    ("channel", "fitting", "too_long"),
    [
        ("x", "ش" * 280, "ش" * 281),
        ("x", "ⵣ" * 140, "ⵣ" * 141),
        ("threads", "👍" * 125, "👍" * 126),
        ("bluesky", "شَ" * 300, "شَ" * 301),
        ("bluesky", FAMILY * 120, FAMILY * 121),
        ("youtube", "ش" * 2500, "ش" * 2501),
        ("youtube", "a", "a < b"),
        ("telegram", "😀" * 2048, "😀" * 2049),
        ("telegram-caption", "ش" * 1024, "ش" * 1025),
        ("instagram", "#أ #ب #ت #ث #ج", "#أ #ب #ت #ث #ج #ح"),
        ("instagram", "#1 #2 #3 #4 #5 #6 a#b", "ش" * 2201),
        ("threads", "#أ", "#أ #ب"),
        (
            "threads",
            " ".join(f"https://parti.ma/{i}" for i in range(5)),
            "a.ma b.ma c.ma d.ma e.ma f.ma",
        ),
        ("threads", "a.ma " * 6, "ش" * 501),
        ("x", "ش", "ش\ufeff"),
    ],
)
def test_border(channel, fitting, too_long):
    assert measure(channel, fitting).fits
    assert not measure(channel, too_long).fits


def test_bluesky_holds_graphemes_and_bytes():
    length = measure("bluesky", FAMILY * 121)
    assert (length.length, length.left) == (121, 179)
    assert [(count.name, count.length, count.limit) for count in length.also] == [
        ("bytes", 3025, 3000)
    ]


def test_a_server_of_mastodon_has_its_own_limit():
    server = msgspec.structs.replace(channel_named("mastodon"), limit=1000, link_weight=30)
    assert measure(server, "ش" * 1000).fits
    assert measure(server, "https://parti.ma").length == 30


def test_an_unknown_channel_is_named_with_those_there_are():
    with pytest.raises(KeyError, match=r"no channel 'myspace'; there are: x, threads"):
        measure("myspace", "a")


@given(st.sampled_from([*CHANNELS, *SURFACES]), st.text(max_size=300))
def test_a_text_fits_only_within_the_limit(channel, text):
    length = measure(channel, text)
    assert length.left == length.limit - length.length
    assert length.fits == (length.left >= 0 and all(count.fits for count in length.also))


@given(st.text(max_size=100))
def test_graphemes_lose_nothing(text):
    assert "".join(graphemes(text)) == text


def test_the_catalogue_is_whole():
    assert list(CHANNELS) == [
        "x", "threads", "bluesky", "mastodon", "facebook", "instagram", "whatsapp",
        "telegram", "linkedin", "youtube",
        "tiktok", "sms",
    ]  # fmt: skip
    for name, channel in {**CHANNELS, **SURFACES}.items():
        assert channel.id == name
        assert channel.source
        assert channel.read_on == "2026-11-22"
        assert bool(channel.forms) != channel.surface


@pytest.mark.parametrize(
    "text", ["لا صحة بلا ماءٍ: «نُوصِله» إلى\n20 دوارا!", "L’eau, c’est 20\u202f% — «oui»…"]
)
def test_plain_texts_are_counted_at_once(text):
    assert _SIMPLE.fullmatch(text)
    assert count_graphemes(text) == len(graphemes(text))


JOINING = "\u0301\u200d\ufe0f\U0001f3fd👍🇲🇦한\r\u0600\u0670"


def test_letters_are_counted_as_they_are_split():
    letters = [chr(code) for code in range(0x2100)]
    for text in (*letters, *("\n" + letter + "\u064e" for letter in letters)):
        assert count_graphemes(text) == len(graphemes(text)), ascii(text)


@given(text=st.text(st.sampled_from(("م", "ا", "é", "l", "’", " ", "\n", "\u064b", *JOINING))))
def test_texts_are_counted_as_they_are_split(text):
    assert count_graphemes(text) == len(graphemes(text))
