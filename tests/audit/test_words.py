"""Whatever the log can show has a word."""

from visits.app import load_models
from visits.audit.recorder import Audited, is_told
from visits.audit.words import COLUMNS, KINDS
from visits.kit.tables import Base


def audited() -> list:
    load_models()
    return [m for m in Base.registry.mappers if issubclass(m.class_, Audited)]


def test_every_kind_of_record_has_a_word():
    assert {mapper.class_.__name__ for mapper in audited()} - set(KINDS) == set()


def test_every_column_has_a_word():
    """Add it to COLUMNS in visits/audit/words/columns.py."""
    told = {column.key for mapper in audited() for column in mapper.column_attrs if is_told(column)}
    assert told - set(COLUMNS) == set()


def test_no_word_is_left_of_what_is_gone():
    kinds = {mapper.class_.__name__ for mapper in audited()}
    told = {column.key for mapper in audited() for column in mapper.column_attrs}
    assert set(KINDS) - kinds == set()
    assert set(COLUMNS) - told == set()
