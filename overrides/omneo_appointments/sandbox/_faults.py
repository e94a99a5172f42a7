"""Faults on order: what they are, how they are written, and which have happened.

An order is one line: what happens, then optionally whether the server has acted before it, how often, and to whom.

    503                      an error status from 400 to 599, as Laravel words it
    429 Retry-After 1        the same with a Retry-After in seconds
    html 502                 an error page, as a proxy sends it
    reset                    the connection is reset, without an answer
    stall 2 s                nothing happens for so long, then the genuine answer
    drip 2 s                 the genuine answer, byte by byte over so long
    truncate                 the genuine answer, cut in the middle

    before | after commit    before (default): the request changes nothing; after commit: it is carried out first
    x2                       two times
    on linkAppointment       for this operation only
    for 42                   for this appointment only
"""

from __future__ import annotations

import json
import random
import re
import secrets
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from attrs import define, field

_ORDER = re.compile(
    r"(?:(?P<html>html )?(?P<status>[45][0-9][0-9])(?: retry-after (?P<retry_after>[0-9]{1,9}))?"
    r"|(?P<plain>reset|truncate)|(?P<slow>stall|drip)(?: (?P<seconds>[0-9]{1,6}(?:\.[0-9]{1,3})?) ?s)?)"
    r"(?: (?P<when>before|after commit))?(?: x(?P<times>[1-9][0-9]{0,5}))?"
    r"(?: on (?P<operation>\w+))?(?: for (?P<record>[1-9][0-9]{0,18}))?",
    re.IGNORECASE | re.ASCII,
)
ALLOWED = (
    "503, 429 Retry-After 1, html 502, reset, stall 2 s, drip 2 s or truncate, "
    "then any of: before or after commit, x2, on OPERATION, for APPOINTMENT"
)
GENUINE = ("drip", "truncate")  # they deliver the server's own answer, so the server has acted
MIX = ("503", "500", "429 Retry-After 1", "html 502", "reset before", "reset after commit", "503 after commit", "truncate")
SLOW_SECONDS = 2.0


@define(eq=False)
class Fault:
    """One order. times and happened: how often it is to happen, and has happened."""

    order: str
    kind: str
    status: int = 0
    retry_after: str | None = None
    seconds: float = 0.0
    commits: bool = False
    times: int = 1
    operation: str | None = None
    record: str | None = None
    happened: int = 0

    @property
    def pending(self) -> int:
        return self.times - self.happened

    def concerns(self, operation: str, values: tuple[str, ...]) -> bool:
        return self.operation in (None, operation) and (self.record is None or self.record in values[:1])


def parse(order: object, operations: Collection[str]) -> Fault:
    """An order as a Fault, or ValueError with what is allowed."""
    text = " ".join(order.split()) if isinstance(order, str) else ""
    found = _ORDER.fullmatch(text)
    if found is None:
        raise ValueError(f"no such fault: {str(order)[:80]!r}; allowed: {ALLOWED}")
    kind = (found["plain"] or found["slow"] or ("html" if found["html"] else "status")).lower()
    if kind in GENUINE and (found["when"] or "").lower() == "before":
        raise ValueError(f"no such fault: {text!r}; {kind} delivers the answer, so it is always after commit")
    if found["operation"] not in (None, *operations):
        raise ValueError(f"no such operation: {found['operation']!r}; allowed: {', '.join(operations)}")
    return Fault(
        order=text,
        kind=kind,
        status=int(found["status"] or 0),
        retry_after=found["retry_after"],
        seconds=float(found["seconds"] or SLOW_SECONDS) if found["slow"] else 0.0,
        commits=kind in GENUINE or (found["when"] or "before").lower() != "before",
        times=int(found["times"] or 1),
        operation=found["operation"],
        record=found["record"],
    )


AT_RANDOM = [parse(order, ()) for order in MIX]


def orders(text: str) -> list[Any]:
    """The orders in a text: a JSON array of strings, or one order a line (a semicolon serves as well)."""
    if text.lstrip().startswith(("[", "{", '"')):
        value = json.loads(text)
        if isinstance(value, list):
            return value
        raise ValueError('send an array of orders such as ["503 x2", "reset before"], or one order a line')
    return [line for line in re.split(r"[\n;]", text) if line.strip()]


def percentage(text: str) -> float:
    """'20%' as 0.2."""
    found = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,3})?) ?%", text, re.ASCII)
    if found is None or float(found[1]) > 100:
        raise ValueError(f"{text!r} is not a percentage from 0% to 100%")
    return float(found[1]) / 100


@define
class Faults:
    """The faults that are ordered, and those that come at random.

    operations: the operationIds that an order may name. seed: repeats the random ones for the same sequence of requests.
    """

    operations: Collection[str]
    seed: int = field(factory=lambda: secrets.randbelow(2**31))
    ordered: list[Fault] = field(factory=list, init=False)
    at_random: Counter[str] = field(factory=Counter, init=False)
    _waiting: list[Fault] = field(factory=list, init=False)
    _random: random.Random = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.clear()

    def order(self, wanted: Iterable[object]) -> None:
        """Add orders, all of them or, with ValueError, none."""
        faults = [parse(one, self.operations) for one in wanted]
        self.ordered += faults
        self._waiting += faults

    def clear(self) -> None:
        """Forget every order and count, and begin the random ones anew."""
        self.ordered, self._waiting = [], []
        self.at_random.clear()
        self._random = random.Random(self.seed)  # noqa: S311 - repeatable on purpose

    def take(self, operation: str, values: tuple[str, ...], rate: float) -> Fault | None:
        """The fault that this request meets: the first order that concerns it, else perhaps a random one of MIX.

        rate: the share of requests, 0 to 1, that meets a random one.
        """
        for fault in self._waiting:
            if fault.concerns(operation, values):
                fault.happened += 1
                if not fault.pending:
                    self._waiting.remove(fault)
                return fault
        if rate and self._random.random() < rate:
            fault = self._random.choice(AT_RANDOM)
            self.at_random[fault.order] += 1
            return fault
        return None

    def report(self) -> dict[str, Any]:
        """What was ordered with how often it happened and how often it is pending, and what came at random."""
        shown = [{"order": one.order, "happened": one.happened, "pending": one.pending} for one in self.ordered]
        return {"orders": shown, "seed": self.seed, "at_random": dict(self.at_random)}
