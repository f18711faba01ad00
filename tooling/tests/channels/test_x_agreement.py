"""Our count of X against the network's own, on generated texts and on every text we publish."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from minbar.channels import measure
from minbar.channels.x import weighted_length

CONTENT = Path(__file__).parents[3] / "content"
SEED = 20261122
GENERATED = 24_000

ARABIC = [
    "نعمل معا من أجل الوطن", "العدالة", "صوتكم", "مدرسة عمومية", "١٢٣",
    "نَعْمَلُ مَعًا", "بِكُلِّ ثِقَةٍ",
    "أ\u0654ول", "ا\u0653ن", "ﻻ", "ﷲ", "،", "؟", "٪", "گ", "لله",
]  # fmt: skip
FRENCH = [
    "Votez", "l’école", "«\u202fensemble\u202f»", "été", "e\u0301te\u0301",
    "œuvre", "…", "–", "10 €", "À bientôt\u00a0!",
    "ệ", "e\u0323\u0302", "n°1",
]  # fmt: skip
TIFINAGH = ["ⵜⴰⵎⴰⵣⵉⵖⵜ", "ⵣ", "ⵜⴰⴷⴷⴰⵔⵜ", "ⵯ"]
EMOJI = [
    "👍", "👍🏽", "👨‍👩‍👧‍👦", "👩🏾‍🏫", "🏳️‍🌈", "🇲🇦", "🇱🇧", "🇲", "🇽🇽", "1️⃣", "#️⃣",
    "*⃣", "©️", "©", "❤️", "❤", "✌🏼",
    "✌️🏼", "🕵️‍♀️", "🤷🏽‍♂️", "👩‍❤️‍💋‍👨", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🫶🏽", "🧑‍🤝‍🧑", "☝︎", "👁‍🗨",
    "🥰", "\ufe0f", "\u200d", "👨‍", "🏽",
]  # fmt: skip
LINKS = [
    "https://parti.ma", "http://parti.ma/ar/?a=1&b=2#c", "parti.ma",
    "www.parti.ma/programme", "sub.a-b.co.uk/x_(y)_(z(1))",
    "https://t.co/abc123", "https://t.co/abc/def", "t.co/abc",
    "https://t.co/" + "a" * 41, "موقع.المغرب",
    "https://موقع.المغرب/مسار", "https://مثال.إختبار", "пример.рф",
    "https://пример.рф/путь", "例え.com", "a.comb.fr",
    "e.g.", "a_b.com", "-a.com", "http://a_b.example.com",
    "https://xn--mgbai9azgqp6j.xn--mgbc0a9azcg", "1.2.3.4",
    "https://parti.ma:8080/x", "parti.ma:80", "contact@parti.ma",
    "example.zzz", "https://parti.ma/é/–/~a,b;c.",
    "https://parti.ma/((a))", "HTTPS://PARTI.MA/A", "parti.ma/@moi/",
    "https://" + "a" * 64 + ".com", "v2.0.ma", "é.ma",
    "https://parti.ma?x=é", "https://parti.ma/a(b", "http://http://a.ma",
    "ftp://parti.ma", "//parti.ma", "a.ma.",
    "a.ma..b.ma", "vermögensberatung.vermögensberatung", "😀.ma", "https://😀.ma/x",
]  # fmt: skip
TAGS = [
    "#الكرامة_أولا",
    "#Maroc2026",
    "#a.ma",
    "@parti_ma",
    "@parti.ma",
    "$MAD.ma",
    "＃حزب",
    "＠a.ma",
    "#ⵣ",
]
GLUE = [
    " ", " ", " ", "", "", "\n", "\n\n", ". ", ".", ",", "، ", ":", "/", "-",
    "_", "(", ")", "[", "]", "«", "»", '"', "'",
    "\u061c", "\u200e", "\u200f", "\u2066", "\u2067", "\u2068", "\u2069",
    "\u202a", "\u202e", "\u202c", "\u00a0",
    "\u200b", "\u200c", "\t", "\x00", "\x7f", "\ufeff", "!", "?", "#", "@", "&", "…", "0", "a",
]  # fmt: skip
KINDS = [ARABIC, FRENCH, TIFINAGH, EMOJI, LINKS, TAGS]


def _generated() -> Iterator[str]:
    chance = random.Random(SEED)
    for _ in range(GENERATED):
        kinds = chance.sample(KINDS, chance.randint(1, len(KINDS)))
        words = (chance.choice(chance.choice(kinds)) for _ in range(chance.randint(0, 14)))
        yield "".join(word + chance.choice(GLUE) for word in words)


def _ours(text: str) -> tuple[int, bool]:
    """A text is valid on X when it fits and is not empty."""
    length = weighted_length(text)
    return length, length > 0 and measure("x", text).fits


def _written(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _written(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _written(inner)


def _published() -> Iterator[str]:
    for path in sorted(CONTENT.rglob("*.md")):
        text = path.read_text("utf-8")
        _, header, body = text.split("---\n", 2) if text.startswith("---\n") else ("", "", text)
        yield body.strip()
        yield from _written(yaml.load(header, yaml.BaseLoader))


def _disagreements(texts: list[str], theirs: list[tuple[int, bool]]) -> list[object]:
    ours = map(_ours, texts)
    return [row for row in zip(texts, ours, theirs, strict=True) if row[1] != row[2]]


def test_generated_texts_weigh_the_same(twitter_text):
    texts = list(_generated())
    assert len(set(texts)) > 20_000
    assert _disagreements(texts, twitter_text(texts)) == []


def test_published_texts_weigh_the_same(twitter_text):
    texts = list(_published())
    if not texts:
        pytest.skip("content/ holds no Markdown yet")
    assert _disagreements(texts, twitter_text(texts)) == []


def test_every_letter_weighs_the_same(twitter_text):
    """Each code point alone, and as the first letter of a domain and of a path."""
    letters = [chr(code) for code in range(0x3400) if not 0x100 < code < 0x250]
    letters += [chr(code) for code in range(0xA640, 0x10000, 7)]
    texts = [f"{a} .{a} {a}a.ma {a}.ma https://a.ma/{a}" for a in letters]
    assert _disagreements(texts, twitter_text(texts)) == []
