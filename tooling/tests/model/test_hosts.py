"""What hosts bear: limits as data, and findings that say how near a site is to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minbar.model.hosts import HOSTS, Limits, limits_of, weigh
from minbar.model.settings import Hosting

SITES = st.dictionaries(
    st.sampled_from([f"{folder}/{name}" for folder in ("ar", "fr", "packs") for name in "abcdef"]),
    st.integers(0, 40),
)
LIMITS = st.builds(
    Limits,
    name=st.just("a host"),
    site_bytes=st.none() | st.integers(1, 100),
    files=st.none() | st.integers(1, 10),
    file_bytes=st.none() | st.integers(1, 40),
    folder_files=st.none() | st.integers(1, 5),
)


def test_every_host_that_can_be_chosen_has_limits() -> None:
    for name in HOSTS:
        assert limits_of(Hosting(name)) == HOSTS[name]  # type: ignore[arg-type]
    with pytest.raises(KeyError):
        limits_of(Hosting("elsewhere"))  # type: ignore[arg-type]


def test_a_campaign_that_names_no_host_has_no_limits() -> None:
    assert weigh({"a": 10**12}, limits_of(None)) == []


def test_a_folder_with_too_many_files() -> None:
    files = dict.fromkeys((f"ar/candidates/{number}.html" for number in range(54_001)), 1)
    found = weigh(files, limits_of(Hosting("netlify")))

    assert [finding.code for finding in found] == ["HO002"]
    assert (
        "ar/candidates/ has 54,001 of 54,000 files, 101 % of what Netlify (unconfirmed)"
        in found[0].message
    )
    assert "another host" in found[0].example


def test_a_limit_of_one_s_own_replaces_the_host_s_and_is_named() -> None:
    found = weigh({"a": 90_000_000}, limits_of(Hosting("github-pages", size_mb=100)))

    assert [finding.code for finding in found] == ["HO001"]
    assert "90.0 MB of 100.0 MB, 90 % of what content/campaign.yml allows" in found[0].message


def test_an_empty_site_is_below_every_limit() -> None:
    for host in HOSTS.values():
        assert weigh({}, host) == []


@given(SITES, LIMITS)
def test_there_is_an_error_exactly_where_a_limit_is_passed(
    files: dict[str, int], limits: Limits
) -> None:
    folders = [name.split("/")[0] for name in files]
    measures = [
        (sum(files.values()), limits.site_bytes),
        (len(files), limits.files),
        (max(files.values(), default=0), limits.file_bytes),
        (max((folders.count(name) for name in folders), default=0), limits.folder_files),
    ]
    severities = [finding.severity for finding in weigh(files, limits)]

    assert severities.count("error") == sum(
        limit is not None and had > limit for had, limit in measures
    )
    assert severities.count("warning") == sum(
        limit is not None and 0.8 * limit <= had <= limit for had, limit in measures
    )


@given(SITES, LIMITS)
def test_the_order_of_files_does_not_matter(files: dict[str, int], limits: Limits) -> None:
    assert weigh(files, limits) == weigh(dict(reversed(files.items())), limits)
