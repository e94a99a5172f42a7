"""Timestamps and zones."""

import contextlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from omneo_api.models import Appointment
from omneo_api.types import UNSET
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


BAD: list[Any] = [
    "",
    "2026",
    "2026-05-11",
    "10:00",
    "20260511T100000",
    "2026-13-01 10:00:00",
    "2026-05-11 25:00:00",
    "soon",
    None,
    3,
]
BAD += [
    "2026-05-11  10:00:00",
    "2026-05-11 10:00:00\n",
    "2026-05-11x10:00:00",
    "٢٠٢٦-05-11 10:00:00",
    "0001-01-01 00:00:00+10:00",
]
BAD += ["2026-05-11 10:00:00+99:00", "9999-12-31 23:59:59-00:01", "9999-12-31 24:00:00", "2026-05-11 23:59:60", "2026-02-29 10:00"]
BAD += ["2026-05-11 10:00:00+１0:00", "２026-05-11 10:00:00", "२०२६-०५-११ १०:००:००", "2026-05-11 10:00:00.٣"]
BAD += [
    b"2026-05-11 10:00:00",
    10**6000,
    float("nan"),
    [],
    {},
    UNSET,
    object(),
    datetime(2026, 5, 11),
    "x" * 10**6,
    "\x00",
    "\ud800",
]


@pytest.mark.parametrize("value", BAD, ids=map(str, range(len(BAD))))
def test_bad_timestamps(value: object) -> None:
    """Anything else is named in one clear error that is also a ValueError."""
    with pytest.raises(TimestampError, match="a timestamp must look like") as caught:
        parse_timestamp(value)  # type: ignore[arg-type]

    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, OmneoError)
    assert len(str(caught.value)) < 200


@given(st.datetimes(min_value=datetime(1900, 1, 1)), st.integers(-23 * 60, 23 * 60))
def test_offsets(moment: datetime, minutes: int) -> None:
    """Any moment survives, whatever offset it is written with."""
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    text = f"{moment.isoformat(sep=' ')}{sign}{hours:02}:{rest:02}"

    assert parse_timestamp(text) == moment.replace(tzinfo=UTC) - timedelta(minutes=minutes)


@given(
    st.one_of(
        st.text(),
        st.from_regex(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?"),
        st.binary(),
        st.integers(),
        st.floats(),
        st.none(),
    )
)
def test_no_other_error(value: Any) -> None:
    """Whatever is given, the result is an aware datetime in UTC or a TimestampError."""
    try:
        moment = parse_timestamp(value)
    except TimestampError:
        return
    assert moment.utcoffset() == timedelta(0)


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


NO_ZONES = [
    "",
    "Nowhere/Land",
    "../../etc/passwd",
    "/etc/passwd",
    "/usr/share/zoneinfo/UTC",
    "x" * 300,
    "a\nb",
    ":UTC",
    " ",
    "UTC ",
    "\x00",
    "\ud800",
]
NO_ZONES += [
    "UTC+3",
    "Foo5Bar",
    "CEST",
    "EST5EDT,M3.2.0,M11.1.0",
    "+10:00",
    "australia/melbourne",
    "Australia",
    "localtime",
    "posixrules",
]
NO_ZONES += ["posix/Australia/Melbourne", "right/UTC", "zone.tab", "Europe/Berlin٣"]


@pytest.mark.parametrize("zone", NO_ZONES, ids=map(str, range(len(NO_ZONES))))
def test_bad_zones(zone: str) -> None:
    """A zone that is not a name in the IANA database is refused in one line, wherever it stands."""
    for fields in ({"timezone": zone}, {"timezone": None, "location": {"id": 1, "timezone": zone}}):
        with pytest.raises(TimestampError, match="a time zone must be an IANA name") as caught:
            scheduled(**fields)

        assert len(str(caught.value)) < 200


@pytest.mark.parametrize("zone", ["UTC", "Etc/GMT+5", "Europe/Berlin", "America/Argentina/Buenos_Aires", "EST5EDT"])
def test_good_zones(zone: str) -> None:
    """Every name in the IANA database serves, old ones too."""
    start, _ = scheduled_times(Appointment.from_dict(sample_appointment() | {"timezone": zone}))

    assert start is not None
    assert str(start.tzinfo) == zone


@pytest.mark.parametrize(
    ("zone", "text"), [("Australia/Melbourne", "9999-12-31 23:59:59"), ("America/New_York", "0001-01-01 00:00:00")]
)
def test_out_of_range_in_the_zone(zone: str, text: str) -> None:
    """A time that its zone moves out of the calendar is a TimestampError."""
    with pytest.raises(TimestampError, match=f"the timestamp '{text}' is outside the years 1 to 9999 in {zone}"):
        scheduled(timezone=zone, scheduled_end_at=text)


@pytest.mark.parametrize("value", [5, True, [], {}, b"UTC", UNSET, 10**6000], ids=map(str, range(7)))
@pytest.mark.parametrize("name", ["timezone", "scheduled_start_at", "scheduled_end_at", "location"])
def test_assigned_values(name: str, value: Any) -> None:
    """Whatever somebody has assigned to an appointment: times, None or a TimestampError."""
    appointment = Appointment.from_dict(sample_appointment() | {"timezone": None})
    setattr(appointment, name, value)
    try:
        times = scheduled_times(appointment)
    except TimestampError:
        return
    assert all(time is None or time.tzinfo for time in times)


@pytest.mark.parametrize("value", [None, 3, "x", UNSET, object()], ids=map(str, range(5)))
def test_no_appointment(value: Any) -> None:
    """What is no appointment is named."""
    with pytest.raises(TimestampError, match="takes an appointment, not"):
        scheduled_times(value)


@given(
    st.sampled_from(["timezone", "scheduled_start_at", "scheduled_end_at", "location"]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["id", "timezone"]), inner),
    ),
)
def test_whatever_the_server_sends(name: str, value: Any) -> None:
    """Whatever stands in an answer's fields of time: times, None or a TimestampError."""
    with contextlib.suppress(TimestampError):
        scheduled(**{name: value})
