"""Many rows are counted without reading one, and read a few hundred at a time."""

from sqlalchemy import select

from tests.factories import a_site
from visits.kit.batches import in_batches, number_of
from visits.sites.models import Site


def test_every_row_comes_once_though_it_leaves_the_selection(session):
    made = [a_site(session, f"Site {number}") for number in range(5)]
    session.flush()
    rows = select(Site).where(Site.address_ko != "gone").order_by(Site.id.desc())
    assert number_of(session, rows) == 5
    seen = []
    for site in in_batches(session, rows, Site.id, size=2):
        site.address_ko = "gone"
        seen.append(site.id)
    assert seen == [site.id for site in made]
    assert number_of(session, rows) == 0


def test_of_no_rows_none_comes(session):
    rows = select(Site)
    assert (number_of(session, rows), list(in_batches(session, rows, Site.id))) == (0, [])


def test_counting_reads_no_row(session, queries_of):
    a_site(session, "Site")
    session.flush()
    session.expire_all()
    assert queries_of(lambda: number_of(session, select(Site))) == 1
