"""When a thread may send beside others."""

from __future__ import annotations

import pytest
from omneo_appointments.bulk._threads import PATIENCE, QUICK, Room


def test_rows_that_come_back_soon_leave_alone() -> None:
    """While each row is back soon, nothing leaves beside it, however short its processor time, and it is not looked for often."""
    room, now = Room(cost=0.0001), 0.0
    for _ in range(100):
        room.enter(now)
        assert room.wait(now + 0.9 * QUICK, due=0.0) == PATIENCE
        room.leave(0.0001)
        now += QUICK
        assert room.wait(now, due=0.0) == 0.0


def test_slow_rows_leave_side_by_side() -> None:
    """Rows that take long leave beside one another, as far apart as their processor time asks for."""
    room = Room(cost=0.001)
    room.enter(0.0)
    assert room.wait(QUICK, due=0.0) == 0.0
    room.enter(0.01)

    assert room.wait(0.01, due=0.0) == pytest.approx(0.001)
    assert room.wait(0.011, due=0.0) == 0.0
    room.leave(0.005)
    room.enter(0.1)
    assert room.wait(0.1, due=0.0) == pytest.approx(0.005)


def test_pace_decides_where_it_is_slower() -> None:
    """Where the pace allows the next row later than there is room for it, the pace is what is asked."""
    room = Room(cost=0.001)
    room.enter(0.0)

    assert room.wait(0.0, due=0.5) == 0.0
