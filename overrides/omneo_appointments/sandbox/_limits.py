"""A rate limit as Laravel's throttle has it: so many requests in a fixed window that begins with the first of them."""

from __future__ import annotations

import math
import re
import time

from attrs import define, frozen

from ._laravel import RefusalError
from ._messages import Headers, phrase

UNITS = {"s": 1.0, "m": 60.0}


@frozen
class RateLimit:
    """requests: at most so many in a window. seconds: how long a window is."""

    requests: int
    seconds: float = 1.0

    def __str__(self) -> str:
        return f"{self.requests}/{'m' if self.seconds == UNITS['m'] else 's'}"


def rate_limit(value: RateLimit | int | str | None) -> RateLimit | None:
    """A limit from 60 or '60/s' (a second) or '1000/m' (a minute); None is no limit. ValueError for anything else."""
    if value is None or isinstance(value, RateLimit):
        return value
    found = re.fullmatch(r"([1-9][0-9]{0,8})(?:/([sm]))?", str(value), re.ASCII)
    if found is None:
        raise ValueError(f"rate_limit: {value!r} is not a number of requests such as 60/s or 1000/m")
    return RateLimit(int(found[1]), UNITS[found[2] or "s"])


@define
class Window:
    """The requests of the current window."""

    limit: RateLimit | None = None
    used: int = 0
    ends: float = 0.0

    def admit(self, limit: RateLimit, tell: bool) -> Headers:
        """Count one request; the headers of its answer, or Laravel's 429. tell: whether the 429 says when to come back."""
        now = time.monotonic()
        if limit != self.limit or now >= self.ends:
            self.limit, self.used, self.ends = limit, 0, now + limit.seconds
        if self.used >= limit.requests:
            left = math.ceil(self.ends - now)
            when = (("Retry-After", str(left)), ("X-RateLimit-Reset", str(math.ceil(time.time()) + left))) if tell else ()
            raise RefusalError(429, phrase(429), headers=self.headers() + when)
        self.used += 1
        return self.headers()

    def headers(self) -> Headers:
        requests = self.limit.requests if self.limit else 0
        return (("X-RateLimit-Limit", str(requests)), ("X-RateLimit-Remaining", str(requests - self.used)))
