"""A table is brought, looked at, mended and taken over; the roster is taken as a table."""

import io
from datetime import date, time

import openpyxl
import pytest
from sqlalchemy import select

from tests.delegations.cast import AMIR, a_delegate, a_delegation
from tests.kit.books import a_book
from visits.access.rules import Channel
from visits.audit.models import AuditEntry
from visits.delegations import queries
from visits.delegations.models import Delegate, RosterEntry
from visits.delegations.rules import DelegateRole, RosterAct
from visits.kit.sheets.reading import read
from visits.kit.sheets.writing import Sheet, csv_file, workbook

HEADER = ("Family name", "Given names", "Nationality", "Position", "Arrival")
SIXTY = [(f"Family{n}", f"Given{n}", "SA", "Engineer", "2099-03-01") for n in range(60)]


@pytest.fixture
def delegation(session, people):
    return a_delegation(session, people, own_interpreter=True)


@pytest.fixture
def brought(as_, delegation):
    """The office brings a table: `brought(HEADER, rows)`; the preview comes back."""

    def bring(header, rows, *, status=200, kind="xlsx", language="en"):
        content = (
            workbook([Sheet(title="People", headers=header, rows=rows)])
            if kind == "xlsx"
            else csv_file(header, rows)
        )
        return sent(as_("coordinator", language), delegation, content, kind, status)

    return bring


def sent(browser, delegation, content, kind="xlsx", status=200):
    page = browser.page("delegations.import_roster", code=delegation.code)
    return page.submit(table=(io.BytesIO(content), f"people.{kind}"), status=status)


def figures(page):
    return [int(number) for number in page.all(".figure-value")]


def roster(session, delegation):
    session.expire_all()
    return queries.roster(session, delegation)


def test_nothing_is_saved_before_the_last_step(session, brought, delegation):
    page = brought(HEADER, SIXTY)
    assert figures(page) == [60, 0, 0, 0]
    assert roster(session, delegation) == []
    page = page.submit(take="1").follow()
    assert page.all(".flashes") == ["60 delegates were imported."]
    people = roster(session, delegation)
    assert [(one.precedence, one.given_name) for one in people[:2]] == [
        (1, "Given0"),
        (2, "Given1"),
    ]
    assert (len(people), people[59].arrival_on) == (60, date(2099, 3, 1))


def test_bad_rows_are_named_mended_and_skipped_and_nothing_is_half_taken(
    session, brought, delegation
):
    bad = [
        ("Sok", "Dara", "Atlantis", "", ""),
        ("Sok", "Chan", "KH", "", "03/02/2099"),
        ("", "", "", "Total: 3", ""),
    ]
    page = brought(HEADER, [*SIXTY[:2], *bad])
    assert figures(page) == [2, 0, 0, 3]
    assert page.errors == {
        "cell-4-nationality": ["Atlantis was not recognised as a country."],
        "cell-5-arrival_on": [
            "03/02/2099 can mean Tue, Feb 3, 2099 or Mon, Mar 2, 2099. Enter it as 2026-11-24."
        ],
        "cell-6-given_name": ["This row has no name. If it is not a delegate, skip it."],
    }
    assert not page.has("button[name=take]")
    page = page.submit(
        status=200,
        **{"cell-4-nationality": "KH", "cell-5-arrival_on": "2099-03-04", "skip-6": "1"},
        check="1",
    )
    assert figures(page) == [4, 0, 0, 0]
    page.submit(take="1")
    found = {
        one.given_name: (one.nationality, one.arrival_on) for one in roster(session, delegation)
    }
    assert found["Dara"] == ("KH", None)
    assert found["Chan"] == ("KH", date(2099, 3, 4))
    assert len(found) == 4


def test_a_word_that_nobody_knows_is_asked_about_once(session, brought, delegation):
    rows = [("F", f"G{n}", "The Kingdom", "", "") for n in range(3)]
    page = brought(HEADER, [*rows, ("F", "G3", "Atlantis", "", "")])
    assert page.all("section[aria-labelledby=bad] h3") == [
        "In 3 rows · The Kingdom",
        "Row 5 · G3 F",
    ]
    page = page.submit(**{"word-0": "SA", "cell-5-nationality": "SA"}, check="1", status=200)
    page.submit(take="1")
    assert [one.nationality for one in roster(session, delegation)] == ["SA"] * 4


def test_nationalities_are_known_as_passports_say_them(session, brought, delegation):
    rows = [
        ("F", f"G{n}", word, "", "")
        for n, word in enumerate(("SAUDI", "KHM", "République de Corée", "Thai"))
    ]
    page = brought(HEADER, rows)
    assert page.errors == {
        "cell-4-nationality": ["République de Corée was not recognised as a country."]
    }


def test_taking_over_with_a_bad_row_takes_nothing(session, brought, delegation):
    page = brought(HEADER, [SIXTY[0], ("", "", "XX", "", "")])
    button = page.soup.new_tag("button", attrs={"name": "take", "type": "submit"})
    page.one("main form").append(button)
    page = page.submit(take="1", status=422)
    assert page.all(".error-summary li") == [
        "Correct or skip the rows that cannot be imported. Nothing has been imported yet."
    ]
    assert roster(session, delegation) == []


def test_a_second_time_it_says_nothing_new(session, brought, delegation):
    brought(HEADER, SIXTY[:3]).submit(take="1")
    page = brought(HEADER, SIXTY[:3])
    assert figures(page) == [0, 0, 3, 0]
    assert page.submit(take="1").follow().all(".flashes") == [
        "The list contains nothing new; the roster is unchanged."
    ]
    assert len(roster(session, delegation)) == 3


def test_changes_are_shown_and_empty_cells_change_nothing(session, brought, delegation):
    a_delegate(
        session, delegation, "Given0", family_name="Family0", nationality="SA", position_en="Clerk"
    )
    page = brought(HEADER, [("Family0", "Given0", "", "Engineer", "")])
    assert figures(page) == [0, 1, 0, 0]
    assert page.all("details[open] .second-line") == [
        "Position in English: before: Clerk now: Engineer"
    ]
    page.submit(take="1")
    (one,) = roster(session, delegation)
    assert (one.position_en, one.nationality) == ("Engineer", "SA")


def test_who_changes_the_roster_meanwhile_is_not_overwritten(session, brought, delegation):
    page = brought(HEADER, SIXTY[:2])
    a_delegate(session, delegation, "Late")
    page = page.submit(take="1", status=422)
    assert page.all(".error-summary li") == [
        "The roster changed meanwhile. Please look at the list once more."
    ]
    assert len(roster(session, delegation)) == 1
    page.submit(take="1")
    assert len(roster(session, delegation)) == 3


def test_columns_can_be_said_by_hand(session, brought, delegation):
    page = brought(("Who", "Whence"), [("Rosa", "PE")])
    assert "Which column contains the names?" in page.text
    assert not page.has("button[name=take]")
    page = page.submit(
        **{"column-0": "full_name", "column-1": "nationality"}, check="1", status=200
    )
    page.submit(take="1")
    (one,) = roster(session, delegation)
    assert (one.given_name, one.nationality) == ("Rosa", "PE")


def test_passport_numbers_are_pointed_out_and_dropped(session, brought, delegation):
    header = ("Given names", "Passport No.", "Flight")
    page = brought(header, [("Rosa", "M12345678", "KE 952"), ("Omar", "", "M7654321")])
    assert page.all(".callout-warning strong") == [
        "2 cells look like identity data and were not imported."
    ]
    assert page.all(".callout-warning li") == [
        "Row 2, column Passport No.",
        "Row 3, column Flight",
    ]
    assert "12345678" not in page.response.text
    page.submit(take="1")
    assert [one.arrival for one in roster(session, delegation)] == ["KE 952", ""]


def test_more_than_two_hundred_rows_are_refused(brought):
    rows = [(f"F{n}", f"G{n}", "SA", "", "") for n in range(201)]
    page = brought(HEADER, rows, status=422)
    assert page.errors == {
        "table": ["The list has 201 rows; at most 200 can be imported at a time. Please divide it."]
    }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7", "This is no table. Choose a file in the format XLSX or CSV."),
        (b"", "There is nothing in this table."),
        (b"a,\xff\xff", "The letters of this file cannot be read."),
    ],
)
def test_files_that_are_no_table_are_refused_in_clear_words(as_, delegation, content, message):
    page = sent(as_("coordinator"), delegation, content, status=422)
    (said,) = page.errors["table"]
    assert said.startswith(message)


def test_korean_letters_of_older_programs_are_read(session, as_, delegation):
    content = "성명,국적,직위\n김하늘,대한민국,과장\n".encode("cp949")
    page = sent(as_("coordinator"), delegation, content, "csv")
    page.submit(take="1")
    (one,) = roster(session, delegation)
    assert (one.given_name, one.nationality, one.position_en) == ("김하늘", "KR", "과장")


def test_merged_cells_and_formulas_are_said(session, as_, delegation):
    rows = [
        ("Family name", "Given names", "Organisation"),
        ("Sok", "Dara", "Ministry"),
        ("Sok", "Chan", None),
        ("Sok", "=A2&B3", None),
    ]
    page = sent(as_("coordinator"), delegation, a_book(rows, merged=["C2:C3"]))
    assert "merged" in page.all(".callout-info")[0]
    assert figures(page) == [2, 0, 0, 1]
    csv = b"Family name,Given names\nSok,=A2&B3\n"
    page = sent(as_("coordinator"), delegation, csv, "csv")
    assert page.errors == {"cell-2-given_name": ["=A2&B3 is a formula. Enter its result instead."]}


def test_an_old_or_strange_preview_is_not_gone_on_with(session, brought, delegation):
    page = brought(HEADER, SIXTY[:1])
    page.one("[name=state]")["value"] += "x"
    page = page.submit(take="1").follow()
    assert page.all(".flashes") == ["This preview has expired. Please choose the file again."]
    assert roster(session, delegation) == []


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["en", "ko", "ar"])
def test_what_is_taken_can_be_brought_back_without_a_change(
    session, as_, people, delegation, ending, language
):
    a_delegate(
        session,
        delegation,
        **{**AMIR, "role": DelegateRole.HEAD, "meal_needs": ("halal", "no_alcohol")},
        languages=("ar", "en"),
        arrival_on=date(2099, 3, 1),
        arrival_time=time(6, 5),
        arrival="KE952",
    )
    a_delegate(session, delegation, "=1+1 Sok", family_name="-O’Neil", organisation_name="@home")
    a_delegate(session, delegation, "Same", nationality="KH")
    a_delegate(session, delegation, "Same", nationality="KH")
    people["coordinator"].language = language
    browser = as_("coordinator", language)
    page = browser.page("delegations.roster", code=delegation.code)
    form = f"form[action$='export.{ending}']"
    token = page.one(f"{form} [name=csrf_token]")["value"]
    path = page.one(form)["action"]
    answer = browser.fetch("POST", path, data={"csrf_token": token})
    assert answer.headers["Content-Disposition"].endswith(f"roster-{delegation.code}.{ending}")
    assert len(read(answer.data).rows) == 5
    preview = sent(browser, delegation, answer.data, ending)
    assert figures(preview) == [0, 0, 4, 0]


def test_taking_the_roster_leaves_a_line_without_names(session, as_, delegation):
    a_delegate(session, delegation, "Rosa")
    browser = as_("coordinator")
    page = browser.page("delegations.roster", code=delegation.code)
    page.submit("form[action$='export.csv']", status=200)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "exported")).one()
    assert entry.changes == {"people": 1, "format": "csv"}
    assert entry.actor_label == "Kim Haneul"


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["en", "ko", "ar"])
def test_the_template_has_every_column_and_no_real_person(
    as_, people, session, delegation, ending, language
):
    people["coordinator"].language = language
    browser = as_("coordinator", language)
    path = browser.url("delegations.roster_template", code=delegation.code, kind=ending)
    content = browser.fetch("GET", path).data
    table = read(content)
    assert len(table.rows) == 3
    assert len(table.rows[0].cells) == 25
    page = sent(browser, delegation, content, ending)
    assert figures(page) == [0, 0, 0, 0]
    assert len(page.soup.select("option[selected][value=family_name]")) == 1


def test_the_template_offers_our_words_as_lists(as_, delegation):
    browser = as_("coordinator")
    path = browser.url("delegations.roster_template", code=delegation.code, kind="xlsx")
    book = openpyxl.load_workbook(io.BytesIO(browser.fetch("GET", path).data))
    rules = book.worksheets[0].data_validations.dataValidation
    assert len(rules) == 7
    assert {rule.type for rule in rules} == {"list"}
    assert book["Lists"].sheet_state == "hidden"
    assert "Halal" in [cell.value for row in book["Lists"].iter_rows() for cell in row]


def test_a_table_told_by_the_liaison_leaves_one_line(session, brought, delegation):
    told = {"told-channel": "email", "told-person": "Noura"}
    brought(HEADER, SIXTY[:5]).submit(take="1", **told)
    line = session.scalars(select(RosterEntry)).one()
    assert (line.act, line.people, line.channel, line.person) == (
        RosterAct.IMPORTED,
        5,
        Channel.EMAIL,
        "Noura",
    )


def test_a_new_head_comes_first(session, brought, delegation):
    a_delegate(session, delegation, "Here")
    brought(("Given names", "Role"), [("One", ""), ("Chief", "Head of delegation")]).submit(
        take="1"
    )
    assert [one.given_name for one in roster(session, delegation)] == ["Chief", "Here", "One"]
    assert session.scalars(select(Delegate.precedence).order_by(Delegate.precedence)).all() == [
        1,
        2,
        3,
    ]
