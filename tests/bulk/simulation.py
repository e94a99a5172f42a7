"""A job's requests against a limiter on a virtual clock: hours of them in a second, always the same for one seed."""

from __future__ import annotations

import heapq
import math
import random
from collections.abc import Callable, Iterable
from typing import Any

from attrs import define, field, frozen
from omneo_appointments.bulk._pace import Pace

from benchmarks.limiters import FixedWindow, Limiter

# What a test may put between the server and the pace: (now, sent_at, headers, retry_after, refused).
Note = Callable[[float, float, dict[str, str], float | None, bool], None]


@frozen
class Played:
    """What a job did.

    used: of what the limit allowed, without the seconds for which the server asked to wait. refused: of all requests. early:
    requests before that time had passed, although the client knew. sent: how many requests.
    """

    used: float
    refused: float
    early: int
    sent: int


@define
class Simulation:
    """One job against one server.

    limits: requests per second, each for `phase` seconds. retry_after: seconds that a 429 asks for, None for none, "window" for the
    rest of a fixed window. tells: whether answers carry X-RateLimit headers. latency: seconds from a request to its answer.
    workers: requests in flight at most. hiccups: the share of timers and packets that are late by milliseconds instead of by tenths
    of one. others: requests per second of other clients under the same limit. refusing: spans of time in which everything is refused.
    """

    limiter: Limiter
    limits: tuple[float, ...] = (60, 20, 60)
    phase: float = 120.0
    retry_after: float | str | None = None
    tells: bool = False
    latency: float = 0.02
    workers: int = 16
    hiccups: float = 0.003
    others: float = 0.0
    refusing: tuple[tuple[float, float], ...] = ()
    seed: int = 1
    pace: Pace = field(factory=Pace)
    note: Note | None = None
    now: float = 0.0
    counts: dict[str, int] = field(factory=lambda: {"accepted": 0, "refused": 0, "early": 0})
    silent: float = 0.0
    silent_until: float = 0.0
    _events: list[tuple[float, int, Callable[..., None], tuple[Any, ...]]] = field(factory=list)
    _asleep: bool = False
    _random: random.Random = field(init=False)
    _offset: float = field(init=False)  # of the server's clock

    def play(self) -> Played:
        self._random = random.Random(self.seed)  # noqa: S311 - no secret
        random.seed(self.seed)
        self._offset = self._random.random()
        if self.others:
            self._at(0.0, self._other)
        self._send_what_may()
        while self._events[0][0] < self.phase * len(self.limits):
            self.now, _, act, arguments = heapq.heappop(self._events)
            act(*arguments)
            self._send_what_may()
        accepted, refused, early = self.counts.values()
        allowed = sum(self.limits) * self.phase - self.silent
        return Played(accepted / allowed, refused / (accepted + refused), early, accepted + refused)

    def _at(self, time: float, act: Callable[..., None], *arguments: Any) -> None:
        heapq.heappush(self._events, (time, self._random.getrandbits(60), act, arguments))

    def _late(self) -> float:
        hiccup = self._random.expovariate(200) if self._random.random() < self.hiccups else 0.0
        return self._random.expovariate(10_000) + hiccup

    def _send_what_may(self) -> None:
        while self.workers and not self._asleep:
            wait = self.pace.take(self.now)
            if wait:
                self._asleep = True
                self._at(self.now + wait + self._late(), self._wake)
                return
            self.workers -= 1
            self.counts["early"] += self.now < self.silent_until
            self._at(self.now + self.latency / 2 + self._late(), self._arrive, self.now)

    def _wake(self) -> None:
        self._asleep = False

    def _allows(self) -> bool:
        limit = self.limits[int(self.now / self.phase)]
        seconds = self.limiter.seconds if isinstance(self.limiter, FixedWindow) else 1.0
        return self.limiter(round(limit * seconds), self.now + self._offset)

    def _other(self) -> None:
        self._allows()
        self._at(self.now + self._random.expovariate(self.others), self._other)

    def _arrive(self, sent_at: float) -> None:
        good = not any(begin <= self.now < end for begin, end in self.refusing) and self._allows()
        self.counts["accepted" if good else "refused"] += 1
        after = None if good else self._retry_after()
        self._at(self.now + self.latency / 2 + self._late(), self._answer, sent_at, self._headers(), after, good)

    def _retry_after(self) -> float | None:
        if isinstance(self.retry_after, str):
            assert isinstance(self.limiter, FixedWindow)
            return float(math.ceil(self.limiter.ends - self.now - self._offset))
        return self.retry_after

    def _headers(self) -> dict[str, str]:
        if not self.tells:
            return {}
        assert isinstance(self.limiter, FixedWindow)
        limit = round(self.limits[int(self.now / self.phase)] * self.limiter.seconds)
        return {"x-ratelimit-limit": str(limit), "x-ratelimit-remaining": str(max(0, limit - self.limiter.used))}

    def _answer(self, sent_at: float, headers: dict[str, str], after: float | None, good: bool) -> None:
        self.workers += 1
        if self.note:
            self.note(self.now, sent_at, headers, after, not good)
        else:
            self.pace.answered(self.now, sent_at, headers, after, refused=not good)
        if after and self.now + after > self.silent_until:
            end = min(self.now + after, self.phase * len(self.limits))
            if not isinstance(self.retry_after, str):  # there, the limit itself allows nothing before
                self.silent += self.limits[int(self.now / self.phase)] * max(0.0, end - max(self.silent_until, self.now))
            self.silent_until = self.now + after


def play(make: Callable[[], Limiter], *, seeds: Iterable[int] = (1, 2), **options: Any) -> Played:
    """The worst of some seeds, figure by figure."""
    played = [Simulation(make(), seed=seed, **options).play() for seed in seeds]
    worst = (min(one.used for one in played), max(one.refused for one in played), max(one.early for one in played))
    return Played(*worst, played[0].sent)
