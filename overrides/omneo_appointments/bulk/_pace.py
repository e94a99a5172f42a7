"""How fast a job may send. Pure decisions on a clock that the caller reads; nothing here waits.

With a `rate` the requests leave evenly at that rate. Without one the pace is found. It starts low and doubles each second until the
first 429. Then it stays a little below the pace that met the limit, until so many requests were accepted that another 429 is a
small share of them; then it climbs past that limit, slowly first and ever faster, and so meets the limit again, wherever that is
by then. A Retry-After holds everybody, whatever the rate.
"""

from __future__ import annotations

import random
import re
import time
from collections import deque
from collections.abc import Mapping

from attrs import Factory, define, field

from ._errors import OptionError

START = 10.0  # requests per second, before anything is known
SLOWEST = 0.2  # requests per second
DOUBLING = 0.7  # added to the pace per accepted request at most: it doubles in a second, which bounds how far it passes a limit
MARGIN = 0.02  # of the limit, to stay below it: requests arrive closer together than they left
DEEPEST_CUT = 0.25  # of the pace: where one 429 follows another, each cut is twice the last, up to this
SOON = 0.2  # of the patience: a 429 that comes before says that the last cut was too small
ACCEPTED_PER_REFUSED = 85  # requests: so the share of 429 stays below 2 %, the cuts after a change of the limit included
MOST_REFUSED = 8  # at once that count for that: many are in flight where the limit falls
PATIENCE = 1.2  # seconds: a limit per second shows itself in no less
DEAR = 10.0  # times a Retry-After is the patience at least: a climb into the limit then costs a tenth of the time
SURE = 0.9  # of the pace: a limit that was met by less lies anywhere between, so the next climb need not wait
DEAREST = 6.0  # seconds of a Retry-After that count for that
CLIMB = 0.6  # seconds, and twice the time to an answer, in which the climb doubles: what it is told of the limit comes that late
FEWEST = 16  # accepted requests in which it doubles
LAG = 0.5  # seconds: what meets a limit per second is the pace of the last second, on average that of half a second before
SPENT = 0.25  # seconds to wait where nothing remains and nobody says until when
POLL = 0.02  # seconds to wait where what remains is on its way
FIRST_WAIT, LONGEST_WAIT = 0.25, 8.0  # seconds, from the second 429 in a row on, without a Retry-After
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
        raise OptionError(f"rate must be a number above 0, per second or with /s or /m, such as '15' or '900/m', not {value!r}")
    return number


@define
class Pace:
    """The pace of one job, shared by all of its workers.

    fixed: requests per second that the user gave, or None to find them.
    rate: requests per second at present. ceiling: the pace that met the limit, None where none did yet.
    hold_until: nothing leaves before this time. Times are seconds of one monotonic clock, always the caller's.
    """

    fixed: float | None = None
    rate: float = field(init=False, default=Factory(lambda self: self.fixed or START, takes_self=True))
    ceiling: float | None = field(init=False, default=None)
    hold_until: float = field(init=False, default=0.0)
    refused_in_a_row: int = field(init=False, default=0)
    _next: float = field(init=False, default=0.0)
    _in_flight: int = field(init=False, default=0)
    _binding: bool = field(init=False, default=False)  # the pace, not the workers, decides when the next request leaves
    _sent: deque[tuple[float, float]] = field(init=False, factory=deque)  # when a request left, and the pace at that time
    _cut_at: float = field(init=False, default=float("-inf"))
    _cuts: int = field(init=False, default=0)  # that followed one another, after the first
    _refused: int = field(init=False, default=0)  # since the last cut
    _accepted: int = field(init=False, default=0)  # of those that left since the last cut, at the pace
    _patience: float = field(init=False, default=0.0)  # accepted requests until the climb
    _sure: bool = field(init=False, default=True)  # the limit is near the ceiling, not anywhere between it and a much faster pace
    _climbed: float = field(init=False, default=0.0)  # a share of the ceiling
    _limit: int = field(init=False, default=0)
    _remaining: int | None = field(init=False, default=None)

    @property
    def due(self) -> float:
        """When the next request may leave."""
        return max(self._next, self.hold_until)

    def take(self, now: float) -> float:
        """0.0 if a request may leave now, which then counts as sent; else the seconds until to ask again."""
        due = self.due
        if due > now:
            self._binding = True
            return min(due - now, LONGEST_HOLD)
        if self._remaining is not None and self._in_flight >= max(1, self._remaining):
            return POLL
        if self.fixed is None:
            self._next = now + 1 / self.rate
            self._sent.append((now, self.rate))
        else:  # what a late timer cost is made up for, but no more than one request: the user says that the server takes so many
            self._next = (due if now - due < 1 / self.rate else now) + 1 / self.rate
        self._in_flight += 1
        return 0.0

    def lost(self) -> None:
        """Note that a request got no answer."""
        self._in_flight -= 1

    def answered(self, now: float, sent_at: float, headers: Mapping[str, str], retry_after: float | None, *, refused: bool) -> None:
        """Note the answer to a request that left at sent_at: 429 (refused) or another. retry_after: seconds, with any status."""
        self._in_flight -= 1
        self._read(headers)
        asked = retry_after or 0.0
        if self._remaining == 0 and not asked:
            asked = until_reset(headers.get("x-ratelimit-reset"), SPENT)
        met = self._pace_at(sent_at - LAG)
        new = sent_at > self._cut_at  # those that were on their way at the last cut tell nothing new of the pace
        if not refused:
            self.refused_in_a_row = 0
            if new and self._binding:
                self._grow()
        elif new:
            self._cut_at = now
            self.refused_in_a_row += 1
            if self.refused_in_a_row == 1:
                self._cut(min(met, self.rate))
            else:  # nothing is accepted at any pace
                asked = max(asked, min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** (self.refused_in_a_row - 2)))
        if refused:
            self._be_patient(asked)
        self._hold(now, asked)

    def _grow(self) -> None:
        self._binding = False
        if self.fixed is not None:
            return
        self._accepted += 1
        faster = self.rate + DOUBLING
        if self.ceiling is not None:
            if self._accepted > self._patience:
                self._climbed *= 2 ** (1 / max(FEWEST, CLIMB * self.rate + 2 * self._in_flight))
            faster = min(faster, self.ceiling * (1 - MARGIN + self._climbed))
        self.rate = max(self.rate, faster)

    def _cut(self, met: float) -> None:
        """Stay below the pace that met the limit, and by more where the last cut was too small."""
        if self.fixed is not None:
            return
        self._cuts = self._cuts + 1 if self._accepted < SOON * self._patience else 0
        cut = min(DEEPEST_CUT, MARGIN * 2.0 ** min(self._cuts, 8)) if self._cuts else 0.0
        self._sure = met > SURE * self.rate
        self.ceiling = max(SLOWEST, (1 - cut) * met)
        self.rate = max(SLOWEST, (1 - MARGIN) * self.ceiling)
        self._refused, self._accepted, self._climbed = 0, 0, MARGIN / 3

    def _be_patient(self, asked: float) -> None:
        """The more requests were refused, and the longer everybody has to wait for it, the later is the next climb."""
        self._refused += 1
        seconds = max(PATIENCE, DEAR * min(asked, DEAREST) * self._sure)
        self._patience = max(ACCEPTED_PER_REFUSED * min(self._refused, MOST_REFUSED), seconds * self.rate)

    def _hold(self, now: float, seconds: float) -> None:
        if seconds:
            seconds += random.uniform(0, 0.05 + seconds / 20)  # noqa: S311 - no secret
            self.hold_until = max(self.hold_until, now + seconds)

    def _pace_at(self, then: float) -> float:
        """The pace when the last request before that left; forgets what was earlier."""
        while len(self._sent) > 1 and self._sent[1][0] <= then:
            self._sent.popleft()
        return self._sent[0][1] if self._sent else self.rate

    def _read(self, headers: Mapping[str, str]) -> None:
        """Note how many requests the server says it still accepts, and follow its limit where that changes."""
        remaining, limit = headers.get("x-ratelimit-remaining", "").strip(), headers.get("x-ratelimit-limit", "").strip()
        self._remaining = int(remaining) if is_count(remaining) else None
        before, self._limit = self._limit, (int(limit) if is_count(limit) else 0) or self._limit
        if self.ceiling is not None and before and before != self._limit:
            self.ceiling *= self._limit / before
            self.rate = max(SLOWEST, self.rate * self._limit / before)


def until_reset(value: str | None, default: float) -> float:
    """Seconds until X-RateLimit-Reset, given as such or as an epoch; the default where there is none that can be read."""
    text = (value or "").strip()
    if not is_count(text):
        return default
    seconds = float(text)
    seconds = seconds - time.time() if seconds > 1e9 else seconds
    return min(max(0.0, seconds), LONGEST_HOLD)


def is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 12
