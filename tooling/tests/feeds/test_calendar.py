"""Calendars are what phones take: lines folded between letters, texts escaped, times in UTC."""

from datetime import UTC, datetime, timedelta, timezone

from feed_reading import plain, read_calendar
from hypothesis import given
from hypothesis import strategies as st
from minbar.feeds.calendar import Event, fold, render_calendar

START = datetime(2026, 10, 17, 15, 30, tzinfo=timezone(timedelta(hours=1)))
EVENT = Event(
    uid="events-meeting-ar@pont.example",
    language="ar",
    start=START,
    end=START + timedelta(hours=2),
    revised=datetime(2026, 10, 1, 9, tzinfo=UTC),
    title="لقاء إنصات",
    description="لقاء، ثم نقاش; وأسئلة\nالدخول مجاني",
    place="دار الحي, القنيطرة",
    url="https://pont.example/ar/events/meeting.html",
    theme="الصحة",
)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]))


def test_an_event_has_its_times_in_utc() -> None:
    own, (event,) = read_calendar(render_calendar("الجسر", "ar", [EVENT]))

    assert event["DTSTART"] == ("DTSTART", {}, "20261017T143000Z")
    assert event["DTEND"][2] == "20261017T163000Z"
    assert event["DTSTAMP"][2] == event["LAST-MODIFIED"][2] == "20261001T090000Z"
    assert event["SUMMARY"] == ("SUMMARY", {"LANGUAGE": "ar"}, "لقاء إنصات")
    assert event["DESCRIPTION"][2] == "لقاء، ثم نقاش\\; وأسئلة\\nالدخول مجاني"
    assert event["LOCATION"][2] == "دار الحي\\, القنيطرة"
    assert ("NAME", {"LANGUAGE": "ar"}, "الجسر") in own
    assert "METHOD" not in {name for name, _, _ in own}


def test_a_date_that_is_not_known_is_that_of_no_build() -> None:
    event = Event(
        **{name: getattr(EVENT, name) for name in EVENT.__struct_fields__} | {"revised": None}
    )
    _, (read,) = read_calendar(render_calendar("الجسر", "ar", [event]))

    assert read["DTSTAMP"][2] == "19700101T000000Z"
    assert "LAST-MODIFIED" not in read


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=400))
def test_folding_cuts_no_letter_and_loses_none(line: str) -> None:
    folded = fold(line)
    lines = folded.removesuffix("\r\n").split("\r\n")

    assert folded.endswith("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in lines)
    assert all(piece.startswith(" ") for piece in lines[1:])
    assert lines[0] + "".join(piece[1:] for piece in lines[1:]) == line


@given(TEXT, TEXT)
def test_texts_come_back_as_they_were(title: str, place: str) -> None:
    values = {name: getattr(EVENT, name) for name in EVENT.__struct_fields__}
    event = Event(**values | {"title": title, "place": place})
    _, (read,) = read_calendar(render_calendar("", "ar", [event]))

    assert plain(read["SUMMARY"][2]) == title
    assert plain(read["LOCATION"][2]) == place


def test_no_text_can_end_its_line() -> None:
    values = {name: getattr(EVENT, name) for name in EVENT.__struct_fields__}
    breaks = "a\r\nEND:VEVENT\rb\u2028c\x85d\x0be\x00"
    _, (read,) = read_calendar(render_calendar("", "ar", [Event(**values | {"title": breaks})]))

    assert plain(read["SUMMARY"][2]) == "a\nEND:VEVENT\nb\nc\nd\ne\ufffd"
