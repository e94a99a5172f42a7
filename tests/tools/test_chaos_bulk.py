"""The kill test, in its short form; `make chaos` has the long one."""

from tools import chaos_bulk


def test_kills() -> None:
    """A job that is killed again and again, on a server with 20 % faults, ends like one that nothing happened to."""
    said: list[str] = []

    assert chaos_bulk.bulk(5, 200, 20261123, said.append) == []
    assert "kills of" in said[-2]
