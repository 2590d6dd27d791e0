"""Files follow their transaction, not the savepoints within it."""

from visits.kit.files import remove_with, stay_with


def test_a_savepoint_neither_keeps_nor_removes_a_file(session, tmp_path):
    new, old = tmp_path / "new", tmp_path / "old"
    for path in (new, old):
        path.write_bytes(b"text")
    stay_with(session, new)
    remove_with(session, old)
    with session.begin_nested():
        pass
    session.rollback()
    assert [path.exists() for path in (new, old)] == [False, True]
