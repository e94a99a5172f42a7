"""Rate limiters as servers have them. Each decides on a clock that the caller reads, so that tests can play hours in a moment.

`limiter(limit, now)` is True where a request that arrives at `now` is accepted; limit is the number of requests in the limiter's
period, and may change from one request to the next.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping

from attrs import define, field


@define
class SlidingWindow:
    """So many requests in any second: the log of a Redis script, or an API gateway."""

    seen: deque[float] = field(init=False, factory=deque)

    def __call__(self, limit: float, now: float) -> bool:
        while self.seen and self.seen[0] <= now - 1:
            self.seen.popleft()
        if len(self.seen) >= limit:
            return False
        self.seen.append(now)
        return True


@define
class FixedWindow:
    """So many requests in each period of the server's clock.

    from_first: in a period that the first request begins, as Laravel's throttle has it.
    """

    seconds: float = 1.0
    from_first: bool = False
    used: int = field(init=False, default=0)
    ends: float = field(init=False, default=0.0)

    def __call__(self, limit: float, now: float) -> bool:
        if now >= self.ends:
            self.used, begins = 0, now if self.from_first else now // self.seconds * self.seconds
            self.ends = begins + self.seconds
        if self.used >= limit:
            return False
        self.used += 1
        return True


@define
class TokenBucket:
    """A bucket that fills evenly: nginx's limit_req, GCRA, most gateways.

    burst: seconds of the limit that it holds; 0 is one token, so that nothing may come early.
    """

    burst: float = 0.0
    tokens: float = field(init=False, default=1.0)
    last: float = field(init=False, default=0.0)

    def __call__(self, limit: float, now: float) -> bool:
        self.tokens = min(max(1.0, self.burst * limit), self.tokens + max(0.0, now - self.last) * limit)
        self.last = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


Limiter = SlidingWindow | FixedWindow | TokenBucket
KINDS: Mapping[str, Callable[[], Limiter]] = {
    "sliding window": SlidingWindow,
    "fixed window": FixedWindow,
    "bucket of one": TokenBucket,
    "bucket of a second": lambda: TokenBucket(1.0),
    "Laravel's throttle": lambda: FixedWindow(60.0, from_first=True),
}
