"""Encodings and segments of text messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minbar.channels import measure
from minbar.channels.sms import read_message


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Votez le 8, a bientot", "GSM-7"),
        ("é è à ù ì ò Ç É", "GSM-7"),
        ("10 € [ok]", "GSM-7"),
        *((letter, "UCS-2") for letter in "çêâîôûëïœÀÈ«»’…"),
        ("كرامة", "UCS-2"),
        ("ⵣ", "UCS-2"),
    ],
)
def test_encoding(text, encoding):
    assert read_message(text).encoding == encoding


@pytest.mark.parametrize(
    ("text", "places", "segments"),
    [
        ("", 0, 1),
        ("a" * 160, 160, 1),
        ("a" * 161, 161, 2),
        ("a" * 306, 306, 2),
        ("a" * 307, 307, 3),
        ("€" * 80, 160, 1),
        # 152 places, then an escape pair that would straddle the border: one place is lost.
        ("a" * 152 + "€" + "a" * 10, 152 + 1 + 2 + 10, 2),
        ("a" * 152 + "€" + "a" * 151, 306, 2),
        ("a" * 152 + "€" + "a" * 152, 307, 3),
        ("ش" * 70, 70, 1),
        ("ش" * 71, 71, 2),
        ("ش" * 134, 134, 2),
        ("ش" * 135, 135, 3),
        ("ش" * 66 + "😀" + "ش" * 10, 66 + 1 + 2 + 10, 2),
        ("ش" * 66 + "😀" + "ش" * 65, 67 + 2 + 65, 2),
        ("ش" * 66 + "😀" + "ش" * 66, 67 + 2 + 66, 3),
    ],
)
def test_segments(text, places, segments):
    message = read_message(text)
    assert (message.places, message.segments) == (places, segments)


def test_two_segments_are_the_limit():
    assert measure("sms", "ش" * 134).fits
    assert not measure("sms", "ش" * 135).fits
    assert measure("sms", "a" * 306).left == 0
    assert measure("sms", "a").limit == 306
    assert measure("sms", "ش").limit == 134


@given(st.text(alphabet="a€ش😀[", max_size=400))
def test_fits_exactly_when_within_the_limit(text):
    length = measure("sms", text)
    assert length.fits == (length.length <= length.limit) == (length.segments <= 2)
    assert length.length >= len(text)
