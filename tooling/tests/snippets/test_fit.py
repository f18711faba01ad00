"""From a post to the text of each channel."""

import jinja2
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from minbar.channels import CHANNELS, channel_named, measure
from minbar.snippets import Misfit, Post, Snippet, fit

FORMS = {
    "x": "short+link+2 tags",
    "threads": "short+link+1 tags",
    "bluesky": "short+link+2 tags",
    "mastodon": "short+link+4 tags",
    "facebook": "full+link+3 tags",
    "instagram": "full+5 tags",
    "whatsapp": "full+link",
    "telegram": "full+link+3 tags",
    "linkedin": "full+link+3 tags",
    "youtube": "full+link+3 tags",
    "tiktok": "short+5 tags",
    "sms": "short+link",
}


@pytest.mark.parametrize(("channel", "form"), FORMS.items())
def test_a_common_post_takes_the_fullest_form(channel, form, post, environment):
    snippet = fit(channel, post, environment)
    assert isinstance(snippet, Snippet)
    assert snippet.form == form
    assert len(snippet.parts) == 1
    assert snippet.measures[0] == measure(channel, snippet.parts[0])
    assert snippet.problems == ()
    assert (post.link in snippet.parts[0]) == ("link" in form)


def test_link_and_hashtags_stand_on_lines_of_their_own(post, environment):
    assert fit("bluesky", post, environment).parts[0].split("\n") == [
        post.short,
        "",
        post.link,
        "",
        "#صحة_للجميع #الكرامة_أولا",
    ]
    assert fit("x", post, environment).parts[0].split("\n") == [
        post.short,
        post.link,
        "#صحة_للجميع #الكرامة_أولا",
    ]


def test_hashtags_go_before_words_do(post, environment):
    tight = msgspec.structs.replace(post, short="ش" * 240)
    assert fit("x", tight, environment).form == "short+link+1 tags"
    tighter = msgspec.structs.replace(post, short="ش" * 256)
    assert fit("x", tighter, environment).form == "short+link"


def test_a_body_too_long_gives_way_to_the_short_text(post, environment):
    long = msgspec.structs.replace(post, full="كلمة " * 1000)
    assert fit("telegram", long, environment).form == "short+link+3 tags"
    assert fit("facebook", long, environment).form == "full+link+3 tags"


def test_without_link_or_hashtags_no_empty_line_is_left(post, environment):
    bare = msgspec.structs.replace(post, link="", hashtags=())
    for channel in CHANNELS:
        snippet = fit(channel, bare, environment)
        assert snippet.parts[0] == getattr(bare, snippet.form)


def test_the_words_written_for_a_channel_come_first(post, environment):
    own = msgspec.structs.replace(post, overrides={"x": "نص خاص"})
    assert fit("x", own, environment).parts[0].startswith("نص خاص\nhttps://")
    assert fit("x", own, environment).form == "override+link+2 tags"
    assert fit("bluesky", own, environment).form == "short+link+2 tags"


def test_what_the_text_already_holds_is_not_repeated(post, environment):
    own = f"نص {post.link} ثم #صحة_للجميع."
    snippet = fit("x", msgspec.structs.replace(post, overrides={"x": own}), environment)
    assert snippet.parts[0].split("\n") == [own, "#الكرامة_أولا #انتخابات"]


def test_words_written_for_a_channel_are_never_replaced(post, environment):
    own = msgspec.structs.replace(post, overrides={"sms": "ش" * 135})
    misfit = fit("sms", own, environment)
    assert isinstance(misfit, Misfit)
    assert (misfit.form, misfit.over_unit, misfit.hint) == ("override+link", "utf-16", "short+link")
    assert misfit.over_by == misfit.measure.length - 134
    assert misfit.message.startswith("too long for sms by ")
    assert misfit.message.endswith("; «short+link» would fit")


def test_a_misfit_shows_the_nearest_form(post, environment):
    long = msgspec.structs.replace(post, short="ش" * 140, full="ش" * 500)
    misfit = fit("sms", long, environment)
    assert isinstance(misfit, Misfit)
    assert misfit.form == "short+link"
    assert misfit.hint == "title+link"


def test_a_title_too_long_for_youtube_is_a_misfit(post, environment):
    assert fit("youtube", post, environment).title == post.title
    misfit = fit("youtube", msgspec.structs.replace(post, title="ش" * 101), environment)
    assert isinstance(misfit, Misfit)
    assert (misfit.form, misfit.over_by) == ("title", 1)
    assert misfit.measure.channel == "youtube-title"


def test_a_post_without_words_is_a_misfit(post, environment):
    empty = msgspec.structs.replace(post, short="", full="")
    misfit = fit("facebook", empty, environment)
    assert isinstance(misfit, Misfit)
    assert misfit.message == "there is no text for facebook"


def test_a_server_of_mastodon_has_its_own_limit(post, environment):
    small = msgspec.structs.replace(channel_named("mastodon"), limit=80)
    assert fit(small, post, environment).form == "short+link"


def test_a_template_of_the_campaign_that_asks_for_an_unknown_name_is_an_error(post):
    loader = jinja2.DictLoader({"default.txt": "{{ texte }}"})
    environment = jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined)
    with pytest.raises(jinja2.UndefinedError, match="texte"):
        fit("x", post, environment)


def test_a_text_that_begins_the_other_way_is_reported(post, environment):
    latin = msgspec.structs.replace(post, short="ONCF ترفع الأسعار.")
    (problem,) = fit("x", latin, environment).problems
    assert (problem.kind, problem.offset, problem.part) == ("starts-other-way", 0, 0)


LETTERS = st.sampled_from(list("كلمة بَ ab.é\n!؟…،👍🏽ⵣ€\u200d\u0301\u00a0"))
TEXTS = st.lists(LETTERS, max_size=900).map("".join)
POSTS = st.builds(
    Post,
    slug=st.just("a"),
    language=st.sampled_from(["ar", "fr"]),
    direction=st.sampled_from(["rtl", "ltr"]),
    title=TEXTS.map(lambda text: text[:120]),
    short=TEXTS,
    full=st.tuples(TEXTS, st.integers(1, 6)).map(lambda pair: " ".join([pair[0]] * pair[1])),
    link=st.sampled_from(["", "https://parti.ma/ar/a/"]),
    hashtags=st.lists(st.sampled_from(["حزب", "Maroc", "ⵣ"]), max_size=6).map(tuple),
    overrides=st.dictionaries(st.sampled_from(list(CHANNELS)), TEXTS, max_size=3),
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(post=POSTS, channel=st.sampled_from(list(CHANNELS)))
def test_laws(environment, post, channel):
    """No part over its limit, the same answer for the same post, nothing lost."""
    answer = fit(channel, post, environment)
    assert fit(channel, post, environment) == answer
    if isinstance(answer, Misfit):
        assert answer.over_by > 0 or answer.form == "empty"
        return
    assert all(measure(channel, part).fits for part in answer.parts)
    own = post.overrides.get(channel, "").strip()
    name = answer.form.split("+")[0]
    text = own or (post.full.strip() or post.short if name == "thread" else getattr(post, name))
    assert (name == "override") == (bool(own) and name != "thread")
    assert all(word in "\n".join(answer.parts) for word in text.split())
