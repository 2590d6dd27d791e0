"""What a line of an agenda is, and agendas that are no list of lines."""

from tests.agendas.cast import GAZETTEER, a_csv, lines, spans, understood
from tests.kit.books import a_book
from visits.agendas.rules import Leftover, ReadAs
from visits.conflicts.rules import StopKind

HEADER = ("Date", "Time", "What", "Where", "Who")
SITE = {name: site.id for name, site in GAZETTEER.by_slug.items()}


def agenda(*rows):
    return understood(a_csv(*rows)).agenda


def lefts(*rows):
    return {left.number: left.why for left in agenda(HEADER, *rows).left}


def test_lines_within_a_stop_are_its_inner_programme():
    items = lines(
        ["24 Nov", "9:00-12:00", "Session 1", "KDI School", ""],
        ["", "9:00-9:30", "Opening", "", ""],
        ["", "9:30-12:00", "Talk", "", ""],
    )
    assert [(item.read_as, item.of) for item in items] == [
        (ReadAs.STOP, None),
        (ReadAs.PART, 2),
        (ReadAs.PART, 2),
    ]
    assert items[0].lines == ("09:00–09:30 Opening", "09:30–12:00 Talk")


def test_a_line_around_stops_at_other_places_is_their_heading():
    items = lines(
        ["24 Nov", "13:00-17:00", "Site visits", "", ""],
        ["", "13:00-14:30", "Control", "Urban Integrated Information Centre", ""],
        ["", "15:00", "Archives", "Presidential Archives", ""],
    )
    assert [item.read_as for item in items] == [ReadAs.HEADING, ReadAs.STOP, ReadAs.STOP]
    assert spans(items)[2] == "24 15:00–16:00"


def test_lines_at_the_same_time_are_stops_side_by_side():
    items = lines(
        ["24 Nov", "10:00-12:00", "Group A", "Presidential Archives", ""],
        ["", "10:00-12:00", "Group B", "KDI School", ""],
    )
    assert [item.read_as for item in items] == [ReadAs.STOP, ReadAs.STOP]


def test_what_a_line_that_is_no_stop_is_called():
    assert lefts(
        ["24 Nov", "10:00", "Talk", "", ""],
        ["", "", "- a detail", "", ""],
        ["", "11:00", "Tour (cancelled)", "", ""],
        ["", "12:00", "취소) 오찬", "", ""],
        [*HEADER],
        ["", "", "<Module 2>", "", ""],
        ["Day 2", "", "", "", ""],
        ["", "9:00", "Talk", "", ""],
        ["※ may change", "", "", "", ""],
    ) == {
        3: Leftover.PART,
        4: Leftover.CANCELLED,
        5: Leftover.CANCELLED,
        6: Leftover.HEADER,
        7: Leftover.HEADING,
        8: Leftover.DAY,
        10: Leftover.NOTE,
    }


def test_same_as_above_and_nothing_at_all():
    first, second, third = lines(
        ["24 Nov", "10:00", "Talk", "KDI School", "Dr. Kim"],
        ["", "11:00", "Talk", "상동", "same"],
        ["", "12:00", "Talk", "-", "n/a"],
    )
    assert (second.site, second.who) == (first.site, "Dr. Kim")
    assert (third.site, third.place, third.who) == (None, "", "")


def test_words_without_headings_are_told_by_what_stands_there():
    found = agenda(["24 November"], ["9:00 – 10:00", "A long talk about cities", "KDI School"])
    assert [(item.title, item.site) for item in found.items] == [
        ("A long talk about cities", SITE["kdi-school"])
    ]


def test_a_column_of_days_is_known_whatever_its_heading():
    found = agenda(
        ["일정", "시간", "주요내용"],
        ["11.24.(화)", "10:00", "강의"],
        ["11.25.(수)", "오후 2시", "견학"],
    )
    assert spans(found.items) == ["24 10:00–11:30", "25 14:00–15:00"]
    assert [item.kind for item in found.items] == [StopKind.LECTURE, StopKind.SITE_VISIT]


def test_the_half_of_the_day_may_stand_in_a_column_of_its_own():
    found = agenda(["Date", "AM/PM", "Time", "What"], ["24 Nov", "PM", "2:00", "Talk"])
    assert spans(found.items) == ["24 14:00–15:00"]


def test_one_cell_may_hold_a_whole_day():
    found = understood(
        a_csv(
            ["Date", "Programme"],
            ["24 November", "9:00 Opening\n9:30-10:30 Talk\n- by Dr. Kim\n11:00 Tour"],
        )
    )
    assert spans(found.agenda.items) == ["24 09:00–09:30", "24 09:30–10:30", "24 11:00–12:00"]
    assert found.agenda.items[1].lines == ("by Dr. Kim",)
    assert [found.draft.line(item.number) for item in found.agenda.items] == [2, 2, 2]


def test_half_days_may_stand_side_by_side():
    found = agenda(
        ["Date", "AM (09:30–12:00)", "PM (14:00–17:00)"],
        ["24 November", "Lecture", "Site visit"],
        ["25 November", "Workshop", ""],
    )
    assert [(*spans([item]), item.title) for item in found.items] == [
        ("24 09:30–12:00", "Lecture"),
        ("24 14:00–17:00", "Site visit"),
        ("25 09:30–12:00", "Workshop"),
    ]


def test_the_sheet_with_the_most_times_is_read():
    book = a_book([["Cover"]], Plan=[HEADER, ["24 Nov", "10:00", "Talk"], ["", "11:00", "Tour"]])
    reading = understood(book)
    assert (reading.draft.sheet, len(reading.agenda.items)) == (1, 2)


def test_a_sheet_may_be_named_after_its_day():
    book = a_book([["Time", "What"], ["10:00", "Talk"]], title="25 Nov")
    assert spans(understood(book).agenda.items) == ["25 10:00–11:00"]


def test_formulas_are_read_by_their_results_and_asked_without():
    (item,) = lines(["24 Nov", "10:00", "=A1", "", ""])
    assert [ask.why for ask in item.asks] == ["formula"]
