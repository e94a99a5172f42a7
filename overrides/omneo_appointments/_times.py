"""The API's timestamps as aware datetimes.

The wire carries `2026-05-11 00:00:00` without a zone. Such a value is UTC: the vendor's SDK documents that times are stored and
returned in UTC while an appointment's `timezone` is echoed unchanged, and its live tests hold it to that.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from dateutil import tz
from dateutil.parser import isoparse
from omneo_api.models import Appointment
from omneo_api.types import Unset

from ._errors import TimestampError

_FORM = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?", re.ASCII)
LONGEST_SHOWN = 60  # characters of a bad value in an error


def parse_timestamp(value: str) -> datetime:
    """An aware UTC datetime from a timestamp of the API.

    value: `YYYY-MM-DD HH:MM[:SS[.fraction]]`, with a space or a T, and with Z, an offset or nothing, which means UTC.
    Raises TimestampError, which is also a ValueError, for anything else, and where the time in UTC is outside the years 1 to 9999.

    >>> parse_timestamp("2026-05-11 10:00:00").isoformat()
    '2026-05-11T10:00:00+00:00'
    """
    try:
        if not isinstance(value, str) or not _FORM.fullmatch(value):
            raise ValueError
        read = isoparse(value)
        return read.replace(tzinfo=read.tzinfo or tz.UTC).astimezone(tz.UTC)
    except (ValueError, OverflowError):
        raise TimestampError(f"a timestamp must look like '2026-05-11 10:00:00', not {_shown(value)}") from None


def scheduled_times(appointment: Appointment) -> tuple[datetime | None, datetime | None]:
    """Start and end of an appointment in its own time zone, each None where the API gave none.

    The zone is the appointment's, else its location's, else UTC. Raises TimestampError for a zone that is not in the IANA
    database, for a timestamp that cannot be read, or one that is outside the years 1 to 9999 in that zone.

    >>> from omneo_appointments.sandbox import sample_appointment
    >>> start, end = scheduled_times(Appointment.from_dict(sample_appointment()))
    >>> start.isoformat(), end.isoformat()
    ('2026-05-11T10:00:00+10:00', '2026-05-11T10:45:00+10:00')
    """
    try:
        start, end = appointment.scheduled_start_at, appointment.scheduled_end_at
        names = [appointment.timezone, None if appointment.location is None else appointment.location.timezone, "UTC"]
    except AttributeError:
        raise TimestampError(f"scheduled_times takes an appointment, not {_shown(appointment)}") from None
    zone = _zone(next(name for name in names if name is not None))
    return _in_zone(start, zone), _in_zone(end, zone)


parse_timestamp.__module__ = scheduled_times.__module__ = "omneo_appointments"  # where users import them from


def _zone(name: object) -> ZoneInfo:
    if not isinstance(name, str) or name not in _zone_names():
        raise TimestampError(f"a time zone must be an IANA name such as 'Australia/Melbourne', not {_shown(name)}")
    return ZoneInfo(name)


@cache
def _zone_names() -> frozenset[str]:
    """The names in the IANA database. It takes 20 ms to list them. `localtime` is this machine's own zone, not a name of IANA's."""
    return frozenset(available_timezones() - {"localtime"})


def _in_zone(text: str | None, zone: ZoneInfo) -> datetime | None:
    if text is None or isinstance(text, Unset):
        return None
    moment = parse_timestamp(text)
    try:
        return moment.astimezone(zone)
    except (OverflowError, ValueError):
        raise TimestampError(f"the timestamp {_shown(text)} is outside the years 1 to 9999 in {zone}") from None


def _shown(value: object) -> str:
    if not isinstance(value, str):
        return f"a value of type {type(value).__name__}"
    return repr(value[:LONGEST_SHOWN]) + "..." * (len(value) > LONGEST_SHOWN)
