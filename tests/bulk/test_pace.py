"""The pace, on a clock of its own: nothing here waits, so nothing depends on the machine's load."""

from __future__ import annotations

import heapq
import random
import time
from collections import deque
from collections.abc import Callable
from typing import Any

import pytest
from attrs import define
from omneo_appointments.bulk import OptionError
from omneo_appointments.bulk._pace import START, Pace, parse_rate, until_reset

LATENCY = 0.02  # seconds from a request to its answer; half of it to the server


@pytest.fixture(autouse=True)
def _seed() -> None:
    random.seed(20261123)


def windows() -> Callable[[float, float], bool]:
    """A limit for each second of the clock."""
    used: dict[int, int] = {}

    def allows(now: float, limit: float) -> bool:
        if used.get(int(now), 0) >= limit:
            return False
        used[int(now)] = used.get(int(now), 0) + 1
        return True

    return allows


def sliding() -> Callable[[float, float], bool]:
    """A limit for any second."""
    seen: deque[float] = deque()

    def allows(now: float, limit: float) -> bool:
        while seen and seen[0] <= now - 1:
            seen.popleft()
        if len(seen) >= limit:
            return False
        seen.append(now)
        return True

    return allows


def bucket() -> Callable[[float, float], bool]:
    """A bucket of one second's tokens."""
    tokens, last = 0.0, 0.0

    def allows(now: float, limit: float) -> bool:
        nonlocal tokens, last
        tokens, last = min(limit, tokens + (now - last) * limit), now
        if tokens < 1:
            return False
        tokens -= 1
        return True

    return allows


@define
class Played:
    """What a job did against a limit: shares of 1, and the number of requests before the time that was asked for."""

    used: float
    refused: float
    early: int


def play(allows: Any, retry_after: float | None, *, limits: tuple[float, ...] = (60, 20, 60), phase: float = 120.0) -> Played:
    """Let 16 workers send as the pace says, each phase under another limit."""
    pace, now, free, end = Pace(), 0.0, 16, phase * len(limits)
    answers: list[tuple[float, int, float, bool]] = []
    sent = accepted = early = 0
    silent_until, forbidden = 0.0, 0.0
    while now < end:
        while answers and answers[0][0] <= now:
            at, _, left, good = heapq.heappop(answers)
            free += 1
            if good:
                pace.accepted(at, {})
            else:
                pace.throttled(at, left, retry_after)
                until = at + (retry_after or 0.0)
                if until > silent_until:
                    forbidden += limits[min(int(at / phase), len(limits) - 1)] * (min(until, end) - max(silent_until, at))
                    silent_until = until
        delay = pace.take(now) if free else 1.0
        if delay == 0:
            limit = limits[min(int(now / phase), len(limits) - 1)]
            early += now < silent_until
            good = allows(now + LATENCY / 2, limit)
            sent, accepted, free = sent + 1, accepted + good, free - 1
            heapq.heappush(answers, (now + LATENCY + random.expovariate(500), sent, now, good))
            continue
        timer = now + delay + random.expovariate(1000) if free else end  # timers are late by 1 ms
        now = max(min([timer, *(answer[0] for answer in answers[:1])]), now + 1e-6)
    return Played(accepted / (sum(limits) * phase - forbidden), (sent - accepted) / sent, early)


@pytest.mark.parametrize("retry_after", [None, 1.0, 2.0])
@pytest.mark.parametrize("allows", [windows, sliding, bucket])
def test_hidden_limit(allows: Any, retry_after: float | None) -> None:
    """60/s, then 20/s, then 60/s, two minutes each: most of what is allowed is used, few requests are refused, none is early."""
    played = play(allows(), retry_after)

    assert played.used >= 0.88
    assert played.refused < 0.02
    assert played.early == 0


def test_starts_low_and_doubles() -> None:
    """Without a rate it starts low and doubles each second, as long as the pace and not the workers decide."""
    pace, now = Pace(), 0.0
    while now < 3:
        delay = pace.take(now)
        if delay == 0:
            pace.accepted(now, {})
        now += delay

    assert 6 * START < pace.rate < 10 * START

    lazy = Pace()
    for second in range(100):
        lazy.take(float(second))
        lazy.accepted(second + 0.1, {})
    assert lazy.rate == START


def test_even_spacing_without_bursts() -> None:
    """Requests leave evenly; who comes late gets no burst for it."""
    pace = Pace(10.0)

    assert pace.take(100.0) == 0.0
    assert pytest.approx(0.1, abs=0.06) == pace.take(100.0)
    assert pace.take(200.0) == 0.0
    assert 0.04 < pace.take(200.0) <= 0.1


def test_given_rate_is_kept() -> None:
    """A given rate neither grows nor is cut; a 429 only holds it."""
    pace = Pace(10.0)
    pace.take(0.0)
    pace.accepted(0.1, {"x-ratelimit-limit": "5"})
    pace.throttled(0.2, 0.15, 3.0)

    assert pace.rate == 10.0
    assert 3.0 <= pace.take(0.2) < 3.5


def test_retry_after_holds_everybody() -> None:
    """Nothing leaves before the longest time that was asked for, whoever asked it, with another status too."""
    pace = Pace(1000.0)
    pace.throttled(10.0, 9.9, 5.0)
    pace.throttled(10.1, 9.9, 1.0)
    pace.pause(10.2, 2.0)

    assert pace.take(14.999) > 0
    pace.pause(14.0, 10.0)
    assert pace.take(23.999) > 0
    assert pace.take(25.0) == 0.0


def test_one_cut_for_what_was_on_its_way() -> None:
    """Requests that were in flight at a 429 and get one too cut the rate no further."""
    pace = Pace()
    pace.throttled(1.0, 0.9, None)
    once = pace.rate
    for _ in range(15):
        pace.throttled(1.01, 0.95, None)

    assert once == pace.rate


def test_refusals_in_a_row_wait_longer() -> None:
    """429 without Retry-After: the wait doubles with each in a row, to 8 s."""
    pace, now = Pace(), 0.0
    waits = []
    for _ in range(12):
        now += pace.take(now) + 1e-6
        pace.take(now)
        pace.throttled(now + 0.01, now, None)
        waits.append(pace.hold_until - now)
        now = max(now, pace.hold_until)

    assert waits[0] < 0.1
    assert 7.9 < waits[-1] < 9
    assert pace.refused_in_a_row == 12


@pytest.mark.parametrize(
    ("reset", "least", "most"),
    [(None, 0.2, 0.4), ("7", 7, 8), ("soon", 0.2, 0.4), ("9" * 30, 0.2, 0.4), ("epoch", 28, 33), ("900000", 3600, 3900)],
)
def test_nothing_remains(reset: str | None, least: float, most: float) -> None:
    """X-RateLimit-Remaining: 0 holds everybody until the reset, given as seconds or as an epoch, else for a moment."""
    pace = Pace()
    pace.take(0.0)
    value = str(int(time.time()) + 30) if reset == "epoch" else reset
    pace.accepted(1.0, {"x-ratelimit-remaining": "0"} | ({"x-ratelimit-reset": value} if value else {}))

    assert least <= pace.hold_until - 1.0 <= most
    pace = Pace()
    pace.accepted(1.0, {"x-ratelimit-remaining": "12"})
    assert pace.hold_until == 0.0


def test_reset_in_the_past() -> None:
    """A reset that has passed holds nobody."""
    assert until_reset("1600000000", 5.0) == 0.0


def test_told_limit_is_followed() -> None:
    """Where X-RateLimit-Limit changes, the pace changes with it at once."""
    pace = Pace()
    pace.accepted(0.0, {"x-ratelimit-limit": "60"})
    pace.throttled(0.5, 0.4, None)
    before = pace.rate
    pace.accepted(1.0, {"x-ratelimit-limit": "180"})
    assert pytest.approx(3 * before) == pace.rate
    pace.accepted(1.0, {"x-ratelimit-limit": "none"})
    pace.accepted(1.0, {"x-ratelimit-limit": "60"})
    pace.accepted(1.0, {"x-ratelimit-limit": "20"})
    assert pytest.approx(before) == pace.rate


@pytest.mark.parametrize(
    ("value", "rate"),
    [
        ("900/m", 15),
        ("15/s", 15),
        (15, 15),
        (0.5, 0.5),
        ("1000/min", 1000 / 60),
        (" 5 / second ", 5),
        ("2.5", 2.5),
        ("60/minute", 1),
        ("3/sec", 3),
    ],
)
def test_rates(value: Any, rate: float) -> None:
    """A rate is a number per second, or a text with /s or /m."""
    assert pytest.approx(rate) == parse_rate(value)


@pytest.mark.parametrize("value", ["", "fast", "5/h", "-1", 0, "0/s", "1e3", True, float("inf"), "9" * 400])
def test_bad_rates(value: Any) -> None:
    """Anything else is an OptionError that shows the value."""
    with pytest.raises(OptionError, match="rate must be"):
        parse_rate(value)
    assert parse_rate(None) is None
