"""Timestamps and zones."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from omneo_api.models import Appointment
from omneo_appointments import OmneoError, TimestampError, parse_timestamp, scheduled_times
from omneo_appointments.sandbox import sample_appointment


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-05-11 10:00:00", "2026-05-11T10:00:00+00:00"),
        ("2026-05-11T10:00:00", "2026-05-11T10:00:00+00:00"),
        ("2026-05-11 10:00", "2026-05-11T10:00:00+00:00"),
        ("2026-05-11T10:00:00Z", "2026-05-11T10:00:00+00:00"),
        ("2026-05-11T10:00:00.250000Z", "2026-05-11T10:00:00.250000+00:00"),
        ("2026-05-11 10:00:00.5", "2026-05-11T10:00:00.500000+00:00"),
        ("2026-05-11T10:00:00+10:00", "2026-05-11T00:00:00+00:00"),
        ("2026-05-11T10:00:00-0330", "2026-05-11T13:30:00+00:00"),
    ],
)
def test_forms(value: str, expected: str) -> None:
    """A space or a T, a fraction, Z or an offset; a naive value is UTC."""
    assert parse_timestamp(value).isoformat() == expected


BAD = ["", "2026", "2026-05-11", "10:00", "20260511T100000", "2026-13-01 10:00:00", "2026-05-11 25:00:00", "soon", None, 3]
BAD += [
    "2026-05-11  10:00:00",
    "2026-05-11 10:00:00\n",
    "2026-05-11x10:00:00",
    "٢٠٢٦-05-11 10:00:00",
    "0001-01-01 00:00:00+10:00",
]
BAD += ["2026-05-11 10:00:00+99:00"]


@pytest.mark.parametrize("value", BAD, ids=repr)
def test_bad_timestamps(value: object) -> None:
    """Anything else is named in one clear error that is also a ValueError."""
    with pytest.raises(TimestampError, match="a timestamp must look like") as caught:
        parse_timestamp(value)  # type: ignore[arg-type]

    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, OmneoError)


@given(st.datetimes(min_value=datetime(1900, 1, 1)), st.integers(-23 * 60, 23 * 60))
def test_offsets(moment: datetime, minutes: int) -> None:
    """Any moment survives, whatever offset it is written with."""
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    text = f"{moment.isoformat(sep=' ')}{sign}{hours:02}:{rest:02}"

    assert parse_timestamp(text) == moment.replace(tzinfo=UTC) - timedelta(minutes=minutes)


def scheduled(**fields: object) -> list[str | None]:
    appointment = Appointment.from_dict(sample_appointment() | fields)
    return [time.isoformat() if time else None for time in scheduled_times(appointment)]


def test_own_zone() -> None:
    """Start and end come in the appointment's own zone, summer time included."""
    summer = scheduled(scheduled_start_at="2026-01-11 00:00:00", scheduled_end_at=None)

    assert scheduled() == ["2026-05-11T10:00:00+10:00", "2026-05-11T10:45:00+10:00"]
    assert summer == ["2026-01-11T11:00:00+11:00", None]


def test_zone_of_the_location() -> None:
    """Without a zone of its own the location's counts, and without either UTC."""
    location = {"id": 1, "name": None, "handle": None, "timezone": "Asia/Tokyo"}

    assert scheduled(timezone=None, location=location)[0] == "2026-05-11T09:00:00+09:00"
    assert scheduled(timezone=None, location=None)[0] == "2026-05-11T00:00:00+00:00"
    assert scheduled(timezone=None, location={**location, "timezone": None})[0] == "2026-05-11T00:00:00+00:00"


@pytest.mark.parametrize("zone", ["Nowhere/Land", "../../etc/passwd", "/etc/passwd", "x" * 300, "a\nb", ":UTC", " "])
def test_bad_zones(zone: str) -> None:
    """A zone that the database doesn't have is named."""
    with pytest.raises(TimestampError, match="a time zone must be"):
        scheduled(timezone=zone)
