"""Ask a tenant what its documentation leaves open (spec/README.md, "Open questions"), with calls that undo themselves.

The API shows an appointment's links only in the answer to a link. So the state of the record that is linked first cannot be
read; whoever calls says it. That of the other one is read from the first answer, and put back.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

from attrs import define, field, frozen
from omneo_api.models import MorphAlias

from ._client import Omneo
from ._errors import APIStatusError, NotFoundError, OmneoError, ValidationError
from ._morphs import appointment_id, link_action

QUESTIONS = {
    "link_status": "The status of a link",
    "repeat_link": "Entries in `links` after linking the same record twice",
    "list_link_id_type": "JSON type of `links[].id` of a list",
    "list_target_id_type": "JSON type of `links[].target_id` of a list",
    "profile_linkable": "`linkable` of a profile's link",
    "empty_meta": "JSON type of `meta` where it is empty",
    "unlink_missing": "The status of unlinking what is not linked",
    "unknown_target": "The status of linking a record that does not exist",
    "throttle_headers": "Headers about a rate limit",
}
THROTTLE = ("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "retry-after")
JSON_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null", list: "array", dict: "object"}


class NotRestoredError(OmneoError):
    """A call that was to undo another one failed. The message has the command that does it."""


@frozen
class Report:
    """Question -> answer, None where it stayed open. No name, email, id or token is in it."""

    answers: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        return {"probe": 1, "answers": self.answers}

    def markdown(self) -> str:
        lines = ["| Question | Answer | Id |", "|---|---|---|"]
        for question, words in QUESTIONS.items():
            answer = self.answers[question]
            shown = "not answered" if answer is None else f"`{json.dumps(answer)}`"
            lines.append(f"| {words} | {shown} | `{question}` |")
        return "\n".join(lines)


@define
class Probe:
    """The calls, and what they told.

    appointment: one that may be touched. records: alias -> id of a record that exists; at least one. linked: whether the first
    of them is linked to the appointment now; it is left so.
    """

    client: Omneo
    appointment: int
    records: dict[str, str]
    linked: bool = False
    answers: dict[str, Any] = field(init=False, factory=lambda: dict.fromkeys(QUESTIONS))
    _before: dict[str, bool] = field(init=False, factory=dict)
    _now: dict[str, bool] = field(init=False, factory=dict)

    @classmethod
    def of(cls, client: Omneo, appointment: str, records: dict[str, str | None], *, linked: bool) -> Probe:
        """Raises LinkTargetError for an id that breaks a rule."""
        given = sorted((alias == MorphAlias.PROFILE, alias, one) for alias, one in records.items() if one is not None)
        checked = {alias: link_action(alias, one).id for _, alias, one in given}  # others first: they answer more
        return cls(client, appointment_id(appointment), checked, linked)

    def plan(self) -> str:
        """What will be done, in words."""
        first, *others = self.records
        calls = [f"link and unlink {first} {self.records[first]}, twice each"]
        calls += [f"link {alias} {self.records[alias]} once" for alias in others]
        calls.append(f"link a {MorphAlias.PROFILE.value} that does not exist")
        end = "linked again at the end" if self.linked else "not linked at the end; if it is linked now, say so with --linked"
        return (
            f"On appointment {self.appointment} of {self.client._config.base_url}: {', '.join(calls)}.\n"
            f"{first} {self.records[first]} is {end}. Anything else is left as it was found."
        )

    def ask(self) -> Report:
        """Make the calls; put back what they changed, whatever happens. Raises OmneoError."""
        first, *others = self.records
        self._before[first] = self.linked
        try:
            self._link_first(first, others)
            for alias in others:
                self._learn(self._link(alias))
            self._unlink(first)
            self.answers["unlink_missing"] = self._status(lambda: self._unlink(first))
            self._unknown_target()
        finally:
            self._restore()
        return Report(self.answers)

    def _link_first(self, first: str, others: list[str]) -> None:
        raw = self._link(first)
        self.answers["link_status"] = raw.status_code
        self.answers["throttle_headers"] = {name: raw.headers[name] for name in THROTTLE if name in raw.headers}
        rows = self._learn(raw)
        for alias in others:
            self._before[alias] = any(self._is(row, alias) for row in rows)
        self.answers["repeat_link"] = sum(self._is(row, first) for row in self._learn(self._link(first)))

    def _learn(self, raw: Any) -> list[dict[str, Any]]:
        """The links in an answer, as they came over the wire; their shapes are answers."""
        data = json.loads(raw.body)["data"]
        if data.get("meta", "") in ([], {}, None):
            self.answers["empty_meta"] = json_type(data["meta"])
        rows: list[dict[str, Any]] = data["links"]
        for row in rows:
            if any(self._is(row, alias) for alias in self.records):
                self._learn_row(row)
        return rows

    def _learn_row(self, row: dict[str, Any]) -> None:
        if row["type"] == MorphAlias.PROFILE:
            self.answers["profile_linkable"] = json_type(row["linkable"]) if "linkable" in row else "absent"
        else:
            self.answers["list_link_id_type"] = json_type(row["id"])
            self.answers["list_target_id_type"] = json_type(row["target_id"])

    def _unknown_target(self) -> None:
        nobody = (self.appointment, MorphAlias.PROFILE, uuid.uuid4())
        verbs = self.client.appointments.with_raw_response
        self.answers["unknown_target"] = status = self._status(lambda: verbs.link(*nobody))
        if status < 300:
            verbs.unlink(*nobody)

    def _is(self, row: dict[str, Any], alias: str) -> bool:
        return row["type"] == alias and str(row["target_id"]).lower() == self.records[alias]

    def _link(self, alias: str) -> Any:
        before, self._now[alias] = self._now.get(alias), True
        try:
            return self.client.appointments.with_raw_response.link(self.appointment, alias, self.records[alias])
        except APIStatusError as error:
            if error.status_code < 500 and not before:  # refused: there is nothing to undo
                del self._now[alias]
            raise

    def _unlink(self, alias: str) -> Any:
        raw = self.client.appointments.with_raw_response.unlink(self.appointment, alias, self.records[alias])
        self._now[alias] = False
        return raw

    def _status(self, call: Callable[[], Any]) -> int:
        try:
            return int(call().status_code)
        except (NotFoundError, ValidationError) as error:
            return error.status_code

    def _restore(self) -> None:
        for alias, now in self._now.items():
            before = self._before.get(alias, now)
            if now == before:
                continue
            try:
                (self._link if before else self._unlink)(alias)
            except OmneoError as error:
                verb = "link" if before else "unlink"
                command = f"{verb} {self.appointment} {alias} {self.records[alias]}"
                raise NotRestoredError(f"not put back: {error}; do it with: omneo-appointments {command}") from error


def json_type(value: object) -> str:
    return JSON_TYPES[type(value)]
