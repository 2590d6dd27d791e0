"""Which rows a calendar shows of what was published."""

from visits.calendars.rules import Standing, standing_at_site


class Row:
    """Of what was published: a stop, its number, and where."""

    def __init__(self, uid, sequence, site_id):
        self.uid, self.sequence, self.site_id = uid, sequence, site_id


FIRST, AWAY, LATER, BACK = Row("a", 0, 1), Row("a", 1, 2), Row("a", 2, 2), Row("a", 3, 1)


def test_a_site_keeps_only_its_own_rows():
    lost = Standing(FIRST, FIRST, AWAY, is_lost=True)
    assert standing_at_site([FIRST, AWAY], 1) == [lost]
    assert standing_at_site([AWAY], 1) == []


def test_what_becomes_of_a_stop_elsewhere_changes_nothing_where_it_was():
    assert standing_at_site([FIRST, AWAY, LATER], 1) == standing_at_site([FIRST, AWAY], 1)


def test_a_stop_that_returns_stands_again():
    stands = Standing(BACK, FIRST, BACK, is_lost=False)
    assert standing_at_site([FIRST, AWAY, LATER, BACK], 1) == [stands]
