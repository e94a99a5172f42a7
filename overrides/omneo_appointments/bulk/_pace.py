"""How fast a job may send. Pure decisions on a clock that the caller reads; nothing here waits.

With a `rate` the requests leave evenly at that rate. Without one the pace is found: it starts low and doubles each second until a
429, then stays just below what the server accepted, and climbs again after a while, as TCP CUBIC and botocore's adaptive mode do.
A Retry-After holds everybody, whatever the rate.
"""

from __future__ import annotations

import random
import re
import time
from collections import deque
from collections.abc import Mapping

from attrs import Factory, define, field

from ._errors import OptionError

START = 20.0  # requests per second, before anything is known
SLOWEST = 0.2  # requests per second
CRUISE = 0.95  # of what the server accepted: an even pace at the limit itself meets it again at every jitter of a timer
DEEPEST_CUT = 0.3
FADING = 0.9  # how much of the best rate so far still counts after another 429
DOUBLING = 0.7  # added per accepted request: the pace doubles in a second
CLIMB = 0.05  # the same while it climbs past a known limit: 5 % a second
LIFTED = 1.12  # past the known limit by so much without a 429, that limit is gone
LATE = 0.05  # seconds of a timer's lateness that are made up for
SPENT = 0.25  # seconds to wait where nothing remains and nobody says until when
LONGEST_HOLD = 3600.0  # seconds; who is asked to wait longer should stop
_RATE = re.compile(r"(?P<count>\d+(\.\d+)?)\s*(/\s*(?P<unit>s|sec|second|m|min|minute))?", re.ASCII | re.IGNORECASE)


def parse_rate(value: float | str | None) -> float | None:
    """Requests per second from a number (per second) or a text such as '15/s' or '900/m'; None stays None.

    Raises OptionError for anything else, zero included.
    """
    if value is None:
        return None
    found = _RATE.fullmatch(str(value).strip()) if not isinstance(value, bool) else None
    number = float(found["count"]) / (60 if (found["unit"] or "s").lower().startswith("m") else 1) if found else 0.0
    if not 0 < number < 1e6:
        raise OptionError(f"rate must be a number above 0 with /s or /m, such as '15/s' or '900/m', not {value!r}")
    return number


@define
class Pace:
    """The pace of one job, shared by all of its workers.

    fixed: requests per second that the user gave, or None to find them.
    rate: requests per second at present. ceiling: the rate at the last 429, None where none came yet, or where it is gone.
    hold_until: nothing leaves before this time. Times are seconds of one monotonic clock, always the caller's.
    """

    fixed: float | None = None
    rate: float = field(init=False, default=Factory(lambda self: self.fixed or START, takes_self=True))
    ceiling: float | None = field(init=False, default=None)
    hold_until: float = field(init=False, default=0.0)
    _next: float = field(init=False, default=0.0)
    _binding: bool = field(init=False, default=False)  # the pace, not the workers, decides when the next request leaves
    _best: float = field(init=False, default=0.0)
    _asked: float = field(init=False, default=0.0)  # seconds that a 429 costs here
    _cut_at: float = field(init=False, default=float("-inf"))
    _cruise_until: float = field(init=False, default=0.0)
    refused_in_a_row: int = field(init=False, default=0)
    _last_ceiling: float = field(init=False, default=0.0)
    _confirmed: int = field(init=False, default=0)  # times in a row that the limit was met at about the same rate
    _limit: str | None = field(init=False, default=None)
    _accepted: deque[float] = field(init=False, factory=deque)

    def take(self, now: float) -> float:
        """0.0 if a request may leave now, which then counts as sent; else the seconds until one may."""
        due = max(self._next, self.hold_until)
        if due > now:
            self._binding = True
            return due - now
        self._next = max(due, now - LATE) + 1 / self.rate
        return 0.0

    def accepted(self, now: float, headers: Mapping[str, str]) -> None:
        """Note an answer other than 429, and what its X-RateLimit headers say."""
        self.refused_in_a_row = 0
        if self.fixed is None:
            self._remember(now)
            self._grow(now)
            self._follow(headers.get("x-ratelimit-limit"))
        if headers.get("x-ratelimit-remaining", "").strip() == "0":
            self._cut(now)
            self._hold(now, until_reset(headers.get("x-ratelimit-reset"), SPENT))

    def throttled(self, now: float, sent_at: float, retry_after: float | None) -> None:
        """Note a 429 for a request that left at sent_at. Without a Retry-After the wait doubles with each in a row."""
        if sent_at > self._cut_at:  # those that were on their way at the last cut tell nothing new
            self.refused_in_a_row += 1
            self._cut(now)
        if retry_after is None:
            retry_after = min(8.0, 0.125 * 2**self.refused_in_a_row) if self.refused_in_a_row > 1 else 0.0
        self._hold(now, retry_after)

    def pause(self, now: float, seconds: float) -> None:
        """Hold everybody, for a server that asks for it with another status than 429."""
        self._hold(now, seconds)

    def _hold(self, now: float, seconds: float) -> None:
        jitter = random.uniform(0, 0.05 + seconds / 20) if seconds else 0.0  # noqa: S311 - no secret
        self.hold_until = max(self.hold_until, now + seconds + jitter)
        self._asked = max(seconds, self._asked * 0.7)
        self._cruise_until = max(self.hold_until, now) + self._patience()

    def _remember(self, now: float) -> None:
        self._accepted.append(now)
        while self._accepted[0] < now - self._window():
            self._accepted.popleft()

    def _follow(self, limit: str | None) -> None:
        """Where the server says its limit, and that changes, the pace changes with it."""
        if limit is None or limit == self._limit:
            return
        before, self._limit = self._limit, limit
        if before is not None and self.ceiling is not None and is_count(before) and is_count(limit):
            factor = int(limit) / int(before)
            self.ceiling, self.rate = self.ceiling * factor, max(SLOWEST, self.rate * factor)

    def _window(self) -> float:
        return max(1.0, 10 / self.rate)

    def _grow(self, now: float) -> None:
        if not self._binding:
            return
        self._binding = False
        if self.ceiling is None:
            self.rate += DOUBLING
        elif now >= self._cruise_until:
            self.rate *= 1 + CLIMB / self.rate
            if self.rate > self.ceiling * LIFTED:
                self.ceiling = None
        self._best = max(self._best, self.rate)

    def _cut(self, now: float) -> None:
        self._cut_at = now
        if self.fixed is not None:
            return
        seen = sum(1 for at in self._accepted if at > now - self._window()) / self._window()
        ceiling = max(SLOWEST, DEEPEST_CUT * self.rate, min(self.rate, seen))
        same = 0.8 * self._last_ceiling < ceiling < 1.25 * self._last_ceiling
        self._confirmed = self._confirmed + 1 if same else 0
        self.ceiling = self._last_ceiling = ceiling
        self.rate = max(SLOWEST, CRUISE * self.ceiling)
        self._best = max(self.ceiling, FADING * self._best)

    def _patience(self) -> float:
        """Seconds to stay below the limit: long where a 429 is dear, short where the server gave far more before.

        And short as long as the limit is not confirmed: a single 429 may have other reasons.
        """
        lower = self.ceiling is not None and self.ceiling < 0.7 * self._best
        asked = min(self._asked, 10.0)
        longest = 3 + 3 * asked if lower else 5 + 10 * asked
        return float(min(longest, 2.0 * 2 ** min(self._confirmed, 8)))


def until_reset(value: str | None, default: float) -> float:
    """Seconds until X-RateLimit-Reset, given as such or as an epoch; the default where there is none that can be read."""
    text = (value or "").strip()
    if not is_count(text):
        return default
    seconds = float(text)
    seconds = seconds - time.time() if seconds > 1e9 else seconds
    return min(max(0.0, seconds), LONGEST_HOLD)


def is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 12 and text.strip("0") != ""
