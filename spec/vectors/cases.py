"""Reads the vector files: each case with its defaults filled in, as README.md describes them. Python's standard library only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]
HERE = Path(__file__).parent
KINDS = ("requests", "answers", "retries")
TOKEN = "fake-token-for-vectors"  # noqa: S105 - it opens nothing


@dataclass(frozen=True)
class Case:
    """One case of one file.

    arguments: name -> value, tagged where JSON has no type for it. script: the server's answers. request: what each recorded
    request must be. outcomes: the acceptable ones. requests: how many are sent. asked: for each wait what the answer before it
    asked for: seconds, the lowest and highest number of seconds, or None for the backoff. dynamic: a statically typed API need
    not be able to express the arguments. kept: JSON pointers that the runner reports.
    """

    name: str
    operation: str
    arguments: Json
    script: list[Json]
    max_retries: int | None
    timeout: float | None
    request: Json
    outcomes: list[Json]
    requests: int
    asked: list[Any]
    dynamic: bool
    kept: list[str]


def load(name: str) -> Json:
    return dict(json.loads((HERE / f"{name}.json").read_text(encoding="utf-8")))


FILES = {kind: load(kind) for kind in KINDS}
APPOINTMENT = load("appointment")
OPERATIONS: Json = FILES["requests"]["operations"]
RETRY: Json = FILES["retries"]["retry"]


def cases() -> list[Case]:
    """Every case of every file."""
    found = [resolved(kind, case) for kind in KINDS for case in FILES[kind]["cases"]]
    names = [case.name for case in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise SystemExit(f"more than one case has the name {sorted(twice)[0]!r}")
    return found


def resolved(kind: str, case: Json) -> Case:
    operation = OPERATIONS[case["operation"]]
    script = [expanded(answer) for answer in case.get("script") or [case.get("answer", operation["answer"])]]
    stated = case.get("either") or [{key: case[key] for key in ("refusal", "success", "error") if key in case} or {"success": {}}]
    requests = case.get("requests", 0 if "refusal" in case else 1)
    last = script[min(max(requests, 1), len(script)) - 1]
    return Case(
        name=f"{kind}: {case['name']}",
        operation=case["operation"],
        arguments=operation["arguments"] | case.get("arguments", {}),
        script=script,
        max_retries=case.get("max_retries", None if kind == "retries" else 0),
        timeout=case.get("timeout"),
        request=operation["request"] | case.get("request", {}),
        outcomes=[outcome(operation, wanted, last) for wanted in stated],
        requests=requests,
        asked=case.get("asked", [None] * max(0, requests - 1)),
        dynamic=case.get("dynamic", False),
        kept=sorted(case.get("success", {}).get("kept", {})),
    )


def outcome(operation: Json, stated: Json, last: Json) -> Json:
    """An outcome in full: a success is the operation's own with what the case states, an error has the last answer's status."""
    if "success" in stated:
        return {"success": operation["success"] | stated["success"]}
    if "refusal" in stated:
        allowed = stated["refusal"].get("allowed")
        return {"refusal": stated["refusal"] | ({"allowed": FILES["requests"]["aliases"]} if allowed == "aliases" else {})}
    error = stated["error"]
    if error.get("kind") in ("connection", "timeout"):
        return {"error": error}
    if error.get("kind") == "response":
        return {"error": {"status": last["status"]} | error}
    kinds, status = FILES["answers"]["kinds"], str(last["status"])
    kind = kinds.get(status) or kinds.get(f"{status[0]}xx") or kinds["other"]
    return {"error": {"kind": kind, "status": last["status"], "message": "", "errors": {}, "retry_after": None} | error}


def expanded(answer: Json) -> Json:
    """An answer with the token, and with `appointment` and `without` put into a whole body."""
    answer = dict(json.loads(json.dumps(answer).replace("{token}", TOKEN)))
    if "appointment" in answer:
        data = APPOINTMENT | answer.pop("appointment")
        without = answer.pop("without", [])
        answer["json"] = {"data": {key: value for key, value in data.items() if key not in without}}
    return answer
