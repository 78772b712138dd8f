"""The copies of the tests' database are whole, whatever an earlier run left in their place."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.template import copy_file


def test_a_copy_holds_what_stands_in_a_journal_and_nothing_of_an_older_one(tmp_path: Path) -> None:
    source, target = (str(tmp_path / name) for name in ("source", "target"))
    with closing(sqlite3.connect(target)) as old:
        old.execute("PRAGMA journal_mode=WAL")
        old.executescript("CREATE TABLE old (text); INSERT INTO old VALUES ('of a run cut short')")
        left = Path(f"{target}-wal").read_bytes()
    Path(f"{target}-wal").write_bytes(left)
    with closing(sqlite3.connect(source)) as pattern:
        pattern.execute("PRAGMA journal_mode=WAL")
        pattern.executescript("CREATE TABLE fresh (text); INSERT INTO fresh VALUES ('whole')")

        copy_file(source, target)

    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert copy.execute("SELECT name FROM sqlite_master").fetchall() == [("fresh",)]
        assert copy.execute("SELECT text FROM fresh").fetchall() == [("whole",)]
