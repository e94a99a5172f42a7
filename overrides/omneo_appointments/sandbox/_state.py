"""The state of a sandbox: what exists, what is linked, what came, and the switches for what the facts leave open."""

import copy
import re
import threading
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import define, field, fields, frozen, setters

from ._faults import Faults
from ._laravel import refused
from ._limits import RateLimit, Window, rate_limit
from ._messages import Headers
from ._rules import Json
from ._spec import ACTION, OPERATIONS

TOKEN = "sandbox-token"  # noqa: S105 - not a secret: it opens nothing but this sandbox
APPOINTMENTS = range(1, 101)
KEPT_REQUESTS = 10_000
EMPTY_META: dict[str, list[object] | Json | None] = {"example": None, "[]": [], "{}": {}, "null": None}


@frozen
class Received:
    """One request.

    method, path, body: as they came. status: of the answer, None if there was none. fault: the order that it met.
    """

    method: str
    path: str
    status: int | None
    fault: str | None
    body: str


def switch(*allowed: int | str, about: str) -> Any:
    """An attribute that takes one of these values; the first is its default."""

    def check(_: object, attribute: Any, value: object) -> None:
        if value not in allowed:
            raise ValueError(f"{attribute.name} must be {' or '.join(map(str, allowed))}, not {value!r}")

    return field(default=allowed[0], validator=check, metadata={"allowed": allowed, "about": about})


def check_token(_: object, __: object, token: object) -> None:
    if not isinstance(token, str) or not re.fullmatch(r"[\x21-\x7e]+", token):
        raise ValueError("token must be a string of visible ASCII characters without blanks")


def check_appointments(_: object, __: object, appointments: object) -> None:
    if not isinstance(appointments, range) or len(appointments) == 0 or min(appointments) < 1:
        raise ValueError(f"appointments must be a range of ids from 1, not {appointments!r}")


def records(known: Mapping[str, Iterable[object]] | None) -> dict[str, set[str]] | None:
    """The records that exist, each checked against the spec's rule for what may be linked. ValueError names a bad one."""
    if known is None:
        return None
    if not isinstance(known, Mapping) or not all(isinstance(ids, Iterable) and not isinstance(ids, str) for ids in known.values()):
        raise ValueError(f"known must be a mapping such as {{'list': ['204']}}, not {known!r}")
    return {kind: {record(kind, str(one)) for one in ids} for kind, ids in known.items()}


def record(kind: str, one: str) -> str:
    if problem := refused(ACTION, {"type": kind, "id": one}):
        raise ValueError(f"known: {kind}:{one}: {problem}")
    return one.lower()


def check_share(_: object, attribute: Any, share: object) -> None:
    if not isinstance(share, int | float) or isinstance(share, bool) or not 0 <= share <= 1:
        raise ValueError(f"{attribute.name} must be from 0 to 1, not {share!r}")


def check_seed(_: object, __: object, seed: int | None) -> None:
    if seed is not None and type(seed) is not int:
        raise ValueError(f"seed must be an integer or None, not {seed!r}")


@define(kw_only=True, eq=False)
class Sandbox:
    """The state of one sandbox. Every attribute but seed may be changed while it runs; a bad value is a ValueError.

    token: the bearer token to expect. appointments: the ids that exist. known: type -> ids of the records that exist; None:
    all of them. rate_limit: requests as 60 or '60/s' or '1000/m', None for no limit. fault_rate: the share of requests, 0 to 1,
    that meets a random fault. seed: an integer that repeats the random faults.

    The switches, their defaults first. retry_after: 'yes' or 'no', whether a 429 of the rate limit has a Retry-After.
    unknown_target: 422 or 404, for a well-formed id that is not known. not_linked: 204, 404 or 422, for unlinking what is not
    linked. link_status: 200 or 201. list_target_id: 'string' or 'number', the JSON type of target_id where it is an integer.
    empty_meta: 'example', '[]', '{}' or 'null', the appointment's meta. profile_linkable: 'null' or 'id', a profile's linkable.

    What happens is in faults: the orders, links: appointment -> rows, requests: the latest, received: how many, and rows: how many
    links were made. lock: is held while any of them is read or changed; `state()`, `log()` and `fault_report()` do it.
    """

    token: str = field(default=TOKEN, validator=check_token)
    appointments: range = field(default=APPOINTMENTS, validator=check_appointments)
    known: dict[str, set[str]] | None = field(default=None, converter=records)
    rate_limit: RateLimit | None = field(default=None, converter=rate_limit)
    retry_after: str = switch("yes", "no", about="whether a 429 of the rate limit has a Retry-After")
    unknown_target: int = switch(422, 404, about="the answer for a well-formed id that is not known")
    not_linked: int = switch(204, 404, 422, about="the answer for unlinking what is not linked")
    link_status: int = switch(200, 201, about="the status of a link")
    list_target_id: str = switch("string", "number", about="the JSON type of target_id where it is an integer")
    empty_meta: str = switch(*EMPTY_META, about="meta of the appointment: as in the spec's example, or empty in this form")
    profile_linkable: str = switch("null", "id", about="linkable where the spec's example has null: null, or an object with the id")
    fault_rate: float = field(default=0.0, validator=check_share)
    seed: int | None = field(default=None, validator=check_seed, on_setattr=setters.frozen)
    faults: Faults = field(init=False, repr=False)
    links: dict[int, list[Json]] = field(factory=dict, init=False, repr=False)
    requests: deque[Received] = field(init=False, repr=False)
    received: int = field(default=0, init=False)
    lock: threading.RLock = field(factory=threading.RLock, init=False, repr=False)
    rows: int = field(default=0, init=False, repr=False)
    _window: Window = field(factory=Window, init=False, repr=False)
    _as_started: Json = field(factory=dict, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        seeded = {} if self.seed is None else {"seed": self.seed}
        self.faults = Faults([one.id for one in OPERATIONS], **seeded)
        self.requests = deque(maxlen=KEPT_REQUESTS)
        given = [one.name for one in fields(Sandbox) if one.init and one.name != "seed"]
        self._as_started = {name: copy.deepcopy(getattr(self, name)) for name in given}

    def reset(self) -> None:
        """Forget links, faults and requests, and set every attribute as it was at the start."""
        with self.lock:
            for name, value in self._as_started.items():
                setattr(self, name, value)
            self.links.clear()
            self.requests.clear()
            self.faults.clear()
            self.received, self.rows, self._window = 0, 0, Window()

    def state(self) -> Json:
        """What a reader wants to see, ready for JSON. Appointments without links are left out."""
        with self.lock:
            return {
                "appointments": {"first": min(self.appointments), "last": max(self.appointments), "count": len(self.appointments)},
                "links": {str(number): rows for number, rows in self.links.items() if rows},
                "requests": self.received,
                "settings": {name: plain(getattr(self, name)) for name in SETTINGS},
            }

    def change(self, wanted: object) -> None:
        """Change settings while it runs, all of them or, with ValueError, none. wanted: values by the names in SETTINGS."""
        if not isinstance(wanted, dict) or not wanted.keys() <= set(SETTINGS):
            raise ValueError(f"send an object with any of: {', '.join(SETTINGS)}")
        with self.lock:
            before = {name: getattr(self, name) for name in wanted}
            try:
                for name, value in wanted.items():
                    setattr(self, name, value)
            except ValueError:
                for name, value in before.items():
                    setattr(self, name, value)
                raise

    def note(self, request: Received) -> None:
        """Add a request to the log."""
        with self.lock:
            self.received += 1
            self.requests.append(request)

    def log(self) -> list[Received]:
        """The latest requests, oldest first."""
        with self.lock:
            return list(self.requests)

    def order(self, orders: Iterable[object]) -> None:
        """Order faults, all of them or, with ValueError, none. orders: texts, as for `Running.order`."""
        with self.lock:
            self.faults.order(orders)

    def fault_report(self) -> Json:
        """Which of the faults have happened, and which are pending."""
        with self.lock:
            return {"rate": self.fault_rate, **self.faults.report()}

    def admit(self) -> Headers:
        """Count a request against the rate limit; the headers that its answer gets."""
        return self._window.admit(self.rate_limit, self.retry_after == "yes") if self.rate_limit else ()


SWITCHES = {one.name: one.metadata for one in fields(Sandbox) if "allowed" in one.metadata}
SETTINGS = ("rate_limit", *SWITCHES)
"""What may be changed over HTTP while a sandbox runs."""


def plain(value: object) -> object:
    return str(value) if isinstance(value, RateLimit) else value
