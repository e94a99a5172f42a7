"""Runs the vectors against one or more clients and compares them. Python's standard library only.

    python judge.py python="python runner.py" go="go run ./runner"

Each argument is a name and the command of a runner. README.md says what a runner reads and prints. Exit status 1: a client differs
from the vectors, or from another client.
"""

from __future__ import annotations

import base64
import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

from reference_server import Answer, Recorded, ReferenceServer, Session, serving

Case = dict[str, Any]
Outcome = dict[str, Any]
HERE = Path(__file__).parent
KINDS = ("requests", "answers", "retries")
TOKEN = "fake-token-for-vectors"  # noqa: S105 - it opens nothing
DEFAULTS = {"appointment": 42, "type": "profile", "id": "6f9f8a52-3c1e-4b7d-9a55-0d2f6f1c7e10"}
TIMEOUT = 300  # seconds for a whole runner


def cases() -> list[Case]:
    """Every case of every kind, with its arguments filled in."""
    return [
        {**DEFAULTS, **case, "kind": kind, "name": f"{kind}: {case['name']}"}
        for kind in KINDS
        for case in json.loads((HERE / f"{kind}.json").read_text(encoding="utf-8"))["cases"]
    ]


def expanded(answer: Answer) -> Answer:
    """The answer with `appointment` and `without` put into a whole body."""
    if "appointment" not in answer:
        return answer
    base = json.loads((HERE / "appointment.json").read_text(encoding="utf-8")) | answer["appointment"]
    data = {key: value for key, value in base.items() if key not in answer.get("without", [])}
    return {**answer, "json": {"data": data}}


def script(case: Case) -> list[Answer]:
    success = {"status": 204} if case["operation"] == "unlinkAppointment" else {"status": 200, "appointment": {}}
    answers = case.get("script") or [case.get("answer", success)]
    return [expanded(answer) for answer in answers]


def tasks(listed: list[Case], server: ReferenceServer) -> tuple[list[Case], list[Session]]:
    """What a runner reads, and the session of each case on the server."""
    sessions = [server.session(script(case)) for case in listed]
    keys = ("name", "operation", "appointment", "type", "id")
    given = [{key: case[key] for key in keys} for case in listed]
    for task, case, session in zip(given, listed, sessions, strict=True):
        task |= {"base_url": session.base_url, "max_retries": None if case["kind"] == "retries" else 0}
        task["kept"] = sorted(case.get("success", {}).get("kept", {}))
    return given, sessions


def complaints(case: Case, outcome: Outcome, requests: list[Recorded]) -> list[str]:
    """How an outcome differs from what the vectors say; empty when it does not."""
    wanted: Outcome = {key: case[key] for key in ("refusal", "success", "error") if key in case}
    found = [] if "request" in case else differences(wanted, outcome)
    if "request" in case and "success" not in outcome:
        found.append(f"expected success, got {json.dumps(outcome)}")
    number = case.get("requests", 0 if "refusal" in case else 1)
    if len(requests) != number:
        found.append(f"expected {number} request(s), got {len(requests)}")
    for sent in requests if "request" in case else []:
        found += differences(case["request"], seen(sent, case["request"]))
    return found


def seen(sent: Recorded, wanted: dict[str, Any]) -> dict[str, Any]:
    """A recorded request in the words of the vectors: the headers that matter, by the names they have there."""
    headers = {name.lower(): value for name, value in sent["headers"]}
    shown = {name: headers.get(name.lower(), "").replace(TOKEN, "{token}") for name in wanted["headers"]}
    body = base64.b64decode(sent["body"]).decode("utf-8", "replace")
    return {"method": sent["method"], "path": sent["path"], "headers": shown, "body": body}


def differences(wanted: dict[str, Any], got: dict[str, Any]) -> list[str]:
    return [] if wanted == got else [f"expected {json.dumps(wanted)}, got {json.dumps(got)}"]


def run(command: str, listed: list[Case]) -> list[Outcome]:
    """The outcomes that a runner prints, in the order of the cases."""
    given = json.dumps({"token": TOKEN, "cases": listed})
    done = subprocess.run(
        shlex.split(command), input=given, capture_output=True, text=True, encoding="utf-8", timeout=TIMEOUT, check=False
    )
    try:
        outcomes = json.loads(done.stdout)
        assert len(outcomes) == len(listed)  # noqa: S101 - one for each, or it is as good as none
    except (ValueError, TypeError, AssertionError):
        sys.exit(
            f"{command}: did not print one outcome for each of the {len(listed)} cases\n{done.stdout[:500]}{done.stderr[-2000:]}"
        )
    return list(outcomes)


def judge(runners: dict[str, str]) -> int:
    """Print the table and return the number of cases in which a client is wrong, or clients differ."""
    listed = cases()
    found: dict[str, tuple[list[Outcome], list[list[Recorded]]]] = {}
    with serving() as server:
        for name, command in runners.items():
            print(f"running {len(listed)} cases with {name} ...", flush=True)
            given, sessions = tasks(listed, server)
            outcomes = run(command, given)
            found[name] = (outcomes, [session.requests for session in sessions])
    width = max(len(case["name"]) for case in listed)
    columns = "  ".join(f"{name:>12}" for name in runners)
    print(f"\n{'case':{width}}  {columns}  {'same':>6}  {'bytes':>6}")
    bad, compared = 0, 0
    for index, case in enumerate(listed):
        told = {name: complaints(case, outcomes[index], requests[index]) for name, (outcomes, requests) in found.items()}
        bodies = [wire(requests[index]) for _, requests in found.values()]
        results = [outcomes[index] for outcomes, _ in found.values()]
        same = all(body == bodies[0] for body in bodies) and all(result == results[0] for result in results)
        compared += len(bodies[0])
        marks = "  ".join(f"{'FAIL' if told[name] else 'ok':>12}" for name in runners)
        print(f"{case['name']:{width}}  {marks}  {'same' if same else 'DIFFER':>6}  {len(bodies[0]):>6}")
        for name, lines in told.items():
            print("".join(f"    {name}: {line}\n" for line in lines), end="")
        bad += any(told.values()) or not same
    print(f"\n{len(listed)} cases, {len(runners)} clients, {compared} bytes of requests compared: {bad} differ")
    return bad


def wire(requests: list[Recorded]) -> bytes:
    """What a case sent, as one text: method, path and body of each request, and the headers that matter."""
    names = ("accept", "authorization", "content-type")
    lines = []
    for sent in requests:
        headers = {name.lower(): value for name, value in sent["headers"]}
        shown = "\n".join(f"{name}: {headers.get(name)}" for name in names)
        lines.append(f"{sent['method']} {sent['path']}\n{shown}\n\n{base64.b64decode(sent['body']).decode('utf-8', 'replace')}")
    return "\n".join(lines).encode()


if __name__ == "__main__":
    if not sys.argv[1:] or not all("=" in argument for argument in sys.argv[1:]):
        sys.exit(__doc__)
    sys.exit(1 if judge(dict(argument.split("=", 1) for argument in sys.argv[1:])) else 0)
