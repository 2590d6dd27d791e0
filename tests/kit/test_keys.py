"""The first start makes the keys, once, however many start together."""

import json
import multiprocessing
from dataclasses import replace
from pathlib import Path

from visits.settings import KEYS, Settings, keys_for


def start(folder: Path, number: int) -> None:
    """In a process of its own: write down the keys that it got."""
    found = keys_for(Settings(DATA_DIR=folder / "data"))
    (folder / str(number)).write_text(json.dumps(found))


def test_eight_that_start_together_agree(tmp_path: Path):
    anew = multiprocessing.get_context("spawn")
    processes = [anew.Process(target=start, args=(tmp_path, number)) for number in range(8)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=60)
    assert [process.exitcode for process in processes] == [0] * 8
    kept = json.loads((tmp_path / "data" / "keys.json").read_text())
    assert [json.loads((tmp_path / str(n)).read_text()) for n in range(8)] == [kept] * 8
    assert min(len(key) for key in kept.values()) >= 48


def test_they_stay_the_same_and_are_for_our_eyes_only(tmp_path: Path):
    settings = Settings(DATA_DIR=tmp_path)
    first = keys_for(settings)
    assert keys_for(settings) == first
    assert (tmp_path / "keys.json").stat().st_mode & 0o777 == 0o600
    assert len(set(first.values())) == len(KEYS)


def test_a_key_of_the_settings_stands_above(tmp_path: Path):
    kept = keys_for(Settings(DATA_DIR=tmp_path))
    settings = replace(Settings(DATA_DIR=tmp_path), LINK_KEY="given")
    assert keys_for(settings) == {**kept, "LINK_KEY": "given"}


def test_when_all_are_given_no_file_is_written(tmp_path: Path):
    given = dict.fromkeys(KEYS, "given")
    assert keys_for(Settings(DATA_DIR=tmp_path / "data", **given)) == given
    assert not (tmp_path / "data").exists()


def test_a_key_that_is_missing_is_added_and_the_others_are_left(tmp_path: Path):
    (tmp_path / "keys.json").write_text('{"SECRET_KEY": "a", "LINK_KEY": "b"}')
    found = keys_for(Settings(DATA_DIR=tmp_path))
    assert (found["SECRET_KEY"], found["LINK_KEY"]) == ("a", "b")
    assert json.loads((tmp_path / "keys.json").read_text()) == found
