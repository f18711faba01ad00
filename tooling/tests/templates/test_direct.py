"""Templates compiled our way say what Jinja2 would have had them say, faults included."""

from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.utils import _PassArg
from markupsafe import Markup, escape
from minbar.templates.direct import written
from minbar.templates.environment import page_environment

HOSTILE = "\"'><script>alert(1)</script>&"
SOURCES = [
    "{{ text }} {{ clean }} {{ number }} {{ none }}",
    "{{ join(text, clean) }}{{ join(clean, last=text) }}",
    "{{ join(text, class=clean) }}",
    "{{ join(*[text, clean]) }}{{ join(text, **{'last': clean}) }}",
    "{% macro say(what, more='<') %}<b>{{ what }}{{ more }}</b>{% endmacro %}{{ say(text) }}{{ say(clean, more=text) }}",
    "{% macro box() %}<p>{{ caller(text) }}</p>{% endmacro %}{% call(inner) box() %}{{ inner }}{{ clean }}{% endcall %}",
    "{% for item in items %}{{ loop.index }}{{ loop.cycle('<', '>') }}{{ join(item) }}{% endfor %}",
    "{% for item in items recursive %}{{ item }}{% if loop.depth < 2 %}{{ loop(items) }}{% endif %}{% endfor %}",
    "{% set said %}{{ text }}<i>{% endset %}{{ said }}{{ join(said) }}",
    "{% autoescape false %}{{ text }}{{ join(text) }}{{ clean }}{% endautoescape %}{{ join(text) }}",
    "{% autoescape number == 7 %}{{ text }}{{ join(text) }}{% endautoescape %}",
    "{{ text | upper }}{{ text | replace('<', '&') }}{{ [text, clean] | join(', ') }}{{ clean ~ text }}",
    "{% block body %}{{ text }}{% endblock %}{{ self.body() }}",
    "{{ thing.name }}{{ thing['name'] }}{{ names.fr }}{{ thing.call() }}",
    "{{ none is none }}{{ text is none }}{% if number is not none %}{{ number }}{% endif %}",
]
FAULTY = ["{{ nobody }}", "{{ thing.nothing }}", "{{ nobody() }}", "{{ thing.nothing(text) }}"]


def join(*parts: object, **named: object) -> str:
    return "".join(map(str, (*parts, *named.values())))


VALUES: dict[str, Any] = {
    "text": HOSTILE,
    "clean": Markup("<em>&amp;</em>"),
    "number": 7,
    "none": None,
    "items": ["<", Markup("<br>")],
    "join": join,
    "names": {"fr": HOSTILE},
    "thing": SimpleNamespace(name=HOSTILE, call=lambda: HOSTILE),
}


def plain_environment() -> jinja2.Environment:
    return jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@pytest.mark.parametrize("source", SOURCES)
def test_the_same_is_said(source: str) -> None:
    ours = page_environment({}).from_string(source).render(VALUES)

    assert ours == plain_environment().from_string(source).render(VALUES)


@pytest.mark.parametrize("source", FAULTY)
def test_the_same_is_refused(source: str) -> None:
    said = []
    for environment in (page_environment({}), plain_environment()):
        with pytest.raises(jinja2.UndefinedError) as fault:
            environment.from_string(source).render(VALUES)
        said.append(str(fault.value))

    assert said[0] == said[1]


@given(st.text() | st.integers() | st.none() | st.text().map(Markup))
def test_what_is_written_is_what_escape_gives(value: object) -> None:
    assert written(value) == str(escape(value))


def test_nothing_that_templates_call_wants_a_context() -> None:
    called = page_environment({}).globals.values()

    assert [item for item in called if _PassArg.from_obj(item)] == []
