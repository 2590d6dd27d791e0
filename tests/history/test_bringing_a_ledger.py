"""An officer brings the old ledger: columns, preview, mends, and closed visits that figures count."""

import io
from datetime import date

import openpyxl
import pytest
from sqlalchemy import func, select

from tests.factories import a_delegate, a_delegation, a_site
from tests.history.ledgers import HEADER, MONGOLIA, NO_DAY, OTHERS, PERU, a_ledger, as_file
from tests.kit.books import a_book
from tests.organisations.cast import a_body
from visits.delegations.models import Delegation, DelegationCountry
from visits.delegations.rules import DelegationState
from visits.history import actions, queries
from visits.history.models import PastVisit
from visits.kit.errors import InUse
from visits.kit.translated import Translated
from visits.kit.uses import refuse_if_used
from visits.organisations.models import Organisation
from visits.statistics.queries import figures_of
from visits.statistics.rules import Period

YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))


@pytest.fixture
def officer(as_):
    return as_("coordinator")


@pytest.fixture
def centre(session):
    site = a_site(session, "Centre")
    site.name = Translated(ko="도시통합정보센터", en="Urban Information Centre")
    session.commit()
    return site


def bring(officer, *rows, content=None, name="ledger.xlsx"):
    page = officer.page("history.bring")
    return page.submit(table=as_file(content or a_ledger(*rows), name), status=200)


def two_years():
    """A workbook with a sheet for each year, the newest first."""
    book = openpyxl.Workbook()
    for name, row in (("2016", MONGOLIA), ("2015", PERU)):
        sheet = book.create_sheet(name)
        sheet.append(HEADER)
        sheet.append(row)
    del book["Sheet"]
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def take(page, status=302, **typed):
    return page.submit(take="1", status=status, **typed)


def visits(session):
    return list(session.scalars(select(Delegation).order_by(Delegation.starts_on)))


def test_rows_become_closed_visits_that_figures_count(session, officer, people, centre):
    page = bring(officer, MONGOLIA, PERU)
    assert page.all(".figure-value") == ["2", "21", "0", "0"]
    assert take(page).follow().all(".flashes .callout") == ["2 visits were entered."]
    first, second = visits(session)
    assert (first.code, first.state) == ("2024-001", DelegationState.CLOSED)
    assert (first.starts_on, first.ends_on) == (date(2024, 3, 5), date(2024, 3, 7))
    assert first.title == Translated(ko="울란바토르시")
    assert first.purpose == Translated(ko="스마트시티 견학")
    assert first.lead_id == people["coordinator"].id
    assert first.home_zone == "Asia/Ulaanbaatar"
    assert [(row.country, row.planned, row.actual) for row in first.countries] == [("MN", 12, 12)]
    assert second.title == Translated(en="Ministry of Housing")
    counted = figures_of(session, YEAR)
    assert (counted.people, counted.countries, counted.delegations) == (21, 2, 2)


def test_sites_are_found_and_the_rest_stays_as_text(session, officer, centre):
    take(bring(officer, MONGOLIA))
    past = queries.past_visit_of(session, visits(session)[0].id)
    assert [row.site_id for row in past.sites] == [centre.id]
    assert past.other_sites == "국립세종수목원"
    shown = officer.page("delegations.show", code="2024-001")
    assert shown.all("[aria-labelledby=ledger] li") == [
        "Urban Information Centre",
        "국립세종수목원",
    ]
    with pytest.raises(InUse):
        refuse_if_used(session, "site", centre.id)


def test_a_body_that_we_know_is_found_and_another_is_added(session, officer):
    known = a_body(session, name=Translated(ko="울란바토르시", en="Ulaanbaatar"), country="MN")
    take(bring(officer, MONGOLIA, PERU))
    first, second = visits(session)
    assert [row.organisation_id for row in first.bodies] == [known.id]
    assert second.bodies[0].organisation.country == "PE"
    assert session.scalar(select(func.count(Organisation.id))) == 2


def test_bad_rows_are_named_mended_and_skipped_and_nothing_is_half_entered(session, officer):
    page = bring(officer, MONGOLIA, OTHERS, NO_DAY)
    assert page.all("#bad ~ .list h3") == ["Row 5", "Row 6"]
    assert page.errors == {
        "cell-5-countries": [
            (
                "Not every country is named. Write all of them with their people, "
                "such as Mongolia 5, Peru 4."
            )
        ],
        "cell-6-starts": ["This is no day. Write it like 2024-03-05, or 2024-03-05 ~ 2024-03-07."],
        "cell-6-people": ["How many came is missing."],
    }
    assert not page.has("button[name=take]")
    forced = officer.fetch("POST", page.path, data={**fields(page), "take": "1"})
    assert forced.status_code == 422
    assert visits(session) == []
    typed = {"cell-5-countries": "몽골 11, Lao PDR 9", "skip-6": "1"}
    mended = page.submit(check="1", status=200, **typed)
    assert mended.all(".figure-value") == ["2", "32", "0", "0"]
    take(mended)
    assert [visit.people for visit in visits(session)] == [12, 20]
    assert [row.country for row in visits(session)[1].countries] == ["MN", "LA"]


def fields(page):
    found = page.soup.select("main form input[name], main form select[name]")
    return {
        field["name"]: field.get("value")
        or next((o["value"] for o in field.select("option[selected]")), "")
        for field in found
        if field.get("type") != "checkbox"
    }


def test_the_same_ledger_again_doubles_nothing(session, officer):
    page = bring(officer, MONGOLIA, OTHERS)
    take(page.submit(check="1", status=200, **{"cell-5-countries": "몽골 20"}))
    again = bring(officer, MONGOLIA, OTHERS, PERU)
    assert again.all(".figure-value") == ["1", "9", "2", "0"]
    assert "2 rows were entered before and are left alone" in again.text
    take(again)
    assert len(visits(session)) == 3
    nothing = take(bring(officer, MONGOLIA, PERU)).follow()
    assert nothing.all(".flashes .callout") == ["The ledger holds nothing new."]
    assert len(visits(session)) == 3


def test_the_last_step_sent_twice_enters_once(session, officer):
    page = bring(officer, MONGOLIA)
    data = {**fields(page), "take": "1"}
    for _ in range(2):
        assert officer.fetch("POST", page.path, data=data).status_code == 302
    assert session.scalar(select(func.count(PastVisit.id))) == 1


def test_a_visit_that_is_there_already_is_pointed_out(session, officer, people):
    delegation = a_delegation(session, starts_on=date(2024, 4, 2), ends_on=date(2024, 4, 2))
    delegation.countries = [DelegationCountry(country="PE", planned=9)]
    page = bring(officer, PERU)
    assert f"There is a visit from there on this day already: {delegation.code}" in page.text
    skipped = page.submit(check="1", status=200, **{"skip-4": "1"})
    assert skipped.all(".figure-value") == ["0", "0", "0", "0"]
    take(skipped)
    assert len(visits(session)) == 1


def test_columns_that_nobody_recognised_are_asked(session, officer):
    header = ["연번", "가", "나", "다", "라", "마", "바"]
    page = bring(officer, content=a_ledger(MONGOLIA, header=header))
    assert page.all(".callout-warning li") == ["Date or dates", "Countries", "People"]
    assert not page.has("button[name=take]")
    typed = {"header": "1", "column-1": "starts", "column-2": "countries", "column-4": "people"}
    chosen = page.submit(check="1", status=200, **typed)
    assert chosen.all(".figure-value") == ["1", "12", "0", "0"]


def test_another_row_can_be_the_header(session, officer):
    page = bring(officer, content=a_ledger(MONGOLIA))
    other = page.submit(check="1", status=200, header="0")
    assert other.one("#header option[selected]")["value"] == "0"
    assert other.submit(check="1", status=200, header="1").all(".figure-value")[0] == "1"


def test_a_ledger_in_csv_and_an_old_encoding(session, officer):
    lines = [",".join(HEADER), "1,2024-03-05,몽골,울란바토르시,12,견학,"]
    page = bring(officer, content="\r\n".join(lines).encode("cp949"), name="대장.csv")
    take(page)
    assert [visit.title.to("ko") for visit in visits(session)] == ["울란바토르시"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook".encode("utf-16-le"),
            (
                "This is a file of an older Excel (XLS). Open it in your spreadsheet program, save it "
                "as XLSX and choose that file."
            ),
        ),
        (b"%PDF-1.7", "This is no table. Choose a file in the format XLSX or CSV."),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_place(officer, content, sentence):
    page = officer.page("history.bring").submit(table=as_file(content), status=422)
    assert page.errors == {"table": [sentence]}


def test_a_ledger_that_is_too_long_is_to_be_divided(officer):
    content = a_ledger(*[PERU] * 501)
    page = officer.page("history.bring").submit(table=as_file(content), status=422)
    assert page.errors == {
        "table": ["The list has 501 rows; at most 500 can be imported at a time. Please divide it."]
    }


def test_two_hundred_visits_of_few_bodies_are_entered_at_once(session, officer):
    rows = [
        [n, f"20{10 + n % 10}-0{1 + n % 9}-1{n % 10}", "Peru", f"기관 {n % 7}", 1 + n % 5, "", ""]
        for n in range(200)
    ]
    take(bring(officer, *rows))
    assert session.scalar(select(func.count(Organisation.id))) == 7
    found = visits(session)
    assert len(found) == 200
    assert [visit.code for visit in found if visit.year == 2010] == [
        f"2010-{n:03}" for n in range(1, 21)
    ]


def test_a_broken_preview_begins_anew(officer):
    page = bring(officer, MONGOLIA)
    data = {**fields(page), "state": "{}", "take": "1"}
    assert officer.fetch("POST", page.path, data=data).status_code == 302


def test_a_title_without_a_body_names_the_countries(session, officer):
    row = [1, "2024-03-05", "몽골, 라오스", "", "", "", ""]
    page = bring(officer, row)
    take(page.submit(check="1", status=200, **{"cell-4-countries": "몽골 3, 라오스 4"}))
    (visit,) = visits(session)
    assert visit.title == Translated(ko="몽골, 라오스", en="Mongolia, Laos")
    assert visit.bodies == []


def test_a_ledger_is_taken_back_whole(session, officer):
    take(bring(officer, MONGOLIA))
    take(bring(officer, PERU))
    page = officer.page("history.bring")
    assert len(page.all("[aria-labelledby=ledgers] li")) == 2
    number = queries.ledgers(session)[0].number
    done = officer.page("history.take_back", number=number).submit().follow()
    assert done.all(".flashes .callout") == ["1 visit was removed."]
    assert [visit.title.to("ko") for visit in visits(session)] == ["울란바토르시"]
    take(bring(officer, PERU))
    assert len(visits(session)) == 2


def test_visits_that_were_worked_on_stay_and_so_do_the_others(session, officer):
    take(bring(officer, MONGOLIA, PERU))
    visits(session)[1].notes = "Came again."
    session.commit()
    number = queries.ledgers(session)[0].number
    page = officer.page("history.take_back", number=number).submit(status=409)
    assert page.all(".callout li") == [
        "2024-002: One of these visits was worked on since. Change it by itself."
    ]
    session.expire_all()
    assert len(visits(session)) == 2
    assert session.scalar(select(func.count(PastVisit.id))) == 2


def test_what_hangs_on_a_visit_keeps_the_ledger(session, officer):
    take(bring(officer, MONGOLIA))
    a_delegate(session, visits(session)[0])
    session.commit()
    number = queries.ledgers(session)[0].number
    page = officer.page("history.take_back", number=number).submit(status=409)
    assert page.all(".callout li") == ["Delegates: 1"]
    officer.page("history.take_back", number=number + 1, status=404)


def test_rows_of_merged_cells_are_named(officer):
    content = a_book([HEADER, MONGOLIA, [2, None, *PERU[2:]]], merged=["B2:B3"])
    assert "Rows: 2, 3" in bring(officer, content=content).text


@pytest.mark.parametrize("who", ["viewer", "approver", "host"])
def test_nobody_else_enters_visits(as_, who):
    as_(who).page("history.bring", status=403)


def test_the_list_of_visits_leads_to_it(officer):
    assert officer.page("delegations.index").click("Earlier visits").path.endswith("/import")
    assert actions.WRITTEN_IN == ("en",)


def test_of_two_rows_that_say_the_same_nothing_is_chosen_beforehand(session, officer):
    page = bring(officer, PERU, PERU)
    assert page.all("[aria-labelledby=twins] legend") == ["Rows 4 and 5"]
    assert page.soup.select("[aria-labelledby=twins] input[checked]") == []
    assert page.soup.select("button[name=take]") == []
    once = page.submit(**{"twin-5": "skip"}, status=200)
    assert once.all(".figure-value") == ["1", "9", "0", "0"]
    both = bring(officer, PERU, PERU).submit(**{"twin-5": "keep"}, status=200)
    assert both.all(".figure-value") == ["2", "18", "0", "0"]
    take(both)
    assert len(visits(session)) == 2


def test_of_several_sheets_it_says_which_was_read_and_reads_the_one_that_is_named(officer):
    content = two_years()
    page = bring(officer, content=content)
    assert page.all(".figure-value") == ["1", "12", "0", "0"]
    assert "Only the sheet “2016” was read." in page.text
    assert page.all(".callout li") == ["2015"]
    page = officer.page("history.bring")
    page = page.submit(table=as_file(content), sheet="2015", status=200)
    assert page.all(".figure-value") == ["1", "9", "0", "0"]
    assert page.all(".callout li") == ["2016"]
    page = officer.page("history.bring").submit(table=as_file(content), sheet="1900", status=422)
    assert "There is no sheet of this name in the file." in page.text
