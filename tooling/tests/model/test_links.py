"""Addresses that may be linked to, and those that only look so."""

import pytest
from minbar.model.links import find_link_fault, find_reference_fault, find_site_fault


@pytest.mark.parametrize(
    "address",
    [
        "https://www.hcp.ma/",
        "https://hcp.ma",
        "https://a-b.example:8443/x?y=1#z",
        "https://حزب-الجسر.ma/مسار",
        "https://موقع.المغرب/",
        "https://xn--mgbai9azgqp6j.example/",
        "https://santé.example/é",
        "https://почта.example/",
        "https://3arabi.example/%27",
    ],
)
def test_an_address_is_taken(address: str) -> None:
    assert find_link_fault(address) == ""
    assert find_reference_fault(address) == ""


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://a.example/", "https://"),
        ("https://h\u0441p.ma/", "xn--hp-omc.ma"),
        ("https://\u0430\u0440\u0440\u04cf\u0435.com/", "look like Latin"),
        ("https://www.hcp.ma@evil.example/", "user name"),
        ("https://www.hcp.ma%40evil.example/", "no part of a name"),
        ("https://a\u2044b.evil.example/", "FRACTION SLASH"),
        ("https://a\u3002example/", "IDEOGRAPHIC FULL STOP"),
        ("https://\uff41.example/", "browsers replace"),
        ("https://a.example/\u202eb", "RIGHT-TO-LEFT OVERRIDE"),
        ("https://a.example/\u200b", "ZERO WIDTH SPACE"),
        ("https://a.example/\u00a0b", "NO-BREAK SPACE"),
        ("https://a.example\\@b", "REVERSE SOLIDUS"),
        ('https://a.example/"b', "QUOTATION MARK"),
        ("https://a..example/", "no part of a name"),
        ("https://-a.example/", "no part of a name"),
        ("https://" + "a" * 64 + ".example/", "no part of a name"),
        ("https://127.0.0.1/", "a number"),
        ("https://", "no host"),
    ],
)
def test_an_address_is_refused(address: str, says: str) -> None:
    assert says in find_link_fault(address)
    assert says in find_reference_fault(address)


@pytest.mark.parametrize("address", ["#a", "a.ar.md", "../b/c.ar.md#d", "mailto:a@b.example?subject=x", "a/b:c"])  # fmt: skip
def test_a_text_may_also_refer_to(address: str) -> None:
    assert find_reference_fault(address) == ""


@pytest.mark.parametrize("address", ["//a.example", "mailto:a@h\u0441p.ma", "javascript:x", "tel:1", "../a\u200db"])  # fmt: skip
def test_a_text_may_not_refer_to(address: str) -> None:
    assert find_reference_fault(address)


@pytest.mark.parametrize("address", ["https://a.example/", "https://a.example/b/c/"])
def test_a_site_may_stand_at(address: str) -> None:
    assert find_site_fault(address) == ""


@pytest.mark.parametrize(
    "address",
    ["https://x//evil.example/", "https://a.example", "https://a.example/b", "https://a.example/?b/",
     "https://a.example/#/", "https://a.example/../", "https://a.example//", "http://a.example/"],
)  # fmt: skip
def test_a_site_may_not_stand_at(address: str) -> None:
    assert find_site_fault(address)
