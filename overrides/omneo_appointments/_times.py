"""The API's timestamps as aware datetimes.

The wire carries `2026-05-11 00:00:00` without a zone. Such a value is UTC: the vendor's SDK documents that times are stored and
returned in UTC while an appointment's `timezone` is echoed unchanged, and its live tests hold it to that.
"""

from __future__ import annotations

import re
from datetime import datetime

from dateutil import tz
from dateutil.parser import isoparse
from omneo_api.models import Appointment

from ._errors import TimestampError

_FORM = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?", re.ASCII)
LONGEST_ZONE = 64  # characters; a longer one would reach the file system as an over-long path
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*", re.ASCII)


def parse_timestamp(value: str) -> datetime:
    """An aware UTC datetime from a timestamp of the API.

    value: `YYYY-MM-DD HH:MM[:SS[.fraction]]`, with a space or a T, and with Z, an offset or nothing, which means UTC.
    Raises TimestampError, which is also a ValueError, for anything else.

    >>> parse_timestamp("2026-05-11 10:00:00").isoformat()
    '2026-05-11T10:00:00+00:00'
    """
    try:
        if not isinstance(value, str) or not _FORM.fullmatch(value):
            raise ValueError
        read = isoparse(value)
        return read.replace(tzinfo=read.tzinfo or tz.UTC).astimezone(tz.UTC)
    except (ValueError, OverflowError):
        raise TimestampError(f"a timestamp must look like '2026-05-11 10:00:00', not {value!r}") from None


def scheduled_times(appointment: Appointment) -> tuple[datetime | None, datetime | None]:
    """Start and end of an appointment in its own time zone, each None where the API gave none.

    The zone is the appointment's, else its location's, else UTC. Raises TimestampError for a zone that is not in the IANA
    database, or a timestamp that cannot be read.

    >>> from omneo_appointments.sandbox import sample_appointment
    >>> start, end = scheduled_times(Appointment.from_dict(sample_appointment()))
    >>> start.isoformat(), end.isoformat()
    ('2026-05-11T10:00:00+10:00', '2026-05-11T10:45:00+10:00')
    """
    name = appointment.timezone or (appointment.location and appointment.location.timezone) or "UTC"
    zone = tz.gettz(name) if len(name) < LONGEST_ZONE and _ZONE.fullmatch(name) else None
    if zone is None:
        raise TimestampError(f"a time zone must be an IANA name such as 'Australia/Melbourne', not {name!r}")
    start, end = (
        None if text is None else parse_timestamp(text).astimezone(zone)
        for text in (appointment.scheduled_start_at, appointment.scheduled_end_at)
    )
    return start, end
