"""Links that open a channel with a post already written."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minbar.channels import CHANNELS
from minbar.snippets import share_url

URL = "https://parti.ma/ar/?a=1&b=2#c"
ENCODED_URL = "https%3A%2F%2Fparti.ma%2Far%2F%3Fa%3D1%26b%3D2%23c"

CASES = {
    "x": f"https://twitter.com/intent/tweet?text=%D9%86%D8%B9%D9%85%20%26%20a%2Bb%0A{ENCODED_URL}",
    "threads": f"https://www.threads.net/intent/post?text=%D9%86%D8%B9%D9%85%20%26%20a%2Bb%0A{ENCODED_URL}",
    "bluesky": f"https://bsky.app/intent/compose?text=%D9%86%D8%B9%D9%85%20%26%20a%2Bb%0A{ENCODED_URL}",
    "facebook": f"https://www.facebook.com/sharer/sharer.php?u={ENCODED_URL}",
    "whatsapp": f"https://wa.me/?text=%D9%86%D8%B9%D9%85%20%26%20a%2Bb%0A{ENCODED_URL}",
    "telegram": f"https://t.me/share/url?url={ENCODED_URL}&text=%D9%86%D8%B9%D9%85%20%26%20a%2Bb",
    "linkedin": f"https://www.linkedin.com/sharing/share-offsite/?url={ENCODED_URL}",
    "sms": f"sms:?body=%D9%86%D8%B9%D9%85%20%26%20a%2Bb%0A{ENCODED_URL}",
}


@pytest.mark.parametrize("channel", CHANNELS)
def test_share_url(channel):
    assert share_url(channel, "نعم & a+b", URL) == CASES.get(channel)
    assert share_url(CHANNELS[channel], f"نعم & a+b\n{URL}", URL) == CASES.get(channel)


def test_without_a_link():
    assert share_url("whatsapp", "نعم") == "https://wa.me/?text=%D9%86%D8%B9%D9%85"
    assert share_url("facebook", "نعم") is None


@given(
    st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["x", "whatsapp", "bluesky"])
)
def test_the_text_comes_back_whole(text, channel):
    query = urlsplit(share_url(channel, text, "")).query
    assert parse_qs(query, keep_blank_values=True)["text"] == [text]
    assert query == f"text={quote(text.strip(), safe='')}" or text != text.strip()
