"""The real templates, and a post to fit."""

from pathlib import Path

import jinja2
import pytest
from minbar.snippets import Post

TEMPLATES = Path(__file__).parents[3] / "templates" / "snippets"

SHORT = "سنفتح في كل جماعة مركزا صحيا يعمل ليلا ونهارا."
SENTENCE = "نريد مدرسة عمومية تعلم كل طفلة وكل طفل، في المدينة وفي القرية، بلا تمييز. "


@pytest.fixture(scope="session")
def environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=False,  # plain text
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@pytest.fixture
def post() -> Post:
    return Post(
        slug="sante",
        language="ar",
        direction="rtl",
        title="مركز صحي في كل جماعة",
        short=SHORT,
        full=f"{SHORT}\n\n{(SENTENCE * 12).strip()}",
        link="https://parti.example.ma/ar/messages/sante.html",
        hashtags=("صحة_للجميع", "الكرامة_أولا", "انتخابات", "المغرب", "حزب", "صحة"),
    )
