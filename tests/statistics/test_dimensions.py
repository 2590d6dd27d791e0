"""Figures told apart: each list adds up to the number behind which it stands."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.statistics.worlds import FIRST, SPAN, VISITS, a_cast, write
from visits.kit.clock import now  # noqa: F401
from visits.statistics import queries
from visits.statistics.queries import Within
from visits.statistics.rules import Cell, Dimension, Period


def pages_behind(session, period, within):
    """Every delegation of the list with its part, page after page."""
    cursor = None
    while True:
        page = queries.behind(session, period, within, cursor)
        found = queries.parts(session, period, within, [row.id for row in page.rows])
        yield from found.items()
        if page.next is None:
            return
        cursor = page.next


def added_up(parts) -> Cell:
    listed = list(parts)
    assert len({number for number, _ in listed}) == len(listed)
    return Cell(
        people=sum(part.people for _, part in listed),
        countries=len({country for _, part in listed for country in part.countries}),
        delegations=len(listed),
        stops=sum(part.stops for _, part in listed),
        minutes=sum(part.minutes for _, part in listed),
    )


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    visits=st.lists(VISITS, min_size=1, max_size=30),
    days=st.tuples(st.integers(0, SPAN), st.integers(0, SPAN)).map(sorted),
)
def test_every_list_adds_up_to_its_number(session, visits, days):
    with session.begin_nested() as trial:
        cast = a_cast(session)
        for told in visits:
            write(session, cast, told)
        period = Period(*(FIRST + timedelta(days=day) for day in days))
        whole = queries.figures_of(session, period)
        everything = added_up(pages_behind(session, period, None))
        assert everything == Cell(whole.people, whole.countries, whole.delegations)
        for dimension in Dimension:
            cells = queries.cells(session, dimension, period)
            for key, cell in cells.items():
                assert added_up(pages_behind(session, period, Within(dimension, key))) == cell
                assert queries.the_cell(session, dimension, key, period) == cell
            if dimension in {Dimension.COUNTRY, Dimension.REGION}:
                assert sum(cell.people for cell in cells.values()) == whole.people
            assert whole.delegations <= sum(cell.delegations for cell in cells.values())
        trial.rollback()
