"""Times of day as people write them: whatever the form, the same time; what is none stays none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visits.kit.sheets.clocks import Half, Written, leading, written

MINUTES = st.integers(0, 24 * 60 - 1)
LENGTHS = st.integers(1, 600)


def twelve(minutes):
    """Hour on the dial, minute, half."""
    hour, minute = divmod(minutes, 60)
    return hour % 12 or 12, minute, "pm" if hour >= 12 else "am"


def of_24(pattern):
    return lambda minutes: pattern.format(h=minutes // 60, m=minutes % 60)


def of_12(pattern, am="am", pm="pm"):
    def form(minutes):
        hour, minute, half = twelve(minutes)
        return pattern.format(h=hour, m=minute, half=pm if half == "pm" else am)

    return form


EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
FORMS = (
    of_24("{h:02}:{m:02}"),
    of_24("{h:02}.{m:02}"),
    of_24("{h:02}h{m:02}"),
    of_24("{h} h {m:02}"),
    of_24("{h:02}{m:02}"),
    of_24("{h:02}{m:02} hrs"),
    of_24("{h:02}:{m:02}:00"),
    of_12("{h}:{m:02} {half}"),
    of_12("{h}:{m:02}{half}", "AM", "PM"),
    of_12("{h}.{m:02} {half}", "a.m.", "p.m."),
    of_12("{half} {h}:{m:02}", "오전", "오후"),
    of_12("{half} {h}시 {m}분", "오전", "오후"),
    of_12("{half}{h}시{m:02}분", "오전", "오후"),
    of_12("{h}:{m:02} {half}", "ص", "م"),
    of_12("{half}{h}:{m:02}", "上午", "下午"),
    lambda minutes: of_24("{h:02}:{m:02}")(minutes).translate(EASTERN),
    lambda minutes: f"{minutes / 1440:.6f}",
)
BETWEEN = ("-", " - ", "–", " – ", "~", " \u223c ", "〜", " to ", " until ", " à ", " → ", "\n~\n")
"""What stands between two times."""


def read(text):
    found = written(text)
    clocks = found and [clock and clock.minutes for clock in (found.starts, found.ends)]
    return found and (*clocks, found.minutes)


@given(MINUTES, st.sampled_from(FORMS))
def test_every_form_of_a_time_is_read_as_that_time(minutes, form):
    assert read(form(minutes)) == (minutes, None, None)


@given(MINUTES, MINUTES, st.sampled_from(FORMS[:-1]), st.sampled_from(BETWEEN))
def test_every_form_of_a_span_is_read_as_that_span(first, last, form, between):
    assert read(f"{form(first)}{between}{form(last)}") == (first, last, None)


@given(
    MINUTES,
    LENGTHS,
    st.sampled_from(["({n} min)", "({n}')", ", {n} minutes", "({n}분)", "/ {n} mn"]),
)
def test_a_duration_may_stand_behind(first, length, form):
    assert read(f"{first // 60:02}:{first % 60:02} {form.format(n=length)}") == (
        first,
        None,
        length,
    )


@given(st.integers(1, 11), st.integers(0, 59), st.sampled_from(["{h}:{m:02}", "{h}.{m:02}"]))
def test_without_a_sign_of_the_half_either_is_possible(hour, minute, form):
    (clock,) = written(form.format(h=hour, m=minute)).clocks
    assert not clock.is_sure
    assert clock.readings == (hour * 60 + minute, (hour + 12) * 60 + minute)


@given(st.text(max_size=30))
def test_nothing_that_anybody_types_breaks_it(text):
    found = written(text)
    assert found is None or isinstance(found, Written)
    leading(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:30 am – 2:30 pm", (570, 870, None)),
        ("오전 9시 반", (570, None, None)),
        ("오후 2시~3시 30분", (840, 210, None)),
        ("14시30분~15시", (870, 900, None)),
        ("12:00 noon", (720, None, None)),
        ("8:00 AM – 12:00 NN", (480, 720, None)),
        ("정오", (720, None, None)),
        ("22:00–24:00", (1320, 1440, None)),
        ("14:00~", (840, None, None)),
        ("~15:30", (None, 930, None)),
        ("from 9:00 to 10:30", (540, 630, None)),
        ("9:00부터 10:30까지", (540, 630, None)),
        ("de 9h00 à 10h30", (540, 630, None)),
        ("من 9:00 إلى 10:00", (540, 600, None)),
        ("09.00 - selesai", (540, None, None)),
        ("10:00 KST", (600, None, None)),
        ("1시간 30분", (None, None, 90)),
        ("1.5 hours", (None, None, 90)),
    ],
)
def test_what_agendas_say(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "TBC",
        "Session 1",
        "25:00",
        "9:75",
        "26/11/2026",
        "11.26(목)",
        "10:00 GMT",
        "9.3",
        "room 5",
    ],
)
def test_what_is_no_time(text):
    assert written(text) is None


@pytest.mark.parametrize(
    ("line", "minutes", "rest"),
    [
        ("9:00-9:30 – Registration & Coffee", (540, 570), "Registration & Coffee"),
        ("8:10    Depart hotel", (490, None), "Depart hotel"),
        ("오후 2시 시장 접견", (840, None), "시장 접견"),
        ("14h00 : visite", (840, None), "visite"),
        ("3 p.m. Tea", (900, None), "Tea"),
    ],
)
def test_a_time_before_the_words(line, minutes, rest):
    found, words = leading(line)
    assert (found.starts.minutes, found.ends and found.ends.minutes) == minutes
    assert words == rest


@pytest.mark.parametrize(
    "line", ["10 things to do", "5G lab", "2026 in review", "A visit at 10:00"]
)
def test_words_that_begin_with_no_time(line):
    assert leading(line) is None


def test_the_half_is_kept():
    assert written("2 pm").starts.half is Half.PM
