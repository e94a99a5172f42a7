"""The pace, on a clock of its own: nothing here waits, so nothing depends on the machine's load."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from omneo_appointments import RateLimitError
from omneo_appointments.bulk import OptionError
from omneo_appointments.bulk._job import Job
from omneo_appointments.bulk._outcomes import Reply
from omneo_appointments.bulk._pace import LONGEST_HOLD, SLOWEST, START, Pace, parse_rate, until_reset
from omneo_appointments.bulk._store import Store

from benchmarks.limiters import KINDS, FixedWindow, SlidingWindow, TokenBucket
from tests.bulk.simulation import Simulation, play

PER_SECOND = [name for name in KINDS if "Laravel" not in name]


@pytest.fixture(autouse=True)
def _seed() -> None:
    random.seed(20261123)


def accept(pace: Pace, now: float, **headers: str) -> None:
    """Send a request and have it accepted, with X-RateLimit headers."""
    pace.take(now)
    told = {f"x-ratelimit-{name}": value for name, value in headers.items()}
    pace.answered(now + 0.02, now, told, None, refused=False)


def refuse(pace: Pace, now: float, retry_after: float | None = None, sent_at: float | None = None, **headers: str) -> None:
    """Have a request refused that left a moment ago."""
    told = {f"x-ratelimit-{name}": value for name, value in headers.items()}
    pace.answered(now, now - 0.02 if sent_at is None else sent_at, told, retry_after, refused=True)


@pytest.mark.parametrize("retry_after", [None, 1.0])
@pytest.mark.parametrize("kind", PER_SECOND)
def test_hidden_limit(kind: str, retry_after: float | None) -> None:
    """60/s, then 20/s, then 60/s: at least 90 % of what is allowed is used, less than 2 % are refused, none is early.

    A bucket of one token refuses whatever comes closer than 1/60 s to the one before, so there the timers are good.
    """
    played = play(KINDS[kind], retry_after=retry_after, hiccups=0.0 if kind == "bucket of one" else 0.003)

    assert played.used >= 0.9
    assert played.refused < 0.02
    assert played.early == 0


@pytest.mark.parametrize("retry_after", [None, 1.0])
@pytest.mark.parametrize("limit", [5, 20, 200, 1000 / 60])
@pytest.mark.parametrize("kind", ["sliding window", "fixed window", "bucket of a second"])
def test_other_limits(kind: str, limit: float, retry_after: float | None) -> None:
    """The same for a limit that stays, slow and fast, for five minutes or 12,000 requests."""
    played = play(KINDS[kind], retry_after=retry_after, limits=(limit,), phase=min(300.0, 12_000 / limit), seeds=(1,))

    assert played.used >= 0.9
    assert played.refused < 0.025 if limit < START else 0.02  # the first pace is far above a slow limit
    assert played.early == 0


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"limits": (20, 60, 100, 60, 20), "phase": 60.0}, id="up and down"),
        pytest.param({"limits": (60, 20, 60), "phase": 60.0}, id="a minute each"),
        pytest.param({"limits": (60,), "refusing": ((60.0, 60.015),)}, id="a single stray 429"),
        pytest.param({"limits": (60,), "phase": 300.0, "refusing": ((60.0, 65.0),)}, id="refuses everything for five seconds"),
        pytest.param({"latency": 0.01}, id="near"),
        pytest.param({"latency": 0.3, "workers": 64}, id="far"),
        pytest.param({"limits": (60,), "phase": 300.0, "hiccups": 0.05}, id="bad timers"),
    ],
)
def test_other_courses(options: dict[str, Any]) -> None:
    """The same where the limit goes up and down, where 429s have other reasons, near and far."""
    played = play(SlidingWindow, **options)

    assert played.used >= 0.9
    assert played.refused < 0.02


def test_laravels_throttle() -> None:
    """1000 a minute, all of it at once or evenly: all is used, one request a minute is refused where the headers tell what remains."""
    every_minute = lambda: FixedWindow(60.0, from_first=True)  # noqa: E731
    options: dict[str, Any] = {"limits": (1000 / 60,), "phase": 300.0, "retry_after": "window"}
    told = play(every_minute, tells=True, **options)
    untold = play(every_minute, **options)

    assert told.used > 0.95
    assert told.refused <= 6 / told.sent
    assert told.early == 0
    assert untold.used > 0.95
    assert untold.refused < 0.02
    assert untold.early == 0


def test_shared_limit() -> None:
    """Where others use a part of the limit, most of the rest is used."""
    assert play(SlidingWindow, limits=(60,), phase=300.0, others=10.0).used > 0.8 * 50 / 60


def test_slow_server() -> None:
    """Where the workers and not the pace decide, nothing is refused, and the pace does not run away."""
    job = Simulation(SlidingWindow(), latency=2.0)

    assert job.play().refused == 0.0
    assert job.pace.rate < 2 * START


def test_many_in_flight() -> None:
    """With hundreds in flight for two seconds each, few are refused: the climb waits for its answers."""
    assert play(TokenBucket, limits=(60,), phase=300.0, latency=2.0, workers=300).refused < 0.05


def test_through_a_job() -> None:
    """A job tells its pace what the simulation tells it: the same figures."""
    alone, told = Simulation(SlidingWindow(), phase=20.0), Simulation(SlidingWindow(), phase=20.0)
    job = Job(Store.open(None, ""), told.pace, 7, 25, clock=lambda: told.now)

    def note(_: float, sent_at: float, headers: dict[str, str], retry_after: float | None, refused: bool) -> None:
        error = RateLimitError("", status_code=429, retry_after=retry_after) if refused else None
        job._note(Reply(sent_at, 429 if refused else 200, headers, error))

    told.note = note

    assert alone.play() == told.play()


def test_starts_low_and_doubles() -> None:
    """Without a rate it starts low and doubles each second, as long as the pace and not the workers decide."""
    pace, now = Pace(), 0.0
    while now < 3:
        wait = pace.take(now)
        if not wait:
            pace.answered(now, now, {}, None, refused=False)
        now += wait

    assert 6 * START < pace.rate < 10 * START

    lazy = Pace()
    for second in range(100):
        accept(lazy, float(second))
    assert lazy.rate == START


def test_even_spacing_without_bursts() -> None:
    """Requests leave evenly. Of a given rate, one late request is made up for; of a pace that is being found, none is."""
    pace, given = Pace(), Pace(10.0)

    assert pace.take(100.0) == 0.0
    assert pytest.approx(1 / START) == pace.take(100.0)
    assert [given.take(100.0), given.take(100.0)] == [0.0, pytest.approx(0.1)]
    assert [given.take(100.15), given.take(100.15), given.take(100.2)] == [0.0, pytest.approx(0.05), 0.0]
    assert [given.take(200.0), given.take(200.0)] == [0.0, pytest.approx(0.1)]


def test_given_rate_is_kept() -> None:
    """A given rate neither grows nor is cut; a 429 only holds it."""
    pace = Pace(10.0)
    assert pace.take(0.0) == 0.0
    assert pace.take(0.0) > 0
    accept(pace, 0.1, limit="5")
    refuse(pace, 0.2, 3.0)

    assert pace.rate == 10.0
    assert 3.0 <= pace.take(0.2) < 3.5


def test_slowest_rates() -> None:
    """A rate of one request in years waits no longer at a time than a thread can."""
    pace = Pace(parse_rate("0.000000000001"))

    assert pace.take(0.0) == 0.0
    assert pace.take(1.0) == LONGEST_HOLD


def test_retry_after_holds_everybody() -> None:
    """Nothing leaves before the longest time that was asked for, whoever asked it, with another status too."""
    pace = Pace(1000.0)
    refuse(pace, 10.0, 5.0)
    refuse(pace, 10.1, 1.0)
    pace.answered(10.2, 9.9, {}, 2.0, refused=False)

    assert pace.take(14.999) > 0
    pace.answered(14.0, 9.9, {}, 10.0, refused=False)
    assert pace.take(23.999) > 0
    assert pace.take(25.0) == 0.0


def test_one_cut_for_what_was_on_its_way() -> None:
    """Requests that were in flight at a 429 and get one too cut the rate no further, and hold nobody."""
    pace = Pace()
    refuse(pace, 1.0)
    once = pace.rate
    for _ in range(15):
        refuse(pace, 1.01, sent_at=0.95)

    assert once == pace.rate
    assert pace.hold_until == 0.0


@pytest.mark.parametrize("retry_after", [None, 0.0, 0.01])
def test_refusals_in_a_row_wait_longer(retry_after: float | None) -> None:
    """429 without a Retry-After that says anything: the wait doubles with each in a row, to 8 s. The pace is cut once."""
    pace, now, waits, rates = Pace(), 0.0, [], set()
    for _ in range(12):
        refuse(pace, now + 0.01, retry_after, sent_at=now)
        waits.append(max(0.0, pace.hold_until - now))
        rates.add(pace.rate)
        now = max(now, pace.hold_until) + 1

    assert waits[0] < 0.1
    assert 7.9 < waits[-1] < 9
    assert pace.refused_in_a_row == 12
    assert len(rates) == 1


def test_never_stands_still() -> None:
    """However often it is cut, some pace is left."""
    pace = Pace()
    for second in range(1, 200):
        refuse(pace, float(second))
        accept(pace, second + 0.5)

    assert pace.rate == SLOWEST


@pytest.mark.parametrize(
    ("reset", "least", "most"),
    [
        (None, 0.2, 0.4),
        ("7", 7, 8),
        ("soon", 0.2, 0.4),
        ("9" * 30, 0.2, 0.4),
        ("epoch", 28, 33),
        ("900000", 3600, 3900),
        ("0", 0, 0),
    ],
)
@pytest.mark.parametrize("refused", [False, True])
def test_nothing_remains(reset: str | None, least: float, most: float, *, refused: bool) -> None:
    """X-RateLimit-Remaining: 0 holds everybody until the reset, given as seconds or as an epoch, else for a moment.

    A Retry-After goes before it.
    """
    value = str(int(time.time()) + 30) if reset == "epoch" else reset
    headers = {"x-ratelimit-remaining": "0"} | ({"x-ratelimit-reset": value} if value else {})
    pace, asked = Pace(), Pace()
    pace.answered(100.0, 99.9, headers, None, refused=refused)
    asked.answered(100.0, 99.9, headers, 50.0, refused=refused)

    assert least <= max(0.0, pace.hold_until - 100.0) <= most
    assert 50 <= asked.hold_until - 100.0 <= 53


def test_no_more_than_remain() -> None:
    """No more requests are in flight than X-RateLimit-Remaining said, but one always may be, to hear what is true now."""
    pace = Pace(1000.0)
    accept(pace, 1.0, remaining="2")

    assert [pace.take(2.0), pace.take(3.0), pace.take(4.0) > 0] == [0.0, 0.0, True]
    pace.lost()
    assert pace.take(5.0) == 0.0
    pace.answered(6.0, 5.0, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "0"}, None, refused=False)
    assert pace.take(6.0) > 0
    pace.lost()
    assert pace.take(6.0) == 0.0
    pace.answered(7.0, 6.0, {"x-ratelimit-remaining": "many"}, None, refused=False)
    assert [pace.take(8.0), pace.take(9.0)] == [0.0, 0.0]


def test_reset_in_the_past() -> None:
    """A reset that has passed holds nobody."""
    assert until_reset("1600000000", 5.0) == 0.0


def test_told_limit_is_followed() -> None:
    """Where X-RateLimit-Limit changes, the pace changes with it at once."""
    pace = Pace()
    accept(pace, 1.0, limit="60")
    accept(pace, 2.0, limit="120")
    assert pace.rate == START
    refuse(pace, 3.0, limit="120")
    before = pace.rate
    accept(pace, 4.0, limit="360")
    assert pytest.approx(3 * before) == pace.rate
    accept(pace, 5.0, limit="none")
    accept(pace, 6.0, limit="0")
    accept(pace, 7.0, limit="120")
    assert pytest.approx(before) == pace.rate


def test_memory_does_not_grow() -> None:
    """What is remembered of requests that were answered long ago is forgotten."""
    pace = Pace()
    for second in range(1000):
        accept(pace, float(second))

    assert len(pace._sent) < 5


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
